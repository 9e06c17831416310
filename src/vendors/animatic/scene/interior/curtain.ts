import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { fillPath } from '../paint/path.ts'
import type { RoomLight } from './opening.ts'

export type CurtainPlace = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly foot: number
}

/** A curtain drawn aside: folds from the rod to the floor, held in a little below the middle. */
export function paintCurtain(
  canvas: Canvas,
  light: RoomLight,
  { left, right, top, foot }: CurtainPlace,
  cloth: Rgb,
  random: () => number,
): void {
  const height = foot - top
  const middle = (left + right) / 2
  const half = (right - left) / 2
  const phase = random() * 6
  const widthAt = (share: number) => half * (1 - 0.24 * Math.exp(-(((share - 0.6) / 0.22) ** 2)))
  const outline: number[] = []
  for (let step = 0; step <= 16; step++) outline.push(middle - widthAt(step / 16), top + (height * step) / 16)
  for (let step = 16; step >= 0; step--) outline.push(middle + widthAt(step / 16), top + (height * step) / 16)
  const bright = light(cloth, 0.95)
  const dark = light([cloth[0] * 0.62, cloth[1] * 0.6, cloth[2] * 0.6], 0.1)
  fillPath(canvas, [outline], (x, y, into) => {
    const share = (y - top) / height
    const across = (x - middle) / widthAt(share)
    const fold = 0.5 + 0.5 * Math.cos(across * 13 + phase + Math.sin(share * 3 + phase) * 0.7)
    setColour(into, mix(dark, bright, 0.16 + 0.84 * fold))
  })
}
