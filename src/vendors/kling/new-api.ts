import type { Money } from '../../contract/money.ts'
import type { JsonObject, JsonValue, Job, StagedImage } from '../../catalog/job.ts'
import { at, faultOfStatus, textAt, toldCost, withCost } from '../answer.ts'
import { forwardedParameters } from '../forwarded-parameters.ts'
import { imageSlot } from '../image-slot.ts'
import { promptWithNegative } from '../negative-prompt.ts'
import { type Progress, type Ticket, VendorFault, type VendorResponse } from '../vendor.ts'
import { type Api, progressOf } from './api.ts'
import type { Model } from './models.ts'
import { readAnswer } from './wire.ts'

/** The API of 2026: the model in the path, `/tasks` for every look (vendors-kling-vidu-hailuo.md 3.4). */
export const newApi: Api = {
  compose(job, model, images) {
    const { multi_shot: multiShot } = forwardedParameters(job)
    const isText = job.mode === 'text' && !model.isOmni
    const settings = settingsOf(job, model, multiShot)
    const options = job.watermark === undefined ? {} : { watermark_info: { enabled: job.watermark } }
    const prompt = promptWithNegative(job)
    const material = isText ? { prompt } : { contents: contentsOf(prompt, images) }
    return {
      path: `/${isText ? 'text-to-video' : model.isOmni ? 'omni-video' : 'image-to-video'}/${model.model}`,
      body: { ...material, settings, options },
    }
  },

  withTaskMembers: (body, { clientId, callbackUrl }) => ({
    ...body,
    options: {
      ...(body['options'] as JsonObject),
      external_task_id: clientId,
      ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
    },
  }),

  readTaskId(response, now) {
    const taskId = textAt(readAnswer(response, 'submit', now), 'data', 'id')
    if (taskId === '') throw faultOfStatus('kling', response, 'submit', now)
    return taskId
  },

  lookPath: (ticket) => lookPath([ticket]),

  readProgress(response, ticket, now) {
    const [progress] = readTasks(response, [ticket], now)
    // An id that Kling does not know is left out of the answer (3.4).
    if (progress) return progress
    throw new VendorFault('unavailable', `kling does not show the task ${textAt(ticket, 'taskId')}`)
  },

  many: { path: lookPath, read: readTasks },

  findPath: (_path, clientId) => `/tasks?${new URLSearchParams({ external_task_ids: clientId })}`,

  readFound(response, clientId, now) {
    const tasks = at(readAnswer(response, 'look', now), 'data')
    // Only an empty list says that there is no such task (3.4).
    if (Array.isArray(tasks) && tasks.length === 0) return null
    const found = Array.isArray(tasks) ? tasks.find((task) => textAt(task, 'external_id') === clientId) : null
    const taskId = textAt(found, 'id')
    if (taskId === '') throw faultOfStatus('kling', response, 'look', now)
    return taskId
  },
}

/** A sum of one currency; a bill in several is left to the price list. */
function billedCost(bills: readonly unknown[]): Money | undefined {
  const costs = bills.map((bill) => {
    const currency = textAt(bill, 'charge_type') === 'unit' ? 'units' : textAt(bill, 'currency')
    return currency === '' ? undefined : toldCost(at(bill, 'amount'), currency)
  })
  if (costs.length === 0) return undefined
  return costs.reduce((sum, cost) =>
    sum !== undefined && sum.currency === cost?.currency
      ? { micros: sum.micros + cost.micros, currency: sum.currency }
      : undefined,
  )
}

function lookPath(tickets: readonly Ticket[]): string {
  return `/tasks?${new URLSearchParams({ task_ids: tickets.map((ticket) => textAt(ticket, 'taskId')).join(',') })}`
}

function readTasks(
  response: VendorResponse,
  tickets: readonly Ticket[],
  now: Date,
): readonly (Progress | null)[] {
  const shown = new Map(tasksIn(readAnswer(response, 'look', now)).map((task) => [textAt(task, 'id'), task]))
  return tickets.map((ticket) => {
    const task = shown.get(textAt(ticket, 'taskId'))
    if (task === undefined) return null
    const outputs = listAt(task, 'outputs').filter((output) => textAt(output, 'type') !== 'image')
    const progress = progressOf(textAt(task, 'status'), textAt(task, 'message'), outputs, ticket)
    return withCost(progress, billedCost(listAt(task, 'billing')))
  })
}

const tasksIn = (body: unknown): readonly unknown[] => listAt(body, 'data')

function listAt(body: unknown, name: string): readonly unknown[] {
  const value = at(body, name)
  return Array.isArray(value) ? value : []
}

function contentsOf(prompt: string, images: readonly StagedImage[]): JsonValue[] {
  const types = { first: 'first_frame', last: 'last_frame', reference: 'refer_image' }
  let references = 0
  const pictures = images.map((image) => ({
    type: types[image.role],
    url: imageSlot(image),
    // The prompt may speak of it as @image_1.
    ...(image.role === 'reference' ? { id: `image_${++references}` } : {}),
  }))
  return [...(prompt === '' ? [] : [{ type: 'prompt', text: prompt }]), ...pictures]
}

function settingsOf(job: Job, model: Model, multiShot: JsonValue | undefined): JsonObject {
  const hasShape = job.mode === 'text' || (model.isOmni && !job.images.some(({ role }) => role === 'first'))
  return {
    resolution: job.resolution.toLowerCase(),
    duration: job.durationSeconds,
    // An omni model without a first frame has to be told the shape (3.4).
    ...(hasShape ? { aspect_ratio: job.aspectRatio ?? '16:9' } : {}),
    ...(model.silence === undefined ? {} : { audio: job.audio ? 'native' : model.silence }),
    // It is on by default, and nobody asked for several shots.
    ...(model.cutsShots === true ? { multi_shot: multiShot ?? false } : {}),
  }
}
