import { smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import type { Rgb } from '../../subject/subject.ts'
import { mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import type { Site } from '../stage/site.ts'
import type { Material, Relief } from './survey.ts'

/** Dunes: long gentle windward sides, sharp winding crests, steep lee sides. */
export function duneRelief(seed: number, height: number, length: number): Relief {
  return (x, z) => {
    const warp = fractalNoise((x * 0.35) / length + 5, (z * 0.28) / length + 9, seed, 3, 0.4) * 2.6
    const size = fractalNoise((x * 0.22) / length + 40, (z * 0.22) / length, seed + 7, 2, 0.5)
    return height * (ridge((z * 0.62 + x * 0.34) / length + warp) * (0.35 + 1.2 * size) + 0.25 * size)
  }
}

/** One wave of sand: up slowly over three quarters, down fast over the last; rounded in the trough, sharp on top. */
function ridge(phase: number): number {
  const share = phase - Math.floor(phase)
  const up = share < 0.72 ? share / 0.72 : (1 - share) / 0.28
  // The last of the crest is rounded off, or its edge would be broken into teeth by the grid.
  const blunt = up < 0.94 ? up : 0.94 + (1 - (1 - Math.min(1, (up - 0.94) / 0.06)) ** 2) * 0.03
  return blunt * blunt * (1.6 - 0.6 * blunt)
}

export type SandLook = {
  readonly light: Rgb
  readonly deep: Rgb
  /** Strength of the wind's ripples, 0 to 1. */
  readonly ripple: number
  /** Colour of the rock's other layers, where there is rock. */
  readonly strata?: Rgb
}

/** Sand in the light of the site, with wind ripples near the camera. */
export function sand(site: Site, look: SandLook): Material {
  const { texture, air } = site
  return (spot, into) => {
    const broad = readTexture(texture, spot.x * 0.04, spot.z * 0.04) - 0.5
    const grain = readTexture(texture, spot.x * 0.7, spot.z * 0.7) - 0.5
    setColour(into, look.light)
    mixInto(into, look.deep, smoothstep(-0.25, 0.3, broad + grain * 0.4) * 0.5)
    if (look.strata !== undefined) {
      const layer = readTexture(texture, 0.3 + broad * 0.05, spot.height * 0.22 + broad * 0.14)
      mixInto(into, look.strata, smoothstep(0.4, 0.6, layer) * smoothstep(0.2, 1, spot.height))
    }
    const near = smoothstep(7, 1, spot.z) * look.ripple
    const wave = Math.sin(spot.z * 34 + spot.x * 12 + (grain + broad) * 22) * near
    const fine = (readTexture(texture, spot.x * 4.3, spot.z * 4.3) - 0.5) * near
    const tone = 1 + grain * 0.1 + wave * 0.05 + fine * 0.22
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    const flat = 1 / Math.sqrt(1 + spot.slopeX * spot.slopeX + spot.slopeZ * spot.slopeZ)
    air.litInto(into, spot.light * 1.4 + wave * 0.05, 0.35 + 0.6 * flat)
    air.hazeInto(into, spot.z, spot.column, spot.height)
  }
}
