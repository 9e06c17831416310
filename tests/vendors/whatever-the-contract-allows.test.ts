import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { judge } from '../../src/catalog/judge.ts'
import type { EditionName } from '../../src/contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../../src/contract/shapes-2026-08.ts'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { simulateGoogle } from '../../src/simulators/google.ts'
import { simulateHunyuan } from '../../src/simulators/hunyuan.ts'
import { simulateKling } from '../../src/simulators/kling.ts'
import { simulateMinimax } from '../../src/simulators/minimax.ts'
import { simulateOpenAiVideos } from '../../src/simulators/openai.ts'
import type { Simulator } from '../../src/simulators/simulator.ts'
import { simulateVidu } from '../../src/simulators/vidu.ts'
import { createGoogleVendor } from '../../src/vendors/google/vendor.ts'
import { createTokenHubVendor } from '../../src/vendors/hunyuan/tokenhub.ts'
import { createVclmVendor } from '../../src/vendors/hunyuan/vclm.ts'
import { createKlingVendor } from '../../src/vendors/kling/vendor.ts'
import { createMinimaxVendor } from '../../src/vendors/minimax/vendor.ts'
import { createOpenAiVideosVendor } from '../../src/vendors/openai/vendor.ts'
import type { Vendor } from '../../src/vendors/vendor.ts'
import { createViduVendor } from '../../src/vendors/vidu/vendor.ts'
import { staged } from '../support/vendor-jobs.ts'
import { linkTo } from './linked.ts'

/**
 * What the contract takes and a vendor does not refuse, its simulator takes as well, which knows nothing but the
 * documents; and nothing of what was asked for is left out of the call.
 */
const key = 'the-key-of-all'
const vclmProduct = {
  secretId: 'AKID',
  secretKey: key,
  service: 'vclm',
  version: '2024-05-23',
  region: 'ap-guangzhou',
}
const place = '/v1/projects/p/locations/l/publishers/google/models'

type Party = { readonly simulator: Simulator; readonly vendor: Vendor }
const parties: Readonly<Record<string, readonly [family: string, () => Promise<Party>]>> = {
  'kling, new': ['Kling', () => klingWith({ apiKey: key })],
  'kling, legacy': ['Kling', () => klingWith({ accessKey: 'AK', secretKey: 'SK' })],
  vidu: [
    'Vidu',
    async () => ({ simulator: await simulateVidu(key), vendor: createViduVendor({ apiKey: key }) }),
  ],
  minimax: [
    'Hailuo',
    async () => ({ simulator: await simulateMinimax(key), vendor: createMinimaxVendor({ apiKey: key }) }),
  ],
  google: [
    'GV',
    async () => {
      const simulator = await simulateGoogle(place)
      const settings = { project: 'p', location: 'l', storageUri: undefined }
      return {
        simulator,
        vendor: createGoogleVendor({ ...settings, credentials: simulator.serviceAccount }),
      }
    },
  ],
  openai: [
    'OS',
    async () => {
      const simulator = await simulateOpenAiVideos(key)
      const settings = { apiKey: key, baseUrl: simulator.url, model: 'sora-2', textAs: 'json' } as const
      return { simulator, vendor: createOpenAiVideosVendor(settings) }
    },
  ],
  vclm: [
    'Hunyuan',
    async () => {
      const simulator = await simulateHunyuan(vclmProduct, key)
      const pair = { secretId: 'AKID', secretKey: key }
      const host = new URL(simulator.url).host
      return {
        simulator,
        vendor: createVclmVendor({ digest: nodeDigest, key: pair, host, region: 'ap-guangzhou' }),
      }
    },
  ],
  tokenhub: [
    'Hunyuan',
    async () => ({
      simulator: await simulateHunyuan(vclmProduct, key),
      vendor: createTokenHubVendor({ apiKey: key, queryPath: '/v1/api/video/query' }),
    }),
  ],
}

async function klingWith(
  credentials: { readonly apiKey: string } | { readonly accessKey: string; readonly secretKey: string },
): Promise<Party> {
  const simulator = await simulateKling({ apiKey: key, accessKey: 'AK', secretKey: 'SK' })
  return { simulator, vendor: createKlingVendor({ credentials, retiredModels: true }) }
}

const url = fc.constantFrom('https://example.com/a.png', 'https://example.com/b.png')
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 })

const versions =
  '1.6 2.0 2.1 2.5 2.6 O1 3.0 3.0-Omni 02 2.3 2.3-fast 3.1 3.1-fast 1.5 q2 q2-pro q2-turbo q3 q3-mix q3-pro q3-turbo'.split(
    ' ',
  )

const requestOf = (ModelName: string): fc.Arbitrary<CreateAigcVideoTaskRequest> =>
  fc
    .record({
      ModelName: fc.constant(ModelName),
      ModelVersion: maybe(fc.constantFrom(...versions)),
      Prompt: fc.constantFrom('a cat', 'a cat', '猫', 'x'.repeat(1999), 'x'.repeat(199)),
      NegativePrompt: maybe(fc.constantFrom('rain', '雨')),
      EnhancePrompt: maybe(fc.boolean()),
      picture: fc.constantFrom('none', 'first', 'frames', 'references', 'both'),
      url,
      Duration: maybe(fc.integer({ min: 1, max: 16 })),
      ExtraParameters: maybe(
        fc.record(
          {
            Resolution: fc.constantFrom('540P', '720P', '768P', '1080P', '2K', '4K'),
            AspectRatio: fc.constantFrom('16:9', '9:16', '1:1', '4:3', '3:4'),
            EnableAudio: fc.boolean(),
            LogoAdd: fc.constantFrom(0, 1),
            OffPeak: fc.boolean(),
            EnableBgm: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
      ),
      AdditionalParameters: maybe(
        fc.constantFrom(
          '{"sound":"on"}',
          '{"audio":true}',
          '{"generateAudio":false}',
          '{"seed":7}',
          '{"n":4}',
        ),
      ),
    })
    .map(({ picture, url: address, ...request }) => {
      const images = [{ ImageUrl: address }, { ImageUrl: address }]
      const material = {
        none: {},
        first: { ImageUrl: address },
        frames: { ImageUrl: address, LastImageUrl: address },
        references: { ImageInfos: images },
        both: { ImageUrl: address, ImageInfos: images },
      }[picture]
      return JSON.parse(JSON.stringify({ ...request, ...material })) as CreateAigcVideoTaskRequest
    })

/** What the call has to say, in whatever spelling, when the caller asked for it. */
function expectNothingLeftOut(job: Job, call: string): void {
  if (job.offPeak === true) expect(call).toContain('"off_peak":true')
  if (job.backgroundMusic === true) expect(call).toContain('"bgm":true')
  if (job.watermark === true) expect(call).toMatch(/"enabled":true|"watermark":true|"(LogoAdd|logo_add)":1/)
  if (job.audio) {
    expect(call).toMatch(/"audio":("native"|true)|"sound":"on"|"generateAudio":true|"seconds"/)
  }
  for (const name of Object.keys(job.additionalParameters)) {
    if (!['sound', 'audio', 'generateAudio'].includes(name)) expect(call).toContain(`"${name}"`)
  }
}

describe.each(Object.entries(parties))('%s', (_title, [family, open]) => {
  let party: Party
  beforeAll(async () => void (party = await open()))
  afterAll(() => party.simulator.close())

  test.each(['2026-01-08', '2026-08'] as const)('in edition %s', async (edition: EditionName) => {
    const { simulator, vendor } = party
    const link = linkTo(vendor, simulator.url, '1-AigcVideo-1')
    let taken = 0
    await fc.assert(
      fc.asyncProperty(requestOf(family), async (request) => {
        const judged = judge(request, edition)
        if (!('job' in judged)) return
        const { job } = judged
        if ((vendor.refuses?.(job) ?? null) !== null) return
        const inputs = { images: job.images.map(staged), videos: [], audios: [] }
        const call = vendor.compose(job, inputs)
        expectNothingLeftOut(job, JSON.stringify(call))
        const before = simulator.complaints.length
        await vendor.submit(call, link)
        expect(simulator.complaints.slice(before)).toEqual([])
        taken++
      }),
      { numRuns: 200 },
    )
    // Of a family that the edition does not have, none.
    const isThere = 'job' in judge({ ModelName: family, Prompt: 'a cat' }, edition)
    expect(taken > 0).toBe(isThere)
  })
})
