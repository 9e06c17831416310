import type { Pen } from '../pen.ts'
import { toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { limb } from '../shape.ts'
import type { Point, Shape } from '../shape.ts'
import { wave } from './gait.ts'

/** A feathered wing seen from the side, spread across the way of flight. */
export type Wing = {
  readonly shoulder: Point
  /** Arm and hand, along the wing. */
  readonly inner: number
  readonly outer: number
  /** How deep the wing is along the body. */
  readonly chord: number
  /** How far the hand points back. */
  readonly sweep: number
  /** Spread fingers: 1 for eagles, 0 for swallows. */
  readonly fingers: number
  readonly flapDegrees: number
  /** The wing's middle attitude: positive holds it up. */
  readonly dihedral: number
}

/** Draws one wing at a moment of its beat; the far one is seen a little from below, the near one from above. */
export function drawWing(
  pen: Pen,
  wing: Wing,
  beat: number,
  isNear: boolean,
  paint: Paint,
  tip: Paint,
): void {
  const arm = wing.dihedral + wing.flapDegrees * wave(beat)
  // The hand follows the arm late, and folds a little on the way up.
  const hand = arm + wing.flapDegrees * 0.75 * wave(beat - 0.17)
  const tilt = isNear ? -0.3 : 0.3
  const along = (degrees: number, length: number, sweep: number): Point => {
    const angle = (degrees * Math.PI) / 180
    return [-sweep * length, (Math.sin(angle) + tilt * Math.cos(angle)) * length]
  }
  const from = wing.shoulder
  const [ax, ay] = along(arm, wing.inner, 0.1)
  const wrist: Point = [from[0] + ax, from[1] + ay]
  const [hx, hy] = along(hand, wing.outer, wing.sweep)
  const quills: Shape[] = []
  const feathers = 7
  for (let feather = 0; feather <= feathers; feather++) {
    const t = feather / feathers
    // The first quill points along the hand, the last one back along the body.
    const reach = 1 - t * 0.3
    const back = wing.chord * (0.12 + 0.9 * t)
    const end: Point = [wrist[0] + hx * reach * (1 - t * 0.72) - back, wrist[1] + hy * (1 - t) * reach]
    const middle: Point = [wrist[0] * 0.45 + end[0] * 0.55, wrist[1] * 0.4 + end[1] * 0.6]
    const width = wing.chord * (0.15 - wing.fingers * 0.035)
    quills.push(limb([wrist, middle, end], [width, width * 1.05, wing.fingers > 0.5 ? width * 0.45 : 0.6]))
  }
  const secondaries: Shape[] = []
  for (let feather = 0; feather <= 5; feather++) {
    const t = feather / 5
    const root: Point = [from[0] * (1 - t) + wrist[0] * t, from[1] * (1 - t) + wrist[1] * t]
    const width = wing.chord * 0.2
    secondaries.push(
      limb(
        [root, [root[0] - wing.chord * (1.02 - t * 0.06), root[1] - 2 + ay * 0.04]],
        [width, width * 0.62],
        false,
      ),
    )
  }
  pen.draw([...quills], tip)
  pen.draw(secondaries, toned(paint, 0.9))
  pen.draw(
    limb(
      [
        from,
        [(from[0] + wrist[0]) / 2 + 2, (from[1] + wrist[1]) / 2],
        wrist,
        [wrist[0] + hx * 0.5, wrist[1] + hy * 0.5],
      ],
      [wing.chord * 0.3, wing.chord * 0.27, wing.chord * 0.2, wing.chord * 0.08],
    ),
    paint,
  )
}
