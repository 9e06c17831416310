import { setTimeout as pause } from 'node:timers/promises'
import type { SdkClient } from './sdk-clients.ts'

export type Watched = Awaited<ReturnType<SdkClient['describe']>> & { readonly seen: readonly string[] }

/** Polls as a caller does until the task has ended, and remembers every state it went through. */
export async function watchTask(client: SdkClient, taskId: string, secondsMax = 100): Promise<Watched> {
  const seen: string[] = []
  for (const deadline = Date.now() + secondsMax * 1000; ;) {
    const answer = await client.describe({ TaskId: taskId })
    if (seen.at(-1) !== answer.Status) seen.push(answer.Status)
    if (answer.Status === 'DONE' || answer.Status === 'FAIL') return { ...answer, seen }
    if (answer.VideoUrls.length > 0 || answer.Resolution !== '' || answer.Message !== '') {
      throw new Error(`a task that has not ended says too much: ${JSON.stringify(answer)}`)
    }
    if (Date.now() > deadline)
      throw new Error(`not done in ${secondsMax} s: ${JSON.stringify({ answer, seen })}`)
    await pause(150)
  }
}
