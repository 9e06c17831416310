import type { CameraMove } from '../render-plan.ts'
import { easeGlide, smoothstep } from '../picture/easing.ts'
import { sampleFieldAt, type Field } from '../picture/field.ts'
import type { PixelMap } from '../picture/mesh-warp.ts'
import { createRandom } from '../picture/random.ts'
import type { BorderedImage } from '../picture/bordered-image.ts'

/** Where a camera looks at a still. All zero but `zoom: 1` shows the still as it is. Lengths are frame heights. */
export type CameraPose = {
  readonly zoom: number
  /** The centre of the view, from the centre of the still; y points down. */
  readonly x: number
  readonly y: number
  /** Radians, the camera turning clockwise. */
  readonly roll: number
  /** Perspective: positive shrinks the right side of the picture and enlarges the left. */
  readonly yaw: number
  /** How far near parts move against far ones, and how much more they grow. */
  readonly parallaxX: number
  readonly parallaxY: number
  readonly parallaxZoom: number
}

export type Shot = {
  readonly moves: readonly CameraMove[]
  readonly seed: number
  readonly durationSeconds: number
  /** Width of the frame over its height. */
  readonly aspect: number
}

/**
 * The camera at a moment of a shot. It starts from the still as it is, and starts and ends at rest, so that films
 * can be cut together and the first frame is the image itself.
 * @param t 0 at the first frame, 1 at the last.
 */
export function poseAt(shot: Shot, t: number): CameraPose {
  const glide = easeGlide(t)
  // Longer shots travel farther, or they would seem to stand still; shorter ones less, or they would rush.
  const reach = Math.min(1.25, Math.max(0.75, 0.7 + shot.durationSeconds / 16))
  const pose = { ...AT_REST }
  const travel: Travel = { x: 0, y: 0, room: 0, logZoom: 0 }
  for (const move of shot.moves) addMove(move, shot, reach, glide, travel, pose)
  // The zoom that makes room for a pan runs ahead of the pan, so that a pan looks like a pan and not like a push.
  const room = travel.room * reach * easeGlide(Math.min(1, t / 0.8))
  const finalZoom = Math.exp(travel.logZoom) * (1 + travel.room * reach)
  const freedom = Math.max(0, 0.5 - 0.5 / finalZoom)
  pose.zoom = Math.exp(travel.logZoom * glide) * (1 + room) * rollRoom(pose.roll, shot.aspect)
  pose.x = unit(travel.x) * freedom * shot.aspect * glide
  pose.y = unit(travel.y) * freedom * glide
  pose.parallaxX += unit(travel.x) * 0.03 * glide
  pose.parallaxY += unit(travel.y) * 0.025 * glide
  if (shot.moves.includes('handheld')) shake(pose, shot, t)
  if (shot.moves.includes('static')) breathe(pose, shot, t)
  return pose
}

/** The map that draws a picture as a camera sees it in a frame of this size. */
export function viewThrough(
  pose: CameraPose,
  source: BorderedImage,
  width: number,
  height: number,
  depth: Field,
): PixelMap {
  const cosine = Math.cos(pose.roll)
  const sine = Math.sin(pose.roll)
  const shrink = 1 / pose.zoom
  return (column, row, into) => {
    const perspective = shrink / (1 + (pose.yaw * (column + 0.5 - width / 2)) / height)
    const across = ((column + 0.5 - width / 2) / height) * perspective
    const down = ((row + 0.5 - height / 2) / height) * perspective
    let x = across * cosine - down * sine + pose.x
    let y = across * sine + down * cosine + pose.y
    const nearness = sampleFieldAt(depth, (x * height) / width + 0.5, y + 0.5) - MIDDLE_DEPTH
    const grow = 1 / (1 + pose.parallaxZoom * nearness)
    x = x * grow + pose.parallaxX * 2 * nearness
    y = y * grow + pose.parallaxY * 2 * nearness
    into[0] = (x * height + width / 2) * source.scaleX + source.originX - 0.5
    into[1] = (y * height + height / 2) * source.scaleY + source.originY - 0.5
  }
}

type MutablePose = { -readonly [key in keyof CameraPose]: number }

/** What several moves ask for together; `room` is the share the picture must grow so that the view stays on it. */
type Travel = { x: number; y: number; room: number; logZoom: number }

const AT_REST: CameraPose = {
  zoom: 1,
  x: 0,
  y: 0,
  roll: 0,
  yaw: 0,
  parallaxX: 0,
  parallaxY: 0,
  parallaxZoom: 0,
}

/** The depth that stays where it is under parallax: a little below the mean of most guesses. */
const MIDDLE_DEPTH = 0.42

function addMove(
  move: CameraMove,
  shot: Shot,
  reach: number,
  glide: number,
  travel: Travel,
  pose: MutablePose,
): void {
  const side = shot.seed & 1 ? 1 : -1
  switch (move) {
    case 'zoom-in':
      travel.logZoom += Math.log(1 + 0.3 * reach)
      pose.parallaxZoom += 0.12 * glide
      return
    case 'zoom-out':
      // As far as the border of the picture reaches.
      travel.logZoom -= 0.155
      pose.parallaxZoom -= 0.06 * glide
      return
    case 'pan-left':
    case 'pan-right':
      travel.x += move === 'pan-left' ? -1 : 1
      travel.room = Math.max(travel.room, 0.24)
      return
    case 'tilt-up':
    case 'tilt-down':
      travel.y += move === 'tilt-up' ? -1 : 1
      travel.room = Math.max(travel.room, 0.26)
      return
    case 'orbit':
      travel.x += 0.6 * side
      travel.room = Math.max(travel.room, 0.17)
      pose.yaw += 0.16 * reach * side * glide
      pose.parallaxX += 0.045 * side * glide
      return
    case 'roll':
      pose.roll += 0.2 * reach * glide
      return
    case 'drift':
      travel.logZoom += Math.log(1.12)
      travel.room = Math.max(travel.room, 0.06)
      travel.x += shot.seed & 2 ? 0.8 : -0.8
      travel.y += shot.seed & 4 ? 0.35 : -0.35
      return
    case 'handheld':
    case 'static':
      return
  }
}

/** A hand's slow sway, well below the frequency of a tremble; it swells and dies down within the shot. */
function shake(pose: MutablePose, shot: Shot, t: number): void {
  const envelope = smoothstep(0, 0.12, t) * (1 - smoothstep(0.88, 1, t))
  const seconds = t * shot.durationSeconds
  const random = createRandom(shot.seed ^ 0x68616e64)
  const phases = [random(), random(), random(), random(), random()].map((phase) => phase * 2 * Math.PI)
  const sway = (phase: number, frequency: number): number => Math.sin(seconds * frequency + phases[phase]!)
  pose.x += envelope * 0.006 * (sway(0, 2.1) + 0.5 * sway(1, 4.7))
  pose.y += envelope * 0.006 * (sway(2, 1.7) + 0.5 * sway(3, 5.3))
  pose.roll += envelope * 0.004 * sway(4, 1.3)
  pose.zoom *= 1 + 0.03 * envelope
}

/** A locked-off camera still shows a living scene: near parts sway a little before far ones. */
function breathe(pose: MutablePose, shot: Shot, t: number): void {
  const envelope = smoothstep(0, 0.15, t) * (1 - smoothstep(0.85, 1, t))
  const seconds = t * shot.durationSeconds
  pose.parallaxX += envelope * 0.012 * Math.sin(seconds * 1.1)
  pose.parallaxY += envelope * 0.005 * Math.sin(seconds * 0.8)
}

/** The zoom at which a rolled frame stays inside the picture. */
function rollRoom(roll: number, aspect: number): number {
  const angle = Math.abs(roll)
  return Math.cos(angle) + Math.max(aspect, 1 / aspect) * Math.sin(angle)
}

function unit(value: number): number {
  return Math.min(1, Math.max(-1, value))
}
