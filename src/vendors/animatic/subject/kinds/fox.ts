import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import { mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const foxBuild: Build = {
  hip: [-25, 43],
  shoulder: [20, 43],
  back: [10, 9, 9.5, 11],
  belly: [12, 11, 13, 14],
  hind: { bones: [16.5, 17, 15], radii: [10.5, 6, 3.4, 3.2], paw: { length: 5, height: 6 }, stance: -2 },
  fore: { bones: [15.5, 16.5, 9.5], radii: [8.6, 5.2, 3.6, 3.2], paw: { length: 4.6, height: 6 }, stance: 1 },
  neck: { root: [3, 4], rise: [14, 20], radii: [12, 11, 10] },
  nod: 0,
  tail: { length: 52, radii: [4, 2], degrees: 172, curl: -30, sway: 14 },
  gaits: {
    walk: { style: 'trot', sweep: 28, lift: 8, bob: 1.2 },
    run: { style: 'gallop', sweep: 52, lift: 14, bob: 5 },
  },
}

const wolfBuild: Build = {
  ...foxBuild,
  hip: [-27, 50],
  shoulder: [22, 50],
  back: [11, 10, 11.5, 14],
  belly: [12, 11, 15, 17],
  hind: { bones: [18, 18.5, 17], radii: [11.5, 6.6, 4, 3.8], paw: { length: 6, height: 7 }, stance: -2 },
  fore: { bones: [18, 18.5, 12], radii: [10, 6, 4.2, 4], paw: { length: 5.6, height: 7 }, stance: 1 },
  neck: { root: [3, 4], rise: [17, 18], radii: [15, 13.5, 11.5] },
  tail: { length: 42, radii: [4, 2], degrees: 208, curl: 14, sway: 10 },
  gaits: {
    walk: { style: 'trot', sweep: 32, lift: 9, bob: 1.2 },
    run: { style: 'gallop', sweep: 58, lift: 15, bob: 5 },
  },
}

const skull = outline(
  '-11 -2, -10.6 7, -4.6 12.4, 4 11.6, 9 7.4, 15.6 4, 23 1.6, 27 -0.4, 26 -3.4, 20 -5.4, 12 -7.4, 6 -10.4!, 2 -9.4, -1.6 -14.4!, -5 -11, -10 -14!',
)
const cheek = outline('9 2, 16 2.2, 24 0, 28 -3, 20 -9, 4 -13, -4 -18, -9 -13, -3 -8, 3 -3')
const ear = outline('-7.6 0!, -8.4 10, -5 20.4!, 2 13, 4.8 1!')
const innerEar = outline('-4.6 2!, -5.6 10, -4 15.6!, 0.6 10, 2.2 2!')

type Fur = {
  readonly body: Paint
  readonly bright: Paint
  readonly dark: Paint
  readonly iris: Rgb
}

function coat(look: Look, rgb: Rgb, isWolf: boolean): Coat {
  const coatRgb = look.colour ?? rgb
  const body = paint(coatRgb)
  const fur: Fur = {
    body,
    bright: paint(mixRgb(tone(coatRgb, 1.8), [255, 250, 242], 0.4)),
    dark: paint(isWolf ? tone(coatRgb, 0.66) : [70, 48, 46]),
    iris: isWolf ? [222, 182, 70] : [120, 72, 34],
  }
  return {
    body,
    paws: isWolf ? fur.bright : fur.dark,
    marks: (pen, pose) => {
      const [, loin, , chest] = pose.spine
      pen.draw(
        limb(
          [
            [loin![0], loin![1] - 13],
            [chest![0], chest![1] - 15],
          ],
          [3, 5],
          false,
        ),
        fur.bright,
      )
      pen.draw(ellipse(chest![0] + 13, chest![1] - 2, 8, 18), fur.bright)
    },
    backMarks: (pen, pose) => {
      const back = pose.spine.map(([x, y]) => [x, y + 10] as const)
      if (isWolf) pen.draw(limb([...back, pose.head], [5, 5, 6, 7, 7]), fur.dark)
    },
    tail: (pen, pose) => {
      const bushy = limb(pose.tail, [3.6, 5.4, 7, 8.2, 8.8, 8.6, 7.4, 5, 0.8])
      pen.drawWith(bushy, fur.body, () => {
        pen.draw(limb(pose.tail.slice(6), [9, 9, 9]), isWolf ? fur.dark : fur.bright)
      })
    },
    head: (pen, face) => pen.at(2, 4, -4, 1, 1, () => drawHead(pen, face, fur)),
  }
}

function drawHead(pen: Pen, face: Face, fur: Fur): void {
  const twitch = 12 * Math.max(0, wave(face.moment.seconds * 0.33) - 0.75)
  pen.at(4, 9, -14, 0.9, 0.94, () => pen.draw(ear, toned(fur.dark, 0.95)))
  pen.drawWith(skull, fur.body, () => pen.draw(cheek, fur.bright))
  pen.draw(ellipse(26, -0.6, 2.3, 2), ink)
  pen.draw(stroke('25 -3.2, 19 -3.8, 13 -2.8', 0.6), ink)
  if (face.eyes <= 0.1) drawBeadEye(pen, 8.4, 3.2, 2.4, 0)
  else {
    pen.at(8.4, 3.4, -16, 1, 1, () => {
      pen.draw(ellipse(0, 0, 3.2, 2.3 * face.eyes), ink)
      pen.draw(ellipse(0.3, 0.1, 2.3, 1.7 * face.eyes), paint(fur.iris, 'flat'))
      pen.draw(ellipse(0.6, 0.1, 1.2, 1.5 * face.eyes), ink)
    })
  }
  pen.at(-3, 8, twitch, 1, 1, () => {
    pen.draw(ear, fur.body)
    pen.draw(innerEar, fur.dark)
  })
}

export const fox: Kind = quadrupedKind({
  family: 'fox',
  size: 'small',
  build: foxBuild,
  habit: 'walk',
  pace: { walk: 1.5, run: 1.9 },
  coat: (look) => coat(look, [216, 112, 48], false),
})

export const wolf: Kind = quadrupedKind({
  family: 'wolf',
  size: 'medium',
  build: wolfBuild,
  habit: 'walk',
  pace: { walk: 1.3, run: 1.8 },
  coat: (look) => coat(look, [134, 136, 144], true),
})
