import { clamp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { mix, mixInto, setColour } from '../paint/colour.ts'
import type { Shader } from '../paint/canvas.ts'
import type { Lens } from '../plate/view.ts'
import type { Atmosphere } from '../palettes.ts'

/** Where the light stands in the frame, in pixels. */
export type LightPosition = { readonly x: number; readonly y: number }

/** The cloudless sky: a gradient in four colours, the glow of the sun in it, and its disc. */
export function domeShader(lens: Lens, atmosphere: Atmosphere, light: LightPosition): Shader {
  const { horizon, unit } = lens
  const [zenith, upper, lower, low] = atmosphere.sky
  const reach = Math.max(horizon, unit * 0.5)
  const { glow, glowStrength, disc, discColour } = atmosphere
  const radius = disc === 'none' ? 0 : atmosphere.discRadius * unit
  const maria = mix(discColour, upper, 0.35)
  return (x, y, into) => {
    const rise = clamp((horizon - y) / reach, 0, 1.15)
    setColour(into, low)
    mixInto(into, lower, smoothstep(0, 0.3, rise))
    mixInto(into, upper, smoothstep(0.12, 0.62, rise))
    mixInto(into, zenith, smoothstep(0.45, 1.1, rise))
    const dx = (x - light.x) / unit
    const dy = (y - light.y) / unit
    const away = Math.sqrt(dx * dx + dy * dy * 1.56)
    const halo = 0.62 * Math.exp(-away * 3) + 0.5 * Math.exp(-away * 10)
    const band = 0.28 * Math.exp(-rise * 9) * Math.exp(-dx * dx * 1.4)
    mixInto(into, glow, clamp((halo + band) * glowStrength, 0, 0.94))
    if (radius === 0) return
    const edge = (Math.sqrt(dx * dx + dy * dy) * unit - radius) / Math.max(1, unit * 0.0016)
    if (edge >= 1) return
    mixInto(into, discColour, clamp(1 - edge, 0, 1))
    if (disc === 'moon' && edge < 0) {
      const scale = unit / radius
      const spots = fractalNoise(dx * scale * 1.6 + 7, dy * scale * 1.6 + 3, 5, 3)
      mixInto(into, maria, smoothstep(0.47, 0.62, spots) * 0.5)
    }
  }
}
