import { z } from 'zod'
import type { KlingTask, Reading } from './kling.ts'
import type { Received } from './simulator.ts'

/** The bodies and answers of Kling's new API (vendors-kling-vidu-hailuo.md 3.4): its settings matrix, as schemas. */
const bareBase64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/)
const options = z.strictObject({
  callback_url: z.url().optional(),
  external_task_id: z.string().min(1),
  watermark_info: z.strictObject({ enabled: z.boolean() }).optional(),
})
const prompt = z.string().min(1).max(2500)
const contents = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('prompt'), text: prompt }),
    z.strictObject({ type: z.literal('first_frame'), url: bareBase64 }),
    z.strictObject({ type: z.literal('last_frame'), url: bareBase64 }),
    z.strictObject({ type: z.literal('refer_image'), url: bareBase64, id: z.string() }),
  ]),
)
const shape = z.enum(['16:9', '9:16', '1:1'])
const either = z.enum(['720p', '1080p'])
const any = z.enum(['720p', '1080p', '4k'])
const fiveOrTen = z.literal([5, 10])

/** What a model's `settings` may say, beside the shape. */
const settings = {
  'kling-2.5-turbo': z.strictObject({ resolution: either, duration: fiveOrTen }),
  'kling-2.6': z.strictObject({ resolution: either, duration: fiveOrTen, audio: z.enum(['native', 'off']) }),
  'kling-o1': z.strictObject({
    resolution: either,
    duration: z.int().min(3).max(10),
    audio: z.enum(['original', 'off']),
  }),
  'kling-3.0': z.strictObject({
    resolution: any,
    duration: z.int().min(3).max(15),
    audio: z.enum(['native', 'off']),
    multi_shot: z.boolean(),
  }),
  'kling-3.0-omni': z.strictObject({
    resolution: any,
    duration: z.int().min(3).max(15),
    audio: z.enum(['native', 'original', 'off']),
    multi_shot: z.boolean(),
  }),
}
const omni: ReadonlySet<string> = new Set(['kling-o1', 'kling-3.0-omni'])

export function read({ path, body }: Received): Reading {
  const [, kind, model = ''] = path.split('/')
  const own = settings[model as keyof typeof settings]
  if (own === undefined) return { wrong: `no model ${model}` }
  if ((kind === 'omni-video') !== omni.has(model)) return { wrong: `${model} is not on ${kind}` }
  const types = typesIn(body)
  const needsShape = kind === 'text-to-video' || (kind === 'omni-video' && !types.includes('first_frame'))
  const said = needsShape ? own.extend({ aspect_ratio: shape }) : own
  const material = kind === 'text-to-video' ? { prompt } : { contents }
  const parsed = z.strictObject({ ...material, settings: said, options }).safeParse(body)
  if (!parsed.success) return { wrong: z.prettifyError(parsed.error) }
  const { resolution, duration } = parsed.data.settings
  const wrong = whyInvalid(model, kind ?? '', types, parsed.data.settings)
  if (wrong !== null) return { wrong }
  return { externalId: parsed.data.options.external_task_id, film: { seconds: duration, resolution } }
}

function whyInvalid(
  model: string,
  kind: string,
  types: readonly string[],
  { resolution, duration, ...rest }: { resolution: string; duration: number; audio?: string },
): string | null {
  const first = types.includes('first_frame')
  const last = types.includes('last_frame')
  const references = types.filter((type) => type === 'refer_image').length
  if (kind === 'image-to-video' && !first) return 'image can not be null'
  if (last && !first) return 'an end frame without a first frame'
  if (last && model.startsWith('kling-2') && resolution !== '1080p')
    return 'first and last frame only at 1080p'
  if (model === 'kling-2.6' && rest.audio === 'native' && (resolution !== '1080p' || last)) {
    return 'sound only at 1080p and without an end frame'
  }
  if (model === 'kling-o1' && references === 0 && !last && duration !== 5 && duration !== 10) return '5 or 10'
  if (references > 7 || (references > 0 && !omni.has(model))) return 'references'
  return null
}

function typesIn(body: unknown): readonly string[] {
  const parsed = z.object({ contents: z.array(z.object({ type: z.string() })) }).safeParse(body)
  return parsed.success ? parsed.data.contents.map(({ type }) => type) : []
}

export const created = ({ id, externalId }: KlingTask): object => ({
  id,
  status: 'submitted',
  create_time: 1781080778802,
  update_time: 1781080778802,
  external_id: externalId,
})

export const shown = (
  task: KlingTask,
  status: string,
  url: (task: KlingTask, mark?: string) => string,
): object => ({
  ...created(task),
  status,
  message: task.fate.words ?? '',
  outputs:
    status === 'succeeded'
      ? [
          {
            type: 'video',
            id: `v-${task.id}`,
            url: url(task),
            watermark_url: url(task, '-marked'),
            duration: `${task.film.seconds}`,
          },
        ]
      : [],
  billing: status === 'succeeded' ? [{ charge_type: 'cash', amount: '0.21', currency: 'USD' }] : [],
})
