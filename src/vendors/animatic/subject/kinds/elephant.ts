import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { crease, drawBeadEye, stroke } from '../rigs/features.ts'
import { reach, wave } from '../rigs/gait.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import { paint, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { limb, outline } from '../shape.ts'
import type { Point } from '../shape.ts'

const build: Build = {
  hip: [-33, 54],
  shoulder: [23, 56],
  back: [24, 28, 27, 23],
  belly: [22, 24, 25, 24],
  hind: { bones: [21, 20, 11], radii: [18, 12.4, 9.6, 9.6], paw: { length: 2.2, height: 12 }, stance: 0 },
  fore: { bones: [22, 21, 10], radii: [16, 11.6, 9.4, 9.6], paw: { length: 2.2, height: 12 }, stance: 2 },
  neck: { root: [4, 6], rise: [18, 10], radii: [22, 20, 17] },
  nod: 0,
  tail: { length: 34, radii: [2.6, 1.2], degrees: 236, curl: 34, sway: 20 },
  gaits: {
    walk: { style: 'amble', sweep: 30, lift: 7, bob: 0.9 },
    run: { style: 'amble', sweep: 40, lift: 11, bob: 2 },
  },
}

const skull = outline('-17 0, -16 14, -6 24, 7 24, 17 15, 20 3, 17 -10, 8 -19, -6 -20, -15 -12')
const ear = outline('4 12!, -4 20, -18 21, -31 12, -34 -6, -27 -22, -14 -30, -4 -22, 1 -8, 5 2!')
const tusk = outline('12 -9!, 20 -17, 33 -17.4, 38 -12!, 31 -22, 18 -23.4, 7 -14!')

function coat(look: Look): Coat {
  const hide = paint(look.colour ?? [146, 150, 164])
  const nails = paint([222, 214, 204])
  return {
    body: hide,
    trimmings: (pen, pose) => {
      for (const leg of [pose.legs.nearHind, pose.legs.nearFore]) {
        const [x, y] = leg.joints[3]
        for (const toe of [3, 6.6, 9.6])
          pen.draw(
            outline(`${x + toe - 1.6} ${y - 7}!, ${x + toe} ${y - 3.6}, ${x + toe + 1.6} ${y - 7}!`),
            nails,
          )
      }
    },
    head: (pen, face) => pen.at(3, 5, 0, 1, 1, () => drawHead(pen, face, hide)),
  }
}

const ivory = paint([246, 238, 220])

function drawHead(pen: Pen, face: Face, hide: Paint): void {
  const flap = 0.86 + 0.14 * wave(face.moment.seconds * 0.42)
  pen.at(2, 0, 0, 0.9, 1, () => pen.draw(tusk, toned(ivory, 0.76)))
  const trunk = trunkOf(face)
  const radii = [13, 10.4, 8.4, 6.8, 5.6, 4.8, 4.2, 3.8]
  pen.draw([skull, limb(trunk, radii)], hide)
  for (let ring = 2; ring < 7; ring++) {
    const [x, y] = trunk[ring]!
    const r = radii[ring]! * 0.8
    pen.draw(
      stroke(
        [
          [x - r, y - 1],
          [x, y + 0.6],
          [x + r * 0.8, y - 1],
        ],
        0.5,
      ),
      toned(hide, 0.76),
    )
  }
  pen.draw(tusk, ivory)
  drawBeadEye(pen, 10, 6, 2.4, face.eyes)
  pen.draw(stroke('6 9.4, 10 10.4, 14 8.6', 0.5), toned(hide, 0.7))
  pen.at(-7, 2, 4 * wave(face.moment.seconds * 0.42), flap, 1, () => {
    pen.at(1.6, -1, 0, 1, 1, () => pen.tint(ear, crease))
    pen.draw(ear, toned(hide, 0.93))
    pen.at(-3, -1, 0, 0.74, 0.74, () => pen.draw(ear, toned(hide, 0.8)))
  })
}

/** A trunk that hangs, swings and curls its tip. */
function trunkOf(face: Face): readonly Point[] {
  const { seconds } = face.moment
  const swing = 9 * wave(seconds * 0.21) + (face.asleep ? 34 : 0)
  const points: Point[] = [[13, -2]]
  let angle = -62 + swing * 0.4
  for (let link = 1; link < 8; link++) {
    angle += link < 3 ? -9 : 7 + 7 * wave(seconds * 0.21 - link * 0.06) * (link / 7)
    points.push(reach(points[link - 1]!, angle + swing * 0.3, 9))
  }
  return points
}

export const elephant: Kind = quadrupedKind({
  family: 'elephant',
  size: 'huge',
  build,
  habit: 'walk',
  pace: { walk: 0.62, run: 1.05 },
  coat,
})
