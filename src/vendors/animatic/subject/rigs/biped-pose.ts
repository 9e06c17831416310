import type { Look, Moment } from '../kind.ts'
import type { Point } from '../shape.ts'
import type { BipedBuild, BipedPose, Limbs } from './biped-body.ts'
import { running, strideOf, walking } from './biped-stride.ts'
import { bendJoint, eyeOpening, reach, wave } from './gait.ts'

/** What the body is doing: what a prompt can ask of a subject, and what only some kinds do. */
export type Attitude = Look['action'] | 'dance' | 'ride' | 'pedal'

/** The body at one moment of a film. The same moment gives the same pose. */
export function poseBiped(
  build: BipedBuild,
  attitude: Attitude,
  moment: Moment,
  individual: number,
): BipedPose {
  switch (attitude) {
    case 'walk':
      return strideOf(build, moment, individual, walking)
    case 'run':
      return strideOf(build, moment, individual, running)
    case 'dance':
      return dancePose(build, moment, individual)
    case 'sit':
      return seatedPose(build, moment, individual, { seat: 6.5, knees: 0.5, lean: -6, hands: 'knees' })
    case 'ride':
      return ridingPose(build, moment, individual)
    case 'pedal':
      return pedallingPose(build, moment, individual)
    case 'float':
    case 'fly':
      return weightlessPose(build, moment, individual)
    case 'swim':
      return swimmingPose(build, moment, individual)
    case 'stand':
    case 'sleep':
    case 'drive':
    case 'sail':
      return standingPose(build, moment, individual)
    default:
      throw new Error(`No such attitude: ${String(attitude satisfies never)}`)
  }
}

type Leg = Pick<Limbs, 'hip' | 'knee' | 'ankle' | 'footDegrees'>

function legTo(build: BipedBuild, hip: Point, ankle: Point, footDegrees: number): Leg {
  return { hip, knee: bendJoint(hip, ankle, build.thigh, build.shank, 1), ankle, footDegrees }
}

function standingPose(build: BipedBuild, moment: Moment, individual: number): BipedPose {
  const { seconds } = moment
  const breath = wave(seconds * 0.27 + individual)
  const shift = 0.8 * wave(seconds * 0.11 + individual * 2)
  const hip: Point = [shift, build.hipHeight - 0.5]
  const shoulder = reach(hip, 90 - shift, build.spine + 0.25 * breath)
  const limbs = (side: 1 | -1): Limbs => {
    const shoulderHere: Point = [shoulder[0] + side * 0.6, shoulder[1]]
    const elbow = reach(shoulderHere, -97 + side * 3 + breath, build.upperArm)
    return {
      ...legTo(build, [hip[0] + side, hip[1]], [side * -2.6 - 0.4, build.ankle], 0),
      shoulder: shoulderHere,
      elbow,
      hand: reach(elbow, -80 + side * 4 + breath * 1.5, build.forearm),
    }
  }
  const look = 3 * wave(seconds * 0.09 + individual * 5)
  return upright(build, moment, individual, hip, shoulder, look, limbs(1), limbs(-1))
}

function dancePose(build: BipedBuild, moment: Moment, individual: number): BipedPose {
  const beat = moment.seconds * 0.95
  const hip: Point = [4 * wave(beat * 0.5), build.hipHeight - 2.2 + 1.8 * wave(beat * 2)]
  const shoulder = reach(hip, 90 - 7 * wave(beat * 0.5 + 0.06), build.spine)
  const limbs = (side: 1 | -1): Limbs => {
    const lift = wave(beat * 0.5 + (side > 0 ? 0 : 0.5))
    const raise = 58 + 52 * wave(beat + side * 0.2)
    const shoulderHere: Point = [shoulder[0] + side * 1.4, shoulder[1]]
    const elbow = reach(shoulderHere, side > 0 ? -62 + raise : 242 - raise, build.upperArm)
    const hand = reach(elbow, side > 0 ? 8 + raise * 0.9 : 172 - raise * 0.9, build.forearm)
    const ankle: Point = [side * 7.5 + 4 * Math.max(0, lift), build.ankle + 9 * Math.max(0, lift) ** 2]
    return {
      ...legTo(build, [hip[0] + side * 1.4, hip[1]], ankle, -24 * Math.max(0, lift)),
      shoulder: shoulderHere,
      elbow,
      hand,
    }
  }
  const pose = upright(build, moment, individual, hip, shoulder, -6 * wave(beat * 0.5), limbs(1), limbs(-1))
  return { ...pose, wind: 0.7, flutter: beat }
}

type Seat = {
  readonly seat: number
  readonly knees: number
  readonly lean: number
  readonly hands: 'knees' | 'reins'
}

function seatedPose(build: BipedBuild, moment: Moment, individual: number, how: Seat): BipedPose {
  const breath = wave(moment.seconds * 0.25 + individual)
  const hip: Point = [-8, how.seat]
  const shoulder = reach(hip, 90 + how.lean, build.spine + 0.3 * breath)
  const limbs = (side: 1 | -1): Limbs => {
    const leg = legTo(build, hip, [hip[0] + build.thigh * 1.12 + side * 3, build.ankle], 0)
    const shoulderHere: Point = [shoulder[0] + side, shoulder[1]]
    const hand: Point = [leg.knee[0] - 1, leg.knee[1] + 2.6]
    return {
      ...leg,
      shoulder: shoulderHere,
      elbow: bendJoint(shoulderHere, hand, build.upperArm, build.forearm, -1),
      hand,
    }
  }
  const look = 4 * wave(moment.seconds * 0.1 + individual)
  return upright(build, moment, individual, hip, shoulder, look, limbs(1), limbs(-1))
}

/** Astride, the origin at the seat, hands at the reins. */
function ridingPose(build: BipedBuild, moment: Moment, individual: number): BipedPose {
  const rise = 1.6 * wave(moment.cycles - 0.3)
  const hip: Point = [0, 4 + Math.max(0, rise)]
  const shoulder = reach(hip, 84 + 2 * wave(moment.cycles), build.spine)
  const limbs = (side: 1 | -1): Limbs => {
    const leg = legTo(build, hip, [6, hip[1] - build.thigh - build.shank * 0.42], 8)
    const hand: Point = [shoulder[0] + 13, hip[1] + 10 + rise * 0.5]
    const shoulderHere: Point = [shoulder[0] + side, shoulder[1]]
    return {
      ...leg,
      shoulder: shoulderHere,
      elbow: bendJoint(shoulderHere, hand, build.upperArm, build.forearm, -1),
      hand,
    }
  }
  const pose = upright(
    build,
    moment,
    individual,
    hip,
    shoulder,
    2 * wave(moment.cycles + 0.3),
    limbs(1),
    limbs(-1),
  )
  return { ...pose, wind: 0.9, flutter: moment.cycles }
}

/** On a bicycle: the origin is the crank, the hands reach for the bar. */
function pedallingPose(build: BipedBuild, moment: Moment, individual: number): BipedPose {
  const hip: Point = [-11, 36]
  const shoulder: Point = [4, 36 + build.spine * 0.86]
  const limbs = (side: 1 | -1): Limbs => {
    const turn = -moment.cycles * 360 + (side > 0 ? 0 : 180)
    const pedal = reach([0, 0], turn, 8)
    const leg = legTo(build, hip, [pedal[0] - 1, pedal[1] + build.ankle], -8 + 10 * wave(turn / 360))
    const hand: Point = [27, 37]
    const shoulderHere: Point = [shoulder[0] + side, shoulder[1]]
    return {
      ...leg,
      shoulder: shoulderHere,
      elbow: bendJoint(shoulderHere, hand, build.upperArm, build.forearm, -1),
      hand,
    }
  }
  const pose = upright(build, moment, individual, hip, shoulder, 0, limbs(1), limbs(-1))
  return {
    ...pose,
    trunkDegrees: -26,
    head: [shoulder[0] + build.neck * 0.42, shoulder[1] + build.neck * 0.9],
    wind: 0.8,
    flutter: moment.seconds * 2,
  }
}

/** Adrift: limbs half bent, moving slowly. The origin is the middle of the body. */
function weightlessPose(build: BipedBuild, moment: Moment, individual: number): BipedPose {
  const slow = moment.seconds * 0.13 + individual
  const hip: Point = [0, -3]
  const shoulder = reach(hip, 88 + 4 * wave(slow), build.spine)
  const limbs = (side: 1 | -1): Limbs => {
    const own = slow + side * 0.21
    const thighTurn = -76 + side * 14 + 9 * wave(own * 1.3)
    const knee = reach([hip[0] + side * 1.5, hip[1]], thighTurn, build.thigh)
    const shankTurn = thighTurn - 42 + side * 10 + 8 * wave(own * 1.7)
    const shoulderHere: Point = [shoulder[0] + side * 2, shoulder[1]]
    const armTurn = (side > 0 ? -24 : 196) + 16 * wave(own * 1.5)
    const elbow = reach(shoulderHere, armTurn, build.upperArm)
    return {
      hip: [hip[0] + side * 1.5, hip[1]],
      knee,
      ankle: reach(knee, shankTurn, build.shank),
      footDegrees: shankTurn + 74,
      shoulder: shoulderHere,
      elbow,
      hand: reach(elbow, armTurn + (side > 0 ? 38 : -46) + 10 * wave(own * 2), build.forearm),
    }
  }
  return upright(build, moment, individual, hip, shoulder, 4 * wave(slow * 1.2), limbs(1), limbs(-1))
}

/** Crawl strokes at the surface: the origin is on the water, the body just under it. */
function swimmingPose(build: BipedBuild, moment: Moment, individual: number): BipedPose {
  const stroke = moment.cycles
  const hip: Point = [-16, -7 + wave(stroke * 2) * 0.6]
  const shoulder = reach(hip, 14, build.spine)
  const limbs = (side: 1 | -1): Limbs => {
    const turn = -360 * (stroke + (side > 0 ? 0 : 0.5)) + 90
    const kick = wave(stroke * 3 + (side > 0 ? 0 : 0.5))
    const knee = reach(hip, 184 + 10 * kick, build.thigh)
    const elbow = reach(shoulder, turn, build.upperArm)
    return {
      hip,
      knee,
      ankle: reach(knee, 180 + 18 * kick, build.shank),
      footDegrees: 150,
      shoulder,
      elbow,
      hand: reach(elbow, turn + 24 - 22 * wave(turn / 360), build.forearm),
    }
  }
  const head = reach(shoulder, 38, build.neck)
  const pose = upright(build, moment, individual, hip, shoulder, 0, limbs(1), limbs(-1))
  return { ...pose, head, headDegrees: -14, trunkDegrees: -76, wind: 0.2, flutter: stroke }
}

function upright(
  build: BipedBuild,
  moment: Moment,
  individual: number,
  hip: Point,
  shoulder: Point,
  look: number,
  near: Limbs,
  far: Limbs,
): BipedPose {
  const trunkDegrees = (Math.atan2(shoulder[1] - hip[1], shoulder[0] - hip[0]) * 180) / Math.PI - 90
  return {
    hip,
    shoulder,
    head: reach(shoulder, 90 + trunkDegrees * 0.3, build.neck),
    trunkDegrees,
    headDegrees: look,
    near,
    far,
    eyes: eyeOpening(moment.seconds, individual),
    wind: 0.12,
    flutter: moment.seconds * 0.5,
  }
}
