import type { JsonObject, Job, StagedImage } from '../../catalog/job.ts'
import { at, faultOfStatus, textAt, toldCost, withCost } from '../answer.ts'
import { forwardedParameters } from '../forwarded-parameters.ts'
import { imageSlot } from '../image-slot.ts'
import { promptWithNegative } from '../negative-prompt.ts'
import { type Api, progressOf } from './api.ts'
import type { Model } from './models.ts'
import { readAnswer } from './wire.ts'

/** The API of before: a path per product, the model in the body (vendors-kling-vidu-hailuo.md 3.5). */
export const legacyApi: Api = {
  compose(job, model, images) {
    const product = model.isOmni ? 'omni-video' : job.mode === 'text' ? 'text2video' : 'image2video'
    return {
      path: `/v1/videos/${product}`,
      body: {
        ...forwardedParameters(job),
        model_name: model.legacyModel(job.mode),
        ...promptsOf(job, model),
        ...modeOf(job),
        // A text, not a number.
        duration: String(job.durationSeconds),
        ...(job.mode === 'text' || job.mode === 'references'
          ? { aspect_ratio: job.aspectRatio ?? '16:9' }
          : {}),
        ...(model.silence === undefined || model.model === 'kling-o1'
          ? {}
          : { sound: job.audio ? 'on' : 'off' }),
        ...(model.isOmni ? imageList(images) : frames(images)),
        ...(job.watermark === undefined ? {} : { watermark_info: { enabled: job.watermark } }),
      },
    }
  },

  withTaskMembers: (body, { clientId, callbackUrl }) => ({
    ...body,
    external_task_id: clientId,
    ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
  }),

  readTaskId(response, now) {
    const taskId = textAt(readAnswer(response, 'submit', now), 'data', 'task_id')
    if (taskId === '') throw faultOfStatus('kling', response, 'submit', now)
    return taskId
  },

  lookPath: (ticket) => `${textAt(ticket, 'path')}/${encodeURIComponent(textAt(ticket, 'taskId'))}`,

  readProgress(response, ticket, now) {
    const task = at(readAnswer(response, 'look', now), 'data')
    const videos = at(task, 'task_result', 'videos')
    const films = Array.isArray(videos) ? videos : []
    const progress = progressOf(textAt(task, 'task_status'), textAt(task, 'task_status_msg'), films, ticket)
    return withCost(progress, toldCost(at(task, 'final_unit_deduction'), 'units'))
  },

  // The same path takes our name for the task in place of Kling's.
  findPath: (path, clientId) => `${path}/${encodeURIComponent(clientId)}`,

  readFound(response, _clientId, now) {
    // The one answer that says that there is no such task.
    if (textAt(response.body, 'code') === '1203') return null
    const taskId = textAt(readAnswer(response, 'look', now), 'data', 'task_id')
    if (taskId === '') throw faultOfStatus('kling', response, 'look', now)
    return taskId
  },
}

function promptsOf(job: Job, { isOmni }: Model): JsonObject {
  if (isOmni) return { prompt: promptWithNegative(job) }
  return {
    ...(job.prompt === '' ? {} : { prompt: job.prompt }),
    ...(job.negativePrompt === '' ? {} : { negative_prompt: job.negativePrompt }),
  }
}

/** `mode` stands for the resolution; version 2.0 knows no such member. */
function modeOf({ version, resolution }: Job): JsonObject {
  if (version === '2.0') return {}
  return { mode: resolution === '4K' ? '4k' : resolution === '1080P' ? 'pro' : 'std' }
}

function frames(images: readonly StagedImage[]): JsonObject {
  const first = images.find(({ role }) => role === 'first')
  const last = images.find(({ role }) => role === 'last')
  return { ...(first ? { image: imageSlot(first) } : {}), ...(last ? { image_tail: imageSlot(last) } : {}) }
}

function imageList(images: readonly StagedImage[]): JsonObject {
  if (images.length === 0) return {}
  const types = { first: { type: 'first_frame' }, last: { type: 'end_frame' }, reference: {} }
  return { image_list: images.map((image) => ({ image_url: imageSlot(image), ...types[image.role] })) }
}
