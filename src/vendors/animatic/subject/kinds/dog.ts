import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { crease, drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { choose } from '../rigs/choice.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import { paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const build: Build = {
  hip: [-29, 50],
  shoulder: [23, 50],
  back: [11, 10, 11, 12],
  belly: [13, 11, 15, 16],
  hind: { bones: [18, 18.5, 18], radii: [11.5, 7, 4, 3.8], paw: { length: 6, height: 7 }, stance: -3 },
  fore: { bones: [18, 18.5, 12], radii: [10, 6, 4.4, 4.2], paw: { length: 5.5, height: 7 }, stance: 0 },
  neck: { root: [4, 4], rise: [16, 26], radii: [14, 11, 9.5] },
  nod: 0,
  tail: { length: 42, radii: [4.4, 2.4], degrees: 148, curl: -70, sway: 40 },
  gaits: {
    walk: { style: 'trot', sweep: 32, lift: 10, bob: 1.6 },
    run: { style: 'gallop', sweep: 56, lift: 16, bob: 6 },
  },
}

const puppyBuild: Build = {
  ...build,
  hip: [-25, 33],
  shoulder: [18, 34],
  back: [13, 12, 12, 12],
  belly: [13, 14, 15, 14],
  hind: { bones: [14, 15, 12], radii: [11, 7.4, 5, 5], paw: { length: 6, height: 9 }, stance: -2 },
  fore: { bones: [13, 13, 8], radii: [9.6, 6.6, 5.4, 5.2], paw: { length: 6, height: 9 }, stance: 2 },
  neck: { root: [4, 4], rise: [11, 22], radii: [13.5, 12.5, 11] },
  tail: { length: 26, radii: [4.2, 2.4], degrees: 130, curl: -60, sway: 55 },
  gaits: {
    walk: { style: 'trot', sweep: 22, lift: 7, bob: 1.6 },
    run: { style: 'bound', sweep: 38, lift: 13, bob: 7 },
  },
}

const skull = outline(
  '-12 2, -10 9.5, -3 13, 5 12, 10 8, 13.5 4.6, 20 3.4, 25.4 2, 27 -1.5, 25.4 -5.4, 20 -7.6, 12 -9, 5 -12, -4 -12, -10 -7',
)
const lowerJaw = outline('6 -9, 14 -9, 21 -8.4, 22 -11, 15 -13.6, 5 -13')
const nearEar = outline('-6 11!, -1 9, -1.4 2, -4.6 -8, -8.6 -12.5, -12.6 -10, -13.4 -2, -11 7')
const farEar = outline('1 12!, 6 8, 5 0, 1 -5, -3 -2, -4 8')
const noseTip = outline('22.6 3.2, 26.2 3, 28.2 0.8, 26.6 -1.6, 23.6 -0.6')
const bridge = outline('9 8, 14 5, 21 3.8, 25 2.2, 25 -6, 18 -8.4, 10 -7.6, 8 -2')

type Fur = { readonly body: Paint; readonly bright: Paint; readonly ear: Paint; readonly farEar: Paint }

const dogs: readonly Rgb[] = [
  [214, 164, 96],
  [150, 98, 58],
  [240, 234, 222],
  [84, 74, 74],
]

function coat(look: Look, headScale: number): Coat {
  const rgb = look.colour ?? choose(look.random, dogs)
  const isWhite = Math.min(...rgb) > 200
  const body = paint(rgb)
  const ear = paint(isWhite ? [150, 104, 70] : tone(rgb, 0.74))
  const fur: Fur = { body, bright: paint(tone(rgb, 1.66)), ear, farEar: toned(ear, 0.82) }
  const collar = paint(
    choose(look.random, [
      [206, 54, 52],
      [52, 104, 190],
      [40, 150, 120],
    ] as const),
  )
  const tag = paint([236, 196, 84], 'round')
  return {
    body,
    paws: fur.bright,
    tailTip: fur.bright,
    marks: (pen, pose) => {
      const [, loin, , chest] = pose.spine
      pen.draw(ellipse(chest![0] + 8, chest![1] - 12, 10, 14), fur.bright)
      if (isWhite) pen.draw(ellipse(loin![0], loin![1] + 7, 14, 10), ear)
    },
    trimmings: (pen, pose) => {
      const [root, , end] = pose.neck
      const [x, y] = [root![0] * 0.36 + end![0] * 0.64, root![1] * 0.36 + end![1] * 0.64]
      pen.at(x, y, -32, 1, 1, () => {
        pen.draw(limb('-10.5 0, 0 -2.6, 10.5 0', [2.1, 2.3, 2.1]), collar)
        pen.draw(ellipse(6.5, -5.5, 2.4), tag)
      })
    },
    head: (pen, face) => pen.at(1, 3, 0, headScale, headScale, () => drawHead(pen, face, fur)),
  }
}

const tongue = paint([228, 112, 122])
const mouth = paint([88, 40, 48], 'flat')

function drawHead(pen: Pen, face: Face, fur: Fur): void {
  const running = face.action === 'run'
  const pant = running ? 1 : face.asleep ? 0 : Math.max(0, wave(face.moment.seconds * 0.11 + 0.2))
  const flop = running ? 24 + 16 * wave(face.moment.cycles) : 3 * wave(face.moment.seconds * 0.4)
  pen.at(0, 0, -flop * 0.5, 1, 1, () => pen.draw(farEar, fur.farEar))
  if (pant > 0.05) {
    const quick = wave(face.moment.seconds * 2.6) * 1.2
    pen.at(6, -8, -14 * pant, 1, 1, () => {
      pen.draw(limb('0 0, 12 -1', [4, 3.2], false), mouth)
      pen.draw(
        limb(
          [
            [4, -2],
            [13, -3],
            [17, -8 - quick],
          ],
          [2.4, 2.8, 2.6],
        ),
        tongue,
      )
    })
    pen.at(0, 0, -10 * pant, 1, 1, () => pen.draw(lowerJaw, fur.bright))
  }
  pen.drawWith(skull, fur.body, () => pen.draw(bridge, fur.bright))
  pen.draw(noseTip, ink)
  if (pant <= 0.05) pen.draw(stroke('24.5 -3, 20 -5.6, 13 -5.6, 9.6 -3.6', 0.7), ink)
  drawBeadEye(pen, 7, 5, 2.5, face.eyes)
  pen.draw(stroke('3.6 9, 6.6 10, 9.6 8.6', 0.6), fur.ear)
  pen.at(-6, 9, flop, 1, 1, () => {
    pen.at(5.2, -9.8, 0, 1, 1, () => pen.tint(nearEar, crease))
    pen.at(6, -9, 0, 1, 1, () => pen.draw(nearEar, fur.ear))
  })
}

export const dog: Kind = quadrupedKind({
  family: 'dog',
  size: 'small',
  build,
  habit: 'walk',
  pace: { walk: 1.5, run: 1.9 },
  coat: (look) => coat(look, 1.04),
})

export const puppy: Kind = quadrupedKind({
  family: 'dog',
  size: 'small',
  build: puppyBuild,
  habit: 'walk',
  pace: { walk: 1.8, run: 2.2 },
  coat: (look) => coat(look, 1.36),
})
