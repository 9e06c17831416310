import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { simulateComfyUi } from '../../src/simulators/comfyui.ts'
import { simulateGoogle } from '../../src/simulators/google.ts'
import { simulateHunyuan } from '../../src/simulators/hunyuan.ts'
import { simulateKling } from '../../src/simulators/kling.ts'
import { simulateMinimax } from '../../src/simulators/minimax.ts'
import { simulateOpenAiVideos } from '../../src/simulators/openai.ts'
import type { Simulator } from '../../src/simulators/simulator.ts'
import { simulateTencent } from '../../src/simulators/tencent.ts'
import { simulateVidu } from '../../src/simulators/vidu.ts'
import { createComfyUiVendor } from '../../src/vendors/comfyui/vendor.ts'
import { loadWorkflows } from '../../src/vendors/comfyui/workflow-files.ts'
import { createGoogleVendor } from '../../src/vendors/google/vendor.ts'
import { createTokenHubVendor } from '../../src/vendors/hunyuan/tokenhub.ts'
import { createVclmVendor } from '../../src/vendors/hunyuan/vclm.ts'
import { createKlingVendor } from '../../src/vendors/kling/vendor.ts'
import { createMinimaxVendor } from '../../src/vendors/minimax/vendor.ts'
import { createOpenAiVideosVendor } from '../../src/vendors/openai/vendor.ts'
import { createTencentVendor } from '../../src/vendors/tencent/vendor.ts'
import type { Vendor } from '../../src/vendors/vendor.ts'
import { createViduVendor } from '../../src/vendors/vidu/vendor.ts'
import { faultOf, linkTo } from './linked.ts'

const region = 'ap-guangzhou'
const secretId = 'AKIDprobe'
const secretKey = 'the-secret'
const apiKey = 'the-api-key'

const strangersKey = String(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
)

const starts = {
  comfyui: () => simulateComfyUi({ authorization: `Basic ${apiKey}` }),
  kling: () => simulateKling({ apiKey, accessKey: secretId, secretKey }),
  vidu: () => simulateVidu(apiKey),
  minimax: () => simulateMinimax(apiKey),
  google: () => simulateGoogle('/v1/projects/p-1/locations/us-central1/publishers/google/models'),
  openai: () => simulateOpenAiVideos(apiKey),
  hunyuan: () =>
    simulateHunyuan({ secretId, secretKey, service: 'vclm', version: '2024-05-23', region }, apiKey),
  tencent: () => simulateTencent({ secretId, secretKey, service: 'mps', version: '2019-06-12' }),
}
type Name = keyof typeof starts
type Simulators = { readonly [Each in Name]: Awaited<ReturnType<(typeof starts)[Each]>> }

let simulators: Simulators
const gone = {} as Record<Name, string>
beforeAll(async () => {
  const started = await Promise.all(
    Object.entries(starts).map(async ([name, start]) => [name, await start()] as const),
  )
  simulators = Object.fromEntries(started) as Simulators
  for (const [name, start] of Object.entries(starts)) {
    const away = await start()
    gone[name as Name] = away.url
    await away.close()
  }
})
afterAll(async () => {
  for (const simulator of Object.values<Simulator>(simulators)) await simulator.close()
})

/** Each door to a vendor: its simulator, the adapter with this key, the question that it asks, and what it proves. */
const doors: readonly (readonly [
  title: string,
  name: Name,
  vendorWith: (key: string, url: string) => Vendor,
  key: string,
  question: string,
  said: string,
])[] = [
  [
    'kling',
    'kling',
    (key) => createKlingVendor({ credentials: { apiKey: key }, retiredModels: false }),
    apiKey,
    'query',
    'it takes the API key',
  ],
  [
    'kling with an AccessKey',
    'kling',
    (key) =>
      createKlingVendor({ credentials: { accessKey: secretId, secretKey: key }, retiredModels: false }),
    secretKey,
    'query-legacy',
    'it takes the AccessKey, on the legacy paths',
  ],
  [
    'vidu',
    'vidu',
    (key) => createViduVendor({ apiKey: key }),
    apiKey,
    'list',
    'it takes the API key, and lists tasks',
  ],
  [
    'minimax',
    'minimax',
    (key) => createMinimaxVendor({ apiKey: key }),
    apiKey,
    'query',
    'it takes the API key',
  ],
  [
    'google',
    'google',
    (key, url) =>
      createGoogleVendor({
        credentials: {
          ...simulators.google.serviceAccount,
          token_uri: `${url}/token`,
          ...(key === '' ? {} : { private_key: strangersKey }),
        },
        project: 'p-1',
        location: 'us-central1',
        storageUri: undefined,
      }),
    '',
    'query',
    'it opens the project p-1; whether it serves veo-3.1-generate-001 there, only a render shows',
  ],
  [
    'openai',
    'openai',
    (key, url) => createOpenAiVideosVendor({ apiKey: key, baseUrl: url, model: 'sora-2', textAs: 'json' }),
    apiKey,
    'list',
    'it lists videos for this key',
  ],
  [
    'hunyuan by vclm',
    'hunyuan',
    (key, url) =>
      createVclmVendor({
        digest: nodeDigest,
        key: { secretId, secretKey: key },
        host: new URL(url).host,
        region,
      }),
    secretKey,
    'vclm',
    'vclm takes the key, in ap-guangzhou',
  ],
  [
    'hunyuan by TokenHub',
    'hunyuan',
    (key) => createTokenHubVendor({ apiKey: key, queryPath: '/v1/api/video/query' }),
    apiKey,
    'query',
    'TokenHub does not refuse the key; whether /v1/api/video/query is the path for looks, only a render shows',
  ],
  [
    'tencent',
    'tencent',
    (key, url) =>
      createTencentVendor({
        digest: nodeDigest,
        key: { secretId, secretKey: key },
        host: new URL(url).host,
      }),
    secretKey,
    'call',
    'it takes the key',
  ],
]

describe.each(doors)('a probe of %s', (_title, name, vendorWith, key, question, said) => {
  const probe = (given: string, url: string): Promise<string> => {
    const vendor = vendorWith(given, url)
    if (vendor.probe === undefined) throw new Error('it has no probe')
    return vendor.probe(linkTo(vendor, url))
  }

  test('says what the right key opens, and orders nothing', async () => {
    const { url, asked, taken } = simulators[name]
    const before = asked.length
    expect(await probe(key, url)).toBe(said)
    expect(asked.slice(before).filter((operation) => operation !== 'token')).toEqual([question])
    expect([...taken]).toEqual([])
  })

  test('says that a wrong key is wrong', async () => {
    expect(await faultOf(probe('another-key', simulators[name].url))).toMatchObject({ kind: 'credentials' })
  })

  test('says that nobody is there', async () => {
    const fault = await faultOf(probe(key, gone[name]))
    expect(fault).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('refused the connection'),
    })
  })

  test.each([
    [200, 'unavailable'],
    [404, 'refused'],
  ])('does not take a page that comes with HTTP %i for an answer', async (status, kind) => {
    const simulator = simulators[name]
    const page = { instead: { status, body: '<h1>Welcome to nginx</h1>' } }
    simulator.plan(question, page)
    // A server without a list is asked for its models.
    if (name === 'openai' && status === 404) simulator.plan('models', page)
    expect(await faultOf(probe(key, simulator.url))).toMatchObject({
      kind,
      message: expect.stringContaining('Welcome to nginx'),
    })
  })
})

test('a probe of comfyui asks its version and its nodes', async () => {
  const { url, asked, taken } = simulators.comfyui
  const vendorWith = (authorization: string) =>
    createComfyUiVendor({ baseUrl: url, headers: { authorization }, ...loadWorkflows(undefined) })
  const vendor = vendorWith(`Basic ${apiKey}`)
  expect(await vendor.probe!(linkTo(vendor, url))).toContain('it is ComfyUI 0.3.64; ready: ')
  expect([...new Set(asked)].toSorted()).toEqual(['node', 'stats'])
  expect(taken).toEqual([])
  const stranger = vendorWith('Basic x')
  expect(await faultOf(stranger.probe!(linkTo(stranger, url)))).toMatchObject({ kind: 'credentials' })
  simulators.comfyui.plan('stats', { instead: { body: '<h1>Welcome to nginx</h1>' } })
  expect(await faultOf(vendor.probe!(linkTo(vendor, url)))).toMatchObject({ kind: 'unavailable' })
})

test('Google says that an API key is wrong in the words of a wrong argument', async () => {
  const { url } = simulators.google
  const vendor = createGoogleVendor({
    credentials: { apiKey: 'x' },
    project: 'p-1',
    location: 'us-central1',
    storageUri: undefined,
  })
  const error = {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message: 'API key not valid. Please pass a valid API key.',
  }
  simulators.google.plan('query', { instead: { status: 400, body: { error } } })
  expect(await faultOf(vendor.probe!(linkTo(vendor, url)))).toMatchObject({ kind: 'credentials' })
})

test.each([
  ['sora-2', 'it names sora-2 for this key'],
  ['wan-2.2', 'it names models, and wan-2.2 (REELAY_VENDORS_OPENAI_MODEL) is not among them for this key'],
])('a server of the Videos API without a list is asked whether it has %s', async (model, said) => {
  const { url } = simulators.openai
  const vendor = createOpenAiVideosVendor({ apiKey, baseUrl: url, model, textAs: 'json' })
  simulators.openai.plan('list', { instead: { status: 405, body: { detail: 'Method Not Allowed' } } })
  expect(await vendor.probe!(linkTo(vendor, url))).toBe(said)
})

test('no probe says anything that the documents do not know', () => {
  for (const [name, { complaints }] of Object.entries(simulators))
    expect([name, complaints]).toEqual([name, []])
})
