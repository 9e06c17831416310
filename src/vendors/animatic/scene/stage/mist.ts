import { smoothstep } from '../../picture/easing.ts'
import { mix } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import type { Layer } from './layer.ts'
import { drift } from './plate-layer.ts'
import type { Site } from './site.ts'
import { veilLayer } from './veil-layer.ts'

/** A bank of mist at a distance, drifting. `row` is its middle and `thickness` half its height, in pixels. */
export function mistLayer(
  site: Site,
  distance: number,
  row: number,
  thickness: number,
  strength: number,
): Layer {
  const { lens, texture, atmosphere } = site
  const offset = distance * 0.37
  return veilLayer(site, {
    distance,
    colour: mix(atmosphere.haze, atmosphere.hazeTowardsSun, 0.45),
    top: row - thickness * 2.4,
    bottom: row + thickness * 2.4,
    motion: drift(lens.unit * 0.02 * (1 + 1 / distance)),
    opacity(x, y) {
      const away = (y - row) / thickness
      const billow = readTexture(texture, x / (lens.unit * 2.2) + offset, y / (lens.unit * 0.7) + offset)
      return (
        strength *
        Math.exp(-away * away) *
        (0.35 + 0.65 * smoothstep(0.3, 0.72, billow)) *
        smoothstep(2.4, 1.4, Math.abs(away))
      )
    },
  })
}

/** Shafts of light that fall through leaves or windows from above the frame on the side of the light. */
export function shaftLayer(site: Site, distance: number, strength: number): Layer {
  const { lens, air, texture, atmosphere } = site
  const originX = lens.width / 2 + air.side * lens.width * 0.42
  const originY = -lens.unit * 0.5
  return veilLayer(site, {
    distance,
    colour: atmosphere.glow,
    top: -lens.height,
    bottom: lens.height * 1.1,
    breath: (seconds) => 0.82 + 0.18 * Math.sin(seconds * 0.7),
    opacity(x, y) {
      const dx = x - originX
      const dy = y - originY
      const angle = Math.atan2(dx, Math.max(1, dy))
      const ray = smoothstep(0.46, 0.66, readTexture(texture, angle * 0.62 + 0.2, 0.37))
      const fine = 0.65 + 0.35 * smoothstep(0.35, 0.65, readTexture(texture, angle * 2.2, 0.11))
      const reach = Math.sqrt(dx * dx + dy * dy) / (lens.unit * 1.35)
      const fall = smoothstep(1.1, 0.25, reach)
      return strength * ray * fine * fall
    },
  })
}
