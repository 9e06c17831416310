import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import { addRippleRow, createRipples } from './ripples.ts'

/** The net of light that waves throw on the ground below, out to a distance. */
export function causticLayer(site: Site, farthest: number): Layer {
  const { lens, texture } = site
  const ripples = createRipples(texture)
  const one = new Float32Array(lens.width)
  const other = new Float32Array(lens.width)
  return {
    distance: farthest * 0.5,
    draw({ frame }, { pose, seconds }) {
      const horizon = uprightPlacement(lens, pose, FAR).frameY(lens.horizon)
      const drop = (lens.eyeHeight + pose.rise) * lens.focal * pose.zoom
      const first = Math.ceil(uprightPlacement(lens, pose, farthest).frameY(footRow(lens, farthest)))
      const texel = 1.6 / ripples.size
      for (let y = Math.max(0, first); y < lens.height; y++) {
        const ahead = drop / Math.max(1, y + 0.5 - horizon)
        const step = ahead / (lens.focal * pose.zoom) / texel
        const left = pose.truck / texel - (lens.width / 2) * step
        one.fill(0)
        other.fill(0)
        addRippleRow(ripples, (ahead + pose.dolly + seconds * 0.05) / texel, left, step, 1, one)
        addRippleRow(
          ripples,
          (ahead + pose.dolly - seconds * 0.06) / texel + 190,
          left + 77 + seconds * 20,
          step,
          1,
          other,
        )
        const strength = 34 * Math.min(1, (y - first) / (lens.unit * 0.08))
        const start = y * lens.width
        for (let x = 0; x < lens.width; x++) {
          // Bright where two wave fronts cross: near zero of their difference.
          const net = 1 - Math.abs(one[x]! - other[x]!) * 3.2
          if (net <= 0) continue
          const value = frame.y[start + x]! + net * net * strength
          frame.y[start + x] = value > 235 ? 235 : value
        }
      }
    },
  }
}
