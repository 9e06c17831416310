import { clamp } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { ellipse, rectangle, rounded } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Site } from '../stage/site.ts'
import { paintGlow } from '../paint/lights.ts'
import type { RoomLight } from './opening.ts'

/** A shelf full of books, with a gap here and there for a plant or a bowl. */
export function paintBookshelf(
  canvas: Canvas,
  light: RoomLight,
  left: number,
  foot: number,
  width: number,
  height: number,
  random: () => number,
): void {
  const wood = light([150, 104, 70], 0.5)
  const dark = light([70, 48, 36], 0.2)
  fillPath(canvas, [rectangle(left, foot - height, left + width, foot)], wood)
  const shelves = 4
  const board = height * 0.022
  const inner = (height - board) / shelves
  const covers: readonly Rgb[] = [
    [168, 62, 54],
    [52, 84, 110],
    [208, 172, 96],
    [70, 98, 76],
    [224, 212, 190],
    [104, 72, 96],
    [190, 116, 72],
  ]
  for (let shelf = 0; shelf < shelves; shelf++) {
    const top = foot - height + board + shelf * inner
    fillPath(canvas, [rectangle(left + board, top, left + width - board, top + inner - board)], dark)
    let x = left + board * 1.6
    while (x < left + width - board * 3) {
      const thick = width * (0.028 + 0.03 * random())
      const tall = (inner - board) * (0.6 + 0.3 * random())
      if (random() < 0.1) {
        x += width * 0.12
        continue
      }
      const colour = light(covers[Math.floor(random() * covers.length)]!, 0.35 + 0.3 * random())
      const end = Math.min(x + thick, left + width - board * 1.4)
      fillPath(canvas, [rectangle(x, top + inner - board - tall, end, top + inner - board)], colour)
      fillPath(
        canvas,
        [rectangle(x, top + inner - board - tall * 0.8, end, top + inner - board - tall * 0.74)],
        mix(colour, [250, 236, 200], 0.5),
      )
      x = end + 1
    }
  }
}

/** A sofa seen from the front. */
export function paintSofa(
  canvas: Canvas,
  light: RoomLight,
  x: number,
  foot: number,
  width: number,
  cloth: Rgb,
): void {
  const height = width * 0.4
  const bright = light(cloth, 0.9)
  const dark = light(cloth, 0.05)
  const soft = (left: number, top: number, right: number, bottom: number) => {
    const inset = Math.min(right - left, bottom - top) * 0.16
    fillPath(
      canvas,
      [
        rounded([
          left + inset,
          top,
          right - inset,
          top,
          right,
          top + inset,
          right,
          bottom - inset,
          right - inset,
          bottom,
          left + inset,
          bottom,
          left,
          bottom - inset,
          left,
          top + inset,
        ]),
      ],
      (_px, py, into) => {
        setColour(into, mix(bright, dark, clamp((py - top) / (bottom - top), 0, 1) ** 1.3))
      },
    )
  }
  soft(x - width * 0.46, foot - height, x, foot - height * 0.3)
  soft(x, foot - height, x + width * 0.46, foot - height * 0.3)
  soft(x - width * 0.44, foot - height * 0.5, x + 0.01 * width, foot - height * 0.12)
  soft(x - 0.01 * width, foot - height * 0.5, x + width * 0.44, foot - height * 0.12)
  soft(x - width * 0.52, foot - height * 0.66, x - width * 0.4, foot - height * 0.08)
  soft(x + width * 0.4, foot - height * 0.66, x + width * 0.52, foot - height * 0.08)
  const wood = light([96, 66, 46], 0.3)
  for (const side of [-0.44, 0.42]) {
    fillPath(
      canvas,
      [rectangle(x + side * width, foot - height * 0.1, x + (side + 0.02) * width, foot)],
      wood,
    )
  }
}

/** A floor lamp with a cloth shade; it burns when the lamps do. */
export function paintFloorLamp(
  canvas: Canvas,
  site: Site,
  light: RoomLight,
  x: number,
  foot: number,
  height: number,
): void {
  const lit = site.atmosphere.lamps
  const top = foot - height
  const brass = light([190, 154, 96], 0.6)
  fillPath(canvas, [rectangle(x - height * 0.007, top + height * 0.1, x + height * 0.007, foot)], brass)
  fillPath(canvas, [ellipse(x, foot, height * 0.09, height * 0.018)], brass)
  if (lit > 0.2) paintGlow(canvas, x, top + height * 0.1, height * 0.75, [255, 196, 120], 0.5 * lit)
  const cloth = lit > 0.2 ? ([255, 226, 168] as const) : light([228, 214, 188], 0.7)
  const edge = lit > 0.2 ? ([248, 182, 104] as const) : light([186, 166, 138], 0.2)
  fillPath(
    canvas,
    [
      [
        x - height * 0.07,
        top,
        x + height * 0.07,
        top,
        x + height * 0.13,
        top + height * 0.19,
        x - height * 0.13,
        top + height * 0.19,
      ],
    ],
    (px, py, into) => {
      setColour(
        into,
        mix(cloth, edge, clamp(Math.abs(px - x) / (height * 0.13) - (py - top) / (height * 0.6), 0, 1)),
      )
    },
  )
}
