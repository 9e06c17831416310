import type { Cover } from './cover.ts'
import {
  COVER_BLOCK,
  copyCover,
  endOfStretch,
  endOfVisible,
  hiddenSpan,
  hideRows,
  isHidden,
} from './cover.ts'
import type { Plane, Plate } from './plate.ts'
import { RUN_OPAQUE } from './plate.ts'
import type { Placement } from './view.ts'

/** What plates are drawn on: the planes of a frame, or of a coarser sheet. */
export type Target = { readonly luma: TargetPlane; readonly chroma: TargetPlane }

/** Luma, or both chroma planes. */
export type TargetPlane = {
  readonly width: number
  readonly height: number
  /** Frame pixels per pixel of the plane. */
  readonly step: number
  readonly values: readonly Uint8Array[]
}

/** Draws a plate where its placement says, leaving out what is hidden. */
export function drawPlate(target: Target, plate: Plate, placement: Placement, cover: Cover): void {
  drawPlane(target.luma, plate.luma, placement, cover)
  drawPlane(target.chroma, plate.chroma, placement, cover)
}

/** Adds to a cover what this plate hides. */
export function coverBy(plate: Plate, placement: Placement, cover: Cover, into: Cover): void {
  copyCover(cover, into)
  const step = plate.luma.step
  const last = plate.opaqueFrom.length - 1
  // Rows of a plain move apart: a block shows other columns of the plate at its upper edge than at its lower one.
  const upper = new Float64Array(3)
  const lower = new Float64Array(3)
  placement.at(placement.frameY(plate.top), upper)
  placement.at(placement.frameY(plate.bottom - step), lower)
  for (let block = 0; block < cover.from.length; block++) {
    const firstColumn = block * COVER_BLOCK
    const lastColumn = firstColumn + COVER_BLOCK
    const left = Math.min(upper[1]! + upper[2]! * firstColumn, lower[1]! + lower[2]! * firstColumn)
    const right = Math.max(upper[1]! + upper[2]! * lastColumn, lower[1]! + lower[2]! * lastColumn)
    const from = Math.floor((left - plate.left) / step) - EDGE
    const to = Math.ceil((right - plate.left) / step) + EDGE
    // A block that reaches beyond the plate is not hidden by it.
    if (from < 0 || to > last) continue
    let start = -Infinity
    let end = Infinity
    for (let column = from; column <= to; column++) {
      start = Math.max(start, plate.opaqueFrom[column]!)
      end = Math.min(end, plate.opaqueTo[column]!)
    }
    if (end - start < MIN_HIDDEN_ROWS) continue
    hideRows(into, block, placement.frameY(start) + 3, placement.frameY(end - step) - 2)
  }
}

/** Pixels beside a block that its chroma is sampled from. */
const EDGE = 3

/** Shorter stretches are not worth remembering. */
const MIN_HIDDEN_ROWS = 24

const ONE = 65536

function drawPlane(target: TargetPlane, plane: Plane, placement: Placement, cover: Cover): void {
  const { width, height, step } = target
  const line = new Float64Array(3)
  const span = hiddenSpan(cover)
  const end = Math.ceil(endOfVisible(cover, height * step) / step)
  for (let y = 0; y < end; y++) {
    const frameY = (y + 0.5) * step
    placement.at(frameY, line)
    const sourceY = (line[0]! - plane.top) / plane.step - 0.5
    const row = Math.floor(sourceY)
    if (row < 0 || row >= plane.height - 1) continue
    // In 16 fraction bits, so that a pixel's sample does not depend on where its run was cut.
    const perPixel = Math.round(((line[2]! * step) / plane.step) * ONE)
    const start = Math.floor(((line[1]! + line[2]! * 0.5 * step - plane.left) / plane.step - 0.5) * ONE)
    const fractionY = Math.floor((sourceY - row) * 256)
    const free = frameY < span.first || frameY >= span.end
    for (let run = plane.runStarts[row]!; run < plane.runStarts[row + 1]!; run += 3) {
      const first = Math.max(0, Math.ceil((plane.runs[run]! * ONE - start) / perPixel))
      const last = Math.min(width, Math.ceil((plane.runs[run + 1]! * ONE - start) / perPixel))
      if (first >= last) continue
      const draw = plane.runs[run + 2] === RUN_OPAQUE ? copyRun : blendRun
      let x = first
      while (x < last) {
        const hidden = !free && isHidden(cover, Math.floor((x * step) / COVER_BLOCK), frameY)
        const stop = free ? last : Math.min(last, endOfStretch(cover, x * step, frameY, hidden) / step)
        if (!hidden) {
          for (let index = 0; index < target.values.length; index++) {
            draw(
              plane,
              index,
              row,
              fractionY,
              start + x * perPixel,
              perPixel,
              target.values[index]!,
              y * width + x,
              stop - x,
            )
          }
        }
        x = stop
      }
    }
  }
}

/** Bilinear samples of an opaque run. Positions along it have 16 fraction bits. */
function copyRun(
  plane: Plane,
  index: number,
  row: number,
  fractionY: number,
  fromX: number,
  perPixel: number,
  target: Uint8Array,
  start: number,
  count: number,
): void {
  const { width } = plane
  const values = plane.values[index]!
  let x = fromX
  const base = row * width
  for (let write = start; write < start + count; write++) {
    const read = base + (x >> 16)
    const fractionX = (x >> 8) & 255
    const left = values[read]!
    const leftUnder = values[read + width]!
    const over = (left << 8) + (values[read + 1]! - left) * fractionX
    const under = (leftUnder << 8) + (values[read + width + 1]! - leftUnder) * fractionX
    target[write] = ((over << 8) + (under - over) * fractionY + 32768) >> 16
    x += perPixel
  }
}

/** Bilinear samples of a run with alpha: premultiplied values over what the target shows through. */
function blendRun(
  plane: Plane,
  index: number,
  row: number,
  fractionY: number,
  fromX: number,
  perPixel: number,
  target: Uint8Array,
  start: number,
  count: number,
): void {
  const { width, alpha } = plane
  const values = plane.values[index]!
  let x = fromX
  const base = row * width
  for (let write = start; write < start + count; write++) {
    const read = base + (x >> 16)
    const fractionX = (x >> 8) & 255
    const a = alpha[read]!
    const b = alpha[read + width]!
    const alphaOver = (a << 8) + (alpha[read + 1]! - a) * fractionX
    const alphaUnder = (b << 8) + (alpha[read + width + 1]! - b) * fractionX
    const opacity = (alphaOver << 8) + (alphaUnder - alphaOver) * fractionY
    if (opacity > 0) {
      const left = values[read]!
      const leftUnder = values[read + width]!
      const over = (left << 8) + (values[read + 1]! - left) * fractionX
      const under = (leftUnder << 8) + (values[read + width + 1]! - leftUnder) * fractionX
      const value = (over << 8) + (under - over) * fractionY
      // `opacity` is 255 << 16 for opaque; scaled so that nothing shows through then.
      const rest = 65536 - (((opacity >> 8) * 257 + 256) >> 8)
      target[write] = (value + target[write]! * rest + 32768) >> 16
    }
    x += perPixel
  }
}
