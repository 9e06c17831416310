import assert from 'node:assert/strict'
import type { JsonObject, Job, StagedImage } from '../../catalog/job.ts'
import { at, faultOfStatus, textAt, toldCost, underWay, withCost } from '../answer.ts'
import { forwardedParameters } from '../forwarded-parameters.ts'
import { asDataUri, fillSlots, imageSlot } from '../image-slot.ts'
import { foldingRemarks, promptWithNegative } from '../negative-prompt.ts'
import {
  type Progress,
  type SharedLink,
  type Ticket,
  type Vendor,
  VendorFault,
  type VendorRequest,
} from '../vendor.ts'
import { endpoints, saysSound, subjectsOf } from './models.ts'
import { findTask } from './recovery.ts'
import { whyNot, whyNotThese } from './refusal.ts'
import { faultOf, readAnswer } from './wire.ts'

/** Vidu (vendors-kling-vidu-hailuo.md 4). Our task id travels as `payload`, which comes back with every look. */
export function createViduVendor({ apiKey }: { readonly apiKey: string }): Vendor {
  // The literal word Token; not Bearer.
  const headers = { authorization: `Token ${apiKey}` }
  const ask = (link: SharedLink, request: Omit<VendorRequest, 'headers'>) =>
    link.send({ ...request, headers })

  return {
    name: 'vidu',
    refuses: whyNot,
    remarks: foldingRemarks,

    compose(job, { images }) {
      const refusal = whyNot(job) ?? whyNotThese(images)
      if (refusal !== null) throw new VendorFault('refused', `${refusal}.`)
      assert(job.mode !== 'video')
      const { path, hasShape } = endpoints[job.mode]
      return {
        path,
        watermark: job.watermark === true,
        body: { ...bodyOf(job, images), ...(hasShape ? { aspect_ratio: job.aspectRatio ?? '16:9' } : {}) },
      }
    },

    async submit(call, link) {
      const { path, body, watermark } = call as { path: string; body: JsonObject; watermark: boolean }
      const told = link.callbackUrl === undefined ? {} : { callback_url: link.callbackUrl }
      const slots = { ...body, payload: link.clientId, ...told }
      const filled = (await fillSlots(slots, asDataUri, link)) as JsonObject
      const response = await ask(link, { method: 'POST', path, body: filled })
      const answer = readAnswer(response, 'submit', link.now())
      const taskId = textAt(answer, 'task_id')
      if (taskId === '') throw faultOfStatus('vidu', response, 'submit', link.now())
      return { taskId, watermark }
    },

    async check(ticket, link) {
      const path = `/ent/v2/tasks/${encodeURIComponent(textAt(ticket, 'taskId'))}/creations`
      return progressOf(readAnswer(await ask(link, { method: 'GET', path }), 'look', link.now()), ticket)
    },

    async find(call, link) {
      const taskId = await findTask(call['body'] as JsonObject, link, async (path) =>
        readAnswer(await ask(link, { method: 'GET', path }), 'look', link.now()),
      )
      return { taskId, watermark: call['watermark'] ?? false }
    },

    /** Works until the render has been scheduled; then it goes on and is paid for (4.3). */
    async cancel(ticket, link) {
      const id = textAt(ticket, 'taskId')
      const path = `/ent/v2/tasks/${encodeURIComponent(id)}/cancel`
      readAnswer(await ask(link, { method: 'POST', path, body: { id } }), 'look', link.now())
    },

    async probe(link) {
      const response = await ask(link, { method: 'GET', path: '/ent/v2/tasks?pager.page=0&pager.pagesz=1' })
      if (!Array.isArray(at(readAnswer(response, 'look', link.now()), 'tasks')))
        throw faultOfStatus('vidu', response, 'look', link.now())
      return 'it takes the API key, and lists tasks'
    },
  }
}

function bodyOf(job: Job, images: readonly StagedImage[]): JsonObject {
  const prompt = promptWithNegative(job)
  return {
    ...forwardedParameters(job),
    model: `vidu${job.version}`,
    ...(prompt === '' ? {} : { prompt }),
    ...imagesOf(job, images),
    duration: job.durationSeconds,
    resolution: job.resolution.toLowerCase(),
    // q3 makes sound unless it is told not to; the contract's default is silence (0.6).
    ...(saysSound(job) ? { audio: job.audio } : {}),
    ...(job.backgroundMusic === undefined ? {} : { bgm: job.backgroundMusic }),
    ...(job.offPeak === undefined ? {} : { off_peak: job.offPeak }),
    ...(job.watermark === undefined ? {} : { watermark: job.watermark }),
  }
}

/** Frames and plain references in their order; references of named subjects by subject. */
function imagesOf(job: Job, images: readonly StagedImage[]): JsonObject {
  if (images.length === 0) return {}
  if (subjectsOf(job) === 'none') return { images: images.map(imageSlot) }
  const bySubject = Map.groupBy(images, ({ referenceType = '' }) => referenceType)
  return { subjects: [...bySubject].map(([id, shown]) => ({ id, images: shown.map(imageSlot) })) }
}

function progressOf(body: unknown, ticket: Ticket): Progress {
  switch (textAt(body, 'state')) {
    case 'created':
    case 'queueing':
      return { state: 'waiting' }
    case 'success':
      return withCost(
        { state: 'finished', clips: clipsIn(body, at(ticket, 'watermark') === true) },
        toldCost(at(body, 'credits'), 'credits'),
      )
    case 'failed':
      return { state: 'failed', fault: faultOf(textAt(body, 'err_code'), '', 'look') }
    default:
      return underWay('vidu', textAt(body, 'state'), ['processing'], at(body, 'progress'))
  }
}

function clipsIn(body: unknown, isMarked: boolean): { readonly url: string }[] {
  const creations = at(body, 'creations')
  return (Array.isArray(creations) ? creations : []).flatMap((creation: unknown) => {
    const marked = isMarked ? textAt(creation, 'watermarked_url') : ''
    const url = marked === '' ? textAt(creation, 'url') : marked
    return url === '' ? [] : [{ url }]
  })
}
