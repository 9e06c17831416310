import type { PlanarFrame } from '../render-plan.ts'
import type { Canvas } from './canvas.ts'
import type { ShadowPatch } from './pen.ts'

/** Lays what a canvas holds over a frame of the same size. */
export type Finish = {
  readonly opacity: number
  /** The bright edge: [luma, blue chroma, red chroma]; how wide in pixels, where the light comes from. */
  readonly rim: readonly [number, number, number]
  readonly rimPixels: number
  readonly direction: -1 | 1
  /** Nothing is drawn from this row on: what floats shows only what is above the water. */
  readonly waterline: number
}

// At most this share of the edge's colour is rim.
const rimStrength = 0.62

export function compositeCanvas(frame: PlanarFrame, canvas: Canvas, finish: Finish): void {
  brightenEdge(canvas, finish)
  const bottom = Math.min(canvas.bottom, finish.waterline)
  const opacity = Math.round(finish.opacity * 256)
  for (let row = canvas.top; row < bottom; row++) blendLumaRow(frame, canvas, row, opacity)
  for (let row = canvas.top & ~1; row < bottom; row += 2) blendChromaRow(frame, canvas, row, bottom, opacity)
}

/** Paints the rim where a little way towards the light there is nothing; not on halos and smoke. */
function brightenEdge(canvas: Canvas, finish: Finish): void {
  const { pixels, width } = canvas
  const { rimPixels } = finish
  if (rimPixels === 0) return
  const aside = rimPixels * finish.direction
  const beyondAt = aside - rimPixels * width
  const halfway = Math.ceil(rimPixels / 2)
  const halfwayAt = halfway * finish.direction - halfway * width
  for (let row = Math.max(rimPixels, canvas.top); row < canvas.bottom; row++) {
    const first = Math.max(canvas.first[row]!, -aside)
    const last = Math.min(canvas.last[row]!, width - 1 - aside)
    for (let at = row * width + first, end = row * width + last; at <= end; at++) {
      const pixel = pixels[at]!
      const alpha = pixel >>> 24
      if (alpha < 128) continue
      // Two looks towards the light make the inner side of the edge soft.
      const openness = alpha - (((pixels[at + beyondAt]! >>> 24) + (pixels[at + halfwayAt]! >>> 24)) >> 1)
      if (openness > 0) pixels[at] = brightened(pixel, alpha, openness, finish.rim)
    }
  }
}

function brightened(pixel: number, alpha: number, openness: number, rim: Finish['rim']): number {
  const amount = (openness * rimStrength) / 255
  const kept = 1 - amount
  const added = (amount * alpha) / 255
  const luma = (pixel & 255) * kept + rim[0] * added
  const blue = ((pixel >>> 8) & 255) * kept + rim[1] * added
  const red = ((pixel >>> 16) & 255) * kept + rim[2] * added
  return ((alpha << 24) | (red << 16) | (blue << 8) | luma) >>> 0
}

function blendLumaRow(frame: PlanarFrame, canvas: Canvas, row: number, opacity: number): void {
  const { pixels } = canvas
  const luma = frame.y
  const start = row * canvas.width
  for (let at = start + canvas.first[row]!, end = start + canvas.last[row]!; at <= end; at++) {
    const pixel = pixels[at]!
    if (pixel !== 0) luma[at] = mixed(luma[at]!, pixel & 255, pixel >>> 24, opacity)
  }
}

/** Chroma of a row of 2x2 blocks: means of four pixels, multiplied by alpha, over what is there. */
function blendChromaRow(
  frame: PlanarFrame,
  canvas: Canvas,
  row: number,
  bottom: number,
  opacity: number,
): void {
  const { pixels, width } = canvas
  const { u, v } = frame
  const hasLower = row + 1 < bottom
  const first = Math.min(canvas.first[row]!, hasLower ? canvas.first[row + 1]! : width) & ~1
  const last = Math.max(canvas.last[row]!, hasLower ? canvas.last[row + 1]! : -1)
  for (let column = first; column <= last; column += 2) {
    const at = row * width + column
    const a = pixels[at]!
    const b = pixels[at + 1]!
    const c = hasLower ? pixels[at + width]! : 0
    const d = hasLower ? pixels[at + width + 1]! : 0
    if ((a | b | c | d) === 0) continue
    const alpha = ((a >>> 24) + (b >>> 24) + (c >>> 24) + (d >>> 24)) >> 2
    const blue = (((a >>> 8) & 255) + ((b >>> 8) & 255) + ((c >>> 8) & 255) + ((d >>> 8) & 255)) >> 2
    const red = (((a >>> 16) & 255) + ((b >>> 16) & 255) + ((c >>> 16) & 255) + ((d >>> 16) & 255)) >> 2
    const chroma = (row >> 1) * (width >> 1) + (column >> 1)
    u[chroma] = mixed(u[chroma]!, blue, alpha, opacity)
    v[chroma] = mixed(v[chroma]!, red, alpha, opacity)
  }
}

/** What lies above, multiplied by its alpha (of 255), over what is below; opacity in 256ths. */
function mixed(below: number, above: number, alpha: number, opacity: number): number {
  return (below + (above * 255 - below * alpha) * opacity * (1 / (255 * 256)) + 0.5) | 0
}

/** Darkens the ground under a figure. */
export function castShadow(frame: PlanarFrame, patch: ShadowPatch, opacity: number): void {
  const top = Math.max(0, Math.ceil(patch.y - patch.radiusY))
  const bottom = Math.min(frame.height - 1, Math.floor(patch.y + patch.radiusY))
  const strength = patch.strength * opacity
  for (let row = top; row <= bottom; row++) {
    const dy = ((row - patch.y) / patch.radiusY) ** 2
    const half = Math.sqrt(Math.max(0, 1 - dy)) * patch.radiusX
    const left = Math.max(0, Math.ceil(patch.x - half))
    const right = Math.min(frame.width - 1, Math.floor(patch.x + half))
    const start = row * frame.width
    for (let column = left; column <= right; column++) {
      const dx = (column - patch.x) / patch.radiusX
      const depth = 1 - dy - dx * dx
      const luma = frame.y[start + column]!
      frame.y[start + column] = (luma - (luma - 16) * depth * depth * strength + 0.5) | 0
    }
  }
}
