import type { JsonObject, JsonValue, Job, NamedImage } from '../../catalog/job.ts'
import { at, expectComplaint, shortened, textAt, underWay } from '../answer.ts'
import { callTencentCloud, type TencentCloud } from '../tencent-cloud.ts'
import { type Progress, type Vendor, VendorFault } from '../vendor.ts'

/**
 * The real service itself, with the operator's own account (vendors-veo-sora-hunyuan-comfyui.md 6.1). It fetches images by
 * their addresses, so here, and only here, the caller's own address is passed on. It has no client id and no list: a
 * submit whose answer is lost cannot be found again. Its cancel is for other kinds of tasks.
 */
export function createTencentVendor(cloud: Omit<TencentCloud, 'vendor' | 'product' | 'kinds'>): Vendor {
  const mps: TencentCloud = {
    ...cloud,
    vendor: 'tencent',
    product: { service: 'mps', version: '2019-06-12' },
    kinds: {
      'FailedOperation.InvalidUser': 'credentials',
      'FailedOperation.InvalidMpsUser': 'credentials',
      'FailedOperation.TaskNotFound': 'refused',
      'InvalidParameterValue.UserUnRegister': 'credentials',
      'ResourceNotFound.UserUnregister': 'credentials',
    },
  }
  return {
    name: 'tencent',
    // It has both switches itself, and what it does with them is its own affair.
    enhancesPrompts: true,
    refuses: (job) => whyNot(job),

    compose(job) {
      const refusal = whyNot(job)
      if (refusal !== null) throw new VendorFault('refused', `${refusal}.`)
      return requestOf(job)
    },

    async submit(call, link) {
      const answer = await callTencentCloud(mps, 'CreateAigcVideoTask', call, 'submit', link)
      const taskId = textAt(answer, 'TaskId')
      if (taskId === '') throw new VendorFault('unknown', 'tencent: the answer names no task')
      return { taskId }
    },

    async check(ticket, link): Promise<Progress> {
      const asked = { TaskId: textAt(ticket, 'taskId') }
      const answer = await callTencentCloud(mps, 'DescribeAigcVideoTask', asked, 'look', link)
      switch (textAt(answer, 'Status')) {
        case 'WAIT':
          return { state: 'waiting' }
        case 'DONE':
          return { state: 'finished', clips: urlsIn(answer).map((url) => ({ url })) }
        case 'FAIL': {
          const words = shortened(textAt(answer, 'Message'))
          const reason = words === '' ? 'tencent could not render the video.' : `tencent: ${words}`
          return { state: 'failed', fault: new VendorFault('refused', reason) }
        }
        default:
          return underWay('tencent', textAt(answer, 'Status'), ['RUN'])
      }
    },

    async probe(link) {
      const asked = { TaskId: '0-AigcVideo-0' }
      const question = callTencentCloud(mps, 'DescribeAigcVideoTask', asked, 'look', link)
      await expectComplaint(
        question,
        /^((ResourceNotFound|FailedOperation)\.TaskNotFound|InvalidParameterValue(\.TaskId)?)$/,
      )
      return 'it takes the key'
    },
  }
}

/** As `UploadImage` answers it: a link into this machine, where the real service may not reach. */
const ownUpload = /^\/media\/uploads\/\d+\/[0-9a-f]{64}\.\w+$/

const whyNot = ({ images }: Job): string | null => {
  const own = images.find(({ url }) => ownUpload.test(new URL(url).pathname))
  return own === undefined
    ? null
    : `${own.parameter}: the real service fetches images itself and may not reach an upload here; give a public address`
}

/** The request in the words of the contract, with what was left out filled in. */
function requestOf(job: Job): JsonObject {
  const { prompt, negativePrompt, images, videos = [], audios = [] } = job
  const url = (role: NamedImage['role']) => images.find((image) => image.role === role)?.url
  const references = images.filter(({ role }) => role === 'reference')
  return present({
    ModelName: job.family,
    ModelVersion: job.version ?? undefined,
    SceneType: job.sceneType,
    Prompt: prompt === '' ? undefined : prompt,
    NegativePrompt: negativePrompt === '' ? undefined : negativePrompt,
    EnhancePrompt: job.enhancePrompt,
    ImageUrl: url('first'),
    LastImageUrl: url('last'),
    ImageInfos: listed(
      references.map(({ url, referenceType, name }) =>
        present({ ImageUrl: url, ReferenceType: referenceType, Text: name }),
      ),
    ),
    VideoInfos: listed(
      videos.map(({ url, use, keepOriginalSound }) => ({
        VideoUrl: url,
        ReferType: use,
        KeepOriginalSound: keepOriginalSound ? 'yes' : 'no',
      })),
    ),
    AudioInfos: listed(audios.map(({ url }) => ({ AudioUrl: url }))),
    Duration: job.durationSeconds,
    ExtraParameters: extrasOf(job),
    AdditionalParameters:
      Object.keys(job.additionalParameters).length === 0
        ? undefined
        : JSON.stringify(job.additionalParameters),
    Operator: job.operator,
  })
}

/** The seed edition has two of these members; the others came later and are not sent where they would be unknown. */
function extrasOf({ edition, resolution, aspectRatio, ...job }: Job): JsonObject {
  const seed = { Resolution: resolution, AspectRatio: aspectRatio }
  if (edition === '2026-01-08') return present(seed)
  return present({
    ...seed,
    EnableAudio: job.audio,
    LogoAdd: job.watermark === undefined ? undefined : job.watermark ? 1 : 0,
    OffPeak: job.offPeak,
    EnableBgm: job.backgroundMusic,
  })
}

const present = (members: Readonly<Record<string, JsonValue | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(members).filter((member): member is [string, JsonValue] => member[1] !== undefined),
  )

const listed = (values: readonly JsonValue[]): JsonValue | undefined =>
  values.length === 0 ? undefined : values

function urlsIn(answer: unknown): readonly string[] {
  const urls = at(answer, 'VideoUrls')
  return Array.isArray(urls) ? urls.filter((url): url is string => typeof url === 'string') : []
}
