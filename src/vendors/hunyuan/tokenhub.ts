import type { JsonObject } from '../../catalog/job.ts'
import { at, faultOfStatus, shortened, textAt, underWay } from '../answer.ts'
import { fillSlots, imageSlot } from '../image-slot.ts'
import { type Progress, type SharedLink, type Vendor, VendorFault, type VendorResponse } from '../vendor.ts'
import { whyNot } from './models.ts'

export type TokenHubSettings = {
  readonly apiKey: string
  /**
   * Where a look goes. Tencent's pages as we have them do not say (vendors-veo-sora-hunyuan-comfyui.md 4.2): the default is
   * taken over from the sibling product for 3D, and the operator can set what his own pages say.
   */
  readonly queryPath: string
}

const submitPath = '/v1/api/video/submit'
const model = 'hy-video-1.5'

/**
 * Hunyuan by TokenHub, in the form of April 2026 (product/1823/130081). Its error envelope is not captured: errors are
 * judged by their status, and an answer without an id is unknown. No client id, no list, no cancel.
 */
export function createTokenHubVendor({ apiKey, queryPath }: TokenHubSettings): Vendor {
  const headers = { authorization: `Bearer ${apiKey}` }
  const ask = async (link: SharedLink, path: string, body: JsonObject, call: 'submit' | 'look') => {
    const response = await link.send({ method: 'POST', path, headers, body })
    if (response.status !== 200) throw faultIn(response, call, link.now())
    return response
  }

  return {
    name: 'hunyuan',
    refuses: (job) => whyNot(job, 'tokenhub'),

    compose(job, { images: [first] }) {
      const refusal = whyNot(job, 'tokenhub')
      if (refusal !== null) throw new VendorFault('refused', `${refusal}.`)
      return {
        model,
        ...(job.prompt === '' ? {} : { prompt: job.prompt }),
        ...(job.negativePrompt === '' ? {} : { negative_prompt: job.negativePrompt }),
        ...(first === undefined ? { aspect_ratio: job.aspectRatio ?? '16:9' } : { image: imageSlot(first) }),
        duration: job.durationSeconds,
        logo_add: job.watermark === true ? 1 : 0,
      }
    },

    async submit(call, link) {
      const body = (await fillSlots(call, (base64) => base64, link)) as JsonObject
      const response = await ask(link, submitPath, body, 'submit')
      const id = textAt(response.body, 'id') || textAt(response.body, 'task_id')
      if (id === '') throw faultOfStatus('hunyuan', response, 'submit', link.now())
      return { id }
    },

    async check(ticket, link): Promise<Progress> {
      const { body } = await ask(link, queryPath, { model, id: textAt(ticket, 'id') }, 'look')
      switch (textAt(body, 'status')) {
        case 'queued':
          return { state: 'waiting' }
        case 'completed':
        case 'succeeded':
          return { state: 'finished', clips: clipsIn(body) }
        case 'failed': {
          const words = textAt(body, 'error', 'message') || textAt(body, 'message')
          const reason = words === '' ? 'the video could not be rendered' : shortened(words)
          return { state: 'failed', fault: new VendorFault('refused', `hunyuan: ${reason}.`) }
        }
        default:
          return underWay('hunyuan', textAt(body, 'status'), ['running', 'in_progress', 'processing'])
      }
    },

    async probe(link) {
      const response = await link.send({ method: 'POST', path: queryPath, headers, body: { model, id: '0' } })
      // An error in JSON: how TokenHub says it is not captured, nor whether this is the path.
      const isAnswer = typeof response.body === 'object' && [200, 400, 404, 422].includes(response.status)
      if (!isAnswer) throw faultIn(response, 'look', link.now())
      return `TokenHub does not refuse the key; whether ${queryPath} is the path for looks, only a render shows`
    },
  }
}

/** `data` by the sibling product, `videos` by the newer page. */
function clipsIn(body: unknown): { readonly url: string }[] {
  const lists = [at(body, 'data'), at(body, 'videos')].filter((list) => Array.isArray(list))
  return lists.flatMap((list: readonly unknown[]) =>
    list.flatMap((each) => {
      const url = textAt(each, 'url')
      return url === '' ? [] : [{ url }]
    }),
  )
}

function faultIn(response: VendorResponse, call: 'submit' | 'look', now: Date): VendorFault {
  const plain = faultOfStatus('hunyuan', response, call, now)
  const words = textAt(response.body, 'error', 'message')
  return words === '' ? plain : new VendorFault(plain.kind, `hunyuan: ${shortened(words)}`, plain.detail)
}
