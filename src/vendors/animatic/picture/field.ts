import assert from 'node:assert/strict'
import { clamp } from './easing.ts'

/** A map of numbers over a picture, row by row. */
export type Field = { readonly width: number; readonly height: number; readonly values: Float32Array }

export function createField(width: number, height: number): Field {
  assert(width > 0 && height > 0, `field of ${width}x${height}`)
  return { width, height, values: new Float32Array(width * height) }
}

/** Separable box blur in place, borders held; two or three passes come near a Gaussian. */
export function boxBlur(field: Field, radius: number, passes: number): void {
  if (radius < 1) return
  const { width, height, values } = field
  const scratch = new Float32Array(values.length)
  for (let pass = 0; pass < passes; pass++) {
    for (let y = 0; y < height; y++) blurLine(values, scratch, y * width, 1, width, radius)
    for (let x = 0; x < width; x++) blurLine(scratch, values, x, width, height, radius)
  }
}

/**
 * Shrinks (or stretches) a plane by area average. A side that grows repeats its pixels.
 * @param plane Row by row, `width` x `height`.
 */
export function downsample(
  plane: Uint8Array | Float32Array,
  width: number,
  height: number,
  fieldWidth: number,
  fieldHeight: number,
): Field {
  const field = createField(fieldWidth, fieldHeight)
  for (let row = 0; row < fieldHeight; row++) {
    const top = Math.min(height - 1, Math.floor((row * height) / fieldHeight))
    const bottom = Math.min(height, Math.max(top + 1, Math.floor(((row + 1) * height) / fieldHeight)))
    for (let column = 0; column < fieldWidth; column++) {
      const left = Math.min(width - 1, Math.floor((column * width) / fieldWidth))
      const right = Math.min(width, Math.max(left + 1, Math.floor(((column + 1) * width) / fieldWidth)))
      let sum = 0
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) sum += plane[y * width + x]!
      }
      field.values[row * fieldWidth + column] = sum / ((right - left) * (bottom - top))
    }
  }
  return field
}

/** Bilinear sample at pixel indices (0, 0 is the centre of the first pixel), borders held. */
export function sampleField(field: Field, x: number, y: number): number {
  const { width, height, values } = field
  const column = clamp(x, 0, width - 1)
  const row = clamp(y, 0, height - 1)
  const left = Math.floor(column)
  const start = Math.floor(row) * width + left
  const stepX = left < width - 1 ? 1 : 0
  const stepY = row < height - 1 ? width : 0
  const fractionX = column - left
  const top = values[start]! + (values[start + stepX]! - values[start]!) * fractionX
  const bottomStart = values[start + stepY]!
  const bottom = bottomStart + (values[start + stepY + stepX]! - bottomStart) * fractionX
  return top + (bottom - top) * (row - Math.floor(row))
}

/** Bilinear sample at fractions of the picture: 0, 0 is its top left corner, 1, 1 its bottom right. */
export function sampleFieldAt(field: Field, fractionX: number, fractionY: number): number {
  return sampleField(field, fractionX * field.width - 0.5, fractionY * field.height - 0.5)
}

function blurLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
): void {
  const last = length - 1
  let sum = 0
  for (let offset = -radius; offset <= radius; offset++) sum += from[start + clamp(offset, 0, last) * stride]!
  for (let index = 0; index < length; index++) {
    to[start + index * stride] = sum / (2 * radius + 1)
    sum += from[start + Math.min(last, index + radius + 1) * stride]!
    sum -= from[start + Math.max(0, index - radius) * stride]!
  }
}
