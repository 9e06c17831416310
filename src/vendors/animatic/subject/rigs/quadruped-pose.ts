import { lerp } from '../../picture/easing.ts'
import type { Moment } from '../kind.ts'
import type { Action } from '../subject.ts'
import type { Point } from '../shape.ts'
import { bendJoint, eyeOpening, footing, overStep, reach, wave } from './gait.ts'
import type { Gait } from './gait.ts'
import type { Build, GaitBuild, LegBuild } from './quadruped-build.ts'

/** Where everything of a four-legged animal is at one moment, in its own units. */
export type QuadrupedPose = {
  /** Rump, loin, ribs, chest. */
  readonly spine: readonly Point[]
  readonly trunkDegrees: number
  readonly neck: readonly Point[]
  readonly head: Point
  readonly headDegrees: number
  readonly tail: readonly Point[]
  readonly legs: {
    readonly farHind: LegPose
    readonly farFore: LegPose
    readonly nearHind: LegPose
    readonly nearFore: LegPose
  }
  /** On the back, where a rider sits. */
  readonly seat: Point
  /** 0 closed to 1 open. */
  readonly eyes: number
}

export type LegPose = {
  /** Hip, knee, hock, toe; or shoulder, elbow, wrist, toe. */
  readonly joints: readonly [Point, Point, Point, Point]
  readonly pawDegrees: number
}

export function poseQuadruped(
  build: Build,
  action: Action,
  moment: Moment,
  individual: number,
): QuadrupedPose {
  switch (action) {
    case 'walk':
      return goingPose(build, build.gaits.walk, moment, individual)
    case 'run':
      return goingPose(build, build.gaits.run, moment, individual)
    case 'sit':
      return restingPose(build, sitting, moment, individual)
    case 'sleep':
      return restingPose(build, lying, moment, individual)
    case 'stand':
    case 'float':
    case 'fly':
    case 'swim':
    case 'drive':
    case 'sail':
      return restingPose(build, standing, moment, individual)
    default:
      throw new Error(`No such action: ${String(action satisfies never)}`)
  }
}

/** The cycle of a gait by its name, with an animal's own sweep, lift and bob. */
export function gaitOf(going: GaitBuild): Gait {
  const { sweep, lift, bob } = going
  switch (going.style) {
    case 'walk':
      return {
        landings: [0, 0.5, 0.25, 0.75],
        duty: 0.62,
        sweep,
        lift,
        bob,
        bobs: 2,
        rockDegrees: 0.8,
        flex: 0.4,
      }
    case 'amble':
      return {
        landings: [0, 0.5, 0.18, 0.68],
        duty: 0.68,
        sweep,
        lift,
        bob,
        bobs: 2,
        rockDegrees: 0.6,
        flex: 0.2,
      }
    case 'trot':
      return {
        landings: [0, 0.5, 0.5, 0],
        duty: 0.44,
        sweep,
        lift,
        bob,
        bobs: 2,
        rockDegrees: 0.6,
        flex: 0.5,
      }
    case 'gallop':
      return {
        landings: [0, 0.1, 0.42, 0.54],
        duty: 0.3,
        sweep,
        lift,
        bob,
        bobs: 1,
        rockDegrees: 5,
        flex: 3.5,
      }
    case 'bound':
      return {
        landings: [0, 0.03, 0.45, 0.52],
        duty: 0.3,
        sweep,
        lift,
        bob,
        bobs: 1,
        rockDegrees: 9,
        flex: 5,
      }
    default:
      throw new Error(`No such gait: ${String(going.style satisfies never)}`)
  }
}

function goingPose(build: Build, going: GaitBuild, moment: Moment, individual: number): QuadrupedPose {
  const gait = gaitOf(going)
  const { cycles, seconds } = moment
  const isLeaping = gait.bobs === 1
  // A leap is highest half a cycle after the hind feet push off; a walk is lowest when a foot lands.
  const rise = gait.bob * (isLeaping ? wave(cycles - 0.5) : wave(cycles * 2 - 0.1))
  const rock = gait.rockDegrees * wave(isLeaping ? cycles - 0.12 : cycles * 2 + 0.3)
  const flex = gait.flex * wave(isLeaping ? cycles - 0.6 : cycles * 2)
  const trunk = placeTrunk(build, [0, rise], rock, flex)
  const leg = (legBuild: LegBuild, joint: Point, home: number, landing: number, isFore: boolean): LegPose => {
    const foot = footing(gait, cycles, landing)
    const lean = isFore
      ? overStep(foot.stage, 100, 66, isLeaping ? 0 : 14)
      : overStep(foot.stage, 112, 62, isLeaping ? 20 : 44)
    const pawLean = overStep(foot.stage, 8, -34, -62)
    return solveLeg(legBuild, joint, [home + foot.x, foot.y], lean, Math.min(6, pawLean), isFore)
  }
  const { hip, shoulder, hind, fore } = build
  const homes = { hind: hip[0] + hind.stance, fore: shoulder[0] + fore.stance }
  const far = 3
  const nod = isLeaping ? rock * 0.5 : 1.6 * wave(cycles * 2 + 0.15)
  return {
    ...trunk,
    ...placeHead(build, trunk.chest, -rock * 0.4 + nod * 0.4, build.nod * 0.6 + nod),
    tail: placeTail(build, trunk.rump, rock, seconds, cycles, isLeaping ? -0.45 : 0),
    legs: {
      farHind: leg(hind, offset(trunk.hip, far, -2), homes.hind + far, gait.landings[1], false),
      farFore: leg(fore, offset(trunk.shoulder, far, 1), homes.fore + far, gait.landings[3], true),
      nearHind: leg(hind, offset(trunk.hip, 1, -3), homes.hind, gait.landings[0], false),
      nearFore: leg(fore, trunk.shoulder, homes.fore, gait.landings[2], true),
    },
    eyes: eyeOpening(seconds, individual),
  }
}

/** A resting attitude: where the joints go, as shares of their standing height, and how the legs fold. */
type Rest = {
  readonly hipHeight: number
  readonly shoulderHeight: number
  /** How far the hip moves ahead, as a share of its height. */
  readonly hipAhead: number
  readonly foreAhead: number
  readonly hindAhead: number
  readonly foreLean: number
  readonly hindLean: number
  readonly neckDegrees: number
  readonly headDegrees: number
  readonly tailTurn: number
  readonly asleep: boolean
}

const standing: Rest = {
  hipHeight: 1,
  shoulderHeight: 1,
  hipAhead: 0,
  foreAhead: 0,
  hindAhead: 0,
  foreLean: 90,
  hindLean: 98,
  neckDegrees: 0,
  headDegrees: 0,
  tailTurn: 0,
  asleep: false,
}
const sitting: Rest = {
  hipHeight: 0.36,
  shoulderHeight: 1.08,
  hipAhead: 0.3,
  foreAhead: -0.02,
  hindAhead: 0.34,
  foreLean: 90,
  hindLean: 170,
  neckDegrees: 8,
  headDegrees: 0,
  tailTurn: 1,
  asleep: false,
}
const lying: Rest = {
  hipHeight: 0.4,
  shoulderHeight: 0.36,
  hipAhead: 0.1,
  foreAhead: 0.5,
  hindAhead: 0.4,
  foreLean: 176,
  hindLean: 172,
  neckDegrees: -58,
  headDegrees: -8,
  tailTurn: 1,
  asleep: true,
}

function restingPose(build: Build, rest: Rest, moment: Moment, individual: number): QuadrupedPose {
  const { seconds } = moment
  const breath = wave(seconds * (rest.asleep ? 0.26 : 0.36) + individual)
  const { hip, shoulder, hind, fore } = build
  const newHip: Point = [hip[0] + rest.hipAhead * hip[1], Math.max(build.belly[0], hip[1] * rest.hipHeight)]
  const lowest = build.belly[3] * 0.92
  const newShoulder: Point = [shoulder[0], Math.max(lowest, shoulder[1] * rest.shoulderHeight)]
  const trunk = spanTrunk(build, newHip, newShoulder, breath * 0.5)
  const far = 4
  const foreHome = shoulder[0] + fore.stance + rest.foreAhead * shoulder[1]
  const hindHome = newHip[0] + hind.stance + rest.hindAhead * hip[1]
  const leg = (legBuild: LegBuild, joint: Point, x: number, lean: number, isFore: boolean): LegPose =>
    solveLeg(legBuild, joint, [x, 0], lean, 0, isFore)
  const look = rest.asleep
    ? 0
    : 3.5 * wave(seconds * 0.17 + individual * 3) * wave(seconds * 0.06 + individual)
  const trunkTilt = trunk.trunkDegrees - standingTilt(build)
  return {
    ...trunk,
    ...placeHead(
      build,
      trunk.chest,
      rest.neckDegrees - trunkTilt * 0.25,
      build.nod + rest.headDegrees + look + breath * 0.6,
    ),
    tail: placeTail(build, trunk.rump, trunk.trunkDegrees, seconds, seconds * 0.4, rest.tailTurn),
    legs: {
      farHind: leg(hind, offset(trunk.hip, far, -2), hindHome + far + 2, rest.hindLean, false),
      farFore: leg(fore, offset(trunk.shoulder, far, 0), foreHome + far + 1, rest.foreLean, true),
      nearHind: leg(hind, offset(trunk.hip, 1, -3), hindHome, rest.hindLean, false),
      nearFore: leg(fore, trunk.shoulder, foreHome, rest.foreLean, true),
    },
    eyes: rest.asleep ? 0 : eyeOpening(seconds, individual),
  }
}

type Trunk = Pick<QuadrupedPose, 'spine' | 'trunkDegrees' | 'seat'> & {
  readonly hip: Point
  readonly shoulder: Point
  readonly rump: Point
  readonly chest: Point
}

/** The trunk moved by (x, y), turned about its middle, its back arched by `flex` units. */
function placeTrunk(build: Build, [dx, dy]: Point, degrees: number, flex: number): Trunk {
  const { hip, shoulder } = build
  const middle: Point = [(hip[0] + shoulder[0]) / 2, (hip[1] + shoulder[1]) / 2]
  const turn = ([x, y]: Point): Point => {
    const angle = (degrees * Math.PI) / 180
    const [px, py] = [x - middle[0], y - middle[1]]
    return [
      middle[0] + px * Math.cos(angle) - py * Math.sin(angle) + dx,
      middle[1] + px * Math.sin(angle) + py * Math.cos(angle) + dy,
    ]
  }
  return spanTrunk(
    build,
    turn([hip[0] + flex * 0.6, hip[1]]),
    turn([shoulder[0] - flex * 0.6, shoulder[1]]),
    flex,
  )
}

function spanTrunk(build: Build, hip: Point, shoulder: Point, arch: number): Trunk {
  const along = (t: number, lift: number): Point => [
    lerp(hip[0], shoulder[0], t),
    lerp(hip[1], shoulder[1], t) + lift,
  ]
  const degrees = (Math.atan2(shoulder[1] - hip[1], shoulder[0] - hip[0]) * 180) / Math.PI
  const spine = [hip, along(0.36, arch), along(0.7, arch * 0.8), shoulder]
  const seat = along(0.56, arch + build.back[1] * 0.92)
  const rump = reach(hip, degrees + 158, build.back[0] * 0.82)
  const chest = shoulder
  return { spine, trunkDegrees: degrees, hip, shoulder, rump, chest, seat }
}

function placeHead(
  build: Build,
  chest: Point,
  neckDegrees: number,
  headDegrees: number,
): Pick<QuadrupedPose, 'neck' | 'head' | 'headDegrees'> {
  const { root, rise } = build.neck
  const from: Point = [chest[0] + root[0], chest[1] + root[1]]
  const angle = (neckDegrees * Math.PI) / 180
  const turned: Point = [
    rise[0] * Math.cos(angle) - rise[1] * Math.sin(angle),
    rise[0] * Math.sin(angle) + rise[1] * Math.cos(angle),
  ]
  const head: Point = [from[0] + turned[0], from[1] + turned[1]]
  const middle: Point = [lerp(from[0], head[0], 0.5) - 1.5, lerp(from[1], head[1], 0.5) + 1]
  return { neck: [from, middle, head], head, headDegrees }
}

function placeTail(
  build: Build,
  root: Point,
  trunkTurn: number,
  seconds: number,
  cycles: number,
  turn: number,
): readonly Point[] {
  const { length, degrees, curl, sway } = build.tail
  const links = 8
  const points: Point[] = [root]
  // Sitting and lying animals lay the tail along the ground; running ones stream it behind.
  const start = turn > 0 ? lerp(degrees, 186, turn * 0.85) : degrees + turn * (degrees - 185)
  let angle = start + trunkTurn * 0.3
  for (let link = 1; link <= links; link++) {
    const t = link / links
    const swing = sway * t * (wave(seconds * 0.45 - t * 0.45) + 0.5 * wave(cycles - t * 0.4))
    angle += (curl * (turn > 0 ? 0.15 : 1 + Math.min(0, turn) * 0.5)) / links + swing / 3
    const next = reach(points[link - 1]!, angle, length / links)
    points.push([next[0], Math.max(2.5, next[1])])
  }
  return points
}

/** A leg from its joint to a toe on or over the ground; `lean` is the foot bone's direction, up from the toe. */
function solveLeg(
  build: LegBuild,
  joint: Point,
  toe: Point,
  lean: number,
  pawDegrees: number,
  isFore: boolean,
): LegPose {
  const [upper, lower, foot] = build.bones
  const lifted: Point = [toe[0], toe[1] + build.paw.height * 0.5]
  const hock = reach(lifted, lean, foot)
  const [kneeX, kneeY] = bendJoint(joint, hock, upper, lower, isFore ? -1 : 1)
  const knee: Point = [kneeX, Math.max(build.radii[1], kneeY)]
  return { joints: [joint, knee, hock, lifted], pawDegrees }
}

function standingTilt(build: Build): number {
  const { hip, shoulder } = build
  return (Math.atan2(shoulder[1] - hip[1], shoulder[0] - hip[0]) * 180) / Math.PI
}

function offset([x, y]: Point, dx: number, dy: number): Point {
  return [x + dx, y + dy]
}
