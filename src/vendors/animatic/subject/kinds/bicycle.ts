import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { wave } from '../rigs/gait.ts'
import { drawWheel, drawWireWheel } from '../rigs/wheel.ts'
import { glowing, halo, paint, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { box, cutOut, ellipse, limb, outline } from '../shape.ts'

// Drawn with its crank at x 0; the rider's head is at 100, a bicycle alone reaches 62.

const wheel = { radius: 18.5, rear: -24, front: 30 } as const
const crank = [0, 17] as const
const stride = 1.3

const silver = paint([196, 202, 212])
const black = paint([44, 44, 52])
const leather = paint([110, 70, 50])

function createBicycle(look: Look): Drawing {
  const frame = paint(
    look.colour ??
      choose(look.random, [
        [206, 66, 58],
        [52, 128, 168],
        [88, 150, 110],
      ] as const),
  )
  const moves = look.rider !== undefined && look.action !== 'stand'
  return (pen, moment) => {
    const way = moves ? moment.cycles * stride * 100 : 0
    const turns = way / (2 * Math.PI * wheel.radius)
    const pedals: Moment = { ...moment, cycles: turns / 2.4 }
    pen.shadow(2, 0, 50, 0.45)
    for (const x of [wheel.rear, wheel.front]) pen.shadow(x, 0, 11, 0.4)
    for (const x of [wheel.rear, wheel.front])
      drawWireWheel(pen, x, wheel.radius, wheel.radius, turns, silver)
    drawCrank(pen, pedals.cycles + 0.5, toned(silver, 0.7))
    drawFrame(pen, frame)
    drawCrank(pen, pedals.cycles, silver)
    if (look.rider !== undefined) pen.at(crank[0], crank[1], 0, 0.84, 0.84, () => look.rider?.(pen, pedals))
  }
}

function drawFrame(pen: Pen, frame: Paint): void {
  const tubes = [
    '-24 18.5, 0 17',
    '-24 18.5, -9 42',
    '0 17, -10.6 46',
    '0 17, 21 43',
    '-9 42, 20.6 44.4',
    '20 47, 30 18.5',
  ]
  pen.draw(
    tubes.map((tube) => limb(tube, [1.3, 1.3], false)),
    frame,
  )
  pen.draw(limb('-10.4 45, -12 50', [1, 1]), silver)
  pen.draw(outline('-20 52, -16 54.4, -6 52.6, -4.6 51, -9 49.4, -17 49.6'), leather)
  pen.draw(limb('20 46, 18.6 54, 23 56', [1.1, 1.1, 1]), silver)
  pen.draw(limb('19.6 55, 25.6 57', [1.5, 1.5]), black)
  pen.draw([ellipse(0, 17, 5), cutOut(ellipse(0, 17, 3.4))], silver)
  pen.draw(limb('-24 21.4, 0 21.8', [0.35, 0.35]), black)
  pen.draw(limb('-24 15.6, 0 12.4', [0.35, 0.35]), black)
  pen.draw(box(24, 47, 5, 3.6, 1), silver)
  pen.draw(ellipse(29.4, 48.8, 9), halo([255, 244, 200], 0.35))
}

function drawCrank(pen: Pen, turns: number, paint: Paint): void {
  pen.at(crank[0], crank[1], -turns * 360, 1, 1, () => pen.draw(limb('0 0, 6.7 0', [0.9, 0.8], false), paint))
  const angle = -turns * 2 * Math.PI
  pen.draw(
    box(crank[0] + Math.cos(angle) * 6.7 - 2.6, crank[1] + Math.sin(angle) * 6.7 - 0.8, 5.2, 1.6, 0.6),
    black,
  )
}

const motorWheel = { radius: 20, rear: -38, front: 42 } as const

function createMotorcycle(look: Look): Drawing {
  const coat = paint(
    look.colour ??
      choose(look.random, [
        [200, 52, 48],
        [44, 92, 160],
        [58, 60, 70],
      ] as const),
  )
  const moves = look.action === 'drive'
  return (pen, moment) => {
    const turns = moves ? (moment.cycles * stride * 100) / (2 * Math.PI * motorWheel.radius) : 0
    const bounce = moves ? 0.5 * wave(moment.seconds * 2.7) : 0
    pen.shadow(2, 0, 66, 0.5)
    for (const x of [motorWheel.rear, motorWheel.front])
      drawWheel(pen, x, motorWheel.radius, motorWheel.radius, turns, silver)
    pen.at(0, bounce, 0, 1, 1, () => {
      drawEngine(pen, coat)
      if (look.rider !== undefined) pen.at(-13, 43, -16, 0.86, 0.86, () => look.rider?.(pen, moment))
    })
  }
}

function drawEngine(pen: Pen, coat: Paint): void {
  pen.draw(limb('42 20, 24 58', [2, 2]), silver)
  pen.draw(limb('-38 20, -4 26', [2.4, 2.4]), black)
  pen.draw(limb('-54 20, -18 18, 6 16', [2.6, 2.8, 2.4]), silver)
  pen.draw(outline('-20 18, -16 38, 14 38, 20 22, 8 12, -10 12'), toned(silver, 0.66))
  for (const y of [22, 27, 32])
    pen.draw(
      limb(
        [
          [-12, y],
          [12, y],
        ],
        [0.8, 0.8],
      ),
      black,
    )
  pen.draw(outline('-62 48!, -44 44, -18 40, 2 38, 20 40, 28 50, 18 58, 2 56, -12 46, -40 48'), coat)
  pen.draw(outline('-46 48, -30 46, -10 46, -4 49, -14 50.6, -40 52'), black)
  pen.draw(outline('58 40!, 54 46, 42 45, 28 34!, 36 36, 48 38'), coat)
  pen.draw(limb('24 58, 15 64', [1.6, 2]), black)
  pen.draw(ellipse(34, 54, 22, 16), halo([255, 242, 196], 0.35))
  pen.draw(ellipse(30, 54, 5, 5.6), silver)
  pen.draw(ellipse(33, 54, 3, 4.4), glowing([255, 248, 220]))
  pen.draw(box(-62, 44, 4, 5, 1), glowing([226, 52, 48]))
}

function kind(family: string, create: Kind['create']): Kind {
  return {
    role: 'mount',
    family,
    size: 'medium',
    actions: {
      drive: { habitat: 'ground', strideHeights: stride, cyclesPerSecond: 0.8 },
      stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
    },
    create,
  }
}

export const bicycle: Kind = kind('bicycle', createBicycle)
export const motorcycle: Kind = kind('motorcycle', createMotorcycle)
