import { createFrame, yuvOfRgb } from '../../picture/planar-frame.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import type { Rgb } from '../../subject/subject.ts'
import { copyCover, createCover } from '../plate/cover.ts'
import type { Layer, Moment } from './layer.ts'
import { sheetOf } from './layer.ts'

/**
 * Draws layers back to front, each only where nothing nearer hides it.
 * @param background What is seen where no layer is; a well built stage leaves no such spot.
 * @returns A function that draws one moment; its frame is reused and valid until the next call.
 */
export function createCompositor(
  width: number,
  height: number,
  layers: readonly Layer[],
  background: Rgb,
): (moment: Moment) => PlanarFrame {
  const sheet = sheetOf(createFrame(width, height))
  const covers = [...layers, null].map(() => createCover(width))
  const finish = createFinish(width, height)
  const [luma, blue, red] = yuvOfRgb(...background)
  return (moment) => {
    for (let index = layers.length - 1; index >= 0; index--) {
      const nearer = covers[index + 1]!
      const layer = layers[index]!
      if (layer.hide === undefined) copyCover(nearer, covers[index]!)
      else layer.hide(moment, nearer, covers[index]!)
    }
    sheet.frame.y.fill(luma)
    sheet.frame.u.fill(blue)
    sheet.frame.v.fill(red)
    for (const [index, layer] of layers.entries()) layer.draw(sheet, moment, covers[index + 1]!)
    finish(sheet.frame)
    return sheet.frame
  }
}

/** Darkens the corners a little, as a lens does. Rows keep their middle as it is. */
function createFinish(width: number, height: number): (frame: PlanarFrame) => void {
  const share = new Uint8Array(width * height)
  const margins = new Int32Array(height)
  for (let y = 0, at = 0; y < height; y++) {
    const dy = (y + 0.5) / height - 0.5
    for (let x = 0; x < width; x++, at++) {
      const dx = (x + 0.5) / width - 0.5
      const away = Math.max(0, (dx * dx + dy * dy) * 2 - 0.28) / 0.72
      share[at] = 256 - 72 * away * (2 - away) * 0.5 - 0.5
      if (share[at]! < 255 && x < width / 2) margins[y] = x + 1
    }
  }
  return ({ y: luma }) => {
    for (let y = 0; y < height; y++) {
      const margin = margins[y]!
      darken(luma, share, y * width, y * width + margin)
      darken(luma, share, (y + 1) * width - margin, (y + 1) * width)
    }
  }
}

function darken(luma: Uint8Array, share: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) luma[at] = 16 + (((luma[at]! - 16) * (share[at]! + 1)) >> 8)
}
