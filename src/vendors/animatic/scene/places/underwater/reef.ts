import { smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import type { Site } from '../../stage/site.ts'
import { erodedRelief } from '../../terrain/relief.ts'
import type { Material, Relief } from '../../terrain/survey.ts'
import { drown, nightly } from './water-light.ts'

/** Stacks of rock that rise from the sand on both sides. */
export function reef(site: Site, height: number, from: number): Relief {
  const seed = (site.seed ^ Math.round(from * 57)) & 0xffff
  return (x, z, footprint) => {
    const stack = smoothstep(0.42, 0.66, fractalNoise(x * 0.32 + 2, z * 0.26, seed, 3))
    const aside = smoothstep(0.12, 0.55, Math.abs(x / z + site.lean * 0.12))
    return (
      smoothstep(from * 0.85, from * 1.5, z) *
      height *
      stack *
      (0.3 + 0.9 * aside) *
      (0.4 + 1.1 * erodedRelief(x * 0.6, z * 0.6, seed, footprint > 0.05 ? 3 : 5))
    )
  }
}

/** Sand and rock, tinted by the water before them. */
export function seabed(site: Site): Material {
  const { texture } = site
  return (spot, into) => {
    const grain = readTexture(texture, spot.x * 0.8, spot.z * 0.8) - 0.5
    const fine = readTexture(texture, spot.x * 3, spot.z * 3) - 0.5
    setColour(into, [222, 208, 170])
    mixInto(into, [120, 112, 108], smoothstep(0.1, 0.5, spot.height) * 0.9)
    mixInto(
      into,
      [196, 120, 128],
      smoothstep(0.56, 0.68, readTexture(texture, spot.x * 0.6, spot.height * 0.9)) *
        smoothstep(0.15, 0.5, spot.height) *
        0.6,
    )
    const ripple = Math.sin(spot.z * 22 + spot.x * 6 + grain * 14) * 0.05 * smoothstep(0.1, 0, spot.height)
    const tone = 1 + grain * 0.3 + fine * 0.24 + ripple
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    const level = (0.42 + 0.6 * spot.light) * nightly(site)
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * level
    drown(site, into, spot.z)
  }
}
