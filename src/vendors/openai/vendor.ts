import type { JsonObject } from '../../catalog/job.ts'
import { at, faultOfStatus, textAt, underWay } from '../answer.ts'
import { forwardedParameters } from '../forwarded-parameters.ts'
import { imageSlot } from '../image-slot.ts'
import { foldingRemarks, promptWithNegative } from '../negative-prompt.ts'
import {
  type Clip,
  type Form,
  type Link,
  type SharedLink,
  type Progress,
  type Vendor,
  VendorFault,
  type VendorRequest,
} from '../vendor.ts'
import { sizeOf, whyNot } from './models.ts'
import { failureOf, idOf, readAnswer } from './wire.ts'

export type OpenAiVideosSettings = {
  /** Local servers often need none. */
  readonly apiKey: string | undefined
  /** With `/v1` or whatever the server's paths begin with. */
  readonly baseUrl: string
  /** The name that the server gives to the model. */
  readonly model: string
  /**
   * How a text alone is sent: some servers take JSON only, some refuse a form without a file, some know forms only
   * (vendors-veo-sora-hunyuan-comfyui.md 3.7). An image always goes as a form, with a name and a type.
   */
  readonly textAs: 'json' | 'form'
}

/**
 * Any server that speaks `/v1/videos`. OpenAI's own was shut down on 2026-09-24, so there is no default address. It has no
 * client id, no cancel, and a list in which equal prompts look alike: a lost submit cannot be told apart, so there is no `find`.
 */
export function createOpenAiVideosVendor({ apiKey, baseUrl, model, textAs }: OpenAiVideosSettings): Vendor {
  const headers: Readonly<Record<string, string>> =
    apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
  const keyWords = apiKey === undefined ? ', without a key' : ' for this key'
  const ask = (link: SharedLink, request: Omit<VendorRequest, 'headers'>) =>
    link.send({ ...request, headers })

  return {
    name: 'openai',
    refuses: whyNot,
    remarks: foldingRemarks,

    compose(job, { images }) {
      const refusal = whyNot(job)
      if (refusal !== null) throw new VendorFault('refused', `${refusal}.`)
      const [first] = images
      return {
        ...forwardedParameters(job),
        model,
        prompt: promptWithNegative(job),
        // Both always: the API's own defaults are 4 seconds and an upright film.
        seconds: String(job.durationSeconds),
        size: sizeOf(job, first),
        ...(first === undefined ? {} : { input_reference: imageSlot(first) }),
      }
    },

    async submit(call, link) {
      const isForm = textAs === 'form' || call['input_reference'] !== undefined
      const sent = isForm ? { form: await formOf(call, link) } : { body: call }
      const response = await ask(link, { method: 'POST', path: '/videos', ...sent })
      const id = idOf(readAnswer(response, 'submit', link.now()))
      if (id === '') throw faultOfStatus('openai', response, 'submit', link.now())
      return { id }
    },

    async check(ticket, link) {
      const id = textAt(ticket, 'id')
      const response = await ask(link, { method: 'GET', path: `/videos/${encodeURIComponent(id)}` })
      const body = readAnswer(response, 'look', link.now())
      return progressOf(body, () => clipOf(body, id, baseUrl))
    },

    // The key that made the video (litellm issue 19874).
    clipHeaders: () => Promise.resolve(headers),

    async probe(link) {
      const videos = await ask(link, { method: 'GET', path: '/videos?limit=1' })
      // Servers exist that keep no list (3.7); every one of them names its models.
      const hasList = videos.status !== 404 && videos.status !== 405
      const response = hasList ? videos : await ask(link, { method: 'GET', path: '/models' })
      const listed = at(readAnswer(response, 'look', link.now()), 'data')
      if (!Array.isArray(listed)) throw faultOfStatus('openai', response, 'look', link.now())
      if (hasList) return `it lists videos${keyWords}`
      const isKnown = listed.some((each) => textAt(each, 'id') === model)
      return `it names ${isKnown ? model : `models, and ${model} (REELAY_VENDORS_OPENAI_MODEL) is not among them`}${keyWords}`
    },
  }
}

async function formOf({ input_reference: image, ...rest }: JsonObject, link: Link): Promise<Form> {
  const fields = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )
  const key = textAt(image, 'stagedImage')
  if (key === '') return { fields, files: [] }
  const mediaType = textAt(image, 'mediaType')
  const name = `first-frame.${mediaType.replace('image/', '')}`
  return { fields, files: [{ field: 'input_reference', name, mediaType, bytes: await link.image(key) }] }
}

/** The states of the API and what compatible servers say for them (3.7); anything unheard of is no end. */
function progressOf(body: unknown, clip: () => Clip): Progress {
  const status = textAt(body, 'status').toLowerCase()
  switch (status) {
    case 'queued':
    case 'pending':
    case 'submitted':
    case 'not_start':
      return { state: 'waiting' }
    case 'completed':
    case 'succeeded':
    case 'success':
    case 'done':
      return { state: 'finished', clips: [clip()] }
    case 'failed':
    case 'error':
    case 'cancelled':
    case 'canceled':
    case 'expired':
      return { state: 'failed', fault: failureOf(body) }
    default:
      return underWay('openai', status, underWayWords, at(body, 'progress'))
  }
}

const underWayWords = ['in_progress', 'processing', 'running', 'generating']

/** Where compatible servers put a link of their own, when they have one (3.7). */
const linkPlaces = [['video_url'], ['url'], ['metadata', 'url'], ['output', 0], ['data', 0, 'url']]

/** No other origin ever gets our key. */
function clipOf(body: unknown, id: string, baseUrl: string): Clip {
  const given = linkPlaces.map((place) => textAt(body, ...place)).find((link) => URL.canParse(link))
  const url = given ?? `${baseUrl}/videos/${encodeURIComponent(id)}/content`
  return new URL(url).origin === new URL(baseUrl).origin ? { url, isPrivate: true } : { url }
}
