import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { blush, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { choose } from '../rigs/choice.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import { glowing, paint, tone, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const build: Build = {
  hip: [-27, 42],
  shoulder: [21, 42],
  back: [12, 11, 11.5, 12],
  belly: [13, 13, 14, 14],
  hind: { bones: [17.5, 17.5, 15], radii: [11, 7.5, 4.4, 4], paw: { length: 5, height: 7 }, stance: -1 },
  fore: { bones: [16, 16, 8.5], radii: [9, 6.2, 4.6, 4.2], paw: { length: 5, height: 7 }, stance: 1 },
  neck: { root: [3, 3], rise: [13, 20], radii: [13, 12, 11] },
  nod: 0,
  tail: { length: 58, radii: [4.6, 3.4], degrees: 158, curl: -95, sway: 13 },
  gaits: {
    walk: { style: 'walk', sweep: 30, lift: 8, bob: 1 },
    run: { style: 'gallop', sweep: 50, lift: 14, bob: 5 },
  },
}

// A kitten is head, belly and little else.
const kittenBuild: Build = {
  ...build,
  hip: [-24, 31],
  shoulder: [17, 32],
  back: [12, 11.5, 11.5, 12],
  belly: [13, 14, 14, 13],
  hind: { bones: [14, 14, 11], radii: [10.5, 7.4, 4.8, 4.6], paw: { length: 5, height: 8 }, stance: -1 },
  fore: { bones: [12, 12, 7], radii: [9, 6.6, 5, 4.8], paw: { length: 5, height: 8 }, stance: 2 },
  neck: { root: [3, 4], rise: [10, 19], radii: [13, 13, 12] },
  tail: { length: 44, radii: [4.4, 2.6], degrees: 140, curl: -50, sway: 16 },
  gaits: {
    walk: { style: 'walk', sweep: 22, lift: 6, bob: 1 },
    run: { style: 'bound', sweep: 36, lift: 11, bob: 6 },
  },
}

const skull = outline(
  '0 16, 8 15, 14.5 10, 18 2, 20 -4.6!, 17 -5.4, 17.8 -9.6!, 13 -10.4, 6 -14.2, 0 -15, -6 -14.2, -13 -10.4, -17.8 -9.6!, -17 -5.4, -20 -4.6!, -18 2, -14.5 10, -8 15',
)
const ear = outline('-15.8 6, -17.4 17, -15.6 27!, -9 21.4, -3 14!')
const innerEar = outline('-13.8 11, -14.8 18, -14 23!, -9.6 18.6, -6.6 14.6!')
const muzzle = outline('0 -3.2, 4.6 -4, 8.2 -8, 6 -12.4, 0 -13.4, -6 -12.4, -8.2 -8, -4.6 -4')
const nose = outline('-2.4 -4, 0 -3.5, 2.4 -4, 1.4 -6, 0 -7, -1.4 -6')

type Fur = {
  readonly body: Paint
  readonly bright: Paint
  readonly stripe: Paint | undefined
  readonly eye: Paint
}

const cats: readonly Rgb[] = [
  [222, 138, 66],
  [136, 140, 150],
  [72, 66, 70],
  [226, 206, 176],
]

function coat(look: Look, headScale: number): Coat {
  const rgb = look.colour ?? choose(look.random, cats)
  const isDark = Math.max(...rgb) < 90
  const isPlain = isDark || Math.min(...rgb) > 170
  const body = paint(rgb)
  const fur: Fur = {
    body,
    bright: paint(tone(rgb, isDark ? 1.5 : 1.7)),
    stripe: isPlain ? undefined : translucent(toned(body, 0.7), 0.72),
    eye: { ...paint(isDark ? [236, 200, 70] : [118, 182, 96], 'round'), glow: 0.25 },
  }
  return {
    body,
    ...(isDark ? {} : { paws: fur.bright }),
    ...(fur.stripe === undefined ? {} : { tailTip: toned(body, 0.78) }),
    marks: (pen, pose) => {
      const chest = pose.spine[3]!
      pen.draw(ellipse(chest[0] + 9, chest[1] - 8, 11, 15), fur.bright)
      if (fur.stripe !== undefined) drawStripes(pen, pose.spine, fur.stripe)
    },
    head: (pen, face) => pen.at(3, 5, 0, headScale, headScale, () => drawHead(pen, face, fur)),
  }
}

function drawStripes(
  pen: Pen,
  spine: Parameters<NonNullable<Coat['marks']>>[1]['spine'],
  stripe: Paint,
): void {
  for (const [index, lean] of [-3, -1, 1].entries()) {
    const [x, y] = spine[index]!
    for (const shift of [-4, 4]) {
      const line = [
        [x + shift, y + 15],
        [x + shift + lean, y + 5],
        [x + shift, y - 3],
      ] as const
      pen.draw(limb(line, [2, 1.6, 0.3]), stripe)
    }
  }
}

function drawHead(pen: Pen, face: Face, fur: Fur): void {
  const twitch = Math.max(0, wave(face.moment.seconds * 0.31) - 0.9) * 60
  for (const side of [-1, 1]) {
    pen.at(0, 0, side < 0 ? twitch * 0.4 : 0, -side, 1, () => {
      pen.draw(ear, side < 0 ? toned(fur.body, 0.9) : fur.body)
      pen.draw(innerEar, earPink)
    })
  }
  pen.drawWith(skull, fur.body, () => {
    if (fur.stripe === undefined) return
    for (const x of [-4.4, 0, 4.4])
      pen.draw(
        limb(
          [
            [x * 1.1 + 2, 17],
            [x + 2, 9],
          ],
          [1.5, 0.4],
        ),
        fur.stripe,
      )
    for (const side of [-1, 1]) {
      for (const y of [-1, -5]) {
        pen.draw(
          limb(
            [
              [side * 20 + 2, y],
              [side * 13 + 2, y + 1],
            ],
            [1.3, 0.3],
          ),
          fur.stripe,
        )
      }
    }
  })
  // The face is turned a little ahead.
  pen.at(3, 0, 0, 1, 1, () => drawFeatures(pen, face, fur))
}

const earPink = paint([226, 150, 146])
const noseRed = paint([222, 128, 128], 'flat')
const whisker = translucent(paint([250, 246, 240], 'flat'), 0.8)

function drawFeatures(pen: Pen, face: Face, fur: Fur): void {
  pen.draw(muzzle, fur.bright)
  pen.draw(nose, noseRed)
  for (const side of [-1, 1]) {
    pen.draw(ellipse(side * 11, -5, 4.5, 3), blush)
    pen.draw(
      limb(
        [
          [0, -7],
          [side * 1.4, -9.4],
          [side * 4.4, -9],
        ],
        [0.5, 0.5, 0.3],
      ),
      ink,
    )
    for (const tilt of [-2, 0.5, 3]) {
      const line = [
        [side * 6, -7.5 + tilt * 0.5],
        [side * 15, -6.6 + tilt],
        [side * 23, -8 + tilt * 1.9],
      ] as const
      pen.draw(limb(line, [0.34, 0.3, 0.1]), whisker)
    }
    if (face.asleep) {
      pen.draw(
        stroke(
          [
            [side * 3.6, 2],
            [side * 7.4, -0.2],
            [side * 11.4, 2.4],
          ],
          0.8,
        ),
        ink,
      )
      continue
    }
    pen.at(side * 7.4, 2, side * 6, 1, face.eyes, () => {
      pen.draw(ellipse(0, 0, 4.9, 4.8), ink)
      pen.draw(ellipse(0, -0.1, 4.2, 4.3), fur.eye)
      pen.draw(ellipse(0.3, 0, 2.2, 3.8), ink)
      pen.draw(ellipse(1.6, 1.8, 1.2), sparkle)
    })
  }
}

const sparkle = glowing([255, 255, 255])

export const cat: Kind = quadrupedKind({
  family: 'cat',
  size: 'small',
  build,
  habit: 'walk',
  pace: { walk: 1, run: 1.9 },
  coat: (look) => coat(look, 1.12),
})

export const kitten: Kind = quadrupedKind({
  family: 'cat',
  size: 'small',
  build: kittenBuild,
  habit: 'walk',
  pace: { walk: 1.3, run: 2.1 },
  coat: (look) => coat(look, 1.5),
})
