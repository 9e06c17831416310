import type { PlanarFrame } from '../render-plan.ts'
import { clamp } from './easing.ts'
import { boxBlur, downsample, sampleFieldAt, type Field } from './field.ts'
import { cropImage, type Area, type ImageSource } from './fit-image.ts'
import { createFrame, evenSide, frameFromRgb } from './planar-frame.ts'

/**
 * A picture drawn larger than the frame it fills, with room on all sides for a camera: the image's own cropped-off
 * parts where it has any, then its mirrored, increasingly blurred border.
 */
export type BorderedImage = {
  readonly picture: PlanarFrame
  /** Pixels of the picture per pixel of the frame. */
  readonly scaleX: number
  readonly scaleY: number
  /** Where the frame's top left corner lies in the picture, in pixels. */
  readonly originX: number
  readonly originY: number
}

/** Room on each side as a share of the frame; the camera's zoom-out and its pans count on it. */
export const BORDER = 0.1

/**
 * @param crop The part of the image that fills a frame of `width` x `height`.
 * @param scale Pixels per pixel of the frame, 1 to 2; see `oversampling`.
 */
export async function borderImage(
  image: ImageSource,
  crop: Area,
  width: number,
  height: number,
  scale: number,
): Promise<BorderedImage> {
  const horizontal = span(crop.left, crop.width, image.width, width * scale)
  const vertical = span(crop.top, crop.height, image.height, height * scale)
  const area = {
    left: horizontal.start,
    top: vertical.start,
    width: horizontal.length,
    height: vertical.length,
  }
  const rgb = await cropImage(image, area, horizontal.size, vertical.size)
  const inner = frameFromRgb(rgb, horizontal.size, vertical.size, 3)
  return {
    picture: mirrorBorder(inner, {
      left: horizontal.padBefore,
      right: horizontal.padAfter,
      top: vertical.padBefore,
      bottom: vertical.padAfter,
    }),
    scaleX: ((horizontal.size / horizontal.length) * crop.width) / width,
    scaleY: ((vertical.size / vertical.length) * crop.height) / height,
    originX: horizontal.origin,
    originY: vertical.origin,
  }
}

/**
 * How much larger than the frame a picture must be drawn so that bilinear sampling neither blurs nor shimmers as the
 * camera moves: twice, unless the image itself has less detail than the frame or the frame is large.
 */
export function oversampling(crop: Area, width: number, height: number): number {
  const detail = Math.max(crop.width / width, crop.height / height)
  const most = width * height > 2.2e6 ? 1.5 : 2
  return clamp(2 * detail, 1, most)
}

type Span = {
  readonly start: number
  readonly length: number
  readonly size: number
  readonly padBefore: number
  readonly padAfter: number
  readonly origin: number
}

/** One axis: which image pixels are drawn, over how many picture pixels, and what is left to mirror. */
function span(cropStart: number, cropLength: number, imageLength: number, innerSize: number): Span {
  const wanted = Math.ceil(cropLength * BORDER)
  const before = Math.min(cropStart, wanted)
  const after = Math.min(imageLength - cropStart - cropLength, wanted)
  const length = before + cropLength + after
  const size = evenSide((length * innerSize) / cropLength)
  const drawnBefore = (before * size) / length
  const drawnAfter = (after * size) / length
  const padBefore = evenSide(innerSize * BORDER - drawnBefore)
  const padAfter = evenSide(innerSize * BORDER - drawnAfter)
  return { start: cropStart - before, length, size, padBefore, padAfter, origin: padBefore + drawnBefore }
}

type Sides = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** Extends a frame by an even number of mirrored pixels on each side, the more blurred the farther out. */
export function mirrorBorder(inner: PlanarFrame, sides: Sides): PlanarFrame {
  const outer = createFrame(inner.width + sides.left + sides.right, inner.height + sides.top + sides.bottom)
  const half = {
    left: sides.left / 2,
    right: sides.right / 2,
    top: sides.top / 2,
    bottom: sides.bottom / 2,
  }
  mirrorPlane(inner.y, inner.width, outer.y, outer.width, sides)
  mirrorPlane(inner.u, inner.width / 2, outer.u, outer.width / 2, half)
  mirrorPlane(inner.v, inner.width / 2, outer.v, outer.width / 2, half)
  return outer
}

/** Pixels averaged into one of the blurred copy. */
const BLUR_CELL = 8

function mirrorPlane(
  inner: Uint8Array,
  innerWidth: number,
  outer: Uint8Array,
  outerWidth: number,
  sides: Sides,
): void {
  const innerHeight = inner.length / innerWidth
  const outerHeight = outer.length / outerWidth
  for (let y = 0; y < outerHeight; y++) {
    const read = mirrored(y - sides.top, innerHeight) * innerWidth
    outer.set(inner.subarray(read, read + innerWidth), y * outerWidth + sides.left)
    for (let x = 0; x < sides.left; x++) {
      outer[y * outerWidth + x] = inner[read + mirrored(x - sides.left, innerWidth)]!
    }
    for (let x = sides.left + innerWidth; x < outerWidth; x++) {
      outer[y * outerWidth + x] = inner[read + mirrored(x - sides.left, innerWidth)]!
    }
  }
  const blurred = blurOf(outer, outerWidth, outerHeight)
  for (let y = 0; y < outerHeight; y++) {
    const outsideY = shareOutside(y, sides.top, innerHeight, sides.bottom)
    for (let x = 0; x < outerWidth; x++) {
      const outside = Math.max(outsideY, shareOutside(x, sides.left, innerWidth, sides.right))
      if (outside === 0) {
        x = sides.left + innerWidth - 1
        continue
      }
      const soft = sampleFieldAt(blurred, (x + 0.5) / outerWidth, (y + 0.5) / outerHeight)
      const index = y * outerWidth + x
      outer[index] = Math.round(outer[index]! + (soft - outer[index]!) * Math.min(1, outside * 2.2))
    }
  }
}

function blurOf(plane: Uint8Array, width: number, height: number): Field {
  const columns = Math.ceil(width / BLUR_CELL)
  const rows = Math.ceil(height / BLUR_CELL)
  const field = downsample(plane, width, height, columns, rows)
  boxBlur(field, Math.max(1, Math.round(columns / 90)), 2)
  return field
}

/** How far a position lies outside the inner part: 0 inside, towards 1 at the outer edge. */
function shareOutside(position: number, before: number, length: number, after: number): number {
  if (position < before) return (before - position) / before
  const beyond = position - before - length + 1
  return beyond > 0 ? beyond / after : 0
}

function mirrored(position: number, length: number): number {
  const period = 2 * length
  const wrapped = ((position % period) + period) % period
  return wrapped < length ? wrapped : period - 1 - wrapped
}
