import { clamp, smoothstep } from '../../picture/easing.ts'
import { shadeRows } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import type { Layer } from '../stage/layer.ts'
import { heave, plainLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { spotOnPlain } from '../stage/site.ts'

/**
 * Surf along a shore line: a breaker further out and the swash on the sand, each coming and going in its own time.
 * @param shore Distance of the water's edge at x.
 */
export function surfLayers(site: Site, shore: (x: number) => number, farthest: number): Layer[] {
  const breaker = foamSheet(site, farthest, (x) => shore(x) + 0.85, 0.35, 0.75)
  const swash = foamSheet(site, farthest, (x) => shore(x) - 0.12, 1.6, 1)
  const { unit } = site.lens
  return [
    plainLayer(breaker, farthest, heave(unit * 0.006, unit * 0.01, 5.2, 2)),
    plainLayer(swash, farthest, heave(unit * 0.011, unit * 0.004, 4.3, 0)),
  ]
}

/** Foam along a line and a film of water behind it that thins out towards the sea over `film` units. */
function foamSheet(
  site: Site,
  farthest: number,
  edge: (x: number) => number,
  film: number,
  strength: number,
) {
  const { lens, texture, air } = site
  const canvas = site.plain(farthest)
  const foam = air.lit([240, 247, 248], 0.75)
  const water = mix(air.lit([96, 178, 178], 0.6), site.atmosphere.sky[3], 0.25)
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const wander = (readTexture(texture, x * 0.35, z * 0.2) - 0.5) * 0.5
    const behind = z - edge(x) - wander
    into[3] = 0
    if (behind < -0.02 || behind > film) return
    const lace = readTexture(texture, x * 0.9, z * 0.8)
    const cells = readTexture(texture, x * 2.6, z * 2.2)
    const rim = smoothstep(-0.02, 0.02, behind) * smoothstep(0.24, 0.03, behind)
    const web =
      smoothstep(0.5, 0.62, lace * 0.5 + cells * 0.5 + 0.22 * rim) * smoothstep(film * 0.6, 0, behind)
    const white = clamp(rim * smoothstep(0.32, 0.5, cells) + web * 0.75, 0, 1) * strength
    const thin = smoothstep(0, 0.05, behind) * smoothstep(film, film * 0.35, behind) * 0.5 * strength
    const alpha = white + thin * (1 - white)
    if (alpha <= 0) return
    setColour(into, mix(water, foam, white / alpha))
    into[3] = alpha
  })
  return plateOf(canvas)
}
