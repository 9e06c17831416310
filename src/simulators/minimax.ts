import { z } from 'zod'
import { filmOf } from './film-of.ts'
import { type Answer, type Operation, type Received, type Simulator, startSimulator } from './simulator.ts'

/** MiniMax's V1 video API, written from the tables of vendors-kling-vidu-hailuo.md 5.1 to 5.5. */
export type MinimaxSimulator = Simulator & {
  /** Every job that was taken, and so paid for, by its task id. */
  readonly taken: ReadonlyMap<string, z.output<typeof body>>
  /** What the next jobs come to; `Success` when nothing is said. */
  readonly fates: Fate[]
}

export type Fate = {
  /** What the looks answer, one after the other; the last one stays. Default: Preparing, Queueing, Processing, Success. */
  readonly states?: readonly string[]
  readonly failure?: { readonly code: number; readonly words: string }
}

const dataUri = z.string().regex(/^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/]+=*$/)
const body = z.strictObject({
  model: z.enum(['MiniMax-Hailuo-02', 'MiniMax-Hailuo-2.3', 'MiniMax-Hailuo-2.3-Fast']),
  prompt: z.string().max(2000).optional(),
  prompt_optimizer: z.boolean(),
  fast_pretreatment: z.boolean().optional(),
  duration: z.literal([6, 10]),
  resolution: z.enum(['512P', '768P', '1080P']),
  first_frame_image: dataUri.optional(),
  last_frame_image: dataUri.optional(),
})

type Job = { readonly body: z.output<typeof body>; readonly fate: Fate; looks: number }

const usualStates = ['Preparing', 'Queueing', 'Processing', 'Success']

export async function simulateMinimax(apiKey: string, port = 0): Promise<MinimaxSimulator> {
  const jobs = new Map<string, Job>()
  const fates: Fate[] = []
  let address = ''

  const authorised = ({ headers }: Received): boolean => headers.authorization === `Bearer ${apiKey}`
  const guarded =
    (answer: Operation['answer']): Operation['answer'] =>
    (received, complain) =>
      authorised(received)
        ? answer(received, complain)
        : complaint(1004, 'login fail: Please carry the API secret key')

  const operations: readonly Operation[] = [
    {
      name: 'submit',
      method: 'POST',
      path: /^\/v1\/video_generation$/,
      answer: guarded((received, complain) => {
        if (received.headers['content-type']?.startsWith('application/json') !== true) {
          complain(`content type ${received.headers['content-type']}`)
        }
        const read = body.safeParse(received.body)
        if (!read.success) {
          complain(z.prettifyError(read.error))
          return complaint(2013, 'invalid params')
        }
        const wrong = whyInvalid(read.data)
        if (wrong !== null) {
          complain(wrong)
          return complaint(2013, `invalid params, ${wrong}`)
        }
        const taskId = `${106916112212032 + jobs.size}`
        jobs.set(taskId, { body: read.data, fate: fates.shift() ?? {}, looks: 0 })
        return { body: { task_id: taskId, base_resp: ok } }
      }),
    },
    {
      name: 'query',
      method: 'GET',
      path: /^\/v1\/query\/video_generation$/,
      answer: guarded(({ query }) => {
        const taskId = query.get('task_id') ?? ''
        const job = jobs.get(taskId)
        if (job === undefined) return complaint(2013, 'invalid params, task_id not found')
        const { states = usualStates, failure } = job.fate
        const status = states[Math.min(job.looks++, states.length - 1)] ?? ''
        if (status === 'Fail' && failure !== undefined) {
          return {
            body: {
              task_id: taskId,
              status,
              base_resp: { status_code: failure.code, status_msg: failure.words },
            },
          }
        }
        const file =
          status === 'Success' ? { file_id: fileIdOf(taskId), video_width: 1366, video_height: 768 } : {}
        return { body: { task_id: taskId, status, ...file, base_resp: ok } }
      }),
    },
    {
      name: 'retrieve',
      method: 'GET',
      path: /^\/v1\/files\/retrieve$/,
      answer: guarded(({ query }) => {
        const fileId = query.get('file_id') ?? ''
        const taskId = [...jobs.keys()].find((id) => fileIdOf(id) === fileId)
        if (taskId === undefined) return complaint(2013, 'invalid params, file not found')
        // As a number here, where the query had a string; beyond what a double holds.
        const file = `{"file_id":${fileId},"bytes":0,"created_at":1700469398,"filename":"output.mp4","purpose":"video_generation","download_url":"${address}/file/${taskId}.mp4"}`
        return {
          headers: { 'content-type': 'application/json' },
          body: `{"file":${file},"base_resp":${JSON.stringify(ok)}}`,
        }
      }),
    },
    {
      name: 'download',
      method: 'GET',
      path: /^\/file\/\d+\.mp4$/,
      async answer({ path, headers }, complain) {
        // The link is signed by itself; our key has no business there.
        if (headers.authorization !== undefined) complain('the API key was sent to the file server')
        const job = jobs.get(/\d+/.exec(path)?.[0] ?? '')
        if (job === undefined) return { status: 404, body: 'gone' }
        const { duration, resolution } = job.body
        const height = Number.parseInt(resolution, 10)
        return {
          body: await filmOf({ seconds: duration, width: Math.round((height * 16) / 9 / 2) * 2, height }),
        }
      },
    },
  ]
  const simulator = await startSimulator(operations, port)
  address = simulator.url
  return {
    ...simulator,
    fates,
    get taken() {
      return new Map([...jobs].map(([id, job]) => [id, job.body]))
    },
  }
}

const ok = { status_code: 0, status_msg: 'success' }

/** Errors come with HTTP 200. */
const complaint = (code: number, words: string): Answer => ({
  body: { base_resp: { status_code: code, status_msg: words } },
})

const fileIdOf = (taskId: string): string => `9205${taskId}`

/** The matrix of 5.2. */
function whyInvalid({
  model,
  prompt,
  duration,
  resolution,
  ...frames
}: z.output<typeof body>): string | null {
  const hasFirst = frames.first_frame_image !== undefined
  const hasLast = frames.last_frame_image !== undefined
  if (!hasFirst && (prompt ?? '') === '') return 'prompt is required'
  if (model === 'MiniMax-Hailuo-2.3-Fast' && !hasFirst) return 'the fast model takes no text alone'
  if (hasLast && model !== 'MiniMax-Hailuo-02') return 'only 02 takes a last frame'
  if (resolution === '1080P' && duration !== 6) return '1080P renders 6 seconds'
  if (resolution === '512P' && (model !== 'MiniMax-Hailuo-02' || !hasFirst || hasLast)) return '512P not here'
  return null
}
