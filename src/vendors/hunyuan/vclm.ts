import type { JsonObject } from '../../catalog/job.ts'
import { expectComplaint, shortened, textAt, underWay } from '../answer.ts'
import { fillSlots, imageSlot } from '../image-slot.ts'
import { foldingRemarks, promptWithNegative } from '../negative-prompt.ts'
import { callTencentCloud, type TencentCloud } from '../tencent-cloud.ts'
import { type Progress, type Vendor, VendorFault } from '../vendor.ts'
import { whyNot, whyNotThis } from './models.ts'

/**
 * Hunyuan by vclm's SubmitHunyuanToVideoJob (vendors-veo-sora-hunyuan-comfyui.md 4.1; pages 1616/126160 and 126162). Every
 * clip has 5 seconds. No client id, no list and no cancel: a lost submit cannot be found again.
 */
export function createVclmVendor(
  cloud: Omit<TencentCloud, 'vendor' | 'product' | 'kinds'> & { readonly region: string },
): Vendor {
  const vclm: TencentCloud = {
    ...cloud,
    vendor: 'hunyuan',
    product: { service: 'vclm', version: '2024-05-23', region: cloud.region },
    kinds: {
      'FailedOperation.DownloadError': 'refused',
      'FailedOperation.ImageDecodeFailed': 'refused',
      'FailedOperation.ImageNotSupported': 'refused',
      'FailedOperation.ImageResolutionExceed': 'refused',
      'FailedOperation.ImageSizeExceed': 'refused',
      // One job at a time by default; whether a second is queued or refused is not stated.
      'FailedOperation.JobQueueFull': 'throttled',
      'FailedOperation.JobNotExist': 'refused',
      'FailedOperation.JobNotFound': 'refused',
      'FailedOperation.TaskNotExist': 'refused',
      ResourceUnavailable: 'credentials',
      'ResourcesSoldOut.ChargeStatusException': 'credentials',
    },
  }
  return {
    name: 'hunyuan',
    refuses: (job) => whyNot(job, 'vclm'),
    remarks: foldingRemarks,

    compose(job, { images: [first] }) {
      const refusal = whyNot(job, 'vclm') ?? whyNotThis(first)
      if (refusal !== null) throw new VendorFault('refused', `${refusal}.`)
      return {
        Prompt: promptWithNegative(job).trim(),
        ...(first === undefined ? {} : { Image: { Base64: imageSlot(first) } }),
        Resolution: '720p',
        // Without approval in its console Tencent marks the film all the same.
        LogoAdd: job.watermark === true ? 1 : 0,
      }
    },

    async submit(call, link) {
      const body = (await fillSlots(call, (base64) => base64, link)) as JsonObject
      const answer = await callTencentCloud(vclm, 'SubmitHunyuanToVideoJob', body, 'submit', link)
      const jobId = textAt(answer, 'JobId')
      if (jobId === '') throw new VendorFault('unknown', 'hunyuan: the answer names no job')
      return { jobId }
    },

    async check(ticket, link): Promise<Progress> {
      const asked = { JobId: textAt(ticket, 'jobId') }
      const answer = await callTencentCloud(vclm, 'DescribeHunyuanToVideoJob', asked, 'look', link)
      const url = textAt(answer, 'ResultVideoUrl')
      switch (textAt(answer, 'Status')) {
        case 'WAIT':
          return { state: 'waiting' }
        case 'DONE':
          return { state: 'finished', clips: url === '' ? [] : [{ url }] }
        case 'FAIL':
          return { state: 'failed', fault: failureIn(answer) }
        default:
          return underWay('hunyuan', textAt(answer, 'Status'), ['RUN'])
      }
    },

    async probe(link) {
      const question = callTencentCloud(vclm, 'DescribeHunyuanToVideoJob', { JobId: '0' }, 'look', link)
      await expectComplaint(
        question,
        /^(FailedOperation\.(JobNotExist|JobNotFound|TaskNotExist)|InvalidParameter)/,
      )
      return `vclm takes the key, in ${cloud.region}`
    },
  }
}

function failureIn(answer: unknown): VendorFault {
  const code = shortened(textAt(answer, 'ErrorCode'))
  const words = shortened(textAt(answer, 'ErrorMessage')) || 'the video could not be rendered'
  const kind = code.includes('Moderation') ? 'moderated' : 'refused'
  return new VendorFault(kind, `hunyuan: ${words}${code === '' ? '' : ` (${code})`}`, { upstreamCode: code })
}
