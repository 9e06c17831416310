import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { poseBiped } from '../rigs/biped-pose.ts'
import { adult } from '../rigs/biped-body.ts'
import type { BipedPose, Limbs } from '../rigs/biped-body.ts'
import { strideHeights } from '../rigs/biped-stride.ts'
import { crease } from '../rigs/features.ts'
import { choose } from '../rigs/choice.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { castBipedShadow } from '../rigs/person.ts'
import { glowing, halo, paint, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { box, ellipse, limb, outline } from '../shape.ts'
import type { Point } from '../shape.ts'
import { attitudeOf } from './person.ts'
import type { Rgb } from '../subject.ts'

const build = {
  ...adult,
  hipHeight: 40,
  thigh: 17.6,
  shank: 18,
  ankle: 5,
  spine: 26,
  neck: 19,
  upperArm: 13,
  forearm: 12,
  sweep: 30,
}

type Metal = {
  readonly shell: Paint
  readonly dark: Paint
  readonly accent: Paint
  readonly light: Rgb
}

function create(look: Look, dances: boolean): Drawing {
  const individual = look.random()
  const shell = paint(
    look.colour ??
      choose(look.random, [
        [222, 228, 236],
        [112, 158, 190],
        [236, 180, 76],
      ] as const),
  )
  const metal: Metal = {
    shell,
    dark: paint([84, 92, 110]),
    accent: paint(look.colour === undefined ? [232, 120, 62] : [236, 236, 240]),
    light: choose(look.random, [
      [96, 232, 246],
      [132, 246, 170],
    ] as const),
  }
  const attitude = dances ? 'dance' : attitudeOf(look)
  return (pen, moment) => {
    const pose = poseBiped(build, attitude, moment, individual)
    if (look.seat === undefined) castBipedShadow(pen, pose)
    const far: Metal = {
      ...metal,
      shell: toned(metal.shell, 0.72),
      dark: toned(metal.dark, 0.72),
      accent: toned(metal.accent, 0.72),
    }
    drawArm(pen, pose.far, far)
    drawLeg(pen, pose.far, far)
    drawTrunk(pen, pose, metal, moment.seconds)
    drawLeg(pen, pose.near, metal)
    drawHead(pen, pose, metal, moment.seconds + individual * 9)
    drawArm(pen, pose.near, metal)
  }
}

const footShape = outline('-5.4 2, -4 4.4, 3 4.4, 8 1, 9.4 -3, 9.2 -5!, -5.6 -5!, -6.2 -2')

function drawLeg(pen: Pen, limbs: Limbs, metal: Metal): void {
  const { hip, knee, ankle, footDegrees } = limbs
  rod(pen, hip, knee, 3.4, metal)
  pen.at(ankle[0], ankle[1], footDegrees, 1, 1, () => pen.draw(footShape, metal.shell))
  pen.draw(limb([partOf(knee, ankle, 0.14), ankle], [4.6, 5.2], false), metal.shell)
  pen.draw(ellipse(knee[0], knee[1], 4), metal.dark)
  pen.draw(ellipse(knee[0], knee[1], 1.8), metal.accent)
}

function drawArm(pen: Pen, limbs: Limbs, metal: Metal): void {
  const { shoulder, elbow, hand } = limbs
  rod(pen, shoulder, elbow, 2.7, metal)
  pen.draw(limb([partOf(elbow, hand, 0.12), hand], [3.6, 4.2], false), metal.shell)
  pen.draw(ellipse(elbow[0], elbow[1], 3), metal.dark)
  const degrees = (Math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]) * 180) / Math.PI
  pen.at(hand[0], hand[1], degrees, 1, 1, () => {
    pen.draw(
      [limb('3 0, 5.4 2.8, 8.6 1.6', [1.6, 1.5, 1.1]), limb('3 0, 5.4 -2.8, 8.6 -1.6', [1.6, 1.5, 1.1])],
      metal.dark,
    )
  })
  pen.draw(ellipse(shoulder[0], shoulder[1], 5.2), metal.shell)
  pen.draw(ellipse(shoulder[0], shoulder[1], 2), metal.accent)
}

function rod(pen: Pen, from: Point, to: Point, radius: number, metal: Metal): void {
  pen.draw(limb([from, to], [radius, radius], false), metal.dark)
  pen.draw(
    limb([partOf(from, to, 0.35), partOf(from, to, 0.72)], [radius * 1.3, radius * 1.3], false),
    metal.shell,
  )
}

const chest = outline('-11.4 25, -8 28.6, 8 28.6, 11.8 25, 11 13, 8 7, -8 7, -11 13')
const pelvis = outline('-7 4, 7 4, 8 -1, 4 -5, -4 -5, -8 -1')

function drawTrunk(pen: Pen, pose: BipedPose, metal: Metal, seconds: number): void {
  pen.at(pose.hip[0], pose.hip[1], pose.trunkDegrees, 1, 1, () => {
    pen.draw(limb('0 0, 0 10', [4, 4]), metal.dark)
    pen.draw(pelvis, metal.shell)
    pen.draw(box(-16, 11, 7, 14, 2.4), metal.dark)
    pen.draw(limb('0 26, 0 33', [3, 3]), metal.dark)
    pen.drawWith(chest, metal.shell, () => {
      pen.draw(box(-12, 8.6, 24, 3, 0), metal.accent)
      pen.draw(limb('-12 22, 12 22', [0.4, 0.4]), crease)
    })
    const pulse = 0.6 + 0.4 * wave(seconds * 0.6)
    pen.draw(ellipse(3.4, 17.4, 9), halo(metal.light, 0.5 * pulse))
    pen.draw(ellipse(3.4, 17.4, 3.6), metal.dark)
    pen.draw(ellipse(3.4, 17.4, 2.6), glowing(metal.light))
  })
}

const faceScreen = paint([30, 36, 52])

function drawHead(pen: Pen, pose: BipedPose, metal: Metal, seconds: number): void {
  const glance = 1.3 * Math.round(wave(seconds * 0.13) * 1.2)
  const blink = Math.min(1, Math.max(0.12, Math.abs(fraction(seconds / 3.1) - 0.5) * 40))
  pen.at(pose.head[0], pose.head[1], pose.headDegrees, 1, 1, () => {
    pen.draw(limb('-2 10, -3 17', [0.8, 0.6]), metal.dark)
    pen.draw(ellipse(-3, 18, 5), halo([255, 120, 96], 0.35 + 0.3 * wave(seconds * 0.8)))
    pen.draw(ellipse(-3, 18, 1.9), paint([240, 92, 76], 'round'))
    pen.draw(ellipse(-11.6, 0, 3, 4.6), metal.accent)
    pen.draw(box(-12, -9.6, 25, 20.4, 6.4), metal.shell)
    pen.draw(box(-6.4, -5.6, 18.4, 12.4, 4.6), faceScreen)
    for (const x of [-1, 7.4]) {
      pen.draw(ellipse(x + glance, 1.4, 5), halo(metal.light, 0.45))
      pen.draw(ellipse(x + glance, 1.4, 2.1, 2.6 * blink), glowing(metal.light))
    }
    pen.draw(limb('1 -3, 3.4 -3.9, 5.8 -3', [0.5, 0.6, 0.5]), glowing(metal.light, 0.85))
  })
}

function partOf(from: Point, to: Point, share: number): Point {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

function robotKind(dances: boolean): Kind {
  const resting = { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 } as const
  return {
    role: 'person',
    family: 'robot',
    size: 'medium',
    actions: dances
      ? { stand: resting }
      : {
          walk: { habitat: 'ground', strideHeights: strideHeights(build, 'walk'), cyclesPerSecond: 0.95 },
          run: { habitat: 'ground', strideHeights: strideHeights(build, 'run'), cyclesPerSecond: 1.35 },
          stand: resting,
          sit: resting,
        },
    create: (look) => create(look, dances),
  }
}

export const robot: Kind = robotKind(false)
export const dancingRobot: Kind = robotKind(true)
