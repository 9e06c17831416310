import type { PlanarFrame } from '../render-plan.ts'
import { smoothstep } from '../picture/easing.ts'

const BLACK = 16
const STRENGTH = 0.5

/** Darkens a frame under a rectangle about (x, y), fading out over `softness` pixels around it. */
export function dropShadow(
  frame: PlanarFrame,
  x: number,
  y: number,
  width: number,
  height: number,
  softness: number,
): void {
  const shade = (position: number, centre: number, length: number): number =>
    smoothstep(0, 2 * softness, length / 2 + softness - Math.abs(position + 0.5 - centre))
  const columnFrom = Math.max(0, Math.floor(x - width / 2 - softness))
  const columnTo = Math.min(frame.width, Math.ceil(x + width / 2 + softness))
  const columns = new Float32Array(Math.max(0, columnTo - columnFrom))
  for (let index = 0; index < columns.length; index++) columns[index] = shade(columnFrom + index, x, width)
  const rowTo = Math.min(frame.height, Math.ceil(y + height / 2 + softness))
  for (let row = Math.max(0, Math.floor(y - height / 2 - softness)); row < rowTo; row++) {
    const strength = shade(row, y, height) * STRENGTH
    const start = row * frame.width + columnFrom
    for (let index = 0; index < columns.length; index++) {
      const luma = frame.y[start + index]!
      frame.y[start + index] = Math.round(luma - (luma - BLACK) * strength * columns[index]!)
    }
  }
}
