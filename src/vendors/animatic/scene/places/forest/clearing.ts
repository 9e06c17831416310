import { lerp, smoothstep } from '../../../picture/easing.ts'
import { foliage } from '../../flora/seasons.ts'
import type { Site } from '../../stage/site.ts'

/** How open the forest is: 0 in the clearing and along the way in, 1 among the trees. */
export function crowding(site: Site, column: number, distance: number): number {
  const { lens, lean } = site
  const middle = lens.width * (0.5 + 0.1 * lean)
  const half = lens.unit * lerp(0.1, 0.42, Math.min(1, 1.6 / distance))
  return smoothstep(half * 0.7, half * 1.6, Math.abs(column - middle))
}

/** The leaves of ferns and shrubs, which do not blossom in spring. */
export function herbs({ reading }: Site) {
  return foliage(
    reading.season === 'winter' ? 'winter' : reading.season === 'autumn' ? 'autumn' : 'summer',
    0.4,
  )
}
