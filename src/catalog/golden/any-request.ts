import fc from 'fast-check'
import type { EditionName } from '../../contract/edition.ts'
import type { CreateAigcVideoTaskRequest as Request } from '../../contract/shapes-2026-08.ts'
import { acceptedLater } from './accepted-2026-08.ts'
import { accepted } from './accepted.ts'

const url = fc.constantFrom(
  'https://example.com/a.png',
  'http://example.com/b.jpg',
  'ftp://example.com/c.png',
  '',
)
const text = fc.oneof(fc.constantFrom('a cat', '', ' '), fc.string({ maxLength: 20 }))

/** Requests of the seed's shape whose values are mostly ones that some model takes; nearly all of them are refused. */
const seedRequest: fc.Arbitrary<Request> = fc.record(
  {
    ModelName: fc.constantFrom('Hunyuan', 'hailuo', 'Kling', 'VIDU', 'OS', 'GV', 'Veo', 'PixVerse'),
    ModelVersion: fc.constantFrom(
      '02',
      '2.3',
      '2.0',
      '2.1',
      'o1',
      '2.6',
      'q2',
      'Q2-pro',
      'q2-turbo',
      '3.1',
      '1.5',
    ),
    Prompt: text,
    NegativePrompt: text,
    EnhancePrompt: fc.boolean(),
    ImageUrl: url,
    LastImageUrl: url,
    ImageInfos: fc.array(
      fc.record(
        { ImageUrl: url, ReferenceType: fc.constantFrom('asset', 'STYLE', 'cat', '') },
        { requiredKeys: [] },
      ),
      { maxLength: 9 },
    ),
    Duration: fc.integer({ min: -1, max: 16 }),
    ExtraParameters: fc.record(
      {
        Resolution: fc.constantFrom('720P', '720p', '768P', '1080P', '2K', '4k', '540P', 'high'),
        AspectRatio: fc.constantFrom('16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'wide'),
      },
      { requiredKeys: [] },
    ),
    StoreCosParam: fc.record(
      {
        CosBucketName: fc.constantFrom('b-1', '../b', 'a*b'),
        CosBucketRegion: fc.constantFrom('ap-guangzhou', 'evil.com/', 'us'),
        CosBucketPath: fc.constantFrom('', 'x/y', '/x/', '../y'),
      },
      { requiredKeys: [] },
    ),
    AdditionalParameters: fc.constantFrom(
      '{}',
      '{"sound":"on"}',
      '{"audio":false}',
      '[1]',
      '{',
      '{"seed":7}',
    ),
    Operator: text,
  },
  { requiredKeys: [] },
)

const reference = fc.record(
  {
    ImageUrl: url,
    ReferenceType: fc.constantFrom('asset', 'cat'),
    Text: fc.constantFrom('cat', 'dog', ''),
  },
  { requiredKeys: ['ImageUrl'] },
)

/** What edition 2026-08 adds; where both have a member, its values are drawn here. */
const laterMembers: fc.Arbitrary<Request> = fc.record(
  {
    ModelName: fc.constantFrom(
      'Hunyuan',
      'hailuo',
      'Kling',
      'Kling',
      'VIDU',
      'Vidu',
      'PixVerse',
      'Mingmou',
      'h2',
      'OS',
      'GV',
      'H3',
    ),
    ModelVersion: fc.constantFrom(
      '02',
      '2.3-fast',
      '1.6',
      '2.6',
      'o1',
      '3.0',
      '3.0-omni',
      'q2-pro',
      'q3',
      'q3-pro',
      'V6',
      'c1',
      '1.0',
      '9',
    ),
    SceneType: fc.constantFrom(
      'motion_control',
      'Avatar_i2v',
      'lip_sync',
      'land2port',
      'template_effect',
      '3d',
    ),
    ImageInfos: fc.array(reference, { maxLength: 10 }),
    VideoInfos: fc.array(
      fc.record(
        {
          VideoUrl: url,
          ReferType: fc.constantFrom('base', 'Feature', 'style'),
          KeepOriginalSound: fc.constantFrom('yes', 'NO', 'maybe'),
        },
        { requiredKeys: ['VideoUrl'] },
      ),
      { maxLength: 2 },
    ),
    AudioInfos: fc.array(fc.record({ AudioUrl: url }, { requiredKeys: [] }), { maxLength: 2 }),
    Duration: fc.integer({ min: 1, max: 17 }),
    ExtraParameters: fc.record(
      {
        Resolution: fc.constantFrom('540P', '720p', '1080P', '2K', '4k', 'high'),
        AspectRatio: fc.constantFrom('16:9', '1:1', '4:3', '21:9', '9:21', '2:3', '5:4', 'wide'),
        LogoAdd: fc.constantFrom(0, 1, 2),
        EnableAudio: fc.boolean(),
        OffPeak: fc.boolean(),
        EnableBgm: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

const laterRequest = fc.tuple(seedRequest, laterMembers).map(([seed, later]) => ({ ...seed, ...later }))

/** Requests of an edition's shape: anything, and legal ones of which one member is anything, or gone. */
export const requestsOf: Readonly<Record<EditionName, fc.Arbitrary<Request>>> = {
  '2026-01-08': asSent(seedRequest, accepted),
  '2026-08': asSent(laterRequest, [...accepted, ...acceptedLater]),
}

/** About half of the requests that are nearly legal stay legal. */
function asSent(
  anything: fc.Arbitrary<Request>,
  goldens: readonly (readonly [string, Request, unknown])[],
): fc.Arbitrary<Request> {
  const nearlyLegal = fc
    .tuple(fc.constantFrom(...goldens.map(([, legal]) => legal)), anything, fc.nat())
    .map(([legal, other, pick]) => {
      const names = Object.keys(legal) as (keyof Request)[]
      const name = names[pick % names.length]
      return name === undefined ? legal : { ...legal, [name]: other[name] }
    })
  // Left out is left out, as in JSON.
  return fc.oneof(anything, nearlyLegal).map((value) => JSON.parse(JSON.stringify(value)) as Request)
}
