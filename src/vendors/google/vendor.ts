import type { JsonObject, Job, StagedImage, StagedInputs } from '../../catalog/job.ts'
import { at, expectComplaint, faultOfStatus, textAt } from '../answer.ts'
import { forwardedParameters } from '../forwarded-parameters.ts'
import { fillSlots, imageSlot } from '../image-slot.ts'
import { type Clip, type SharedLink, type Vendor, VendorFault, type VendorResponse } from '../vendor.ts'
import { createAccess, type ServiceAccount } from './access.ts'
import { modelOf, probedModel, whyNot, whyNotThese } from './models.ts'
import { failureOf, filmsIn, isWrongKey, readAnswer } from './wire.ts'

export type GoogleSettings = {
  readonly credentials: { readonly apiKey: string } | ServiceAccount
  readonly project: string
  readonly location: string
  /** `gs://bucket/folder/`, where Google shall put the films; without one they come inside the answers. */
  readonly storageUri: string | undefined
  /** Where films in a bucket are read; absent: Google Cloud Storage. */
  readonly storageOrigin?: string
}

/** A film of 8 seconds at 4K, in base64. */
const answerBytesMax = 256 * 1024 * 1024
const unknownOperation = '00000000-0000-0000-0000-000000000000'
const cloudStorage = 'https://storage.googleapis.com'

/**
 * Veo 3.1 on Vertex AI (vendors-veo-sora-hunyuan-comfyui.md 2). On the Gemini API it was shut down on 2026-10-22. There is
 * no client id, no list of operations and no cancel: a lost submit cannot be found again.
 */
export function createGoogleVendor({ project, location, ...settings }: GoogleSettings): Vendor {
  const { credentials, storageUri, storageOrigin = cloudStorage } = settings
  const access = createAccess(credentials)
  const place = `/v1/projects/${project}/locations/${location}/publishers/google/models`

  const ask = async (link: SharedLink, path: string, body: JsonObject): Promise<VendorResponse> => {
    const wasKept = access.isKept(link)
    const headers = await access.headers(link)
    const response = await link.send({ method: 'POST', path, headers, body, answerBytesMax })
    if (response.status !== 401) return response
    access.forget()
    if (!wasKept) return response
    throw new VendorFault('unavailable', 'google: the access token was refused; another is fetched')
  }
  const look = async (name: string, link: SharedLink): Promise<unknown> => {
    const model = /\/models\/([^/]+)\//.exec(name)?.[1] ?? ''
    const response = await ask(link, `${place}/${model}:fetchPredictOperation`, { operationName: name })
    const operation = readAnswer(response, 'look', link.now())
    if (typeof operation !== 'object') throw faultOfStatus('google', response, 'look', link.now())
    return operation
  }

  return {
    name: 'google',
    enhancesPrompts: true,
    refuses: whyNot,

    compose(job, inputs) {
      const refusal = whyNot(job) ?? whyNotThese(inputs)
      const model = modelOf(job)
      if (refusal !== null || model === undefined) throw new VendorFault('refused', `${refusal}.`)
      return { model: model.model, body: bodyOf(job, inputs, storageUri) }
    },

    async submit(call, link) {
      const slots = call['body'] as JsonObject
      const filled = (await fillSlots(slots, (base64) => base64, link)) as JsonObject
      // For forensics, should an answer be lost: labels are in the bill.
      const body = { ...filled, labels: { reelay_task: link.clientId.toLowerCase() } }
      const response = await ask(link, `${place}/${textAt(call, 'model')}:predictLongRunning`, body)
      const name = textAt(readAnswer(response, 'submit', link.now()), 'name')
      if (name === '') throw faultOfStatus('google', response, 'submit', link.now())
      return { name }
    },

    async check(ticket, link) {
      const operation = await look(textAt(ticket, 'name'), link)
      // There is no percentage, and nothing tells waiting from rendering (2.3).
      if (at(operation, 'done') !== true) return { state: 'rendering' }
      const fault = failureOf(operation)
      if (fault !== null) return { state: 'failed', fault }
      return {
        state: 'finished',
        clips: filmsIn(operation).map((film, index) => clipOf(film, index, storageOrigin)),
      }
    },

    clipHeaders: (link) => access.headers(link),

    async clipBytes(ticket, number, link) {
      const film = filmsIn(await look(textAt(ticket, 'name'), link))[number]
      const base64 = textAt(film, 'bytesBase64Encoded')
      if (base64 === '') throw new VendorFault('unavailable', 'google: the film is no longer in the answer')
      return Buffer.from(base64, 'base64')
    },

    async probe(link) {
      const operation = `${place.slice('/v1/'.length)}/${probedModel}/operations/${unknownOperation}`
      const question = look(operation, link).catch((error: unknown) => {
        throw isWrongKey(error) ? new VendorFault('credentials', error.message) : error
      })
      await expectComplaint(question, /^(NOT_FOUND|INVALID_ARGUMENT)$/)
      return `it opens the project ${project}; whether it serves ${probedModel} there, only a render shows`
    },
  }
}

function bodyOf(job: Job, { images }: StagedInputs, storageUri: string | undefined): JsonObject {
  const { prompt, negativePrompt } = job
  const picture = (role: StagedImage['role']) => images.filter((image) => image.role === role).map(pictureOf)
  const [first] = picture('first')
  const [last] = picture('last')
  const references = picture('reference').map((image) => ({ image, referenceType: 'asset' }))
  return {
    instances: [
      {
        ...(prompt === '' ? {} : { prompt }),
        ...(first === undefined ? {} : { image: first }),
        ...(last === undefined ? {} : { lastFrame: last }),
        ...(references.length === 0 ? {} : { referenceImages: references }),
      },
    ],
    parameters: {
      ...forwardedParameters(job),
      sampleCount: 1,
      durationSeconds: job.durationSeconds,
      resolution: job.resolution.toLowerCase(),
      ...(job.aspectRatio === undefined ? {} : { aspectRatio: job.aspectRatio }),
      ...(negativePrompt === '' ? {} : { negativePrompt }),
      // What Veo 3.1 makes of `false` is not established: it is said only when it is asked for (2.2).
      ...(job.enhancePrompt ? { enhancePrompt: true } : {}),
      generateAudio: job.audio,
      ...(storageUri === undefined ? {} : { storageUri }),
    },
  }
}

const pictureOf = (image: StagedImage): JsonObject => ({
  bytesBase64Encoded: imageSlot(image),
  mimeType: `image/${image.format}`,
})

/** The address is the answer's: folder and name are made up by Google. */
function clipOf(film: unknown, index: number, origin: string): Clip {
  const parts = /^gs:\/\/([^/]+)\/(.+)$/.exec(textAt(film, 'gcsUri'))
  if (parts === null) return { inAnswer: index }
  const [, bucket = '', object = ''] = parts
  return {
    url: `${origin}/storage/v1/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(object)}?alt=media`,
    isPrivate: true,
  }
}
