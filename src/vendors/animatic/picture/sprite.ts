import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { PlanarFrame } from '../render-plan.ts'
import type { Overlay } from './overlay.ts'
import { createFrame, frameFromRgb } from './planar-frame.ts'

/** A patch that is drawn at any size and between pixels, so that it can move slowly without a jitter. */
export type Sprite = {
  /** Size of what is seen, in pixels, at scale 1; the patch has a transparent margin besides. */
  readonly width: number
  readonly height: number
  /** The patch, and again at a half, a quarter and an eighth of its size. */
  readonly levels: readonly Level[]
}

type Level = {
  readonly picture: PlanarFrame
  readonly alpha: Uint8Array
  readonly chromaAlpha: Uint8Array
}

/** Three halvings of an even size come out even. */
const GRAIN = 16
const LEVELS = 4
/** Pixels around the patch, over which its edge is smoothed. */
const MARGIN = 2

/**
 * A picture with rounded corners as a sprite.
 * @param rgb Interleaved 8-bit RGB.
 * @param radius Of the corners, in pixels.
 */
export async function roundedSprite(
  rgb: Buffer,
  width: number,
  height: number,
  radius: number,
): Promise<Sprite> {
  const [outerWidth, outerHeight] = [outerSide(width), outerSide(height)]
  const left = (outerWidth - width) >> 1
  const top = (outerHeight - height) >> 1
  const padded = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .extend({
      left,
      right: outerWidth - width - left,
      top,
      bottom: outerHeight - height - top,
      extendWith: 'copy',
    })
    .raw()
    .toBuffer()
  const alpha = new Uint8Array(outerWidth * outerHeight)
  const corner = Math.max(0.5, radius)
  for (let y = 0; y < height; y++) {
    const down = Math.max(corner - y - 0.5, y + 0.5 - (height - corner), 0)
    for (let x = 0; x < width; x++) {
      const across = Math.max(corner - x - 0.5, x + 0.5 - (width - corner), 0)
      const cover = Math.min(1, Math.max(0, corner - Math.hypot(across, down) + 0.5))
      alpha[(top + y) * outerWidth + left + x] = Math.round(cover * 255)
    }
  }
  const picture = frameFromRgb(padded, outerWidth, outerHeight, 3)
  return { width, height, levels: levelsOf(picture, alpha) }
}

/** An overlay as a sprite. */
export function spriteFromOverlay(overlay: Overlay): Sprite {
  const { width, height } = overlay
  const picture = createFrame(outerSide(width), outerSide(height))
  picture.y.fill(16)
  picture.u.fill(128)
  picture.v.fill(128)
  const alpha = new Uint8Array(picture.y.length)
  const left = ((picture.width - width) >> 2) * 2
  const top = ((picture.height - height) >> 2) * 2
  place(overlay.y, width, picture.y, picture.width, left, top)
  place(overlay.alpha, width, alpha, picture.width, left, top)
  place(overlay.u, width / 2, picture.u, picture.width / 2, left / 2, top / 2)
  place(overlay.v, width / 2, picture.v, picture.width / 2, left / 2, top / 2)
  return { width, height, levels: levelsOf(picture, alpha) }
}

/** A cut-out as a sprite; sides are multiples of 16 and its borders transparent. */
export function spriteOfCutOut(picture: PlanarFrame, alpha: Uint8Array): Sprite {
  assert(picture.width % GRAIN === 0 && picture.height % GRAIN === 0, 'a cut-out has sides of 16 pixels')
  return { width: picture.width, height: picture.height, levels: levelsOf(picture, alpha) }
}

/**
 * Draws a sprite with its centre at (x, y), clipped at the frame's borders.
 * @param x Pixels of the frame, may be fractions; 0 is the left edge. `y` alike.
 * @param scale At most a little over 1, beyond which it gets soft.
 * @param opacity 0 to 1.
 */
export function drawSprite(
  frame: PlanarFrame,
  sprite: Sprite,
  x: number,
  y: number,
  scale: number,
  opacity: number,
): void {
  const weight = Math.round(Math.min(1, Math.max(0, opacity)) * 257)
  if (weight === 0 || scale <= 0) return
  const halvings = Math.min(LEVELS - 1, Math.max(0, Math.floor(Math.log2(1 / scale))))
  const level = sprite.levels[halvings]!
  const size = scale * 2 ** halvings
  const { picture, alpha, chromaAlpha } = level
  const left = x - (picture.width * size) / 2
  const top = y - (picture.height * size) / 2
  const luma = { alpha, width: picture.width, left, top, size, weight }
  drawPlane(frame.y, frame.width, picture.y, luma)
  const chroma = {
    alpha: chromaAlpha,
    width: picture.width / 2,
    left: left / 2,
    top: top / 2,
    size,
    weight,
  }
  drawPlane(frame.u, frame.width / 2, picture.u, chroma)
  drawPlane(frame.v, frame.width / 2, picture.v, chroma)
}

type Placing = {
  readonly alpha: Uint8Array
  readonly width: number
  readonly left: number
  readonly top: number
  readonly size: number
  readonly weight: number
}

function drawPlane(
  target: Uint8Array,
  targetWidth: number,
  source: Uint8Array,
  { alpha, width, left, top, size, weight }: Placing,
): void {
  const height = source.length / width
  const columns = covered(left, size, width, targetWidth)
  const rows = covered(top, size, height, target.length / targetWidth)
  const step = Math.round(65536 / size)
  const startX = Math.round(((columns.from + 0.5 - left) / size - 0.5) * 65536)
  const lastX = ((width - 1) << 16) - 1
  for (let row = rows.from; row < rows.to; row++) {
    const sourceY = Math.min(height - 1.001, Math.max(0, (row + 0.5 - top) / size - 0.5))
    const start = Math.floor(sourceY) * width
    const fractionY = Math.floor((sourceY - Math.floor(sourceY)) * 256)
    let sourceX = startX
    let write = row * targetWidth + columns.from
    for (let column = columns.from; column < columns.to; column++, write++, sourceX += step) {
      const x = Math.min(lastX, Math.max(0, sourceX))
      const read = start + (x >> 16)
      const fractionX = (x >> 8) & 255
      const opaque = bilinear(alpha, read, width, fractionX, fractionY)
      if (opaque === 0) continue
      const value = target[write]!
      const drawn = bilinear(source, read, width, fractionX, fractionY)
      target[write] = value + (((drawn - value) * opaque * weight + 32768) >> 16)
    }
  }
}

function bilinear(
  plane: Uint8Array,
  read: number,
  width: number,
  fractionX: number,
  fractionY: number,
): number {
  const left = plane[read]!
  const leftUnder = plane[read + width]!
  const over = (left << 8) + (plane[read + 1]! - left) * fractionX
  const under = (leftUnder << 8) + (plane[read + width + 1]! - leftUnder) * fractionX
  return ((over << 8) + (under - over) * fractionY + 32768) >> 16
}

/** The target pixels whose centres lie within the patch. */
function covered(
  start: number,
  size: number,
  length: number,
  targetLength: number,
): { from: number; to: number } {
  const from = Math.max(0, Math.ceil(start + size / 2 - 0.5))
  const to = Math.min(targetLength, Math.floor(start + (length - 0.5) * size - 0.5) + 1)
  return { from, to }
}

function levelsOf(picture: PlanarFrame, alpha: Uint8Array): Level[] {
  const levels = [levelOf(picture, alpha)]
  while (levels.length < LEVELS) {
    const { picture: large, alpha: largeAlpha } = levels.at(-1)!
    const small = createFrame(large.width / 2, large.height / 2)
    halve(large.y, large.width, small.y)
    halve(large.u, large.width / 2, small.u)
    halve(large.v, large.width / 2, small.v)
    const smallAlpha = new Uint8Array(small.y.length)
    halve(largeAlpha, large.width, smallAlpha)
    levels.push(levelOf(small, smallAlpha))
  }
  return levels
}

function levelOf(picture: PlanarFrame, alpha: Uint8Array): Level {
  const chromaAlpha = new Uint8Array(picture.u.length)
  halve(alpha, picture.width, chromaAlpha)
  return { picture, alpha, chromaAlpha }
}

function halve(plane: Uint8Array, width: number, into: Uint8Array): void {
  const half = width / 2
  for (let index = 0; index < into.length; index++) {
    const read = Math.floor(index / half) * 2 * width + (index % half) * 2
    into[index] = (plane[read]! + plane[read + 1]! + plane[read + width]! + plane[read + width + 1]! + 2) >> 2
  }
}

function place(
  from: Uint8Array,
  fromWidth: number,
  into: Uint8Array,
  intoWidth: number,
  left: number,
  top: number,
): void {
  for (let row = 0; row < from.length / fromWidth; row++) {
    into.set(from.subarray(row * fromWidth, (row + 1) * fromWidth), (top + row) * intoWidth + left)
  }
}

function outerSide(side: number): number {
  return Math.ceil((side + 2 * MARGIN) / GRAIN) * GRAIN
}
