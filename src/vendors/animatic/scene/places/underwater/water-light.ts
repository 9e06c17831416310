import type { Rgb } from '../../../subject/subject.ts'
import { mixInto } from '../../paint/colour.ts'
import type { Site } from '../../stage/site.ts'

/** How much light there is below, 1 by day. */
export function nightly({ atmosphere }: Site): number {
  return atmosphere.stars > 0.5 ? 0.45 : 1
}

/** Water takes the red first and then everything into its blue. */
export function drown({ atmosphere }: Site, into: Float64Array, distance: number): void {
  const deep: Rgb = atmosphere.stars > 0.5 ? [10, 42, 74] : [34, 128, 160]
  const far = 1 - Math.exp(-distance * 0.13)
  into[0] = into[0]! * Math.exp(-distance * 0.08) * 0.86
  mixInto(into, deep, far)
}

/** A colour as it is seen through the water before it. */
export function drowned(site: Site, colour: Rgb, distance: number): Rgb {
  const into = new Float64Array(4)
  const level = nightly(site)
  into.set([colour[0] * level, colour[1] * level, colour[2] * level])
  drown(site, into, distance)
  return [into[0]!, into[1]!, into[2]!]
}
