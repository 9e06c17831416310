import { lerp } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintBroadleaf, paintShrub } from '../../flora/broadleaf.ts'
import { lookAt } from '../../flora/look.ts'
import { foliage } from '../../flora/seasons.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { sway, uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import { pathAt } from './lawn.ts'

/** Paints a row of trees and shrubs that leaves the path and the middle open. */
export function grove(site: Site, canvas: Canvas, distance: number, count: number): void {
  const { lens } = site
  const random = createRandom(site.seed ^ (distance * 4133))
  const span = canvas.width * canvas.step
  const foot = footRow(lens, distance)
  for (let index = 0; index < count; index++) {
    const x = canvas.left + ((index + random()) / count) * span
    const open = Math.abs(x - lens.width / 2 - (pathAt(site, distance) * lens.focal) / distance)
    if (open < (0.6 * lens.focal) / distance) continue
    const aside = Math.abs(x - lens.width / 2) / lens.width
    if (distance < 9 && aside < 0.2) continue
    const look = lookAt(site, foliage(site.reading.season, random()), distance * 0.8, x)
    const tall = (lens.focal / distance) * lerp(1.5, 2.4, random())
    if (random() < 0.2) paintShrub(canvas, x, foot + 2, tall * 0.22, look, random)
    else paintBroadleaf(canvas, x, foot + 3 * random(), tall, look, random)
  }
}

/** A row of trees of its own, moving a little in the wind. */
export function groveLayer(site: Site, distance: number, count: number): Layer {
  const canvas = site.sheet(distance, { bottom: footRow(site.lens, distance) + 8 })
  grove(site, canvas, distance, count)
  const foot = footRow(site.lens, distance)
  return uprightLayer(
    plateOf(canvas),
    distance,
    sway(foot, site.lens.unit * 0.6, site.lens.unit * 0.004, distance),
  )
}
