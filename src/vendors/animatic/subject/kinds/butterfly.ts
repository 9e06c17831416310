import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { wave } from '../rigs/gait.ts'
import { mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const foreWing = outline('0 0, 6 22, 20 40, 38 48!, 44 40, 38 18, 22 2')
const hindWing = outline('0 0, 20 -4, 34 -12, 36 -26, 26 -38, 18 -36, 8 -18')
const foreInner = outline('6 8, 12 22, 24 34, 34 36, 32 20, 20 6')
const hindInner = outline('8 -6, 20 -9, 28 -16, 28 -26, 20 -28, 12 -16')
const wings: readonly Rgb[] = [
  [236, 138, 52],
  [84, 146, 220],
  [240, 206, 84],
  [198, 110, 190],
]

function create(look: Look): Drawing {
  const rgb = look.colour ?? choose(look.random, wings)
  const individual = look.random()
  const paints = {
    edge: paint(mixRgb(tone(rgb, 0.3), [34, 26, 36], 0.5)),
    wing: paint(rgb),
    bright: paint(tone(rgb, 1.4)),
  }
  const body = paint([52, 42, 48])
  return (pen, moment) => {
    const beat = moment.seconds * 2.3 + individual
    // The wings close over the back: seen from the side they grow narrow.
    const open = 0.7 + 0.3 * wave(beat)
    const bob = 7 * wave(moment.seconds * 0.9 + individual) + 3 * wave(beat + 0.25)
    pen.at(0, bob, 24 + 8 * wave(moment.seconds * 0.4), 1.25, 1.25, () => {
      pen.at(1, 1, 14, -open * 0.86, 1, () => drawWings(pen, paints, 0.78))
      pen.draw(limb('0 -17, 0 -4, 0 8', [1.6, 2.8, 2.6]), body)
      pen.draw(ellipse(0, 12, 3.2), body)
      for (const side of [-1, 1]) {
        pen.draw(
          limb(
            [
              [side, 14],
              [side * 4, 22],
              [side * 9, 27],
            ],
            [0.5, 0.45, 0.4],
          ),
          body,
        )
        pen.draw(ellipse(side * 9, 27, 1.1), body)
      }
      pen.at(0, 0, -6, open, 1, () => drawWings(pen, paints, 1))
    })
  }
}

type Wings = { readonly edge: Paint; readonly wing: Paint; readonly bright: Paint }

const spot = paint([250, 244, 232])

function drawWings(pen: Pen, paints: Wings, shade: number): void {
  pen.draw([hindWing, foreWing], toned(paints.edge, shade))
  pen.draw([hindInner, foreInner], toned(paints.wing, shade))
  pen.draw([ellipse(22, 22, 4.4, 5.4), ellipse(20, -18, 3.6, 4.4)], toned(paints.bright, shade))
  for (const [x, y, radius] of [
    [36, 42, 1.7],
    [40, 35, 1.5],
    [38.6, 28, 1.3],
    [32, -16, 1.5],
    [32, -24, 1.5],
    [26, -33, 1.5],
  ] as const) {
    pen.draw(ellipse(x, y, radius), toned(spot, shade))
  }
}

export const butterfly: Kind = {
  role: 'animal',
  family: 'butterfly',
  size: 'tiny',
  actions: { fly: { habitat: 'air', strideHeights: 0.8, cyclesPerSecond: 1 } },
  create,
}
