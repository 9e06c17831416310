import type { JsonObject, Job, StagedInputs } from '../../catalog/job.ts'
import { expectComplaint, textAt, underWay } from '../answer.ts'
import { forwardedParameters, whyNotForwarded } from '../forwarded-parameters.ts'
import { asDataUri, fillSlots, imageSlot } from '../image-slot.ts'
import { foldingRemarks, promptWithNegative } from '../negative-prompt.ts'
import { type Progress, type SharedLink, type Vendor, VendorFault, type VendorRequest } from '../vendor.ts'
import { whyNoExtras } from '../no-extras.ts'
import { modelOf, promptLengthMax, whyNot } from './models.ts'
import { failureIn, readAnswer, unreadable } from './wire.ts'

const parameters = {
  /** What the contract's members say is not said again behind their back. */
  taken:
    'model prompt prompt_optimizer duration resolution first_frame_image last_frame_image subject_reference callback_url'.split(
      ' ',
    ),
  known: ['fast_pretreatment'],
}

/**
 * MiniMax's V1 video API (Hailuo 02, 2.3, 2.3-Fast; vendors-kling-vidu-hailuo.md 5). No list, no client id, no cancel: a
 * submit whose answer is lost cannot be found again, so there is no `find`.
 */
export function createMinimaxVendor({ apiKey }: { readonly apiKey: string }): Vendor {
  const headers = { authorization: `Bearer ${apiKey}` }
  const ask = (link: SharedLink, request: Omit<VendorRequest, 'headers'>) =>
    link.send({ ...request, headers })

  return {
    name: 'minimax',
    enhancesPrompts: true,
    refuses: (job) => whyNot(job) ?? whyNotSaid(job),
    remarks: foldingRemarks,

    compose(job: Job, { images }: StagedInputs): JsonObject {
      const refusal = whyNot(job) ?? whyNotSaid(job)
      const model = modelOf(job)
      if (refusal !== null || model === undefined) throw new VendorFault('refused', `${refusal}.`)
      const first = images.find(({ role }) => role === 'first')
      const last = images.find(({ role }) => role === 'last')
      const prompt = promptWithNegative(job)
      return {
        ...forwardedParameters(job),
        model: model.model,
        ...(prompt === '' ? {} : { prompt }),
        // The vendor's default is to rewrite (5.2); the contract's is not to.
        prompt_optimizer: job.enhancePrompt,
        duration: job.durationSeconds,
        resolution: job.resolution,
        ...(first ? { first_frame_image: imageSlot(first) } : {}),
        ...(last ? { last_frame_image: imageSlot(last) } : {}),
      }
    },

    async submit(call, link) {
      const body = (await fillSlots(call, asDataUri, link)) as JsonObject
      const response = await ask(link, { method: 'POST', path: '/v1/video_generation', body })
      const taskId = textAt(readAnswer(response, 'submit', link.now()), 'task_id')
      if (taskId === '') throw unreadable(response, 'submit', link.now())
      return { taskId }
    },

    async check(ticket, link): Promise<Progress> {
      const query = new URLSearchParams({ task_id: textAt(ticket, 'taskId') })
      const response = await ask(link, { method: 'GET', path: `/v1/query/video_generation?${query}` })
      const status = textAt(response.body, 'status').toLowerCase()
      // A look that failed has no state; a render that failed has one, whatever code stands beside it. Some clients wait
      // for `failed` (7.22): it is tolerated, should it ever come.
      if (status === 'fail' || status === 'failed') {
        return { state: 'failed', fault: failureIn(response, link.now()) }
      }
      const body = readAnswer(response, 'look', link.now())
      switch (status) {
        case 'preparing':
        case 'queueing':
          return { state: 'waiting' }
        case 'success':
          return { state: 'finished', clips: [{ url: await linkTo(textAt(body, 'file_id'), link) }] }
        default:
          return underWay('minimax', status, ['processing'])
      }
    },

    async probe(link) {
      const question = ask(link, { method: 'GET', path: '/v1/query/video_generation?task_id=0' })
      // Invalid parameters: it read the key, and knows no such task.
      await expectComplaint(
        question.then((response) => readAnswer(response, 'look', link.now())),
        /^2013$/,
      )
      return 'it takes the API key'
    },
  }

  /** The link lives for one hour (older material: nine) and is made anew by every look. */
  async function linkTo(fileId: string, link: SharedLink): Promise<string> {
    if (fileId === '') throw new VendorFault('unavailable', 'minimax: a finished render names no file')
    const query = new URLSearchParams({ file_id: fileId })
    const response = await ask(link, { method: 'GET', path: `/v1/files/retrieve?${query}` })
    const url = textAt(readAnswer(response, 'look', link.now()), 'file', 'download_url')
    if (url === '') throw unreadable(response, 'look', link.now())
    return url
  }
}

function whyNotSaid(job: Job): string | null {
  const refusal = whyNoExtras(job, 'MiniMax') ?? whyNotForwarded(job, 'MiniMax', parameters)
  if (refusal !== null) return refusal
  const length = Array.from(promptWithNegative(job)).length
  return length > promptLengthMax
    ? `Prompt and NegativePrompt together have ${length} characters; MiniMax takes ${promptLengthMax} and has no field of its own for the second`
    : null
}
