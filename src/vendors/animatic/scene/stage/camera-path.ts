import type { RenderPlan } from '../../render-plan.ts'
import type { CameraPose, Shot } from '../../motion/camera.ts'
import { poseAt } from '../../motion/camera.ts'
import type { Bounds } from '../paint/canvas.ts'
import type { Lens, Placement, ScenePose } from '../plate/view.ts'
import { plainPlacement, uprightPlacement } from '../plate/view.ts'

/** The way of the camera through a scene, found once so that sheets can be made as large as it needs them. */
export type CameraPath = {
  at(frameIndex: number): { readonly pose: ScenePose; readonly roll: number; readonly rollZoom: number }
  /** Everything of an upright sheet at this distance that the camera ever sees. */
  uprightBounds(lens: Lens, distance: number): Bounds
  /** Everything of the plain that it ever sees. */
  plainBounds(lens: Lens, farthest: number): Bounds
  readonly rolls: boolean
}

/** The distance that keeps its size and place when the camera turns or moves about: that of the subject. */
export const SUBJECT_DISTANCE = 1.6

/**
 * @param parallax How much of a move sideways is travel and not turning, 0 to 1: less where walls stand close by.
 * @param followPixels How far the camera goes to the right over the film, at the subject's distance; left if negative.
 */
export function cameraPathOf(plan: RenderPlan, focal: number, parallax = 1, followPixels = 0): CameraPath {
  const shot: Shot = {
    moves: plan.moves,
    seed: plan.seed,
    durationSeconds: plan.frameCount / plan.framesPerSecond,
    aspect: plan.width / plan.height,
  }
  const stationAt = (frameIndex: number) => {
    const t = plan.frameCount > 1 ? frameIndex / (plan.frameCount - 1) : 0
    const station = stationOf(poseAt(shot, t), plan, focal, parallax)
    const followed = ((t - 0.5) * followPixels * SUBJECT_DISTANCE) / focal
    return { ...station, pose: { ...station.pose, truck: station.pose.truck + followed } }
  }
  const stations = Array.from({ length: SAMPLES + 1 }, (_, sample) =>
    stationAt((sample / SAMPLES) * (plan.frameCount - 1)),
  )
  const boundsOf = (place: (pose: ScenePose) => Placement) =>
    joined(stations.map(({ pose }) => seen(place(pose), plan.width, plan.height)))
  return {
    at: stationAt,
    uprightBounds: (lens, distance) => boundsOf((pose) => uprightPlacement(lens, pose, distance)),
    plainBounds: (lens, farthest) => boundsOf((pose) => plainPlacement(lens, pose, farthest)),
    rolls: stations.some(({ roll }) => roll !== 0),
  }
}

/** Moments at which the path is looked at; it is smooth between them. */
const SAMPLES = 48

/** Pixels beyond what was seen at the sampled moments. */
const MARGIN = 8

/** How much of a zoom is done by moving forward, which lets near things grow faster than far ones. */
const DOLLY_SHARE = 0.5

/** How much of a pan is done by moving sideways, and of a tilt by moving up. */
const TRUCK_SHARE = 0.55
const RISE_SHARE = 0.12

/**
 * A still's camera slides over a flat picture; here it moves in depth. A zoom becomes a push forward with some zoom, a
 * pan a move sideways with some turning, an orbit a move sideways around what stands at the subject's distance.
 */
function stationOf(camera: CameraPose, plan: RenderPlan, focal: number, parallax: number) {
  const rollZoom = rollRoomOf(camera.roll, plan.width / plan.height)
  const zoom = camera.zoom / rollZoom
  const aside = camera.x * plan.height
  const down = camera.y * plan.height
  const share = TRUCK_SHARE * parallax
  const around = -camera.yaw * SUBJECT_DISTANCE * 0.8 * parallax
  const sway = camera.parallaxX * 1.2
  const truck = ((share * aside) / focal) * SUBJECT_DISTANCE
  const pose: ScenePose = {
    zoom: zoom ** (1 - DOLLY_SHARE),
    panX: (1 - share) * aside * zoom + (around / SUBJECT_DISTANCE) * focal * -1,
    panY: (1 - RISE_SHARE) * down * zoom,
    truck: truck + around + sway,
    rise: ((-RISE_SHARE * down) / focal) * SUBJECT_DISTANCE - camera.parallaxY * 0.6,
    dolly: SUBJECT_DISTANCE * (1 - zoom ** -DOLLY_SHARE),
  }
  return { pose, roll: camera.roll, rollZoom }
}

/** The zoom that keeps the corners of a turned frame inside the picture. */
function rollRoomOf(roll: number, aspect: number): number {
  const angle = Math.abs(roll)
  return Math.cos(angle) + Math.max(aspect, 1 / aspect) * Math.sin(angle)
}

function seen(placement: Placement, width: number, height: number): Bounds {
  const line = new Float64Array(3)
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (let row = 0; row <= 16; row++) {
    placement.at((row / 16) * height, line)
    bounds.top = Math.min(bounds.top, line[0]!)
    bounds.bottom = Math.max(bounds.bottom, line[0]!)
    bounds.left = Math.min(bounds.left, line[1]!)
    bounds.right = Math.max(bounds.right, line[1]! + line[2]! * width)
  }
  return bounds
}

function joined(all: readonly Bounds[]): Bounds {
  return {
    left: Math.min(...all.map(({ left }) => left)) - MARGIN,
    top: Math.min(...all.map(({ top }) => top)) - MARGIN,
    right: Math.max(...all.map(({ right }) => right)) + MARGIN,
    bottom: Math.max(...all.map(({ bottom }) => bottom)) + MARGIN,
  }
}
