import type { Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { choose } from '../rigs/choice.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import type { QuadrupedPose } from '../rigs/quadruped-pose.ts'
import { mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { limb, outline, polygon } from '../shape.ts'
import type { Point, Shape } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const build: Build = {
  hip: [-31, 57],
  shoulder: [26, 56],
  back: [12.5, 10.5, 10, 12],
  belly: [13, 14.5, 16.5, 17],
  hind: { bones: [19.5, 19.5, 20], radii: [12, 7, 3.8, 3], paw: { length: 3, height: 7 }, stance: -4 },
  fore: { bones: [18, 20, 17], radii: [10.5, 6, 3.7, 3], paw: { length: 3, height: 7 }, stance: 1 },
  neck: { root: [2, 4], rise: [20, 27], radii: [15, 11, 8] },
  nod: 0,
  tail: { length: 44, radii: [4, 3], degrees: 208, curl: 58, sway: 14 },
  gaits: {
    walk: { style: 'walk', sweep: 40, lift: 9, bob: 1 },
    run: { style: 'gallop', sweep: 74, lift: 20, bob: 4.5 },
  },
}

// The head lies level here, its poll at the origin.
const skull = outline(
  '-8 -5, -7 4, -2 8, 5 8, 12 6.6, 20 4.4, 26.5 3.4, 30 1, 30.4 -2.6, 28.4 -5.8, 23.6 -6.6, 17 -6.8, 10 -11, 2 -13.4, -6 -12',
)
const nearEar = outline('-4.4 6!, -4.6 12, -1.6 17!, 1.6 11.6, 1.4 6.6!')
const muzzle = outline('22 6, 31 4, 32 -6, 24 -9, 20.6 -4, 20.4 1')
const nostril = outline('26.4 1.4, 28.2 0.8, 27.8 -0.8, 26 -0.4')
const horn = polygon('6 7, 9.6 7.6, 17 27')

const horses: readonly Rgb[] = [
  [142, 88, 54],
  [92, 62, 48],
  [198, 158, 112],
  [236, 230, 220],
  [120, 118, 124],
]

function horseCoat(look: Look, isUnicorn: boolean): Coat {
  const rgb = look.colour ?? (isUnicorn ? ([244, 240, 246] as const) : choose(look.random, horses))
  const isPale = Math.min(...rgb) > 170
  const body = paint(rgb)
  const hair = paint(
    isUnicorn ? [214, 140, 200] : isPale ? tone(rgb, 0.86) : mixRgb(tone(rgb, 0.4), [40, 28, 26], 0.4),
  )
  const dark = paint(isPale ? [206, 186, 182] : tone(rgb, 0.62))
  const blaze = paint([246, 240, 232])
  return {
    body,
    paws: isPale || look.random() < 0.5 ? paint(tone(rgb, isPale ? 0.92 : 0.5)) : blaze,
    hoof: paint([70, 58, 56]),
    backdrop: (pen, pose, moment) => {
      if (look.rider !== undefined) return
      pen.draw(mane(pose, moment, 1.6), toned(hair, 0.8))
    },
    tail: (pen, pose, moment) => drawTail(pen, pose, moment, hair),
    trimmings: (pen, pose, moment) => {
      pen.draw(mane(pose, moment, 0), hair)
      if (look.rider !== undefined) drawSaddle(pen, pose)
    },
    head: (pen, face) =>
      pen.at(0, 0, -36, 1.12, 1.12, () => drawHead(pen, face, { body, hair, dark, blaze, isUnicorn })),
  }
}

/** Locks along the crest of the neck, from the withers to the poll. */
function mane(pose: QuadrupedPose, moment: Moment, shift: number): readonly Shape[] {
  const [root, , head] = pose.neck
  const locks: Shape[] = []
  for (let lock = 0; lock <= 7; lock++) {
    const t = lock / 7
    const x = root![0] + (head![0] - root![0]) * t - 8.2 + t * 1.5 + shift
    const y = root![1] + (head![1] - root![1]) * t + 8.5 - t * 2
    const blow = 3.4 * wave(moment.cycles - t * 0.5) + 1.6 * wave(moment.seconds * 0.5 + t)
    const tip: Point = [x - 9 - blow * 0.6, y - 9 + blow]
    locks.push(limb([[x + 3, y], [x - 4, y - 1.5 + blow * 0.4], tip], [3.4, 3.4, 0.6]))
  }
  return locks
}

function drawTail(pen: Pen, pose: QuadrupedPose, moment: Moment, hair: Paint): void {
  const strands = [-1, 0, 1].map((side) => {
    const points = pose.tail.map(([x, y], index): Point => [
      x + side * index * 0.55 + 0.8 * wave(moment.seconds * 0.7 + index * 0.1 + side),
      y,
    ])
    return limb(points, [3.4, 4.2, 4.6, 4.6, 4.2, 3.6, 2.8, 1.8, 0.4])
  })
  pen.draw(strands, hair)
}

function drawSaddle(pen: Pen, pose: QuadrupedPose): void {
  pen.at(...pose.seat, pose.trunkDegrees, 1, 1, () => {
    pen.draw(limb('-11 -5, -9 -13, 8 -13, 9 -5', [3, 4, 4, 3]), saddleCloth)
    pen.draw(outline('-13 4, -9 0.6, 0 -0.6, 8 1, 11 4.4, 10 -4, 4 -8, -6 -8, -12 -4'), saddle)
    pen.draw(stroke('1 -6, 2 -20', 0.9), saddle)
  })
}

const saddle = paint([104, 60, 40])
const saddleCloth = paint([164, 48, 52])

type Paints = {
  readonly body: Paint
  readonly hair: Paint
  readonly dark: Paint
  readonly blaze: Paint
  readonly isUnicorn: boolean
}

function drawHead(pen: Pen, face: Face, paints: Paints): void {
  const flick = 10 * Math.max(0, wave(face.moment.seconds * 0.4) - 0.7)
  pen.at(3, 0, -12 + flick, 1, 1, () => pen.draw(nearEar, toned(paints.body, 0.76)))
  if (paints.isUnicorn) pen.draw(horn, goldenHorn)
  pen.drawWith(skull, paints.body, () => {
    pen.draw(muzzle, paints.dark)
    if (!paints.isUnicorn) pen.draw(stroke('9 7.4, 16 5, 22 3.6', 1.6), paints.blaze)
  })
  pen.draw(nostril, ink)
  pen.draw(stroke('29 -4, 26 -3.6, 22.6 -4.4', 0.5), ink)
  pen.draw(stroke('1 -8, 5 -6, 6 -2', 0.5), toned(paints.body, 0.72))
  drawBeadEye(pen, 8.6, 2.6, 2.2, face.eyes)
  pen.at(0, 0, flick, 1, 1, () => pen.draw(nearEar, paints.body))
  const blow = 2 * wave(face.moment.cycles)
  pen.draw(
    [
      limb(
        [
          [-2, 8],
          [6, 9],
          [13, 5 + blow * 0.3],
        ],
        [3, 2.8, 0.5],
      ),
      limb(
        [
          [-3, 7],
          [4, 7.6],
          [9, 3 + blow * 0.3],
        ],
        [3, 2.4, 0.5],
      ),
    ],
    paints.hair,
  )
}

const goldenHorn = paint([242, 208, 112])

export const horse: Kind = quadrupedKind({
  family: 'horse',
  role: 'mount',
  size: 'large',
  build,
  habit: 'run',
  pace: { walk: 0.85, run: 1.7 },
  coat: (look) => horseCoat(look, false),
})

export const unicorn: Kind = quadrupedKind({
  family: 'unicorn',
  role: 'mount',
  size: 'large',
  build,
  habit: 'run',
  pace: { walk: 0.85, run: 1.7 },
  coat: (look) => horseCoat(look, true),
})

const zebraWhite = paint([244, 242, 236])
const zebraBlack = paint([52, 48, 54])

/** Bands about the trunk and the neck, in the run of the spine. */
function drawZebraStripes(pen: Pen, pose: QuadrupedPose): void {
  const line = [...pose.spine, pose.neck[1]!, pose.head]
  const stripes: Shape[] = []
  for (let stripe = 0; stripe < 17; stripe++) {
    const place = (stripe / 17) * (line.length - 1)
    const [a, b] = [line[Math.floor(place)]!, line[Math.floor(place) + 1]!]
    const share = place - Math.floor(place)
    const [x, y] = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    const turn = Math.atan2(b[1] - a[1], b[0] - a[0])
    const [nx, ny] = [-Math.sin(turn), Math.cos(turn)]
    const lean = stripe < 5 ? -4 : 1
    const points: readonly Point[] = [
      [x + nx * 18, y + ny * 18],
      [x + nx * 4 + lean * 0.4, y + ny * 4],
      [x - nx * 13 + lean, y - ny * 13],
    ]
    stripes.push(limb(points, [2.2, 1.7, 0.3]))
  }
  pen.draw(stripes, zebraBlack)
}

function zebraCoat(look: Look): Coat {
  const coat = horseCoat({ ...look, colour: [244, 242, 236] }, false)
  return {
    ...coat,
    paws: zebraWhite,
    backMarks: drawZebraStripes,
    trimmings: (pen, pose, moment) => pen.draw(mane(pose, moment, 4), zebraBlack),
    head: (pen, face) =>
      pen.at(0, 0, -36, 1.12, 1.12, () => {
        const dark = zebraBlack
        drawHead(pen, face, { body: zebraWhite, hair: dark, dark, blaze: zebraWhite, isUnicorn: false })
        for (const x of [4, 9, 14])
          pen.draw(
            stroke(
              [
                [x - 1, -9],
                [x + 1, -4],
                [x, -1],
              ],
              0.9,
            ),
            dark,
          )
      }),
  }
}

export const zebra: Kind = quadrupedKind({
  family: 'zebra',
  size: 'medium',
  build,
  habit: 'walk',
  pace: { walk: 0.9, run: 1.8 },
  coat: zebraCoat,
})
