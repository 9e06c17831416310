import type { Clause, Family, LaterParameter } from '../../grammar.ts'
import { everyFamily } from '../every-family.ts'

/**
 * What holds for every family of this edition that has no rule of its own. The sentence with the 2000 characters left
 * the page on 2026-07-06 and no other limit came, so it stays; Kling reads 2500, Vidu 5000.
 */
export const everyLaterFamily = {
  Prompt: [
    everyFamily.Prompt[0],
    {
      when: { mode: ['video'] },
      codePoints: { from: 1, to: 2000 },
      because: 'the text says what becomes of the video',
      source: 'later',
    },
    everyFamily.Prompt[1],
  ],
  SceneType: [{ refused: true, because: 'the page names no scene for this model', source: 'later' }],
  ReferType: [{ refused: true, because: 'there is no video', source: 'later' }],
  VideoInfos: [
    { refused: true, because: 'this model makes its video from words and images', source: 'later' },
  ],
  KeepOriginalSound: [{ refused: true, because: 'there is no video', source: 'later' }],
  AudioInfos: [
    {
      refused: true,
      because: 'the page names no model that takes sounds, and only the scenes of Kling need one',
      source: 'reelay',
    },
  ],
  Text: [{ refused: true, because: 'only PixVerse finds its images by name', source: 'later' }],
  LogoAdd: [
    {
      refused: true,
      default: 0,
      because: 'only Hailuo, Kling, Vidu and H2 have a watermark to add',
      source: 'later',
    },
  ],
  OffPeak: [{ refused: true, default: false, because: 'only Vidu renders off-peak', source: 'later' }],
  EnableBgm: [
    {
      refused: true,
      default: false,
      because: 'the page does not say which models add music, and only Vidu q2 has a switch for it',
      source: 'reelay',
    },
  ],
} as const satisfies Pick<Family['clauses'], 'Prompt' | LaterParameter>

/** The page spells the values and the default out for the image API only; nobody says that they differ here. */
export const watermark = [{ oneOf: [0, 1], default: 0, source: 'later' }] as const satisfies readonly Clause[]

/** No page names a default. Kling's newer API leaves the sound of the video out. */
export const keepOriginalSound = [
  { oneOf: ['yes', 'no'], default: 'no', source: 'reelay' },
] as const satisfies readonly Clause[]
