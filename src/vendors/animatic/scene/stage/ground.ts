import { plateOf } from '../plate/plate.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { Material, Relief, Slice } from '../terrain/survey.ts'
import { paintRelief } from '../terrain/survey.ts'
import type { Layer } from './layer.ts'
import { plainLayer, uprightLayer } from './plate-layer.ts'
import type { Site } from './site.ts'
import { footRow } from './site.ts'

/** Land too far away for its rows to move apart: one sheet at the slice's distance. */
export function landLayer(
  site: Site,
  slice: Slice,
  relief: Relief,
  material: Material,
  decorate: (canvas: Canvas) => void = () => {},
  distance = slice.near,
): Layer {
  // Nearer land begins where this ends; a moving camera must not see between them.
  const spare = { near: slice.near * 0.82, far: slice.far }
  const canvas = site.sheet(distance, { bottom: footRow(site.lens, spare.near) + 0.06 * site.lens.unit })
  paintRelief(canvas, site.lens, spare, relief, site.air.direction, material)
  decorate(canvas)
  return uprightLayer(plateOf(canvas), distance)
}

/** The ground from the camera's feet to a distance, nearly flat. */
export function groundLayer(
  site: Site,
  farthest: number,
  relief: Relief,
  material: Material,
  decorate: (canvas: Canvas) => void = () => {},
): Layer {
  const { lens } = site
  const canvas = site.plain(farthest)
  const lowest = canvas.top + canvas.height * canvas.step
  const near = (lens.focal * lens.eyeHeight) / (lowest + 12 - lens.horizon)
  paintRelief(canvas, lens, { near, far: farthest * 1.04 }, relief, site.air.direction, material, 2)
  decorate(canvas)
  return plainLayer(plateOf(canvas), farthest)
}
