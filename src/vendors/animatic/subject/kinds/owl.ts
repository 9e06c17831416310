import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { drawEye } from '../rigs/features.ts'
import { eyeOpening, wave } from '../rigs/gait.ts'
import { drawWing } from '../rigs/wing.ts'
import type { Wing } from '../rigs/wing.ts'
import { mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

type Plumage = { readonly body: Paint; readonly bright: Paint; readonly dark: Paint; readonly iris: Paint }

const owls: readonly Rgb[] = [
  [150, 112, 78],
  [128, 124, 132],
  [236, 232, 226],
]

const wing: Wing = {
  shoulder: [2, 8],
  inner: 26,
  outer: 36,
  chord: 34,
  sweep: 0.3,
  fingers: 0.4,
  flapDegrees: 44,
  dihedral: 16,
}

function create(look: Look): Drawing {
  const rgb = look.colour ?? choose(look.random, owls)
  const individual = look.random()
  const plumage: Plumage = {
    body: paint(rgb),
    bright: paint(mixRgb(tone(rgb, 1.6), [255, 246, 226], 0.4)),
    dark: paint(tone(rgb, 0.62)),
    iris: { ...paint([244, 186, 54], 'round'), glow: 0.3 },
  }
  return look.action === 'fly' ? flying(plumage, individual) : perched(plumage, individual)
}

function flying(plumage: Plumage, individual: number): Drawing {
  return (pen, moment) => {
    const beat = moment.seconds * 1.5 + individual
    pen.at(0, -4 * wave(beat + 0.2), 4, 1, 1, () => {
      drawWing(
        pen,
        { ...wing, shoulder: [6, 10] },
        beat,
        false,
        toned(plumage.body, 0.74),
        toned(plumage.dark, 0.8),
      )
      pen.draw(limb('-24 2, -48 0', [8, 10], false), plumage.dark)
      pen.drawWith(limb('-24 2, 0 0, 18 4', [11, 17, 15]), plumage.body, () =>
        pen.draw(ellipse(2, -12, 26, 11), plumage.bright),
      )
      pen.at(28, 10, 0, 0.72, 0.72, () => drawFace(pen, plumage, eyeOpening(moment.seconds, individual)))
      drawWing(pen, wing, beat, true, plumage.body, plumage.dark)
    })
  }
}

function perched(plumage: Plumage, individual: number): Drawing {
  const claw = paint([214, 160, 80])
  return (pen, moment) => {
    const breath = 0.5 * wave(moment.seconds * 0.3 + individual)
    // Owls look about by turning and tilting the whole head.
    const look =
      13 *
      Math.sign(wave(moment.seconds * 0.08 + individual)) *
      Math.min(1, Math.abs(wave(moment.seconds * 0.08 + individual)) * 4)
    pen.shadow(0, 0, 27, 0.42)
    for (const x of [-8, 8])
      pen.draw(
        [-3, 0, 3].map((toe) =>
          limb(
            [
              [x + toe, 5],
              [x + toe * 1.5, 1.4],
            ],
            [1.9, 1.4],
            false,
          ),
        ),
        claw,
      )
    pen.draw(outline('-12 12!, -14 -2, 0 -5, 10 -2, 8 12!'), plumage.dark)
    pen.drawWith(
      outline('0 66, 18 60, 25 38, 20 14, 8 4, -8 4, -20 14, -25 38, -18 60'),
      plumage.body,
      () => {
        pen.draw(ellipse(2, 28 + breath, 16, 24), plumage.bright)
        for (let row = 0; row < 4; row++) {
          for (let mark = 0; mark < 3 + (row % 2); mark++) {
            pen.draw(ellipse(-8 + mark * 8 - (row % 2) * 4 + 2, 40 - row * 9, 1.5, 2.6), plumage.dark)
          }
        }
      },
    )
    for (const side of [-1, 1]) {
      pen.at(side * 21, 54, side * (-4 + breath), side, 1, () =>
        pen.draw(outline('-6 4, 3 2, 7 -18, 2 -44!, -5 -28, -9 -10'), plumage.dark),
      )
    }
    pen.at(2, 74, look, 1, 1, () => drawFace(pen, plumage, eyeOpening(moment.seconds, individual)))
  }
}

function drawFace(pen: Pen, plumage: Plumage, opening: number): void {
  for (const side of [-1, 1])
    pen.draw(outline(`${side * 8} 14!, ${side * 20} 27!, ${side * 21} 8!`), plumage.dark)
  pen.draw(outline('0 20, 15 18, 24 6, 22 -10, 10 -19, -10 -19, -22 -10, -24 6, -15 18'), plumage.body)
  for (const side of [-1, 1]) {
    pen.draw(ellipse(side * 9.4, 0, 11.4, 12), plumage.bright)
    drawEye(pen, side * 9, 1, 6.6, plumage.iris, opening)
  }
  pen.draw(outline('-3.6 -4!, 0 -2.4, 3.6 -4!, 0 -13!'), paint([228, 168, 74]))
}

export const owl: Kind = {
  role: 'animal',
  family: 'owl',
  size: 'small',
  actions: {
    sit: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
    stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
    fly: { habitat: 'air', strideHeights: 1, cyclesPerSecond: 0.8 },
  },
  create,
}
