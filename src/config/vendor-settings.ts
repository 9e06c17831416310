import { z } from 'zod'
import { address, flag, setting, text, wholeNumber } from './setting.ts'

/** How hard a vendor may be worked; what each sells differs by account, so the defaults are careful. */
const tasksAtOnce = wholeNumber(1, 100_000)
const perSecond = z.coerce.number('It has to be a number above 0, at most 1000').positive().max(1000)

/** The JSON file of a service account: of its members these are used. */
const member = (name: string) => z.string(`It has no ${name}`).min(1)
const serviceAccount = z.preprocess(
  (value) => (typeof value === 'string' ? parsed(value) : value),
  z
    .object(
      { client_email: member('client_email'), private_key: member('private_key'), token_uri: address },
      'It has to be the JSON file of a service account',
    )
    .optional(),
)

/** Headers that would break the call, or that ComfyUI refuses from a page (vendors-veo-sora-hunyuan-comfyui.md 5.1). */
const headersOfOurs = /^(host|origin|connection|content-length|content-type|transfer-encoding)$/i

const headers = z.preprocess(
  (value) => (typeof value === 'string' ? parsed(value) : value),
  z
    .record(
      z
        .string()
        .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'A header has a name that HTTP does not know')
        .refine((name) => !headersOfOurs.test(name), 'A header is named that Reelay sets by itself'),
      z.string().regex(/^[\t\u0020-\u007e]*$/, 'A header has a value that is not plain text'),
      'It has to be a JSON object of header names and values',
    )
    .default({}),
)

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return 'not JSON'
  }
}

/**
 * The vendors' keys and addresses (DESIGN 7). A vendor without its key is not there; with no vendor key at all,
 * everything is drawn as an animatic. The addresses are those of vendors-kling-vidu-hailuo.md and
 * vendors-veo-sora-hunyuan-comfyui.md, November 2026.
 */
export const vendorSettings = {
  'vendors.kling.apiKey': setting(
    'REELAY_VENDORS_KLING_API_KEY',
    text.optional(),
    'The API key of kling.ai/dev; it serves the new and the legacy API.',
    { secret: true },
  ),
  'vendors.kling.accessKey': setting(
    'REELAY_VENDORS_KLING_ACCESS_KEY',
    text.optional(),
    'The AccessKey of an account without an API key; together with the SecretKey, for the legacy API only.',
  ),
  'vendors.kling.secretKey': setting(
    'REELAY_VENDORS_KLING_SECRET_KEY',
    text.optional(),
    'The SecretKey that belongs to it.',
    { secret: true },
  ),
  'vendors.kling.baseUrl': setting(
    'REELAY_VENDORS_KLING_BASE_URL',
    address.default('https://api-singapore.klingai.com'),
    "Kling's server; keys of the mainland console belong to https://api-beijing.klingai.com.",
  ),
  'vendors.kling.retiredModels': setting(
    'REELAY_VENDORS_KLING_RETIRED_MODELS',
    flag.default(false),
    'Whether the account still has versions 1.6, 2.0 and 2.1, reported as withdrawn on 2026-09-15.',
  ),
  'vendors.kling.concurrency': setting(
    'REELAY_VENDORS_KLING_CONCURRENCY',
    tasksAtOnce.default(5),
    'Tasks at Kling at a time, over all processes. As many as the account has bought.',
  ),
  'vendors.kling.requestsPerSecond': setting(
    'REELAY_VENDORS_KLING_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to Kling per second at most; absent: as they come.',
  ),
  'vendors.vidu.apiKey': setting(
    'REELAY_VENDORS_VIDU_API_KEY',
    text.optional(),
    'The API key of platform.vidu.com.',
    { secret: true },
  ),
  'vendors.vidu.baseUrl': setting(
    'REELAY_VENDORS_VIDU_BASE_URL',
    address.default('https://api.vidu.com'),
    "Vidu's server; keys of the mainland console belong to https://api.vidu.cn.",
  ),
  'vendors.vidu.concurrency': setting(
    'REELAY_VENDORS_VIDU_CONCURRENCY',
    tasksAtOnce.default(5),
    'Tasks at Vidu at a time, over all processes.',
  ),
  'vendors.vidu.requestsPerSecond': setting(
    'REELAY_VENDORS_VIDU_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to Vidu per second at most; absent: as they come.',
  ),
  'vendors.minimax.apiKey': setting(
    'REELAY_VENDORS_MINIMAX_API_KEY',
    text.optional(),
    'The API key of platform.minimax.io.',
    { secret: true },
  ),
  'vendors.minimax.baseUrl': setting(
    'REELAY_VENDORS_MINIMAX_BASE_URL',
    address.default('https://api.minimax.io'),
    "MiniMax's server; keys of the mainland console belong to https://api.minimaxi.com.",
  ),
  'vendors.minimax.concurrency': setting(
    'REELAY_VENDORS_MINIMAX_CONCURRENCY',
    tasksAtOnce.default(5),
    'Tasks at MiniMax at a time, over all processes.',
  ),
  'vendors.minimax.requestsPerSecond': setting(
    'REELAY_VENDORS_MINIMAX_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to MiniMax per second at most; absent: as they come.',
  ),
  'vendors.google.apiKey': setting(
    'REELAY_VENDORS_GOOGLE_API_KEY',
    text.optional(),
    'An API key of Vertex AI; or the service account.',
    { secret: true },
  ),
  'vendors.google.serviceAccount': setting(
    'REELAY_VENDORS_GOOGLE_SERVICE_ACCOUNT',
    serviceAccount,
    'The JSON file of a service account that may use Vertex AI; usually by REELAY_VENDORS_GOOGLE_SERVICE_ACCOUNT_FILE.',
    { secret: true },
  ),
  'vendors.google.project': setting(
    'REELAY_VENDORS_GOOGLE_PROJECT',
    text.optional(),
    'The project that Vertex AI is used in. Needed with either key.',
  ),
  'vendors.google.location': setting(
    'REELAY_VENDORS_GOOGLE_LOCATION',
    text.default('us-central1'),
    'The location of Vertex AI; `global` for the global endpoint.',
  ),
  'vendors.google.storageUri': setting(
    'REELAY_VENDORS_GOOGLE_STORAGE_URI',
    z
      .string()
      .regex(/^gs:\/\/[^/]+\/(.*\/)?$/, 'It has to be gs://bucket/ or gs://bucket/folder/')
      .optional(),
    'gs://bucket/folder/ where Google puts the films; absent: they come inside its answers.',
  ),
  'vendors.google.baseUrl': setting(
    'REELAY_VENDORS_GOOGLE_BASE_URL',
    address.optional(),
    'The server of Vertex AI; absent: that of the location.',
  ),
  'vendors.google.concurrency': setting(
    'REELAY_VENDORS_GOOGLE_CONCURRENCY',
    tasksAtOnce.default(5),
    'Tasks at Google at a time, over all processes.',
  ),
  'vendors.google.requestsPerSecond': setting(
    'REELAY_VENDORS_GOOGLE_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to Google per second at most; absent: as they come.',
  ),
  'vendors.openai.baseUrl': setting(
    'REELAY_VENDORS_OPENAI_BASE_URL',
    address.optional(),
    "A server that speaks the OpenAI Videos API, with its /v1. There is no default: OpenAI's own was shut down on 2026-09-24.",
  ),
  'vendors.openai.apiKey': setting(
    'REELAY_VENDORS_OPENAI_API_KEY',
    text.optional(),
    'Its key; many local servers need none.',
    { secret: true },
  ),
  'vendors.openai.model': setting(
    'REELAY_VENDORS_OPENAI_MODEL',
    text.default('sora-2'),
    'The name that this server gives to the model.',
  ),
  'vendors.openai.textAs': setting(
    'REELAY_VENDORS_OPENAI_TEXT_AS',
    z.enum(['json', 'form']).default('json'),
    'How a text alone is sent: json, or form for servers that know nothing else.',
  ),
  'vendors.openai.concurrency': setting(
    'REELAY_VENDORS_OPENAI_CONCURRENCY',
    tasksAtOnce.default(2),
    'Tasks at that server at a time, over all processes.',
  ),
  'vendors.openai.requestsPerSecond': setting(
    'REELAY_VENDORS_OPENAI_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to that server per second at most; absent: as they come.',
  ),
  'vendors.hunyuan.secretId': setting(
    'REELAY_VENDORS_HUNYUAN_SECRET_ID',
    text.optional(),
    'The SecretId of a Tencent Cloud account that may use vclm.',
  ),
  'vendors.hunyuan.secretKey': setting(
    'REELAY_VENDORS_HUNYUAN_SECRET_KEY',
    text.optional(),
    'The SecretKey that belongs to it.',
    { secret: true },
  ),
  'vendors.hunyuan.region': setting(
    'REELAY_VENDORS_HUNYUAN_REGION',
    text.default('ap-guangzhou'),
    'The region of vclm.',
  ),
  'vendors.hunyuan.apiKey': setting(
    'REELAY_VENDORS_HUNYUAN_API_KEY',
    text.optional(),
    'A key of TokenHub, in place of the account.',
    { secret: true },
  ),
  'vendors.hunyuan.queryPath': setting(
    'REELAY_VENDORS_HUNYUAN_QUERY_PATH',
    z.string().startsWith('/').default('/v1/api/video/query'),
    'Where TokenHub is asked how a job stands; its pages as we have them do not say.',
  ),
  'vendors.hunyuan.baseUrl': setting(
    'REELAY_VENDORS_HUNYUAN_BASE_URL',
    address.optional(),
    'The server; absent: that of vclm or TokenHub.',
  ),
  'vendors.hunyuan.concurrency': setting(
    'REELAY_VENDORS_HUNYUAN_CONCURRENCY',
    tasksAtOnce.default(1),
    'Tasks at Hunyuan at a time, over all processes. vclm takes one unless the account has bought more.',
  ),
  'vendors.hunyuan.requestsPerSecond': setting(
    'REELAY_VENDORS_HUNYUAN_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to Hunyuan per second at most; absent: as they come.',
  ),
  'vendors.comfyui.baseUrl': setting(
    'REELAY_VENDORS_COMFYUI_BASE_URL',
    address.optional(),
    'A ComfyUI of your own, one server: http://gpu-1:8188. It has no credentials of its own, so keep it on a private network.',
  ),
  'vendors.comfyui.headers': setting(
    'REELAY_VENDORS_COMFYUI_HEADERS',
    headers,
    'Headers for every call, where a proxy in front demands some: {"Authorization": "Bearer ..."}.',
    { secret: true },
  ),
  'vendors.comfyui.workflows': setting(
    'REELAY_VENDORS_COMFYUI_WORKFLOWS',
    text.optional(),
    'A directory of workflows of your own (*.json), before those that Reelay brings: src/vendors/comfyui/README.md.',
  ),
  'vendors.comfyui.concurrency': setting(
    'REELAY_VENDORS_COMFYUI_CONCURRENCY',
    tasksAtOnce.default(1),
    'Tasks at that server at a time, over all processes. It renders one after the other.',
  ),
  'vendors.comfyui.requestsPerSecond': setting(
    'REELAY_VENDORS_COMFYUI_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to that server per second at most; absent: as they come.',
  ),
  'vendors.tencent.secretId': setting(
    'REELAY_VENDORS_TENCENT_SECRET_ID',
    text.optional(),
    'The SecretId of a Tencent Cloud account, for tasks that go to the real service.',
  ),
  'vendors.tencent.secretKey': setting(
    'REELAY_VENDORS_TENCENT_SECRET_KEY',
    text.optional(),
    'The SecretKey that belongs to it.',
    { secret: true },
  ),
  'vendors.tencent.baseUrl': setting(
    'REELAY_VENDORS_TENCENT_BASE_URL',
    address.default('https://mps.tencentcloudapi.com'),
    'The real service; the international one is https://mps.intl.tencentcloudapi.com.',
  ),
  'vendors.tencent.concurrency': setting(
    'REELAY_VENDORS_TENCENT_CONCURRENCY',
    tasksAtOnce.default(10),
    'Tasks at the real service at a time, over all processes.',
  ),
  'vendors.tencent.requestsPerSecond': setting(
    'REELAY_VENDORS_TENCENT_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to the real service per second at most; absent: as they come.',
  ),
} as const
