import { z } from 'zod'
import type { KlingTask, Reading } from './kling.ts'
import type { Received } from './simulator.ts'

/** The bodies and answers of Kling's legacy API (vendors-kling-vidu-hailuo.md 3.5), with its table of models. */
const bareBase64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/)
const every = {
  prompt: z.string().min(1).max(2500),
  mode: z.enum(['std', 'pro', '4k']).optional(),
  duration: z.string().regex(/^\d+$/),
  sound: z.enum(['on', 'off']).optional(),
  watermark_info: z.strictObject({ enabled: z.boolean() }).optional(),
  external_task_id: z.string().min(1),
  callback_url: z.url().optional(),
  cfg_scale: z.number().min(0).max(1).optional(),
}
const negative = { negative_prompt: z.string().max(2500).optional() }
const shape = z.enum(['16:9', '9:16', '1:1'])
const bodies = {
  text2video: z.strictObject({
    ...every,
    ...negative,
    model_name: z.enum([
      'kling-v1-6',
      'kling-v2-master',
      'kling-v2-1-master',
      'kling-v2-5-turbo',
      'kling-v2-6',
      'kling-v3',
    ]),
    aspect_ratio: shape,
  }),
  image2video: z.strictObject({
    ...every,
    ...negative,
    prompt: every.prompt.optional(),
    model_name: z.enum([
      'kling-v1-6',
      'kling-v2-master',
      'kling-v2-1',
      'kling-v2-5-turbo',
      'kling-v2-6',
      'kling-v3',
    ]),
    image: bareBase64,
    image_tail: bareBase64.optional(),
  }),
  'omni-video': z.strictObject({
    ...every,
    model_name: z.enum(['kling-video-o1', 'kling-v3-omni']),
    aspect_ratio: shape.optional(),
    image_list: z
      .array(z.strictObject({ image_url: bareBase64, type: z.enum(['first_frame', 'end_frame']).optional() }))
      .optional(),
  }),
}

export function read({ path, body }: Received): Reading {
  const product = path.split('/').at(-1) as keyof typeof bodies
  const parsed = bodies[product].safeParse(body)
  if (!parsed.success) return { wrong: z.prettifyError(parsed.error) }
  const { model_name: model, mode = 'std', duration, external_task_id: externalId, sound } = parsed.data
  const hasTail = 'image_tail' in parsed.data
  if (model === 'kling-v2-master' && 'mode' in parsed.data) return { wrong: 'v2-master has no mode' }
  if (model === 'kling-v2-master' && hasTail) return { wrong: 'v2-master has no end frame' }
  if (hasTail && mode === 'std' && model !== 'kling-v3') return { wrong: 'an end frame in pro only' }
  if (model === 'kling-v2-1-master' && mode !== 'pro') return { wrong: 'v2-1-master is 1080p' }
  if (sound !== undefined && !['kling-v2-6', 'kling-v3', 'kling-v3-omni'].includes(model))
    return { wrong: 'no sound' }
  if (product === 'omni-video') {
    const types = 'image_list' in parsed.data ? (parsed.data.image_list ?? []).map(({ type }) => type) : []
    const hasFirst = types.includes('first_frame')
    if (!hasFirst && !('aspect_ratio' in parsed.data)) return { wrong: 'aspect_ratio is required' }
    if (types.includes('end_frame') && (!hasFirst || types.length > 2)) return { wrong: 'end_frame' }
  }
  const resolution = { std: '720p', pro: '1080p', '4k': '4k' }[mode]
  return { externalId, film: { seconds: Number(duration), resolution } }
}

export const created = ({ id, externalId }: KlingTask): object => ({
  task_id: id,
  task_status: 'submitted',
  task_info: { external_task_id: externalId },
  created_at: 1722769557708,
  updated_at: 1722769557708,
})

/** `succeed`, where the new API says `succeeded`. */
export const shown = (
  task: KlingTask,
  status: string,
  url: (task: KlingTask, mark?: string) => string,
): object => ({
  ...created(task),
  task_status: status === 'succeeded' ? 'succeed' : status,
  task_status_msg: task.fate.words ?? '',
  ...(status === 'succeeded'
    ? {
        task_result: {
          videos: [
            {
              id: `v-${task.id}`,
              url: url(task),
              watermark_url: url(task, '-marked'),
              duration: `${task.film.seconds}`,
            },
          ],
        },
        final_unit_deduction: '2',
      }
    : {}),
})
