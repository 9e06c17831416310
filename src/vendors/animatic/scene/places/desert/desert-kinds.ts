import type { Site } from '../../stage/site.ts'
import type { SandLook } from '../../terrain/dunes.ts'

export type Kind = 'dunes' | 'canyon' | 'savanna' | 'mars' | 'moon'

/** The barren land that a reading means. */
export function kindOf({ reading }: Site): Kind {
  if (reading.features.has('moonscape')) return 'moon'
  if (reading.time === 'alien') return 'mars'
  if (reading.features.has('canyon')) return 'canyon'
  if (reading.features.has('savanna')) return 'savanna'
  return 'dunes'
}

/** Its ground. */
export function sandOf(kind: Kind): SandLook {
  switch (kind) {
    case 'dunes':
      return { light: [242, 192, 132], deep: [214, 150, 92], ripple: 1 }
    case 'canyon':
      return { light: [216, 140, 92], deep: [178, 96, 62], ripple: 0.3, strata: [236, 186, 140] }
    case 'savanna':
      return { light: [208, 178, 104], deep: [168, 140, 76], ripple: 0.15 }
    case 'mars':
      return { light: [206, 128, 88], deep: [158, 84, 58], ripple: 0.5 }
    case 'moon':
      return { light: [196, 196, 200], deep: [142, 142, 148], ripple: 0.1 }
  }
}
