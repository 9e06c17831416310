import type { Endpoint } from '../../support/sdk-clients.ts'

/** What a client program is handed as a JSON file. It makes the calls in order and prints one `Outcome` per line. */
export type Plan = { readonly host: string; readonly calls: readonly Call[] }

/** One call, with every setting spelled out, so that the programs decide nothing. */
export type Call = Setting & {
  readonly id: string
  readonly action: 'CreateAigcVideoTask' | 'DescribeAigcVideoTask'
  readonly parameters: object
  readonly language: 'en-US' | 'zh-CN'
  readonly region: string
  readonly secretId: string
  readonly secretKey: string
  /** tccli only: ask again, by its own `--waiter`, until Status is this. */
  readonly waitsFor?: string
}

/** A way of asking that a client offers. */
export type Setting = {
  readonly signature: 'TC3-HMAC-SHA256' | 'HmacSHA256' | 'HmacSHA1'
  readonly method: 'GET' | 'POST'
  readonly unsignedPayload: boolean
}

export type Outcome = { readonly id: string } & (
  | { readonly answer: Readonly<Record<string, unknown>> }
  | { readonly exception: { readonly code: string; readonly message: string; readonly requestId: string } }
)

/** What has to come back. */
export type Expectation =
  | { readonly kind: 'created' }
  | { readonly kind: 'described'; readonly status: 'DONE' | 'FAIL' }
  | { readonly kind: 'refused'; readonly code: string; readonly says: string }

export type Case = { readonly call: Call; readonly expected: Expectation }

export const nameOf = ({ signature, method, unsignedPayload }: Setting): string =>
  `${method} ${signature}${unsignedPayload ? ' UNSIGNED-PAYLOAD' : ''}`

// Nothing listens there, and the guarded door refuses it anyway: these tasks end at intake and render nothing.
const nowhere = 'http://127.0.0.1:1'

/** Nested structures, lists, integers, both booleans, Chinese, and every character that encodings stumble over. */
const creations = {
  references: {
    ModelName: 'Vidu',
    ModelVersion: 'q2',
    Prompt: `[@cat] & [@dog] dance = 100% +more; 让画面动起来 'ü' <b> "q" \\ / 🎬`,
    EnhancePrompt: true,
    ImageInfos: [
      { ImageUrl: `${nowhere}/a b.png?x=1&y=2+3%20`, ReferenceType: 'cat' },
      { ImageUrl: `${nowhere}/2.png`, ReferenceType: 'dog' },
    ],
    Duration: 5,
    ExtraParameters: { Resolution: '720P', AspectRatio: '16:9' },
    AdditionalParameters: '{"camera_control":{"type":"simple"}}',
  },
  frames: {
    ModelName: 'GV',
    ModelVersion: '3.1',
    Prompt: 'line one\nline two\t100 %',
    NegativePrompt: 'Top lighting,bright colors',
    EnhancePrompt: false,
    ImageUrl: `${nowhere}/first.png`,
    LastImageUrl: `${nowhere}/last.png`,
    Duration: 8,
    ExtraParameters: { Resolution: '720P', AspectRatio: '16:9' },
    StoreCosParam: {
      CosBucketName: 'aigc-video-1250000000',
      CosBucketRegion: 'ap-guangzhou',
      CosBucketPath: 'my_cos_file',
    },
    Operator: 'admin',
  },
}

/** The shortest film there is. */
const film = { ModelName: 'Vidu', Prompt: 'a lighthouse in the storm', Duration: 1 }

type Refusal = {
  readonly title: string
  readonly action: Call['action']
  readonly parameters: object
  readonly key?: Partial<Endpoint>
  readonly language?: Call['language']
  readonly code: string
  readonly says: string
}

const refusals: readonly Refusal[] = [
  {
    title: 'a wrong value',
    action: 'CreateAigcVideoTask',
    parameters: { ModelName: 'Kling', Prompt: 'x', Duration: 7 },
    code: 'InvalidParameterValue',
    says: '`Duration`',
  },
  {
    title: 'a missing parameter',
    action: 'CreateAigcVideoTask',
    parameters: { ModelName: 'Kling' },
    code: 'MissingParameter',
    says: '`Prompt`',
  },
  {
    title: 'an unknown task',
    action: 'DescribeAigcVideoTask',
    parameters: { TaskId: '1-AigcVideo-nobody-knows' },
    code: 'ResourceNotFound.TaskNotFound',
    says: '`1-AigcVideo-nobody-knows`',
  },
  {
    title: 'a wrong key',
    action: 'DescribeAigcVideoTask',
    parameters: { TaskId: 'x' },
    key: { secretKey: 'another' },
    code: 'AuthFailure.SignatureFailure',
    says: 'Please check your signature',
  },
  {
    title: 'a wrong key, in Chinese',
    action: 'DescribeAigcVideoTask',
    parameters: { TaskId: 'x' },
    key: { secretKey: 'another' },
    language: 'zh-CN',
    code: 'AuthFailure.SignatureFailure',
    says: '请求签名验证失败',
  },
  {
    title: 'an unknown SecretId',
    action: 'DescribeAigcVideoTask',
    parameters: { TaskId: 'x' },
    key: { secretId: 'AKIDnobody' },
    code: 'AuthFailure.SecretIdNotFound',
    says: 'SecretId',
  },
]

/** Creates and refusals in every setting, and one film for the first. */
export function firstCases(endpoint: Endpoint, settings: readonly Setting[]): readonly Case[] {
  const cases = settings.flatMap((setting): readonly Case[] => [
    ...Object.entries(creations).map(([title, parameters]) => ({
      call: callOf(endpoint, setting, { title, action: 'CreateAigcVideoTask', parameters }),
      expected: { kind: 'created' } as const,
    })),
    ...refusals.map((refusal) => ({
      call: callOf(endpoint, setting, refusal),
      expected: { kind: 'refused', code: refusal.code, says: refusal.says } as const,
    })),
  ])
  const filmed = settings.slice(0, 1).map((setting): Case => ({
    call: callOf(endpoint, setting, { title: 'film', action: 'CreateAigcVideoTask', parameters: film }),
    expected: { kind: 'created' },
  }))
  return [...filmed, ...cases]
}

/** The film, and in every setting a task that could not get its images: both have ended. */
export function secondCases(
  endpoint: Endpoint,
  settings: readonly Setting[],
  taskIds: ReadonlyMap<string, string>,
  waits: boolean,
): readonly Case[] {
  return settings.flatMap((setting): readonly Case[] => {
    const describe = (title: string, TaskId: string, status: 'DONE' | 'FAIL'): Case => ({
      call: {
        ...callOf(endpoint, setting, { title, action: 'DescribeAigcVideoTask', parameters: { TaskId } }),
        ...(waits ? { waitsFor: status } : {}),
      },
      expected: { kind: 'described', status },
    })
    const made = (title: string, by: Setting) => taskIds.get(`${nameOf(by)}: ${title}`) ?? 'never made'
    return [
      describe('a film', made('film', settings[0] ?? setting), 'DONE'),
      describe('a failure', made('references', setting), 'FAIL'),
    ]
  })
}

function callOf(
  { secretId, secretKey }: Endpoint,
  setting: Setting,
  wish: Pick<Refusal, 'title' | 'action' | 'parameters' | 'key' | 'language'>,
): Call {
  const { title, action, parameters, key = {}, language = 'en-US' } = wish
  const id = `${nameOf(setting)}: ${title}`
  return { ...setting, id, action, parameters, language, region: 'ap-guangzhou', secretId, secretKey, ...key }
}
