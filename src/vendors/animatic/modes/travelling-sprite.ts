import type { PlanarFrame } from '../render-plan.ts'
import { lerp, smoothstep } from '../picture/easing.ts'
import { boxBlur, createField, type Field } from '../picture/field.ts'
import { createFrame } from '../picture/planar-frame.ts'
import { drawSprite, spriteOfCutOut, type Sprite } from '../picture/sprite.ts'
import { THING_CELL, type MovingThing } from './moving-things.ts'
import { regionsOf, type Region } from './regions.ts'

/** A thing cut out of both pictures, ready to travel from its place in the first to its place in the second. */
export type TravellingSprite = { readonly first: CutOut; readonly second: CutOut }

type CutOut = {
  readonly sprite: Sprite
  /** Centre in the picture, in pixels. */
  readonly x: number
  readonly y: number
  /** The square root of the area. */
  readonly size: number
}

export function cutOutThing(thing: MovingThing, first: PlanarFrame, second: PlanarFrame): TravellingSprite {
  return { first: cutOut(thing.from, first, second), second: cutOut(thing.to, second, first) }
}

/** Draws the thing on its way; halfway it turns from its first looks into its last. */
export function drawTravelling(
  frame: PlanarFrame,
  { first, second }: TravellingSprite,
  progress: number,
): void {
  const x = lerp(first.x, second.x, progress)
  const y = lerp(first.y, second.y, progress)
  const size = first.size * (second.size / first.size) ** progress
  const turned = smoothstep(0.3, 0.7, progress)
  if (turned < 1) drawSprite(frame, first.sprite, x, y, size / first.size, 1)
  drawSprite(frame, second.sprite, x, y, size / second.size, turned)
}

/** Transparent pixels around a cut-out, at least. */
const MARGIN = 8
const GRAIN = 16

/** Level differences, summed over luma and chroma, that are surely background and surely thing. */
const BACKGROUND = 8
const THING = 26

function cutOut(region: Region, picture: PlanarFrame, bare: PlanarFrame): CutOut {
  const width = outerSide((region.right - region.left) * THING_CELL)
  const height = outerSide((region.bottom - region.top) * THING_CELL)
  const centreX = ((region.left + region.right) / 2) * THING_CELL
  const centreY = ((region.top + region.bottom) / 2) * THING_CELL
  const left = Math.round((centreX - width / 2) / 2) * 2
  const top = Math.round((centreY - height / 2) / 2) * 2
  const difference = createField(width, height)
  const patch = createFrame(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = Math.min(picture.width - 1, Math.max(0, left + x))
      const row = Math.min(picture.height - 1, Math.max(0, top + y))
      const luma = row * picture.width + column
      const chroma = (row >> 1) * (picture.width / 2) + (column >> 1)
      const patchChroma = (y >> 1) * (width / 2) + (x >> 1)
      patch.y[y * width + x] = picture.y[luma]!
      patch.u[patchChroma] = picture.u[chroma]!
      patch.v[patchChroma] = picture.v[chroma]!
      difference.values[y * width + x] =
        Math.abs(picture.y[luma]! - bare.y[luma]!) +
        Math.abs(picture.u[chroma]! - bare.u[chroma]!) +
        Math.abs(picture.v[chroma]! - bare.v[chroma]!)
    }
  }
  return {
    sprite: spriteOfCutOut(patch, maskOf(difference)),
    x: left + width / 2,
    y: top + height / 2,
    size: Math.sqrt(region.cells.length),
  }
}

/** Opaque where the pictures differ, and in what that encloses: a thing may have spots of the background's colour. */
function maskOf(difference: Field): Uint8Array {
  boxBlur(difference, 1, 1)
  const { width, height, values } = difference
  const alpha = Uint8Array.from(values, (value) => Math.round(smoothstep(BACKGROUND, THING, value) * 255))
  const empty = createField(width, height)
  alpha.forEach((value, index) => {
    empty.values[index] = value < 128 ? 1 : 0
  })
  for (const hole of regionsOf(empty, 0.5, 1)) {
    const enclosed = hole.left > 0 && hole.top > 0 && hole.right < width && hole.bottom < height
    if (enclosed) for (const pixel of hole.cells) alpha[pixel] = 255
  }
  clearRim(alpha, width)
  return alpha
}

/** Whatever else differs in the box ends before its border. */
function clearRim(alpha: Uint8Array, width: number): void {
  const height = alpha.length / width
  for (let index = 0; index < alpha.length; index++) {
    const [x, y] = [index % width, Math.floor(index / width)]
    if (Math.min(x, y, width - 1 - x, height - 1 - y) < 2) alpha[index] = 0
  }
}

function outerSide(side: number): number {
  return Math.ceil((side + 2 * MARGIN) / GRAIN) * GRAIN
}
