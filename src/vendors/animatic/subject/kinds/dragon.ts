import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { ink, stroke } from '../rigs/features.ts'
import { eyeOpening, fraction, wave } from '../rigs/gait.ts'
import { glowing, halo, mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline, skin } from '../shape.ts'
import type { Point, Shape } from '../shape.ts'

type Scales = { readonly body: Paint; readonly belly: Paint; readonly web: Paint; readonly horn: Paint }

function create(look: Look): Drawing {
  const rgb =
    look.colour ??
    choose(look.random, [
      [176, 52, 50],
      [62, 128, 92],
      [72, 88, 150],
    ] as const)
  const scales: Scales = {
    body: paint(rgb),
    belly: paint(mixRgb(tone(rgb, 1.5), [240, 206, 140], 0.6)),
    web: paint(mixRgb(tone(rgb, 0.8), [220, 120, 60], 0.25)),
    horn: paint([226, 206, 170]),
  }
  const individual = look.random()
  const breathesFire = look.random() < 0.75
  return (pen, moment) => {
    const beat = moment.seconds * 0.75 + individual
    const lift = -7 * wave(beat + 0.2)
    pen.at(-6, lift - 6, 4, 0.86, 0.86, () => {
      drawWing(pen, [10, 14], beat, scales, false)
      drawBody(pen, moment, scales, individual)
      drawHead(pen, moment, scales, individual, breathesFire)
      drawWing(pen, [4, 12], beat, scales, true)
    })
  }
}

function spineOf(moment: Moment, individual: number): readonly Point[] {
  const ripple = (share: number): number => wave(moment.seconds * 0.55 - share + individual)
  return [
    [-118, 16 + 12 * ripple(0.9)],
    [-86, -2 + 9 * ripple(0.7)],
    [-54, -8 + 5 * ripple(0.5)],
    [-20, 0],
    [14, 5],
    [36, 16],
    [50, 34 + 1.5 * ripple(0)],
    [62, 52 + 2.5 * ripple(-0.1)],
  ]
}

const above = [1, 4.4, 9, 14, 14, 10, 7.6, 7]
const below = [1, 4.4, 9.6, 17, 17, 10.6, 7.6, 6.6]

function drawBody(pen: Pen, moment: Moment, scales: Scales, individual: number): void {
  const spine = spineOf(moment, individual)
  const end = spine[0]!
  pen.draw(
    outline(
      `${end[0] + 4} ${end[1]}!, ${end[0] - 8} ${end[1] + 10}!, ${end[0] - 22} ${end[1] + 1}!, ${end[0] - 9} ${end[1] - 9}!`,
    ),
    scales.web,
  )
  const spikes: Shape[] = []
  for (let index = 0; index < spine.length - 1; index++) {
    for (const share of [0.1, 0.6]) {
      const [a, b] = [spine[index]!, spine[index + 1]!]
      const x = a[0] + (b[0] - a[0]) * share
      const y = a[1] + (b[1] - a[1]) * share
      const high = above[index]! + (above[index + 1]! - above[index]!) * share
      const lean = (b[1] - a[1]) / Math.max(1, Math.abs(b[0] - a[0]))
      const nx = -Math.min(0.9, Math.max(0, lean)) * high
      spikes.push(
        limb(
          [
            [x + nx * 0.8, y + high * 0.6],
            [x + nx - 5, y + high + 4.4],
          ],
          [3.4, 0.4],
          false,
        ),
      )
    }
  }
  pen.draw(spikes, scales.horn)
  drawLeg(pen, [-16, -8], moment, toned(scales.body, 0.72), scales.horn)
  drawLeg(pen, [18, -4], moment, toned(scales.body, 0.72), scales.horn)
  pen.drawWith(skin(spine, above, below), scales.body, () => {
    const low = spine.map(([x, y], index): Point => [
      x + (index > 4 ? 6 : 0),
      y - below[index]! * (index > 4 ? 0.5 : 0.95),
    ])
    pen.draw(limb(low, [1, 2.4, 5, 8, 8, 7, 5.4, 5]), scales.belly)
    for (let index = 0; index < 12; index++) {
      const x = -62 + index * 9
      pen.draw(
        stroke(
          [
            [x, -30],
            [x + 3, -8 + Math.max(0, index - 7) * 3],
          ],
          0.6,
        ),
        toned(scales.belly, 0.76),
      )
    }
  })
  drawLeg(pen, [-24, -8], moment, scales.body, scales.horn)
  drawLeg(pen, [12, -5], moment, scales.body, scales.horn)
}

function drawLeg(pen: Pen, [x, y]: Point, moment: Moment, body: Paint, horn: Paint): void {
  const swing = 2 * wave(moment.seconds * 0.75)
  pen.draw(
    limb(
      [
        [x, y],
        [x + 4, y - 15],
        [x - 9 - swing, y - 22],
        [x - 17 - swing, y - 25],
      ],
      [9, 5.6, 4, 3.6],
    ),
    body,
  )
  for (const claw of [-3, 0, 3])
    pen.draw(
      limb(
        [
          [x - 17 - swing, y - 25 + claw],
          [x - 24 - swing, y - 27 + claw * 1.3],
        ],
        [1.6, 0.3],
        false,
      ),
      horn,
    )
}

/** A wing of skin between fingers. */
function drawWing(pen: Pen, root: Point, beat: number, scales: Scales, isNear: boolean): void {
  const arm = 32 + 40 * wave(beat)
  const hand = arm + 30 * wave(beat - 0.16) - 4
  const tilt = isNear ? -0.34 : 0.34
  const along = (degrees: number, length: number, back: number): Point => {
    const angle = (degrees * Math.PI) / 180
    return [-back * length, (Math.sin(angle) + tilt * Math.cos(angle)) * length]
  }
  const [ax, ay] = along(arm, 44, 0.06)
  const wrist: Point = [root[0] + ax, root[1] + ay]
  const tips = [0.25, 0.75, 1.15, 1.3].map((back, index): Point => {
    const [dx, dy] = along(hand - index * 6, 66 - index * 9, 0)
    const reach = 1 - index * 0.26
    return [wrist[0] + dx - back * 52, wrist[1] + dy * reach]
  })
  const base: Point = [root[0] - 44, root[1] - 8]
  const shade = isNear ? 1 : 0.7
  const edge: string[] = [`${root[0]} ${root[1]}!`, `${wrist[0]} ${wrist[1]}!`]
  for (const [index, tip] of tips.entries()) {
    edge.push(`${tip[0]} ${tip[1]}!`)
    const next = tips[index + 1] ?? base
    // The skin hangs in between the fingers.
    edge.push(
      `${tip[0] * 0.42 + next[0] * 0.42 + wrist[0] * 0.16} ${tip[1] * 0.42 + next[1] * 0.42 + wrist[1] * 0.16}`,
    )
  }
  edge.push(`${base[0]} ${base[1]}!`)
  pen.draw(outline(edge.join(', ')), toned(scales.web, shade))
  const bones = tips.map((tip) =>
    limb([wrist, [(wrist[0] + tip[0]) / 2 + 2, (wrist[1] + tip[1]) / 2 + 1], tip], [2.2, 1.6, 0.5]),
  )
  pen.draw([limb([root, wrist], [5, 3.2], false), ...bones], toned(scales.body, shade * 0.94))
  pen.draw(limb([wrist, [wrist[0] + 5, wrist[1] + 7]], [1.9, 0.3], false), toned(scales.horn, shade))
}

const skull = outline('-8 -4, -9 5, -3 11, 6 11.4, 14 8, 24 6.6, 31 7.6, 34 4, 33 0.6, 24 -1.2, 12 -3, 2 -8')
const jaw = outline('0 -4, 12 -3.4, 24 -2.2, 29 -3.4, 26 -6, 14 -8.6, 2 -9')

function drawHead(pen: Pen, moment: Moment, scales: Scales, individual: number, breathesFire: boolean): void {
  const [x, y] = spineOf(moment, individual)[7]!
  const round = fraction(moment.seconds / 5.5 + individual)
  const roar = breathesFire ? Math.sin(Math.min(1, Math.max(0, (round - 0.3) / 0.42)) * Math.PI) : 0
  pen.at(x + 3, y + 4, -10 + 3 * wave(moment.seconds * 0.3), 1.06, 1.06, () => {
    for (const shade of [0.72, 1]) {
      const shift = shade < 1 ? 4 : 0
      pen.draw(
        limb(
          [
            [-2 + shift, 9],
            [-12 + shift, 16],
            [-24 + shift, 17],
          ],
          [3.2, 2.2, 0.4],
        ),
        toned(scales.horn, shade),
      )
    }
    if (roar > 0.05) pen.at(30, -2, -8, 1, 1, () => drawFire(pen, moment, roar))
    pen.at(2, -4, -16 * roar, 1, 1, () =>
      pen.at(-2, 4, 0, 1, 1, () => pen.draw(jaw, toned(scales.belly, 0.92))),
    )
    pen.draw(skull, scales.body)
    pen.draw(outline('-6 0!, -18 4!, -13 -2!, -19 -6!, -7 -5!'), scales.web)
    pen.draw(stroke('32 0.4, 22 -1.6, 10 -3', 0.6), ink)
    pen.draw(ellipse(30.4, 5.6, 1.3, 0.9), ink)
    const open = eyeOpening(moment.seconds, individual)
    pen.draw(ellipse(9, 6, 3, 2.3 * open), glowing([255, 214, 84]))
    pen.draw(ellipse(9.6, 6, 0.9, 2.1 * open), ink)
    pen.draw(limb('3 9.6, 9 9.4, 14 7.4', [1.3, 1.7, 0.8]), toned(scales.body, 0.74))
  })
}

function drawFire(pen: Pen, moment: Moment, strength: number): void {
  pen.draw(ellipse(34 * strength, 0, 60 * strength, 34 * strength), halo([255, 150, 60], 0.5 * strength))
  for (let puff = 0; puff < 9; puff++) {
    const age = fraction(moment.seconds * 1.7 + puff / 9)
    const radius = (2.6 + age * 11) * strength
    const rgb =
      age < 0.3
        ? ([255, 240, 190] as const)
        : age < 0.6
          ? ([255, 184, 72] as const)
          : ([240, 104, 44] as const)
    pen.draw(
      ellipse(age * 66 * strength, 5 * wave(puff * 0.37 + age * 0.6) * age, radius * 1.3, radius),
      glowing(rgb, 0.82 * (1 - age * age)),
    )
  }
}

export const dragon: Kind = {
  role: 'animal',
  family: 'dragon',
  size: 'large',
  actions: { fly: { habitat: 'air', strideHeights: 0.7, cyclesPerSecond: 0.6 } },
  create,
}
