import { serveCut, type Answer } from './cut-server.ts'
import type { Crossings } from './cut-door.ts'

/** What arrived at a caller who asked to be told. */
export type Arrival = {
  readonly taskId: string
  /** What the notification says. */
  readonly status: string
  /** What the task was when it came. */
  readonly stage: string
}

export type Receiver = {
  readonly url: string
  readonly arrivals: () => readonly Arrival[]
  reset(): void
  close(): Promise<void>
}

/** The caller's own server: hands out his picture, takes notifications and notes what the task was at that moment. */
export async function startReceiver(
  crossings: Crossings,
  picture: Uint8Array,
  stageOf: (taskId: string) => Promise<string>,
): Promise<Receiver> {
  let arrivals: Arrival[] = []
  const server = await serveCut(crossings, async ({ method, body }): Promise<Answer> => {
    if (method === 'GET') return { status: 200, body: picture }
    const { data } = JSON.parse(body) as { data: { TaskId: string; Status: string } }
    arrivals.push({ taskId: data.TaskId, status: data.Status, stage: await stageOf(data.TaskId) })
    return { status: 200, body: {} }
  })
  return {
    url: `${server.url}/told`,
    close: () => server.close(),
    arrivals: () => arrivals,
    reset() {
      arrivals = []
    },
  }
}
