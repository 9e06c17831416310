import assert from 'node:assert/strict'
import type { PlanarFrame } from '../render-plan.ts'

/**
 * A frame of undefined content, planes laid one after another as encoders want them.
 * @param width Pixels; even and at least 2, as 4:2:0 halves both sides. The same for `height`.
 */
export function createFrame(width: number, height: number): PlanarFrame {
  assert(isEvenSide(width) && isEvenSide(height), `frame of ${width}x${height}: sides must be even`)
  const lumaSize = width * height
  const chromaSize = lumaSize / 4
  const bytes = new Uint8Array(lumaSize + 2 * chromaSize)
  return {
    width,
    height,
    bytes,
    y: bytes.subarray(0, lumaSize),
    u: bytes.subarray(lumaSize, lumaSize + chromaSize),
    v: bytes.subarray(lumaSize + chromaSize),
  }
}

/** Copies a frame into another of the same size. */
export function copyFrame(from: PlanarFrame, to: PlanarFrame): void {
  assertSameSize(from, to)
  to.bytes.set(from.bytes)
}

/** Cross-fades: `into` becomes `a` at amount 0, `b` at amount 1. `into` may be `a` or `b`. */
export function mixFrames(a: PlanarFrame, b: PlanarFrame, into: PlanarFrame, amount: number): void {
  assertSameSize(a, b)
  assertSameSize(a, into)
  const weight = Math.round(Math.min(1, Math.max(0, amount)) * 256)
  const from = a.bytes
  const towards = b.bytes
  const target = into.bytes
  for (let index = 0; index < target.length; index++) {
    const value = from[index]!
    target[index] = value + (((towards[index]! - value) * weight + 128) >> 8)
  }
}

/** Copies a frame into a larger one with its top left corner at an even (x, y); it must fit. */
export function placeFrame(from: PlanarFrame, into: PlanarFrame, x: number, y: number): void {
  assert(x % 2 === 0 && y % 2 === 0, `frames are placed on even pixels, not on ${x},${y}`)
  assert(x >= 0 && y >= 0 && x + from.width <= into.width && y + from.height <= into.height)
  placePlane(from.y, from.width, into.y, into.width, y * into.width + x)
  const chromaWidth = into.width / 2
  const chromaStart = (y / 2) * chromaWidth + x / 2
  placePlane(from.u, from.width / 2, into.u, chromaWidth, chromaStart)
  placePlane(from.v, from.width / 2, into.v, chromaWidth, chromaStart)
}

/**
 * Converts interleaved 8-bit RGB or RGBA (alpha is ignored) to a frame. Chroma is the mean of each 2x2 block.
 * @param channels Bytes per pixel: 3 or 4.
 */
export function frameFromRgb(
  rgb: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  channels: 3 | 4,
): PlanarFrame {
  assert.equal(rgb.length, width * height * channels, `pixels of a ${width}x${height} picture`)
  const frame = createFrame(width, height)
  const { y: lumaPlane, u: bluePlane, v: redPlane } = frame
  const rowSize = width * channels
  for (let y = 0, chroma = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2, chroma++) {
      const luma = y * width + x
      const p = luma * channels
      const q = p + rowSize
      lumaPlane[luma] = fixedLuma(rgb[p]!, rgb[p + 1]!, rgb[p + 2]!)
      lumaPlane[luma + 1] = fixedLuma(rgb[p + channels]!, rgb[p + channels + 1]!, rgb[p + channels + 2]!)
      lumaPlane[luma + width] = fixedLuma(rgb[q]!, rgb[q + 1]!, rgb[q + 2]!)
      lumaPlane[luma + width + 1] = fixedLuma(
        rgb[q + channels]!,
        rgb[q + channels + 1]!,
        rgb[q + channels + 2]!,
      )
      const r = rgb[p]! + rgb[p + channels]! + rgb[q]! + rgb[q + channels]!
      const g = rgb[p + 1]! + rgb[p + channels + 1]! + rgb[q + 1]! + rgb[q + channels + 1]!
      const b = rgb[p + 2]! + rgb[p + channels + 2]! + rgb[q + 2]! + rgb[q + channels + 2]!
      bluePlane[chroma] = (-6596 * r - 22189 * g + 28785 * b + CHROMA_ZERO) >> 18
      redPlane[chroma] = (28785 * r - 26145 * g - 2640 * b + CHROMA_ZERO) >> 18
    }
  }
  return frame
}

/**
 * One colour in BT.709 limited range, not rounded: luma 16-235, chroma 16-240 about 128.
 * @param r Gamma-encoded red, 0-255; `g` and `b` alike.
 */
export function yuvOfRgb(r: number, g: number, b: number): readonly [y: number, u: number, v: number] {
  const luma = RED_WEIGHT * r + GREEN_WEIGHT * g + BLUE_WEIGHT * b
  return [
    16 + (luma * 219) / 255,
    128 + ((b - luma) * 224) / 255 / (2 * (1 - BLUE_WEIGHT)),
    128 + ((r - luma) * 224) / 255 / (2 * (1 - RED_WEIGHT)),
  ]
}

/** The nearest even number of pixels, at least 2. */
export function evenSide(pixels: number): number {
  return Math.max(2, Math.round(pixels / 2) * 2)
}

// Luma weights of ITU-R BT.709-6, item 3.2.
const RED_WEIGHT = 0.2126
const GREEN_WEIGHT = 0.7152
const BLUE_WEIGHT = 0.0722

// 128 and one half, for the sum of four pixels in 16 fraction bits.
const CHROMA_ZERO = (512 << 16) + (1 << 17)

/** `yuvOfRgb` in 16 fraction bits: 0.182586, 0.614231, 0.062007 of each channel, plus 16. */
function fixedLuma(r: number, g: number, b: number): number {
  return (11966 * r + 40254 * g + 4064 * b + (16 << 16) + 32768) >> 16
}

function placePlane(
  from: Uint8Array,
  fromWidth: number,
  into: Uint8Array,
  intoWidth: number,
  start: number,
): void {
  for (let read = 0, write = start; read < from.length; read += fromWidth, write += intoWidth) {
    into.set(from.subarray(read, read + fromWidth), write)
  }
}

function isEvenSide(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels >= 2 && pixels % 2 === 0
}

function assertSameSize(a: PlanarFrame, b: PlanarFrame): void {
  assert(
    a.width === b.width && a.height === b.height,
    `frames of ${a.width}x${a.height} and ${b.width}x${b.height}`,
  )
}
