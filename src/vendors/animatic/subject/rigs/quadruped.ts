import type { Drawing, Look, Moment } from '../kind.ts'
import type { Extent, Pen } from '../pen.ts'
import { toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { limb, skin } from '../shape.ts'
import type { Point, Shape } from '../shape.ts'
import { crease } from './features.ts'
import { reach } from './gait.ts'
import type { Build, LegBuild, TailBuild } from './quadruped-build.ts'
import { poseQuadruped } from './quadruped-pose.ts'
import type { LegPose, QuadrupedPose } from './quadruped-pose.ts'

/** What a species adds to the build. */
export type Coat = {
  readonly body: Paint
  /** Legs from the elbows down, when they differ: a fox's stockings. */
  readonly paws?: Paint
  /** Whole legs, when they differ: a panda's. */
  readonly legs?: Paint
  readonly hoof?: Paint
  readonly tailTip?: Paint
  /** Paints stripes, spots and bellies, clipped to the trunk. */
  marks?(pen: Pen, pose: QuadrupedPose): void
  /** The same over the roots of the legs: saddles of fur, stripes, blankets. */
  backMarks?(pen: Pen, pose: QuadrupedPose): void
  /** Paints between the trunk and the head: a mane, a collar, a saddle. */
  trimmings?(pen: Pen, pose: QuadrupedPose, moment: Moment): void
  /** Paints before everything else: the far side of a mane, wings. */
  backdrop?(pen: Pen, pose: QuadrupedPose, moment: Moment): void
  /** Paints the head about the end of the neck. */
  head(pen: Pen, face: Face): void
  /** Paints the tail instead of the plain one. */
  tail?(pen: Pen, pose: QuadrupedPose, moment: Moment): void
}

export type Face = {
  readonly eyes: number
  readonly asleep: boolean
  readonly moment: Moment
  readonly action: Look['action']
}

/** Makes the drawing of one animal. */
export function drawQuadruped(build: Build, coat: Coat, look: Look): Drawing {
  const individual = look.random()
  const near: LegPaints = { body: coat.legs ?? coat.body, paws: coat.paws, hoof: coat.hoof }
  const far: LegPaints = {
    body: toned(coat.legs ?? coat.body, 0.74),
    paws: coat.paws && toned(coat.paws, 0.74),
    hoof: coat.hoof && toned(coat.hoof, 0.8),
  }
  return (pen, moment) => {
    const pose = poseQuadruped(build, look.action, moment, individual)
    castGroundShadow(pen, pose)
    coat.backdrop?.(pen, pose, moment)
    drawLeg(pen, pose.legs.farHind, build.hind, far)
    drawLeg(pen, pose.legs.farFore, build.fore, far)
    if (coat.tail === undefined) drawTail(pen, pose, build.tail, coat)
    else coat.tail(pen, pose, moment)
    const trunk = trunkShapes(build, pose)
    const nearLegs = [
      { leg: pose.legs.nearHind, legBuild: build.hind },
      { leg: pose.legs.nearFore, legBuild: build.fore },
    ]
    const whole = pen.extent([...trunk, ...nearLegs.map(({ leg, legBuild }) => legShape(leg, legBuild))])
    pen.drawWith(trunk, coat.body, () => coat.marks?.(pen, pose), whole)
    for (const { leg, legBuild } of nearLegs) {
      pen.at(-1.5, -0.5, 0, 1, 1, () => pen.tint(lowerLeg(leg, legBuild), crease))
      drawLeg(pen, leg, legBuild, near, whole)
    }
    if (coat.backMarks !== undefined) pen.clip(trunk, () => coat.backMarks?.(pen, pose))
    coat.trimmings?.(pen, pose, moment)
    if (look.rider !== undefined)
      pen.at(...pose.seat, pose.trunkDegrees, 1, 1, () => look.rider?.(pen, moment))
    pen.at(pose.head[0], pose.head[1], pose.headDegrees, 1, 1, () =>
      coat.head(pen, {
        eyes: pose.eyes,
        asleep: look.action === 'sleep',
        moment,
        action: look.action,
      }),
    )
  }
}

function trunkShapes(build: Build, pose: QuadrupedPose): readonly Shape[] {
  const trunk = skin(pose.spine, build.back, build.belly)
  const [root, middle, end] = build.neck.radii
  const neck = limb(pose.neck, [root, middle, end])
  return [trunk, neck]
}

function legShape(leg: LegPose, build: LegBuild): Shape {
  return limb(leg.joints, build.radii)
}

/** A leg without the root that passes over into the trunk. */
function lowerLeg(leg: LegPose, build: LegBuild): Shape {
  const [root, knee, hock, toe] = leg.joints
  const [r0, r1, r2, r3] = build.radii
  const start: Point = [(root[0] + knee[0]) / 2, (root[1] + knee[1]) / 2]
  return limb([start, knee, hock, toe], [(r0 + r1) / 2, r1, r2, r3])
}

type LegPaints = { readonly body: Paint; readonly paws: Paint | undefined; readonly hoof: Paint | undefined }

/** @param within The trunk and the legs, when the leg is lit as part of them. */
function drawLeg(pen: Pen, leg: LegPose, build: LegBuild, paints: LegPaints, within?: Extent): void {
  const { joints, pawDegrees } = leg
  const [, , wrist, toe] = joints
  const { length, height } = build.paw
  const shape = legShape(leg, build)
  const paw = limb([toe, reach(toe, pawDegrees, length)], [height * 0.56, height * 0.48], false)
  pen.draw((paints.hoof ?? paints.paws) ? shape : [shape, paw], paints.body, within)
  if (paints.hoof !== undefined) {
    const foot = limb([toe, reach(toe, pawDegrees, length * 0.4)], [height * 0.5, height * 0.56], false)
    pen.draw(foot, paints.hoof)
  } else if (paints.paws !== undefined) {
    const [, , wide, narrow] = build.radii
    const ankle: Point = [wrist[0] * 0.45 + toe[0] * 0.55, wrist[1] * 0.45 + toe[1] * 0.55]
    pen.draw([limb([ankle, toe], [(wide + narrow) * 0.52, narrow * 1.06]), paw], paints.paws)
  }
}

function drawTail(pen: Pen, pose: QuadrupedPose, build: TailBuild, coat: Coat): void {
  const radii = pose.tail.map((_, index) => {
    const t = index / (pose.tail.length - 1)
    return build.radii[0] + (build.radii[1] - build.radii[0]) * t
  })
  pen.draw(limb(pose.tail, radii), coat.body)
  if (coat.tailTip !== undefined) pen.draw(limb(pose.tail.slice(-3), radii.slice(-3)), coat.tailTip)
}

function castGroundShadow(pen: Pen, pose: QuadrupedPose): void {
  const [hip, shoulder] = [pose.spine[0]!, pose.spine.at(-1)!]
  const length = Math.abs(shoulder[0] - hip[0])
  pen.shadow((hip[0] + shoulder[0]) / 2, 0, length * 0.5 + 26, 0.42)
  for (const leg of Object.values(pose.legs)) {
    const toe = leg.joints[3]
    if (toe[1] < 4) pen.shadow(toe[0] + 2, 0, 9, 0.35)
  }
}
