import type { Rgb } from '../subject/subject.ts'
import { hex } from './paint/colour.ts'

export type TimeOfDay = 'dawn' | 'day' | 'sunset' | 'dusk' | 'night' | 'overcast' | 'storm' | 'neon' | 'alien'

/** The light and the air of a scene. Materials have their colours by daylight; this is what falls on them. */
export type Atmosphere = {
  /** From the zenith down to the horizon. */
  readonly sky: readonly [Rgb, Rgb, Rgb, Rgb]
  readonly glow: Rgb
  /** How far the sun's glow reaches: 0 none, 1 a warm half of the sky. */
  readonly glowStrength: number
  readonly disc: 'sun' | 'moon' | 'none'
  readonly discColour: Rgb
  /** Measures of the composition's unit: radius, and centre above the horizon. */
  readonly discRadius: number
  readonly discHeight: number
  /** Factors on a material in full light and in the shade, 255 for 1; they add up. */
  readonly key: Rgb
  readonly ambient: Rgb
  /** Whether the light comes from ahead (1, against the camera) or from behind it (-1). */
  readonly lightAhead: number
  /** Tangent of the light's height above the horizon. */
  readonly lightRise: number
  readonly haze: Rgb
  readonly hazeTowardsSun: Rgb
  /** Distance at which two thirds of a thing have gone into haze. */
  readonly hazeDistance: number
  readonly cloudLight: Rgb
  readonly cloudShade: Rgb
  /** 0 clear sky to 1 closed. */
  readonly cloudCover: number
  readonly stars: number
  /** How many lamps and windows burn, 0 to 1. */
  readonly lamps: number
}

/** The air at each time of day, before the weather has its say. */
export const atmospheres: Readonly<Record<TimeOfDay, Atmosphere>> = {
  dawn: {
    sky: [hex('#4f7fb4'), hex('#9dbdd8'), hex('#f0d3c4'), hex('#ffe3c4')],
    glow: hex('#fff0d2'),
    glowStrength: 0.8,
    disc: 'sun',
    discColour: hex('#fffbec'),
    discRadius: 0.03,
    discHeight: 0.12,
    key: [250, 206, 158],
    ambient: [118, 132, 162],
    lightAhead: 0.55,
    lightRise: 0.34,
    haze: hex('#c9cfdc'),
    hazeTowardsSun: hex('#ffe2c6'),
    hazeDistance: 22,
    cloudLight: hex('#fff1e2'),
    cloudShade: hex('#b7b9cc'),
    cloudCover: 0.4,
    stars: 0,
    lamps: 0.1,
  },
  day: {
    sky: [hex('#2b78c8'), hex('#5fa6e2'), hex('#a5d2ef'), hex('#e0f0f6')],
    glow: hex('#ffffff'),
    glowStrength: 0.35,
    disc: 'none',
    discColour: hex('#ffffff'),
    discRadius: 0.024,
    discHeight: 0.6,
    key: [196, 178, 142],
    ambient: [110, 124, 148],
    lightAhead: -0.3,
    lightRise: 0.75,
    haze: hex('#bcd8ec'),
    hazeTowardsSun: hex('#dcebf2'),
    hazeDistance: 34,
    cloudLight: hex('#ffffff'),
    cloudShade: hex('#b3c6dc'),
    cloudCover: 0.42,
    stars: 0,
    lamps: 0,
  },
  sunset: {
    sky: [hex('#2c3d6e'), hex('#8a6390'), hex('#ee9273'), hex('#ffcf8f')],
    glow: hex('#ffe2a6'),
    glowStrength: 1,
    disc: 'sun',
    discColour: hex('#fff3cf'),
    discRadius: 0.04,
    discHeight: 0.075,
    key: [255, 168, 96],
    ambient: [96, 84, 118],
    lightAhead: 0.6,
    lightRise: 0.3,
    haze: hex('#c98c90'),
    hazeTowardsSun: hex('#ffbf8a'),
    hazeDistance: 20,
    cloudLight: hex('#ffc08c'),
    cloudShade: hex('#8a6287'),
    cloudCover: 0.45,
    stars: 0,
    lamps: 0.5,
  },
  dusk: {
    sky: [hex('#141c42'), hex('#3c3f7c'), hex('#a7678f'), hex('#f3a58c')],
    glow: hex('#ffc39a'),
    glowStrength: 0.7,
    disc: 'none',
    discColour: hex('#ffe0b8'),
    discRadius: 0.02,
    discHeight: 0.02,
    key: [150, 104, 118],
    ambient: [62, 64, 108],
    lightAhead: 0.75,
    lightRise: 0.3,
    haze: hex('#6d5f92'),
    hazeTowardsSun: hex('#d98a8c'),
    hazeDistance: 20,
    cloudLight: hex('#d88a94'),
    cloudShade: hex('#43406f'),
    cloudCover: 0.42,
    stars: 0.35,
    lamps: 0.85,
  },
  night: {
    sky: [hex('#060b1d'), hex('#0d1a38'), hex('#1c315c'), hex('#35547f')],
    glow: hex('#c9dcff'),
    glowStrength: 0.4,
    disc: 'moon',
    discColour: hex('#f3f5ff'),
    discRadius: 0.036,
    discHeight: 0.34,
    key: [72, 96, 142],
    ambient: [26, 36, 66],
    lightAhead: 0.45,
    lightRise: 0.7,
    haze: hex('#223a62'),
    hazeTowardsSun: hex('#466491'),
    hazeDistance: 20,
    cloudLight: hex('#4c6390'),
    cloudShade: hex('#16223f'),
    cloudCover: 0.36,
    stars: 1,
    lamps: 1,
  },
  overcast: {
    sky: [hex('#7d8c9c'), hex('#9aa8b4'), hex('#bac4ca'), hex('#d4dadb')],
    glow: hex('#f0f3f3'),
    glowStrength: 0.3,
    disc: 'none',
    discColour: hex('#ffffff'),
    discRadius: 0.02,
    discHeight: 0.4,
    key: [70, 72, 72],
    ambient: [148, 156, 164],
    lightAhead: -0.2,
    lightRise: 1.2,
    haze: hex('#b9c3c9'),
    hazeTowardsSun: hex('#cdd4d6'),
    hazeDistance: 16,
    cloudLight: hex('#ccd4d8'),
    cloudShade: hex('#83909c'),
    cloudCover: 0.72,
    stars: 0,
    lamps: 0.4,
  },
  storm: {
    sky: [hex('#262e38'), hex('#3d4954'), hex('#687681'), hex('#a3abaa')],
    glow: hex('#d8dcd2'),
    glowStrength: 0.3,
    disc: 'none',
    discColour: hex('#ffffff'),
    discRadius: 0.02,
    discHeight: 0.16,
    key: [74, 80, 84],
    ambient: [84, 94, 106],
    lightAhead: 0.3,
    lightRise: 0.8,
    haze: hex('#727f88'),
    hazeTowardsSun: hex('#949d9e'),
    hazeDistance: 13,
    cloudLight: hex('#87929a'),
    cloudShade: hex('#262d36'),
    cloudCover: 0.86,
    stars: 0,
    lamps: 0.7,
  },
  neon: {
    sky: [hex('#0b0822'), hex('#26124c'), hex('#6c2479'), hex('#c23f8e')],
    glow: hex('#ff8fd0'),
    glowStrength: 0.6,
    disc: 'none',
    discColour: hex('#ffd0ec'),
    discRadius: 0.02,
    discHeight: 0.06,
    key: [110, 70, 140],
    ambient: [50, 38, 88],
    lightAhead: 0.7,
    lightRise: 0.4,
    haze: hex('#5a2a7c'),
    hazeTowardsSun: hex('#a43b8d'),
    hazeDistance: 16,
    cloudLight: hex('#8a3f96'),
    cloudShade: hex('#231040'),
    cloudCover: 0.4,
    stars: 0.2,
    lamps: 1,
  },
  alien: {
    sky: [hex('#2a1022'), hex('#6b2a34'), hex('#c8613f'), hex('#f0b27a')],
    glow: hex('#ffdca8'),
    glowStrength: 0.7,
    disc: 'sun',
    discColour: hex('#fff2da'),
    discRadius: 0.026,
    discHeight: 0.2,
    key: [236, 158, 112],
    ambient: [104, 72, 76],
    lightAhead: 0.45,
    lightRise: 0.42,
    haze: hex('#c67c58'),
    hazeTowardsSun: hex('#f0b27a'),
    hazeDistance: 18,
    cloudLight: hex('#e39a6c'),
    cloudShade: hex('#7e3a38'),
    cloudCover: 0.3,
    stars: 0.25,
    lamps: 0.8,
  },
}
