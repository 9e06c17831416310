import { lerp, smoothstep } from '../../picture/easing.ts'
import type { Moment } from '../kind.ts'
import type { Point } from '../shape.ts'
import type { BipedBuild, BipedPose, Limbs } from './biped-body.ts'
import { bendJoint, eyeOpening, fraction, reach, wave } from './gait.ts'

/** How somebody on two legs goes. */
export type Stride = {
  readonly duty: number
  readonly sweep: number
  readonly lift: number
  readonly heelLift: number
  readonly drop: number
  readonly bob: number
  readonly lean: number
  readonly armSwing: number
  readonly armBend: number
}

export const walking: Stride = {
  duty: 0.62,
  sweep: 1,
  lift: 4,
  heelLift: 7.5,
  drop: 1.2,
  bob: 0.8,
  lean: -2,
  armSwing: 27,
  armBend: 20,
}
export const running: Stride = {
  duty: 0.36,
  sweep: 1.12,
  lift: 19,
  heelLift: 9,
  drop: 2.4,
  bob: 2.2,
  lean: -13,
  armSwing: 44,
  armBend: 92,
}

/** Cycles of a stride per height: how far one goes in two steps. */
export function strideHeights(build: BipedBuild, attitude: 'walk' | 'run'): number {
  const stride = attitude === 'walk' ? walking : running
  return (build.sweep * stride.sweep) / stride.duty / 100
}

export function strideOf(build: BipedBuild, moment: Moment, individual: number, stride: Stride): BipedPose {
  const { cycles, seconds } = moment
  const isRunning = stride.duty < 0.5
  const bob = stride.bob * wave(cycles * 2 + (isRunning ? 0.06 : -0.12))
  const hip: Point = [0, build.hipHeight - stride.drop + bob]
  const lean = stride.lean + 1.2 * wave(cycles * 2)
  const shoulder = reach(hip, 90 + lean, build.spine)
  const twist = 1.6 * wave(cycles + 0.25)
  const limbs = (offset: number, side: 1 | -1): Limbs => {
    const foot = stepOf(build, stride, cycles + offset)
    const hipHere: Point = [hip[0] + twist * side, hip[1]]
    const shoulderHere: Point = [shoulder[0] - twist * side * 1.3, shoulder[1]]
    const swing = -stride.armSwing * wave(cycles + offset + 0.25) + (isRunning ? -6 : 4)
    const bend = stride.armBend + (isRunning ? 12 : 14) * wave(cycles + offset - 0.22)
    const elbow = reach(shoulderHere, -90 + lean * 0.4 + swing, build.upperArm)
    const hand = reach(elbow, -90 + lean * 0.4 + swing + Math.max(6, bend), build.forearm)
    return {
      hip: hipHere,
      knee: bendJoint(hipHere, foot.ankle, build.thigh, build.shank, 1),
      ankle: foot.ankle,
      footDegrees: foot.degrees,
      shoulder: shoulderHere,
      elbow,
      hand,
    }
  }
  return {
    hip,
    shoulder,
    head: reach(shoulder, 90 + lean * 0.3, build.neck),
    trunkDegrees: lean,
    headDegrees: lean * 0.25 + 0.8 * wave(cycles * 2 + 0.2),
    near: limbs(0, 1),
    far: limbs(0.5, -1),
    eyes: eyeOpening(seconds, individual),
    wind: isRunning ? 1 : 0.35,
    flutter: cycles * 2,
  }
}

/** The ankle and the foot's pitch in a step that lands at cycle 0. */
function stepOf(
  build: BipedBuild,
  stride: Stride,
  cycles: number,
): { readonly ankle: Point; readonly degrees: number } {
  const phase = fraction(cycles)
  const sweep = build.sweep * stride.sweep
  const isRunning = stride.duty < 0.5
  if (phase < stride.duty) {
    const stage = phase / stride.duty
    const heel = smoothstep(0.5, 1, stage)
    const x = sweep * (0.5 - stage) + heel * 2
    const toeUp = (isRunning ? 4 : 16) * (1 - smoothstep(0, 0.18, stage))
    return {
      ankle: [x, build.ankle + stride.heelLift * heel * heel + toeUp * 0.06],
      degrees: toeUp - 48 * heel,
    }
  }
  const swing = (phase - stride.duty) / (1 - stride.duty)
  const eased = swing * swing * (3 - 2 * swing)
  const x = sweep * (eased - 0.5) + 2 * (1 - swing)
  const kick = isRunning ? Math.sin(Math.PI * Math.min(1, swing * 1.12)) ** 1.2 : Math.sin(Math.PI * swing)
  const y =
    build.ankle + stride.heelLift * (1 - swing) ** 2 + stride.lift * kick + swing * (isRunning ? 1.2 : 1)
  const degrees =
    lerp(-48, isRunning ? 4 : 16, smoothstep(0.1, 0.85, swing)) -
    (isRunning ? 26 * Math.sin(Math.PI * swing) : 0)
  return { ankle: [x, y], degrees }
}
