import assert from 'node:assert/strict'
import type { PlanarFrame } from '../render-plan.ts'
import { yuvOfRgb } from './planar-frame.ts'

/** A patch with straight (not premultiplied) alpha in the planes of a frame; sides are even. */
export type Overlay = {
  readonly width: number
  readonly height: number
  readonly y: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
  /** 0 transparent to 255 opaque, one per luma pixel. */
  readonly alpha: Uint8Array
  /** The mean alpha of each 2x2 block, one per chroma pixel. */
  readonly chromaAlpha: Uint8Array
}

/**
 * Converts interleaved 8-bit RGBA with straight alpha to an overlay. An odd last row or column is made even with
 * transparent pixels.
 */
export function overlayFromRgba(
  rgba: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): Overlay {
  assert.equal(rgba.length, width * height * 4, `pixels of a ${width}x${height} patch`)
  if (width % 2 !== 0 || height % 2 !== 0) return overlayFromRgba(...padToEven(rgba, width, height))
  const overlay = createOverlay(width, height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    overlay.alpha[pixel] = rgba[pixel * 4 + 3]!
    const [luma] = yuvOfRgb(rgba[pixel * 4]!, rgba[pixel * 4 + 1]!, rgba[pixel * 4 + 2]!)
    overlay.y[pixel] = Math.round(luma)
  }
  for (let y = 0, chroma = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2, chroma++) setChroma(overlay, chroma, rgba, (y * width + x) * 4)
  }
  return overlay
}

/**
 * Blends an overlay over a frame, clipped at its borders.
 * @param x Left edge in pixels of the frame, rounded to an even pixel so that luma and chroma agree; `y` alike.
 * @param opacity 0 to 1, on top of the overlay's own alpha.
 */
export function blendOverlay(
  frame: PlanarFrame,
  overlay: Overlay,
  x: number,
  y: number,
  opacity: number,
): void {
  const weight = Math.round(Math.min(1, Math.max(0, opacity)) * 257)
  if (weight === 0) return
  const left = Math.round(x / 2)
  const top = Math.round(y / 2)
  const luma = { width: overlay.width, height: overlay.height, alpha: overlay.alpha }
  blendPlane(frame.y, frame.width, frame.height, overlay.y, luma, left * 2, top * 2, weight)
  const chroma = { width: overlay.width / 2, height: overlay.height / 2, alpha: overlay.chromaAlpha }
  blendPlane(frame.u, frame.width / 2, frame.height / 2, overlay.u, chroma, left, top, weight)
  blendPlane(frame.v, frame.width / 2, frame.height / 2, overlay.v, chroma, left, top, weight)
}

type Mask = { readonly width: number; readonly height: number; readonly alpha: Uint8Array }

function blendPlane(
  plane: Uint8Array,
  planeWidth: number,
  planeHeight: number,
  patch: Uint8Array,
  mask: Mask,
  left: number,
  top: number,
  weight: number,
): void {
  const { width, height, alpha } = mask
  const columnFrom = Math.max(0, -left)
  const columnTo = Math.min(width, planeWidth - left)
  const rowTo = Math.min(height, planeHeight - top)
  for (let row = Math.max(0, -top); row < rowTo; row++) {
    let read = row * width + columnFrom
    let write = (top + row) * planeWidth + left + columnFrom
    for (let column = columnFrom; column < columnTo; column++, read++, write++) {
      const opaque = alpha[read]!
      if (opaque === 0) continue
      const value = plane[write]!
      plane[write] = value + (((patch[read]! - value) * opaque * weight + 32768) >> 16)
    }
  }
}

function createOverlay(width: number, height: number): Overlay {
  const lumaSize = width * height
  return {
    width,
    height,
    y: new Uint8Array(lumaSize),
    u: new Uint8Array(lumaSize / 4),
    v: new Uint8Array(lumaSize / 4),
    alpha: new Uint8Array(lumaSize),
    chromaAlpha: new Uint8Array(lumaSize / 4),
  }
}

/** Chroma of the 2x2 block at `start`, weighted by alpha so that hidden colours do not bleed in. */
function setChroma(
  overlay: Overlay,
  chroma: number,
  rgba: Uint8Array | Uint8ClampedArray,
  start: number,
): void {
  let r = 0
  let g = 0
  let b = 0
  let alphaSum = 0
  const rowSize = overlay.width * 4
  for (const p of [start, start + 4, start + rowSize, start + rowSize + 4]) {
    const alpha = rgba[p + 3]!
    r += rgba[p]! * alpha
    g += rgba[p + 1]! * alpha
    b += rgba[p + 2]! * alpha
    alphaSum += alpha
  }
  const [, u, v] = alphaSum === 0 ? [0, 128, 128] : yuvOfRgb(r / alphaSum, g / alphaSum, b / alphaSum)
  overlay.u[chroma] = Math.round(u)
  overlay.v[chroma] = Math.round(v)
  overlay.chromaAlpha[chroma] = Math.round(alphaSum / 4)
}

function padToEven(
  rgba: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): [rgba: Uint8Array, width: number, height: number] {
  const evenWidth = width + (width % 2)
  const evenHeight = height + (height % 2)
  const padded = new Uint8Array(evenWidth * evenHeight * 4)
  for (let y = 0; y < height; y++) {
    padded.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * evenWidth * 4)
  }
  return [padded, evenWidth, evenHeight]
}
