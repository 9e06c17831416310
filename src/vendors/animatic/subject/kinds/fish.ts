import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { drawEye, ink, stroke } from '../rigs/features.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { paint, tone, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { bend, cutOut, ellipse, limb, outline } from '../shape.ts'
import type { Shape } from '../shape.ts'
import type { Rgb } from '../subject.ts'

// Fish swim about their middle; the tail sweeps towards the viewer and away, which shows as it growing narrow.

const body = outline('62 2, 52 16, 30 30, 0 35, -28 24, -52 8, -58 0, -52 -8, -28 -22, 0 -32, 30 -28, 52 -14')
const tail = outline('-50 0!, -66 16, -92 34!, -88 12, -82 0, -88 -12, -92 -34!, -66 -16')
const dorsal = outline('26 30!, 10 52, -16 50!, -34 34, -40 18!')
const anal = outline('-6 -30!, -20 -46!, -36 -34, -44 -14!')
const pectoral = outline('10 -6!, -8 -12, -22 -26!, -4 -28, 12 -18!')

type Pattern = 'plain' | 'bands' | 'patches'

const coats: readonly { readonly rgb: Rgb; readonly mark: Rgb; readonly pattern: Pattern }[] = [
  { rgb: [240, 132, 48], mark: [250, 246, 238], pattern: 'bands' },
  { rgb: [246, 240, 232], mark: [226, 84, 52], pattern: 'patches' },
  { rgb: [64, 142, 214], mark: [246, 206, 76], pattern: 'bands' },
  { rgb: [246, 168, 58], mark: [250, 214, 130], pattern: 'plain' },
]

function createFish(look: Look): Drawing {
  const choice = choose(look.random, coats)
  const rgb = look.colour ?? choice.rgb
  const individual = look.random()
  const scales = paint(rgb)
  const fins = translucent(paint(tone(rgb, choice.pattern === 'patches' ? 0.95 : 0.82)), 0.94)
  const marks = paint(look.colour === undefined ? choice.mark : tone(rgb, 1.6))
  const iris = paint([244, 240, 226], 'flat')
  return (pen, moment) => {
    const sweep = wave(moment.cycles * 1.6 + individual)
    drawBubbles(pen, moment, individual)
    pen.at(0, 2.4 * wave(moment.seconds * 0.31 + individual), 2.4 * wave(moment.cycles * 0.8), 1, 1, () => {
      const sway = (shape: Shape): Shape =>
        bend(shape, (x, y) => [x, y + (x < 0 ? ((x * x) / 5200) * 3 * sweep : 0)])
      pen.at(-50, 0, 0, 0.76 + 0.24 * sweep, 1, () => pen.at(50, 0, 0, 1, 1, () => pen.draw(tail, fins)))
      pen.draw(
        bend(dorsal, (x, y) => [x - (y - 20) * 0.09 * sweep, y]),
        fins,
      )
      pen.draw(
        bend(anal, (x, y) => [x + (y + 20) * 0.09 * sweep, y]),
        fins,
      )
      pen.drawWith(sway(body), scales, () => {
        drawPattern(pen, choice.pattern, marks)
        pen.draw(ellipse(6, -34, 52, 18), translucent(toned(scales, 1.45), 0.55))
        pen.draw(stroke('34 22, 27 8, 27 -8, 33 -20', 0.9), toned(scales, 0.7))
      })
      pen.at(6, -8, 16 * wave(moment.seconds * 0.9), 1, 1, () => pen.draw(pectoral, toned(fins, 0.86)))
      drawEye(pen, 43, 7, 5.6, iris, 1)
      pen.draw(stroke('61 -3, 56 -6, 51 -5', 0.8), ink)
    })
  }
}

function drawPattern(pen: Pen, pattern: Pattern, marks: Paint): void {
  if (pattern === 'bands') {
    for (const x of [24, -10, -44]) {
      pen.draw(
        limb(
          [
            [x + 4, 40],
            [x, 0],
            [x + 4, -40],
          ],
          [7, 8.4, 7],
        ),
        ink,
      )
      pen.draw(
        limb(
          [
            [x + 4, 40],
            [x, 0],
            [x + 4, -40],
          ],
          [5.6, 7, 5.6],
        ),
        marks,
      )
    }
  }
  if (pattern === 'patches')
    pen.draw([ellipse(24, 22, 20, 14), ellipse(-16, 16, 16, 14), ellipse(-46, 2, 11, 9)], marks)
}

const bubble = paint([236, 248, 255], 'flat')

export function drawBubbles(pen: Pen, moment: Moment, individual: number): void {
  for (let index = 0; index < 4; index++) {
    const age = fraction(moment.seconds * 0.28 + index * 0.27 + individual)
    const [x, y] = [60 - age * 26 + 4 * wave(age * 2 + index * 0.3), age * 78]
    const radius = 1.8 + index * 0.5
    pen.draw(
      [ellipse(x, y, radius), cutOut(ellipse(x, y, radius * 0.72))],
      translucent(bubble, 0.7 * (1 - age)),
    )
    pen.draw(ellipse(x - radius * 0.3, y + radius * 0.3, radius * 0.22), translucent(bubble, 0.8 * (1 - age)))
  }
}

const sharkBody = outline(
  '130 4, 108 18, 60 30, 6 32, -50 20, -100 8, -122 4, -122 -3, -100 -8, -50 -18, 0 -28, 60 -24, 104 -10',
)
const sharkBelly = outline('140 -2, 90 -2, 30 -9, -50 -10, -124 -2, -100 -30, 20 -40, 110 -20')
const sharkTail = outline('-116 0!, -132 24, -152 50!, -146 18, -136 2, -142 -14, -148 -30!, -128 -16')

function createShark(look: Look): Drawing {
  const hide = paint(look.colour ?? [104, 124, 146])
  const belly = paint([226, 232, 238])
  return (pen, moment) => {
    const sweep = wave(moment.cycles)
    pen.at(0, 2 * wave(moment.seconds * 0.23), 1.4 * wave(moment.seconds * 0.17), 0.9, 0.9, () => {
      pen.at(-116, 0, 0, 0.72 + 0.28 * sweep, 1, () =>
        pen.at(116, 0, 0, 1, 1, () => pen.draw(sharkTail, hide)),
      )
      pen.draw(outline('30 28!, 12 48, -6 64!, -8 44, -22 26!'), hide)
      pen.draw(outline('-74 12!, -84 26!, -98 9!'), hide)
      pen.draw(outline('50 -18!, 60 -34, 62 -44!, 34 -32, 24 -20!'), toned(hide, 0.66))
      pen.drawWith(sharkBody, hide, () => pen.draw(sharkBelly, belly))
      for (const x of [56, 50, 44, 38])
        pen.draw(
          stroke(
            [
              [x + 3, 10],
              [x, 0],
              [x + 2, -8],
            ],
            0.7,
          ),
          toned(hide, 0.62),
        )
      pen.draw(outline('42 -12!, 20 -34, -2 -54!, 2 -30, 16 -14!'), toned(hide, 0.88))
      pen.draw(stroke('122 -6, 106 -11, 90 -11, 82 -7', 1), ink)
      pen.draw(ellipse(98, 9, 3), ink)
      pen.draw(ellipse(98.9, 10, 0.9), bubble)
    })
  }
}

const underwater = { habitat: 'underwater', strideHeights: 0.8, cyclesPerSecond: 0.8 } as const

export const fish: Kind = {
  role: 'animal',
  family: 'fish',
  size: 'small',
  actions: { swim: underwater },
  create: createFish,
}

export const shark: Kind = {
  role: 'animal',
  family: 'shark',
  size: 'small',
  actions: { swim: { ...underwater, strideHeights: 1.3, cyclesPerSecond: 0.6 } },
  create: createShark,
}
