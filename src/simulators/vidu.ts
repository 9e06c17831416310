import { z } from 'zod'
import { filmOf } from './film-of.ts'
import { type Answer, type Operation, type Simulator, startSimulator } from './simulator.ts'

/** Vidu's API, written from the tables of vendors-kling-vidu-hailuo.md 4. */
export type ViduSimulator = Simulator & {
  /** Every task that was made, and so paid for. */
  readonly taken: readonly ViduTask[]
  readonly fates: Fate[]
}

export type Fate = { readonly states?: readonly string[]; readonly errorCode?: string }

export type ViduTask = {
  readonly id: string
  readonly path: string
  readonly body: z.output<typeof anyBody>
  readonly fate: Fate
  looks: number
  cancelled: boolean
}

const dataUri = z.string().regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/)
const every = {
  prompt: z.string().min(1).max(2000).optional(),
  duration: z.int().min(1).max(16),
  resolution: z.enum(['540p', '720p', '1080p']),
  payload: z.string().max(1_048_576),
  callback_url: z.url().optional(),
  seed: z.int().optional(),
  movement_amplitude: z.enum(['auto', 'small', 'medium', 'large']).optional(),
  wm_position: z.int().min(1).max(4).optional(),
  wm_url: z.url().optional(),
  meta_data: z.string().optional(),
  voice_id: z.string().optional(),
  audio_type: z.enum(['all', 'speech_only', 'sound_effect_only']).optional(),
  is_rec: z.boolean().optional(),
  off_peak: z.boolean().optional(),
  watermark: z.boolean().optional(),
  bgm: z.boolean().optional(),
  audio: z.boolean().optional(),
}
const prompt = z.string().min(1).max(2000)
const shape = z.enum(['16:9', '9:16', '1:1', '3:4', '4:3'])
const anyBody = z.object({ ...every, model: z.string(), aspect_ratio: shape.optional() })
const framed = z.enum(['viduq3-turbo', 'viduq3-pro', 'viduq2-pro', 'viduq2-turbo'])
const bodies: Readonly<Record<string, z.ZodType>> = {
  text2video: z.strictObject({
    ...every,
    prompt,
    model: z.enum(['viduq3-turbo', 'viduq3-pro', 'viduq2']),
    aspect_ratio: shape,
  }),
  img2video: z.strictObject({ ...every, model: framed, images: z.array(dataUri).length(1) }),
  'start-end2video': z.strictObject({ ...every, model: framed, images: z.array(dataUri).length(2) }),
  reference2video: z.strictObject({
    ...every,
    prompt,
    model: z.enum(['viduq3-mix', 'viduq3-turbo', 'viduq3', 'viduq2-pro', 'viduq2']),
    aspect_ratio: shape,
    images: z.array(dataUri).min(1).max(7).optional(),
    subjects: z
      .array(z.strictObject({ id: z.string(), images: z.array(dataUri).min(1).max(3) }))
      .min(1)
      .max(7)
      .optional(),
  }),
}

/** 4.3 */
const listed = new Set([
  'created_at.from',
  'created_at.to',
  'task_ids',
  'templates',
  'model_versions',
  'resolutions',
  'states',
  'pager.page',
  'pager.pagesz',
  'pager.page_token',
])
const usualStates = ['created', 'queueing', 'processing', 'success']

export async function simulateVidu(apiKey: string, port = 0): Promise<ViduSimulator> {
  const tasks: ViduTask[] = []
  const fates: Fate[] = []
  let address = ''
  const guarded =
    (answer: Operation['answer']): Operation['answer'] =>
    (received, complain) =>
      received.headers.authorization === `Token ${apiKey}`
        ? answer(received, complain)
        : refusal(401, 'Unauthorized', 'invalid key')
  const find = (path: string) => tasks.find(({ id }) => path.split('/')[4] === id)

  const operations: readonly Operation[] = [
    {
      name: 'submit',
      method: 'POST',
      path: /^\/ent\/v2\/(text2video|img2video|start-end2video|reference2video)$/,
      answer: guarded(({ path, body }, complain) => {
        const endpoint = path.split('/').at(-1) ?? ''
        const read = (bodies[endpoint] ?? z.never()).safeParse(body)
        const wrong = read.success ? whyInvalid(endpoint, anyBody.parse(body)) : z.prettifyError(read.error)
        if (wrong !== null) {
          complain(wrong)
          return refusal(400, 'FieldInvalid', wrong)
        }
        const id = `${785000000000000000n + BigInt(tasks.length)}`
        const task = {
          id,
          path,
          body: anyBody.parse(body),
          fate: fates.shift() ?? {},
          looks: 0,
          cancelled: false,
        }
        tasks.push(task)
        const { model, duration } = task.body
        return {
          body: {
            task_id: id,
            state: 'created',
            model,
            duration,
            credits: 4,
            created_at: new Date().toISOString(),
          },
        }
      }),
    },
    {
      name: 'query',
      method: 'GET',
      path: /^\/ent\/v2\/tasks\/\d+\/creations$/,
      answer: guarded(({ path }) => {
        const task = find(path)
        if (task === undefined) return refusal(404, 'TaskNotFound', 'no such task')
        const states = task.fate.states ?? usualStates
        const state = task.cancelled ? 'failed' : states[Math.min(task.looks++, states.length - 1)]
        const url = `${address}/films/${task.id}`
        return {
          body: {
            id: task.id,
            state,
            err_code: task.cancelled
              ? 'UserCancelled'
              : state === 'failed'
                ? (task.fate.errorCode ?? '')
                : '',
            credits: 4,
            payload: task.body.payload,
            creations:
              state === 'success'
                ? [
                    {
                      id: `c-${task.id}`,
                      url: `${url}.mp4`,
                      cover_url: `${url}.jpg`,
                      watermarked_url: `${url}-marked.mp4`,
                    },
                  ]
                : [],
          },
        }
      }),
    },
    {
      name: 'list',
      method: 'GET',
      path: /^\/ent\/v2\/tasks$/,
      answer: guarded(({ query }, complain) => {
        for (const name of query.keys()) if (!listed.has(name)) complain(`the list takes no ${name}`)
        const page = Number(query.get('pager.page') ?? 0)
        const size = Number(query.get('pager.pagesz') ?? 10)
        // The payload is not among the members that the page shows.
        const shown = tasks
          .slice(page * size, (page + 1) * size)
          .map(({ id, body: { payload: _payload, ...body } }) => ({
            id,
            key_id: 'k',
            ...body,
          }))
        return { body: { tasks: shown } }
      }),
    },
    {
      name: 'cancel',
      method: 'POST',
      path: /^\/ent\/v2\/tasks\/\d+\/cancel$/,
      answer: guarded(({ path, body }, complain) => {
        const task = find(path)
        if (task === undefined) return refusal(404, 'TaskNotFound', 'no such task')
        if (!z.strictObject({ id: z.literal(task.id) }).safeParse(body).success)
          complain('the body names no id')
        if (task.looks > 1) return refusal(400, 'BadRequest', 'task state is scheduled, can not cancel')
        task.cancelled = true
        return { body: {} }
      }),
    },
    {
      name: 'download',
      method: 'GET',
      path: /^\/films\/\d+(-marked)?\.mp4$/,
      async answer({ path, headers }, complain) {
        if (headers.authorization !== undefined) complain('the key was sent to the file server')
        const task = tasks.find(({ id }) => path.includes(id))
        if (task === undefined) return { status: 404, body: 'gone' }
        const height = Number.parseInt(task.body.resolution, 10)
        return {
          body: await filmOf({
            seconds: task.body.duration,
            width: Math.round((height * 8) / 9) * 2,
            height,
          }),
        }
      },
    },
  ]
  const simulator = await startSimulator(operations, port)
  address = simulator.url
  return { ...simulator, fates, taken: tasks }
}

const refusal = (status: number, reason: string, message: string): Answer => ({
  status,
  body: { code: status, reason, message, metadata: { trace_id: 't-1' } },
})

/** What the tables say beyond the types. */
function whyInvalid(endpoint: string, { model, duration, ...body }: z.output<typeof anyBody>): string | null {
  const isQ2 = model.startsWith('viduq2')
  if (isQ2 && duration > (endpoint === 'start-end2video' ? 8 : 10)) return `duration ${duration}`
  if (!isQ2 && (body.aspect_ratio === '4:3' || body.aspect_ratio === '3:4')) return 'aspect_ratio only on q2'
  if (isQ2 && endpoint === 'text2video' && body.audio !== undefined) return 'audio is not on q2 text2video'
  return null
}
