import type { PlanarFrame } from '../../render-plan.ts'
import { endOfVisible } from '../plate/cover.ts'
import { FAR } from '../plate/view.ts'
import type { Layer, Sheet } from '../stage/layer.ts'

/**
 * Draws soft layers at half size in each direction and enlarges the result: skies have no edges that would show it,
 * and a quarter of the pixels is a quarter of the work.
 */
export function skyLayer(width: number, height: number, parts: readonly Layer[]): Layer {
  const half = createHalfSheet(width, height)
  return {
    distance: FAR,
    draw(sheet, moment, cover) {
      for (const part of parts) part.draw(half, moment, cover)
      const rows = Math.min(height, Math.ceil(endOfVisible(cover, height) / 2) * 2 + 2)
      const { luma, chroma } = half.target
      enlargeLuma(luma.values[0]!, luma.width, luma.height, sheet.frame, rows)
      for (const [index, plane] of [sheet.frame.u, sheet.frame.v].entries()) {
        plane.set(chroma.values[index]!.subarray(0, (rows / 2) * chroma.width))
      }
    },
  }
}

/** A sheet whose three planes have a quarter of the frame's pixels; its `frame` is these planes. */
function createHalfSheet(width: number, height: number): Sheet {
  const size = (width / 2) * (height / 2)
  // Grey, so that what is hidden stays a colour.
  const bytes = new Uint8Array(size * 3).fill(128)
  const y = bytes.subarray(0, size)
  const u = bytes.subarray(size, size * 2)
  const v = bytes.subarray(size * 2)
  const plane = { width: width / 2, height: height / 2, step: 2 }
  return {
    target: { luma: { ...plane, values: [y] }, chroma: { ...plane, values: [u, v] } },
    frame: { width, height, bytes, y, u, v },
  }
}

/** Bilinear enlargement by two; new pixels lie a quarter of an old one beside its centre. */
function enlargeLuma(
  values: Uint8Array,
  width: number,
  height: number,
  frame: PlanarFrame,
  rows: number,
): void {
  for (let y = 0; y < rows; y++) {
    const near = y >> 1
    const other = Math.min(height - 1, Math.max(0, near + (y & 1 ? 1 : -1)))
    const nearStart = near * width
    const otherStart = other * width
    let write = y * frame.width
    let middle = 3 * values[nearStart]! + values[otherStart]!
    let left = middle
    for (let x = 1; x <= width; x++) {
      const right = x < width ? 3 * values[nearStart + x]! + values[otherStart + x]! : middle
      frame.y[write++] = (left + 3 * middle + 8) >> 4
      frame.y[write++] = (right + 3 * middle + 8) >> 4
      left = middle
      middle = right
    }
  }
}
