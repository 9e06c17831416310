import { z } from 'zod'
import { filmOf } from './film-of.ts'
import { type Answer, type Operation, type Received, type Simulator, startSimulator } from './simulator.ts'

/** A server of the OpenAI Videos API, written from vendors-veo-sora-hunyuan-comfyui.md 3.3 to 3.5. */
export type OpenAiSimulator = Simulator & {
  /** Every video that was begun, and so paid for. */
  readonly taken: readonly Video[]
  readonly fates: Fate[]
}

export type Fate = {
  readonly states?: readonly string[]
  readonly error?: unknown
  /** Members that this server adds to a finished video. */
  readonly extra?: Readonly<Record<string, unknown>>
}

export type Video = {
  readonly id: string
  readonly asked: z.output<typeof asked>
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Buffer } | undefined
  readonly fate: Fate
  looks: number
}

const asked = z.strictObject({
  model: z.literal('sora-2'),
  prompt: z.string().min(1).max(32_000),
  seconds: z.enum(['4', '8', '12']),
  size: z.enum(['720x1280', '1280x720', '1024x1792', '1792x1024']),
  // Not OpenAI's, but SGLang's (3.8); in a form everything is text.
  seed: z.coerce.number().int().optional(),
  num_inference_steps: z.coerce.number().int().optional(),
  guidance_scale: z.coerce.number().optional(),
})
/** 3.4 */
const listed = z.strictObject({
  limit: z.coerce.number().int().min(0).max(100).default(20),
  order: z.enum(['asc', 'desc']).optional(),
  after: z.string().optional(),
})
const usualStates = ['queued', 'in_progress', 'completed']

export async function simulateOpenAiVideos(apiKey: string, port = 0): Promise<OpenAiSimulator> {
  const videos: Video[] = []
  const fates: Fate[] = []
  const guarded =
    (answer: Operation['answer']): Operation['answer'] =>
    (received, complain) =>
      received.headers.authorization === `Bearer ${apiKey}`
        ? answer(received, complain)
        : refusal(401, 'Incorrect API key provided', 'invalid_request_error', 'invalid_api_key')
  const find = (path: string) => videos.find(({ id }) => path.split('/')[3] === id)
  const missing = () => refusal(404, 'No such video', 'invalid_request_error', null)

  const simulator = await startSimulator(
    [
      {
        name: 'submit',
        method: 'POST',
        path: /^\/v1\/videos$/,
        answer: guarded(async (received, complain) => {
          const { fields, file } = await read(received)
          const parsed = asked.safeParse(fields)
          if (
            !parsed.success ||
            (file !== undefined && (file.name === '' || !file.type.startsWith('image/')))
          ) {
            const wrong = parsed.success ? 'the file has no name or type' : z.prettifyError(parsed.error)
            complain(wrong)
            return refusal(400, wrong, 'invalid_request_error', 'invalid_value')
          }
          const id = `video_${68 + videos.length}`
          const video: Video = { id, asked: parsed.data, file, fate: fates.shift() ?? {}, looks: 0 }
          videos.push(video)
          return { body: shown(video, 'queued') }
        }),
      },
      {
        name: 'list',
        method: 'GET',
        path: /^\/v1\/videos$/,
        answer: guarded(({ query }, complain) => {
          const asked = listed.safeParse(Object.fromEntries(query))
          if (!asked.success) {
            complain(z.prettifyError(asked.error))
            return refusal(400, z.prettifyError(asked.error), 'invalid_request_error', 'invalid_value')
          }
          const data = videos.slice(0, asked.data.limit).map((video) => shown(video, 'queued'))
          const ends = { first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
          return { body: { object: 'list', data, ...ends, has_more: data.length < videos.length } }
        }),
      },
      {
        name: 'models',
        method: 'GET',
        path: /^\/v1\/models$/,
        answer: guarded(() => ({ body: { object: 'list', data: [{ id: 'sora-2', object: 'model' }] } })),
      },
      {
        name: 'query',
        method: 'GET',
        path: /^\/v1\/videos\/[^/]+$/,
        answer: guarded(({ path }) => {
          const video = find(path)
          if (video === undefined) return missing()
          const states = video.fate.states ?? usualStates
          return { body: shown(video, states[Math.min(video.looks++, states.length - 1)] ?? '') }
        }),
      },
      {
        name: 'download',
        method: 'GET',
        path: /^\/v1\/videos\/[^/]+\/content$/,
        // Needs the key that made the video (litellm issue 19874).
        answer: guarded(async ({ path }) => {
          const video = find(path)
          if (video === undefined) return missing()
          const [width = 0, height = 0] = video.asked.size.split('x').map(Number)
          return { body: await filmOf({ seconds: Number(video.asked.seconds), width, height }) }
        }),
      },
    ],
    port,
  )
  return { ...simulator, url: `${simulator.url}/v1`, fates, taken: videos }
}

/** JSON, or a form with at most one file. */
async function read({ headers, body, bytes }: Received) {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return { fields: body, file: undefined }
  const form = await new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } }).formData()
  const fields: Record<string, string> = {}
  let file: Video['file']
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value
    else if (name === 'input_reference') {
      file = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) }
    } else fields[name] = 'a file where none belongs'
  }
  return { fields, file }
}

/** All thirteen members, as the schema demands. */
const shown = ({ id, asked, fate }: Video, status: string) => ({
  id,
  object: 'video',
  model: asked.model,
  status,
  progress: status === 'completed' ? 100 : status === 'in_progress' ? 42 : 0,
  created_at: 1758941485,
  completed_at: status === 'completed' ? 1758941600 : null,
  expires_at: null,
  prompt: asked.prompt,
  size: asked.size,
  seconds: asked.seconds,
  remixed_from_video_id: null,
  error: status === 'failed' ? (fate.error ?? null) : null,
  ...(status === 'completed' ? fate.extra : {}),
})

const refusal = (status: number, message: string, type: string, code: string | null): Answer => ({
  status,
  body: { error: { message, type, param: null, code } },
})
