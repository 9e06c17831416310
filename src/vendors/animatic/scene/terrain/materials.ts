import { clamp, smoothstep } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import { mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import type { Site } from '../stage/site.ts'
import type { Material, Spot } from './survey.ts'

export type AlpineLook = {
  readonly rock: Rgb
  readonly grass: Rgb
  readonly snow: Rgb
  /** Heights between which grass ends and snow begins, in units of size. */
  readonly grassLine: number
  readonly snowLine: number
}

/** High mountains: snow where it is high and not too steep, grass where it is low, rock between. */
export function alpine(site: Site, look: AlpineLook): Material {
  const { texture, air } = site
  const dark: Rgb = [look.rock[0] * 0.72, look.rock[1] * 0.72, look.rock[2] * 0.75]
  return (spot, into) => {
    const flat = 1 / Math.sqrt(1 + spot.slopeX * spot.slopeX + spot.slopeZ * spot.slopeZ)
    const broad = readTexture(texture, spot.x * 0.045, spot.z * 0.045) - 0.5
    const fine =
      readTexture(texture, spot.x * 0.19 + spot.height * 0.11, spot.z * 0.19 + spot.height * 0.14) - 0.5
    setColour(into, look.rock)
    mixInto(into, dark, clamp(0.5 - fine * 2.4, 0, 1))
    const grass =
      smoothstep(look.grassLine + 1.4, look.grassLine - 0.6, spot.height + broad * 4) *
      smoothstep(0.6, 0.76, flat)
    mixInto(into, look.grass, grass * (0.85 + fine))
    const snow =
      smoothstep(0, 1.3, spot.height + broad * 5 - look.snowLine) * smoothstep(0.5, 0.62, flat + fine * 0.25)
    mixInto(into, look.snow, snow)
    finish(site, spot, into, 1.25, 0.5 + 0.5 * flat)
    air.hazeInto(into, spot.z, spot.column, spot.height)
  }
}

export type TurfLook = {
  readonly high: Rgb
  readonly low: Rgb
  readonly dry: Rgb
}

/** Grassland: patches of lush and dry, mown by wind. */
export function turf(site: Site, look: TurfLook): Material {
  const { texture, air } = site
  return (spot, into) => {
    const patch = readTexture(texture, spot.x * 0.06, spot.z * 0.06)
    const blades = readTexture(texture, spot.x * 0.9, spot.z * 0.45)
    const near = smoothstep(9, 2, spot.z)
    setColour(into, look.low)
    mixInto(into, look.high, smoothstep(0.3, 0.7, patch))
    mixInto(
      into,
      look.dry,
      smoothstep(0.52, 0.8, readTexture(texture, spot.x * 0.021 + 0.3, spot.z * 0.03)) * 0.7,
    )
    const tone = 1 + (blades - 0.5) * (0.3 + 0.5 * near)
    into[0] = into[0]! * tone
    into[1] = into[1]! * tone
    into[2] = into[2]! * tone
    finish(site, spot, into, 1.15, 0.9)
    air.hazeInto(into, spot.z, spot.column, spot.height)
  }
}

/** Puts the light of the spot on what a material has written. */
export function finish(site: Site, spot: Spot, into: Float64Array, strength: number, openness: number): void {
  site.air.litInto(into, spot.light * strength, openness)
}
