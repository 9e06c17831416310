import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { poseBiped } from '../rigs/biped-pose.ts'
import type { BipedBuild, Limbs } from '../rigs/biped-body.ts'
import { strideHeights } from '../rigs/biped-stride.ts'
import { choose } from '../rigs/choice.ts'
import { ink, stroke } from '../rigs/features.ts'
import { eyeOpening, wave } from '../rigs/gait.ts'
import { glowing, mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline, polygon, skin } from '../shape.ts'
import type { Point } from '../shape.ts'
import type { Rgb } from '../subject.ts'

// A tyrant lizard goes on the legs of a biped; its trunk lies level over the hips.
const build: BipedBuild = {
  hipHeight: 46,
  thigh: 24,
  shank: 23,
  ankle: 5,
  spine: 26,
  neck: 12,
  upperArm: 8,
  forearm: 7,
  sweep: 40,
}

type Hide = { readonly body: Paint; readonly belly: Paint; readonly stripe: Paint }

const hides: readonly Rgb[] = [
  [106, 142, 84],
  [150, 118, 82],
  [96, 116, 136],
]

function create(look: Look): Drawing {
  const rgb = look.colour ?? choose(look.random, hides)
  const individual = look.random()
  const hide: Hide = {
    body: paint(rgb),
    belly: paint(mixRgb(tone(rgb, 1.5), [240, 222, 176], 0.5)),
    stripe: paint(tone(rgb, 0.66)),
  }
  return (pen, moment) => {
    const pose = poseBiped(build, look.action, moment, individual)
    const [x, y] = pose.hip
    pen.shadow(x + 4, 0, 62, 0.45)
    drawLeg(pen, pose.far, toned(hide.body, 0.72))
    pen.at(x, y, 0, 1, 1, () => drawTrunk(pen, moment, hide))
    drawLeg(pen, pose.near, hide.body)
    pen.at(x, y, 0, 1, 1, () => drawHead(pen, moment, hide, individual))
  }
}

function drawLeg(pen: Pen, limbs: Limbs, hide: Paint): void {
  const { hip, knee, ankle, footDegrees } = limbs
  pen.draw(limb([hip, knee, ankle], [15, 9, 5]), hide)
  pen.at(ankle[0], ankle[1], footDegrees, 1, 1, () => {
    pen.draw(outline('-5 2, 2 4, 12 0, 16 -4!, -6 -5!'), hide)
    for (const x of [8, 12, 16]) pen.draw(polygon(`${x - 2} -2, ${x + 3} -5, ${x - 2} -5`), claw)
  })
}

const claw = paint([238, 230, 210])

function spineOf(moment: Moment): readonly Point[] {
  const swing = wave(moment.cycles * 0.5 + 0.1) + 0.5 * wave(moment.seconds * 0.3)
  return [
    [-92, 10 + swing * 4],
    [-62, 3 + swing * 2],
    [-30, 1],
    [0, 4],
    [26, 10],
    [42, 24],
    [50, 36],
  ]
}

function drawTrunk(pen: Pen, moment: Moment, hide: Hide): void {
  const spine = spineOf(moment)
  const arm = 6 * wave(moment.seconds * 0.6)
  pen.draw(
    limb(
      [
        [34, 6],
        [44, -4 + arm * 0.3],
        [52, 1 + arm * 0.3],
      ],
      [4.4, 3, 2],
    ),
    toned(hide.body, 0.72),
  )
  pen.drawWith(skin(spine, [1, 6, 12, 17, 16, 12, 10], [1, 6, 12, 18, 19, 13, 9]), hide.body, () => {
    pen.draw(
      limb(
        spine.map(([x, y], index): Point => [x + (index > 4 ? 10 : 0), y - [1, 5, 11, 17, 18, 9, 4][index]!]),
        [1, 2.4, 5, 7, 8, 7, 5],
      ),
      hide.belly,
    )
    for (let index = 0; index < 9; index++) {
      const x = -70 + index * 13
      pen.draw(
        stroke(
          [
            [x, 34],
            [x - 2, 12 + Math.max(0, index - 5) * 4],
            [x + 1, 4 + Math.max(0, index - 5) * 4],
          ],
          2,
        ),
        hide.stripe,
      )
    }
  })
  pen.draw(
    limb(
      [
        [30, 4],
        [41, -8 + arm * 0.4],
        [50, -3 + arm * 0.5],
      ],
      [5, 3.4, 2.2],
    ),
    toned(hide.body, 1.06),
  )
}

const upperJaw = outline('-14 -2, -13 9, -5 15, 6 15.4, 14 10, 26 8, 33 4, 34 -3, 20 -4.4, 4 -4')
const lowerJaw = outline('-10 -3, 4 -3.4, 20 -3.6, 31 -4, 30 -8, 18 -11, 2 -12, -8 -9')

function drawHead(pen: Pen, moment: Moment, hide: Hide, individual: number): void {
  const roar = Math.max(0, wave(moment.seconds * 0.16 + individual)) ** 2
  pen.at(60, 44 + 1.5 * wave(moment.cycles), 2 + roar * 12, 0.94, 0.94, () => {
    pen.at(-6, -2, -26 * roar, 1, 1, () =>
      pen.at(6, 2, 0, 1, 1, () => {
        pen.draw(lowerJaw, hide.belly)
        for (let tooth = 0; tooth < 5; tooth++)
          pen.draw(polygon(`${8 + tooth * 5} -3.6, ${10 + tooth * 5} 0.6, ${12 + tooth * 5} -3.6`), claw)
      }),
    )
    pen.draw(upperJaw, hide.body)
    for (let tooth = 0; tooth < 6; tooth++)
      pen.draw(polygon(`${5 + tooth * 5} -4, ${7 + tooth * 5} -8.4, ${9 + tooth * 5} -4`), claw)
    pen.draw(stroke('33 -3, 20 -4.2, 2 -3.6', 0.6), ink)
    pen.draw(ellipse(29, 3.6, 1.3, 1), ink)
    const open = eyeOpening(moment.seconds, individual)
    pen.draw(ellipse(6, 8, 2.9, 2.5 * open), glowing([250, 210, 92]))
    pen.draw(ellipse(6.8, 8, 1, 2.3 * open), ink)
    pen.draw(limb('0 11.4, 6 12, 11 9.4', [1.4, 1.8, 0.9]), hide.stripe)
  })
}

export const dinosaur: Kind = {
  role: 'animal',
  family: 'dinosaur',
  size: 'huge',
  actions: {
    walk: { habitat: 'ground', strideHeights: strideHeights(build, 'walk'), cyclesPerSecond: 0.7 },
    run: { habitat: 'ground', strideHeights: strideHeights(build, 'run'), cyclesPerSecond: 1.2 },
    stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
  },
  create,
}
