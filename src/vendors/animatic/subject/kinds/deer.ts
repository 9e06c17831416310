import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import { paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'

const build: Build = {
  hip: [-20, 45],
  shoulder: [18, 45],
  back: [9, 7.5, 7.5, 9],
  belly: [9, 9, 11, 11],
  hind: { bones: [15.5, 16, 16], radii: [9.4, 4.8, 2.5, 2.1], paw: { length: 2.6, height: 5 }, stance: -3 },
  fore: { bones: [15, 16, 13.5], radii: [7.4, 4, 2.4, 2], paw: { length: 2.6, height: 5 }, stance: 1 },
  neck: { root: [2, 4], rise: [13, 22], radii: [9.5, 6.8, 5.2] },
  nod: 0,
  tail: { length: 9, radii: [3, 1.8], degrees: 190, curl: 50, sway: 26 },
  gaits: {
    walk: { style: 'walk', sweep: 30, lift: 8, bob: 0.8 },
    run: { style: 'gallop', sweep: 58, lift: 18, bob: 7 },
  },
}

const skull = outline(
  '-5.6 -3, -5 4, -0.6 6.2, 5 5.6, 10 3.4, 15.6 2, 18.4 0.2, 18.2 -2.6, 15 -4.2, 9 -5, 3 -7.6, -3 -7.4',
)
const muzzle = outline('12 0, 17 -0.6, 20 -2, 17 -6, 9 -6.4, 8 -3')
const ear = outline('0 0!, -3.4 3.4, -9.6 6.4!, -8.6 1.6, -3.6 -1.8!')

function coat(look: Look): Coat {
  const rgb = look.colour ?? ([176, 118, 72] as const)
  const body = paint(rgb)
  const bright = paint(tone(rgb, 1.72))
  const hasAntlers = look.random() < 0.8
  return {
    body,
    hoof: paint([62, 48, 46]),
    tailTip: bright,
    marks: (pen, pose) => {
      const [rump, loin, ribs, chest] = pose.spine
      pen.draw(
        limb(
          [
            [rump![0], rump![1] - 9],
            [loin![0], loin![1] - 11],
            [ribs![0], ribs![1] - 12],
          ],
          [4, 3.4, 3],
        ),
        bright,
      )
      pen.draw(ellipse(rump![0] - 9, rump![1] + 1, 4.6, 7), bright)
      pen.draw(ellipse(chest![0] + 8, chest![1] + 2, 5, 10), bright)
      for (const [x, y] of [
        [-2, 4],
        [4, 1],
        [-6, 0],
        [9, 5],
        [1, 6],
        [13, 1],
      ] as const) {
        pen.draw(ellipse(loin![0] + x, loin![1] + y, 1.4, 1.1), bright)
      }
    },
    head: (pen, face) =>
      pen.at(0, 0, -20, 1.15, 1.15, () => drawHead(pen, face, { body, bright, hasAntlers })),
  }
}

function drawHead(
  pen: Pen,
  face: Face,
  paints: { readonly body: Paint; readonly bright: Paint; readonly hasAntlers: boolean },
): void {
  const flick = 14 * Math.max(0, wave(face.moment.seconds * 0.37) - 0.6)
  if (paints.hasAntlers) pen.at(3, 5, 30, 0.94, 1, () => drawAntler(pen, toned(antler, 0.8)))
  pen.at(2.4, 4.6, -34, 0.9, 0.9, () => pen.draw(ear, toned(paints.body, 0.76)))
  pen.drawWith(skull, paints.body, () => pen.draw(muzzle, paints.bright))
  pen.draw(ellipse(17.6, 0, 1.7, 1.5), ink)
  pen.draw(stroke('17 -2.4, 14 -2.6, 11.6 -1.8', 0.4), ink)
  drawBeadEye(pen, 4.6, 1.8, 1.8, face.eyes)
  pen.at(-1.6, 3.6, -14 + flick, 1, 1, () => {
    pen.draw(ear, paints.body)
    pen.at(-1.4, 0.2, 0, 0.66, 0.62, () => pen.draw(ear, innerEar))
  })
  if (paints.hasAntlers) pen.at(0, 5, 20, 1, 1, () => drawAntler(pen, antler))
}

const antler = paint([196, 164, 124])
const innerEar = paint([226, 180, 158])

function drawAntler(pen: Pen, paint: Paint): void {
  pen.draw(
    [
      limb('0 0, -6 8, -7 17, -1 27', [1.7, 1.5, 1.3, 0.4]),
      limb('-5 6, 0 10, 2 15', [1.2, 1, 0.3]),
      limb('-7.4 14, -12 19, -13 25', [1.2, 1, 0.3]),
      limb('-6.6 18, -3 20, 3 22', [1.1, 0.9, 0.3]),
    ],
    paint,
  )
}

export const deer: Kind = quadrupedKind({
  family: 'deer',
  size: 'medium',
  build,
  habit: 'walk',
  pace: { walk: 0.9, run: 1.6 },
  coat,
})
