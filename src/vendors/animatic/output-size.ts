import { evenSide } from './picture/planar-frame.ts'

/** Sizes in pixels, all even: of the frames that are drawn, and of the film. */
export type OutputSize = {
  readonly width: number
  readonly height: number
  readonly outputWidth: number
  readonly outputHeight: number
}

/**
 * The size of a film.
 * @param resolution As in a job: `720P`, `2K`, `4K`; it names the film's shorter side.
 * @param shape Width divided by height; held between 1:2.5 and 2.5:1.
 */
export function outputSizeFor(resolution: string, shape: number): OutputSize {
  const outputSide = SHORT_SIDES[resolution]
  if (outputSide === undefined) throw new Error(`no size is known for the resolution ${resolution}`)
  const held = Math.min(SHAPE_MAX, Math.max(1 / SHAPE_MAX, shape))
  const [width, height] = sides(Math.min(outputSide, DRAWN_SIDE_MAX), held)
  const [outputWidth, outputHeight] = sides(outputSide, held)
  return { width, height, outputWidth, outputHeight }
}

/** `16:9` as a number. Throws for anything else: the catalog lets nothing else through. */
export function shapeOf(aspectRatio: string): number {
  const [, width, height] = /^(\d{1,4}):(\d{1,4})$/.exec(aspectRatio) ?? []
  const shape = Number(width) / Number(height)
  if (!(shape > 0 && shape < Infinity)) throw new Error(`not an aspect ratio: ${aspectRatio}`)
  return shape
}

const SHORT_SIDES: Readonly<Record<string, number>> = {
  '360P': 360,
  '480P': 480,
  '540P': 540,
  '720P': 720,
  '768P': 768,
  '1080P': 1080,
  '2K': 1440,
  '4K': 2160,
}

/** Drawing more costs four times as long and shows nothing more; the encoder enlarges. */
const DRAWN_SIDE_MAX = 1080
const SHAPE_MAX = 2.5

function sides(shortSide: number, shape: number): readonly [width: number, height: number] {
  return shape >= 1
    ? [evenSide(shortSide * shape), evenSide(shortSide)]
    : [evenSide(shortSide), evenSide(shortSide / shape)]
}
