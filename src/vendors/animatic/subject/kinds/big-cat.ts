import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import type { QuadrupedPose } from '../rigs/quadruped-pose.ts'
import { mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Shape } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const build: Build = {
  hip: [-34, 47],
  shoulder: [25, 48],
  back: [12, 11.5, 12, 14],
  belly: [15, 13, 16, 17],
  hind: { bones: [18, 18, 15], radii: [13, 8, 5, 5], paw: { length: 7, height: 8 }, stance: -1 },
  fore: { bones: [18, 18, 9.5], radii: [11.5, 7.4, 5.6, 5.4], paw: { length: 7, height: 8 }, stance: 2 },
  neck: { root: [3, 3], rise: [17, 17], radii: [16, 15, 13] },
  nod: 0,
  tail: { length: 56, radii: [4, 2.6], degrees: 214, curl: -70, sway: 16 },
  gaits: {
    walk: { style: 'walk', sweep: 36, lift: 9, bob: 1.1 },
    run: { style: 'gallop', sweep: 62, lift: 15, bob: 5 },
  },
}

const skull = outline(
  '0 15, 8 14.4, 14 9, 16.4 2, 15.4 -6, 11 -12, 6.4 -17, 0 -18.6, -6.4 -17, -11 -12, -15.4 -6, -16.4 2, -14 9, -8 14.4',
)
const muzzle = outline('0 -3.4, 5.6 -4, 9.4 -8.6, 8 -14, 0 -17, -8 -14, -9.4 -8.6, -5.6 -4')
const bridge = outline('-3 10, 3 10, 4.4 -2, 3.6 -5, -3.6 -5, -4.4 -2')
const nose = outline('-4 -3, 0 -2.2, 4 -3, 2.4 -6.2, 0 -7.4, -2.4 -6.2')

type Fur = {
  readonly body: Paint
  readonly bright: Paint
  readonly stripe: Paint | undefined
  readonly mane: Paint | undefined
}

function coat(look: Look, rgb: Rgb, isTiger: boolean): Coat {
  const own = look.colour ?? rgb
  const body = paint(own)
  const hasMane = !isTiger && look.random() < 0.8
  const fur: Fur = {
    body,
    bright: paint(mixRgb(tone(own, 1.75), [255, 248, 236], 0.45)),
    stripe: isTiger ? paint([52, 40, 42]) : undefined,
    mane: hasMane ? paint(mixRgb(tone(own, 0.5), [120, 60, 26], 0.6)) : undefined,
  }
  return {
    body,
    tailTip: fur.stripe ?? fur.mane ?? toned(body, 0.6),
    marks: (pen, pose) => {
      const [rump, loin, ribs, chest] = pose.spine
      pen.draw(
        limb(
          [
            [rump![0], rump![1] - 15],
            [loin![0], loin![1] - 14],
            [ribs![0], ribs![1] - 17],
            [chest![0], chest![1] - 18],
          ],
          [4, 4, 5, 6],
        ),
        fur.bright,
      )
    },
    backMarks: (pen, pose) => {
      if (fur.stripe !== undefined) drawStripes(pen, pose, fur.stripe)
    },
    head: (pen, face) => pen.at(5, 5, 0, 1.04, 1.04, () => drawHead(pen, face, fur)),
  }
}

function drawStripes(pen: Pen, pose: QuadrupedPose, stripe: Paint): void {
  const [hip, chest] = [pose.spine[0]!, pose.spine[3]!]
  const stripes: Shape[] = []
  for (let index = 0; index <= 7; index++) {
    const t = index / 7
    const x = hip[0] - 8 + (chest[0] + 6 - hip[0] + 8) * t
    const y = hip[1] + (chest[1] - hip[1]) * t
    const depth = index % 2 === 0 ? -10 : -2
    const lean = (t - 0.5) * 5
    stripes.push(
      limb(
        [
          [x, y + 17],
          [x - lean, y + 6],
          [x + lean * 0.3, y + depth],
        ],
        [2.3, 1.7, 0.3],
      ),
    )
    if (index % 2 === 1)
      stripes.push(
        limb(
          [
            [x + 1, y - 18],
            [x - 1, y - 10],
            [x + 1, y - 5],
          ],
          [1.6, 1.2, 0.2],
        ),
      )
  }
  pen.draw(stripes, stripe)
}

function drawHead(pen: Pen, face: Face, fur: Fur): void {
  const sway = wave(face.moment.seconds * 0.4)
  if (fur.mane !== undefined) {
    pen.draw(maneOf(25, sway), toned(fur.mane, 0.78))
    pen.draw(maneOf(20.5, sway + 0.6), fur.mane)
  }
  for (const side of [-1, 1]) {
    pen.draw(ellipse(side * 12.6, 12, 5.4), side < 0 ? toned(fur.body, 0.85) : fur.body)
    pen.draw(ellipse(side * 12.6, 11.4, 3.2), fur.stripe ?? toned(fur.body, 0.66))
  }
  pen.drawWith(skull, fur.body, () => {
    if (fur.stripe === undefined) return
    for (const x of [-5, 0, 5])
      pen.draw(
        limb(
          [
            [x * 1.2 + 2, 16],
            [x * 0.7 + 2, 8.6],
          ],
          [1.7, 0.4],
        ),
        fur.stripe,
      )
    for (const side of [-1, 1]) {
      pen.draw(ellipse(side * 15, -9, 6, 5), fur.bright)
      for (const y of [2, -3, -8])
        pen.draw(
          limb(
            [
              [side * 18 + 1, y + 1],
              [side * 11 + 1, y],
            ],
            [1.6, 0.3],
          ),
          fur.stripe,
        )
    }
  })
  pen.at(3, 0, 0, 1, 1, () => drawFeatures(pen, face, fur))
}

/** A round mane of locks. */
function maneOf(radius: number, sway: number): readonly Shape[] {
  const locks: Shape[] = []
  for (let lock = 0; lock < 16; lock++) {
    const angle = (lock / 16) * 2 * Math.PI
    const [x, y] = [Math.cos(angle), Math.sin(angle)]
    const longer = radius + (y < -0.2 ? 5 : 0) + (lock % 2) * 1.6
    const bend = sway * 0.9 * (y < 0 ? 1 : 0.3)
    locks.push(
      limb(
        [
          [x * 9, y * 9],
          [x * radius * 0.75, y * radius * 0.75],
          [x * longer + bend, y * longer - 2],
        ],
        [7, 6.4, 0.8],
      ),
    )
  }
  return locks
}

const amber = { ...paint([226, 172, 62], 'round'), glow: 0.2 }
const noseRed = paint([150, 82, 74], 'flat')

function drawFeatures(pen: Pen, face: Face, fur: Fur): void {
  pen.draw(bridge, toned(fur.body, 1.12))
  pen.draw(muzzle, fur.bright)
  pen.draw(nose, noseRed)
  pen.draw(stroke('0 -7, 0 -10', 0.6), ink)
  pen.draw(stroke('-5.6 -10.6, -2.2 -12, 0 -10, 2.2 -12, 5.6 -10.6', 0.6), ink)
  for (const side of [-1, 1]) {
    if (fur.stripe !== undefined) pen.draw(ellipse(side * 6.6, 5.4, 3.4, 2.2), fur.bright)
    if (face.asleep) {
      pen.draw(
        stroke(
          [
            [side * 3.6, 1.8],
            [side * 6.6, 0.4],
            [side * 10, 2.4],
          ],
          0.8,
        ),
        ink,
      )
      continue
    }
    pen.at(side * 6.8, 2, side * 14, 1, face.eyes, () => {
      pen.draw(ellipse(0, 0, 3.8, 2.8), ink)
      pen.draw(ellipse(0.2, 0, 2.8, 2.2), amber)
      pen.draw(ellipse(0.4, 0, 1.4, 1.7), ink)
    })
  }
}

const shared = {
  size: 'medium',
  build,
  habit: 'walk',
  pace: { walk: 0.85, run: 1.7 },
} as const

export const lion: Kind = quadrupedKind({
  ...shared,
  family: 'lion',
  coat: (look) => coat(look, [214, 162, 92], false),
})
export const tiger: Kind = quadrupedKind({
  ...shared,
  family: 'tiger',
  coat: (look) => coat(look, [228, 134, 56], true),
})
