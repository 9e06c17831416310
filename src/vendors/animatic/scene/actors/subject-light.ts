import type { SubjectLight } from '../../subject/subject.ts'
import { mix } from '../paint/colour.ts'
import type { Site } from '../stage/site.ts'

/**
 * The light of an open place on those who stand in it.
 * @param lamplit How much of its lamps' light falls on them, 0 to 1.
 */
export function outdoorLight(site: Site, lamplit = 0): SubjectLight {
  const { air, atmosphere } = site
  const against = Math.max(0, atmosphere.lightAhead)
  const strength = atmosphere.disc === 'none' ? 0.35 : 1
  const lamps = atmosphere.lamps * lamplit
  return {
    key: mix(air.lit([252, 250, 246], 0.95 - 0.3 * against), [255, 216, 168], 0.62 * lamps),
    ambient: mix(air.lit([236, 236, 240], 0.08, 0.95), [150, 124, 128], 0.5 * lamps),
    rim: mix([0, 0, 0], atmosphere.glow, against * strength * (atmosphere.stars > 0.5 ? 0.45 : 0.95)),
    haze: mix(atmosphere.haze, atmosphere.hazeTowardsSun, 0.3),
    hazeAmount: Math.min(0.3, 0.02 + 0.5 / atmosphere.hazeDistance),
    direction: air.side,
  }
}

/** The hard light of a star, and what little the dust of space gives back. */
export const STARLIGHT = {
  key: [255, 250, 240],
  ambient: [70, 76, 98],
  rim: [190, 214, 255],
  haze: [10, 12, 24],
  hazeAmount: 0,
} as const satisfies Omit<SubjectLight, 'direction'>
