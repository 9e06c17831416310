import { mix } from '../paint/colour.ts'
import type { Layer } from './layer.ts'
import type { Site } from './site.ts'
import { veilLayer } from './veil-layer.ts'

/** The light of a town in the air above it, around a row. */
export function glowLayer(site: Site, distance: number, row: number, strength: number): Layer {
  const { lens, atmosphere } = site
  return veilLayer(site, {
    distance,
    colour: mix([255, 196, 128], atmosphere.glow, atmosphere.lamps > 0.95 ? 0.5 : 0.2),
    top: row - lens.unit * 0.3,
    bottom: row + lens.unit * 0.12,
    opacity(x, y) {
      const up = (row - y) / (lens.unit * 0.16)
      const aside = (x - lens.width / 2) / (lens.width * 0.5)
      return strength * Math.exp(-up * up) * (0.4 + 0.6 / (1 + aside * aside))
    },
  })
}
