import type { Rgb } from '../../subject/subject.ts'
import type { Season } from '../setting.ts'

type Material = { readonly light: Rgb; readonly shade: Rgb; readonly wood: Rgb }

/** The leaves of trees, shrubs and grass in a season; `chance` (0 to 1) chooses among them. */
export function foliage(season: Season, chance: number): Material {
  const choices = FOLIAGE[season]
  const [light, shade] = choices[Math.floor(chance * choices.length)]!
  return { light, shade, wood: [88, 70, 56] }
}

/** The needles of spruces, larches among them in autumn, snow on them in winter. */
export function needles(season: Season, chance: number): Material {
  if (season === 'winter') return { light: [232, 238, 246], shade: [70, 90, 92], wood: [70, 58, 50] }
  if (season === 'autumn' && chance < 0.45)
    return { light: [214, 142, 62], shade: [112, 66, 38], wood: [80, 62, 48] }
  return chance < 0.6
    ? { light: [96, 136, 80], shade: [34, 60, 46], wood: [74, 58, 46] }
    : { light: [112, 146, 74], shade: [40, 66, 44], wood: [74, 58, 46] }
}

/** Grassland: lush, poor, and dry patches. */
export function turfColours(season: Season): { readonly high: Rgb; readonly low: Rgb; readonly dry: Rgb } {
  return TURF[season]
}

const TURF: Readonly<Record<Season, { readonly high: Rgb; readonly low: Rgb; readonly dry: Rgb }>> = {
  spring: { high: [132, 178, 72], low: [88, 138, 58], dry: [176, 188, 92] },
  summer: { high: [118, 162, 62], low: [76, 122, 52], dry: [178, 172, 88] },
  autumn: { high: [168, 152, 72], low: [128, 122, 58], dry: [196, 158, 84] },
  winter: { high: [238, 242, 248], low: [214, 224, 236], dry: [196, 192, 176] },
}

const FOLIAGE: Readonly<Record<Season, readonly (readonly [light: Rgb, shade: Rgb])[]>> = {
  spring: [
    [
      [150, 190, 84],
      [62, 104, 52],
    ],
    [
      [244, 184, 204],
      [176, 104, 136],
    ],
    [
      [170, 200, 98],
      [74, 116, 56],
    ],
  ],
  summer: [
    [
      [126, 168, 66],
      [44, 84, 42],
    ],
    [
      [106, 152, 62],
      [36, 76, 42],
    ],
    [
      [146, 178, 76],
      [58, 96, 46],
    ],
  ],
  autumn: [
    [
      [232, 158, 56],
      [138, 74, 32],
    ],
    [
      [214, 104, 48],
      [118, 48, 32],
    ],
    [
      [238, 190, 76],
      [150, 98, 40],
    ],
    [
      [150, 158, 66],
      [72, 84, 40],
    ],
  ],
  winter: [
    [
      [238, 242, 248],
      [128, 142, 158],
    ],
    [
      [226, 234, 242],
      [112, 128, 146],
    ],
  ],
}
