import { z } from 'zod'
import { filmOf } from './film-of.ts'
import { type Answer, type Received, type Simulator, startSimulator } from './simulator.ts'
import { refusal, success, type Tc3Product, whyUnsigned } from './tc3.ts'

/** Both doors to Hunyuan, written from vendors-veo-sora-hunyuan-comfyui.md 4. */
export type HunyuanSimulator = Simulator & {
  readonly taken: readonly HunyuanJob[]
  readonly fates: Fate[]
}

export type Fate = {
  readonly states?: readonly string[]
  readonly errorCode?: string
  readonly words?: string
}
export type HunyuanJob = { readonly id: string; readonly body: unknown; readonly fate: Fate; looks: number }

const base64 = z
  .string()
  .max(8_000_000)
  .regex(/^[A-Za-z0-9+/]+=*$/)
const submitted = z.strictObject({
  Prompt: z.string().min(1).max(200),
  Image: z.union([z.strictObject({ Base64: base64 }), z.strictObject({ Url: z.url() })]).optional(),
  Resolution: z.literal('720p').optional(),
  LogoAdd: z.literal([0, 1]).optional(),
})
const hubSubmitted = z.strictObject({
  model: z.literal('hy-video-1.5'),
  prompt: z.string().optional(),
  negative_prompt: z.string().optional(),
  image: base64.optional(),
  duration: z.literal(5),
  aspect_ratio: z.enum(['16:9', '9:16', '1:1', '4:3', '3:4']).optional(),
  logo_add: z.literal([0, 1]).optional(),
})

export async function simulateHunyuan(
  product: Tc3Product,
  apiKey: string,
  port = 0,
): Promise<HunyuanSimulator> {
  const jobs: HunyuanJob[] = []
  const fates: Fate[] = []
  let address = ''
  const take = (body: unknown): HunyuanJob => {
    const job = { id: `12${jobs.length}`, body, fate: fates.shift() ?? {}, looks: 0 }
    jobs.push(job)
    return job
  }
  const stateOf = ({ fate, ...job }: HunyuanJob, usual: readonly string[]): string => {
    const states = fate.states ?? usual
    return states[Math.min(job.looks, states.length - 1)] ?? ''
  }
  const look = (job: HunyuanJob, usual: readonly string[]): string => {
    const state = stateOf(job, usual)
    job.looks++
    return state
  }

  function vclm(received: Received, complain: (what: string) => void): Answer {
    const unsigned = whyUnsigned(received, product)
    if (unsigned !== null) return refusal(unsigned, 'the request is not signed as it should be')
    switch (String(received.headers['x-tc-action'])) {
      case 'SubmitHunyuanToVideoJob': {
        const read = submitted.safeParse(received.body)
        if (read.success) return success({ JobId: take(read.data).id })
        complain(z.prettifyError(read.error))
        return refusal('InvalidParameterValue.ParameterValueError', z.prettifyError(read.error))
      }
      case 'DescribeHunyuanToVideoJob': {
        const asked = z.strictObject({ JobId: z.string() }).parse(received.body)
        const job = jobs.find(({ id }) => id === asked.JobId)
        if (job === undefined) return refusal('FailedOperation.JobNotExist', 'no such job')
        const Status = look(job, ['WAIT', 'RUN', 'DONE'])
        const failed = Status === 'FAIL'
        return success({
          Status,
          ErrorCode: failed ? (job.fate.errorCode ?? '') : '',
          ErrorMessage: failed ? (job.fate.words ?? '') : '',
          ResultVideoUrl: Status === 'DONE' ? `${address}/films/${job.id}.mp4` : '',
        })
      }
      default:
        return refusal('InvalidAction', 'no such action')
    }
  }
  const hub =
    (answer: (received: Received, complain: (what: string) => void) => Answer) =>
    (received: Received, complain: (what: string) => void): Answer =>
      received.headers.authorization === `Bearer ${apiKey}`
        ? answer(received, complain)
        : { status: 401, body: { error: { message: 'invalid key' } } }

  const simulator = await startSimulator(
    [
      { name: 'vclm', method: 'POST', path: /^\/$/, answer: vclm },
      {
        name: 'submit',
        method: 'POST',
        path: /^\/v1\/api\/video\/submit$/,
        answer: hub(({ body }, complain) => {
          const read = hubSubmitted.safeParse(body)
          if (!read.success) {
            complain(z.prettifyError(read.error))
            return { status: 400, body: { error: { message: 'invalid parameters' } } }
          }
          return {
            body: {
              id: take(read.data).id,
              request_id: 'r',
              object: 'video',
              created_at: 1,
              status: 'queued',
            },
          }
        }),
      },
      {
        name: 'query',
        method: 'POST',
        path: /^\/v1\/api\/video\/query$/,
        answer: hub(({ body }) => {
          const asked = z.strictObject({ model: z.string(), id: z.string() }).parse(body)
          const job = jobs.find(({ id }) => id === asked.id)
          if (job === undefined) return { status: 404, body: { error: { message: 'no such job' } } }
          const status = look(job, ['queued', 'in_progress', 'completed'])
          const data = status === 'completed' ? [{ url: `${address}/films/${job.id}.mp4` }] : []
          return {
            body: {
              id: job.id,
              status,
              data,
              ...(status === 'failed' ? { error: { message: job.fate.words } } : {}),
            },
          }
        }),
      },
      {
        name: 'download',
        method: 'GET',
        path: /^\/films\/\d+\.mp4$/,
        async answer({ headers }, complain) {
          if (headers.authorization !== undefined) complain('the key was sent to the file server')
          return { body: await filmOf({ seconds: 5, width: 1280, height: 720 }) }
        },
      },
    ],
    port,
  )
  address = simulator.url
  return { ...simulator, fates, taken: jobs }
}
