import { mix } from './paint/colour.ts'
import type { Atmosphere } from './palettes.ts'
import { atmospheres } from './palettes.ts'
import type { Framing } from './stage/site.ts'
import type { Reading } from './understanding.ts'

/** The air of a scene: its time of day, changed by what the weather and the place do to it. */
export function atmosphereFor(reading: Reading, framing: Framing): Atmosphere {
  const base = { ...atmospheres[reading.time] }
  const lit = { ...base, lightRise: base.lightRise * (framing.lightRise ?? 1) }
  const wet = reading.particles === 'rain' || reading.particles === 'snow'
  const cloudy = wet ? darken(lit, reading.particles === 'rain' ? 0.3 : 0.1) : lit
  return { ...cloudy, hazeDistance: cloudy.hazeDistance * (1 - 0.72 * Math.max(0, reading.fog - 0.25)) }
}

/** Falling rain or snow closes the sky: no sun, less direct light, nearer haze. */
function darken(atmosphere: Atmosphere, amount: number): Atmosphere {
  const night = atmosphere.stars > 0.5 || atmosphere.lamps > 0.9
  const grey = mix(atmosphere.cloudShade, atmosphere.haze, 0.5)
  const [zenith, upper, lower, low] = atmosphere.sky
  const cover = night ? 0.3 : 0.5
  return {
    ...atmosphere,
    sky: [
      mix(zenith, grey, cover),
      mix(upper, grey, cover),
      mix(lower, grey, cover),
      mix(low, grey, cover * 0.6),
    ],
    disc: 'none',
    glowStrength: atmosphere.glowStrength * 0.4,
    key: mix(atmosphere.key, [0, 0, 0], 0.35 + amount),
    haze: mix(atmosphere.haze, grey, 0.4),
    hazeTowardsSun: mix(atmosphere.hazeTowardsSun, grey, 0.5),
    hazeDistance: atmosphere.hazeDistance * 0.65,
    stars: 0,
    lamps: Math.max(atmosphere.lamps, 0.5),
  }
}
