import { smoothstep } from '../../picture/easing.ts'
import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { drawBeadEye } from '../rigs/features.ts'
import { eyeOpening, fraction, wave } from '../rigs/gait.ts'
import { drawWing } from '../rigs/wing.ts'
import type { Wing } from '../rigs/wing.ts'
import { paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline, skin } from '../shape.ts'
import type { Rgb } from '../subject.ts'

type Plumage = {
  readonly back: Paint
  readonly belly: Paint
  readonly wing: Paint
  readonly tip: Paint
  readonly head: Paint
  readonly beak: Paint
  readonly hooked: boolean
}

type BirdBuild = {
  readonly wing: Wing
  /** Half thickness of tail root, belly, breast, neck. */
  readonly body: readonly [number, number, number, number]
  readonly headRadius: number
  readonly tailLength: number
  readonly tailSpread: number
  readonly beatsPerSecond: number
  /** The share of its time it sails on still wings. */
  readonly gliding: number
}

const songbird: BirdBuild = {
  wing: {
    shoulder: [8, 8],
    inner: 22,
    outer: 34,
    chord: 30,
    sweep: 0.75,
    fingers: 0,
    flapDegrees: 52,
    dihedral: 12,
  },
  body: [7, 15, 16, 11],
  headRadius: 13,
  tailLength: 34,
  tailSpread: 7,
  beatsPerSecond: 4.2,
  gliding: 0.25,
}

const gull: BirdBuild = {
  wing: {
    shoulder: [8, 6],
    inner: 32,
    outer: 52,
    chord: 22,
    sweep: 0.6,
    fingers: 0,
    flapDegrees: 34,
    dihedral: 14,
  },
  body: [5, 10, 11, 8],
  headRadius: 9.4,
  tailLength: 20,
  tailSpread: 7,
  beatsPerSecond: 1.5,
  gliding: 0.4,
}

const raptor: BirdBuild = {
  wing: {
    shoulder: [6, 6],
    inner: 34,
    outer: 50,
    chord: 36,
    sweep: 0.42,
    fingers: 1,
    flapDegrees: 38,
    dihedral: 16,
  },
  body: [7, 12.5, 13, 10],
  headRadius: 10,
  tailLength: 28,
  tailSpread: 13,
  beatsPerSecond: 1.15,
  gliding: 0.5,
}

/** A bird in the air, its breast at the origin. */
function flying(build: BirdBuild, plumage: Plumage, individual: number): Drawing {
  return (pen, moment) => {
    const beat = moment.seconds * build.beatsPerSecond + individual
    const effort = effortOf(build, moment, individual)
    const wing = { ...build.wing, flapDegrees: build.wing.flapDegrees * (0.1 + 0.9 * effort) }
    const { body } = build
    const glide = 2.6 * wave(moment.seconds * 0.17 + individual)
    const lift = -3.4 * wave(beat + 0.2) * effort + glide
    pen.at(0, lift, 3 + 2 * wave(beat) * effort + glide, 1, 1, () => {
      const far = { ...wing, shoulder: [wing.shoulder[0] + 2, wing.shoulder[1] + 1] as const }
      drawWing(pen, far, beat, false, toned(plumage.wing, 0.74), toned(plumage.tip, 0.74))
      drawTail(pen, build, plumage)
      const trunk = skin(
        [
          [-34, 3],
          [-10, 0],
          [12, 2],
          [26, 9],
        ],
        body,
        body,
      )
      pen.drawWith(trunk, plumage.back, () =>
        pen.draw(outline('-36 -2, -10 -6, 14 -4, 34 4, 30 -22, -8 -24'), plumage.belly),
      )
      pen.at(32, 14, 0, 1, 1, () => drawHead(pen, build, plumage, moment, individual))
      drawWing(pen, wing, beat, true, plumage.wing, plumage.tip)
    })
  }
}

/** How strongly the wings beat, 0 in a glide to 1, with soft passages between the two. */
function effortOf(build: BirdBuild, moment: Moment, individual: number): number {
  const round = 7 / build.beatsPerSecond
  const within = fraction(moment.seconds / round + individual * 3)
  const end = 1 - build.gliding
  return smoothstep(0, 0.14, within) * (1 - smoothstep(end, Math.min(1, end + 0.14), within))
}

function drawTail(pen: Pen, build: BirdBuild, plumage: Plumage): void {
  const feathers = [-1, -0.5, 0, 0.5, 1].map((side) =>
    limb(
      [
        [-26, 3],
        [-34 - build.tailLength, 4 + side * build.tailSpread],
      ],
      [4.6, 3.4],
      false,
    ),
  )
  pen.draw(feathers, toned(plumage.tip, 0.92))
}

function drawHead(pen: Pen, build: BirdBuild, plumage: Plumage, moment: Moment, individual: number): void {
  const r = build.headRadius
  const beak = plumage.hooked
    ? outline(
        `${r * 0.6} ${r * 0.5}!, ${r * 1.5} ${r * 0.42}, ${r * 1.86} ${-r * 0.3}!, ${r * 1.4} ${-r * 0.1}, ${r * 0.7} ${-r * 0.3}!`,
      )
    : outline(
        `${r * 0.7} ${r * 0.42}!, ${r * 1.24} ${r * 0.2}, ${r * 1.72} ${-r * 0.12}!, ${r * 1.2} ${-r * 0.24}, ${r * 0.7} ${-r * 0.34}!`,
      )
  pen.draw(beak, plumage.beak)
  pen.draw(
    [
      ellipse(0, 0, r),
      limb(
        [
          [-r * 0.2, 0],
          [-r * 0.9, -r * 0.8],
        ],
        [r * 0.9, r * 0.7],
        false,
      ),
    ],
    plumage.head,
  )
  drawBeadEye(
    pen,
    r * 0.42,
    r * 0.2,
    r * (plumage.hooked ? 0.2 : 0.24),
    eyeOpening(moment.seconds, individual),
  )
  if (plumage.hooked)
    pen.draw(
      limb(
        [
          [r * 0.1, r * 0.62],
          [r * 0.78, r * 0.42],
        ],
        [r * 0.09, r * 0.07],
      ),
      toned(plumage.beak, 0.6),
    )
}

/** A songbird on its feet; walking, it hops. */
function perched(plumage: Plumage, individual: number, hops: boolean): Drawing {
  const leg = paint([96, 70, 58])
  return (pen, moment) => {
    const hop = hops ? Math.max(0, wave(moment.cycles)) : 0
    const peck = hops ? 0 : Math.max(0, wave(moment.seconds * 0.21 + individual) - 0.75) * 4
    pen.shadow(0, 0, 32, 0.42)
    const breath = 1 + 0.008 * wave(moment.seconds * 0.7 + individual)
    pen.at(0, hop * 16, hop * -6 - peck * 22, 1, breath, () => {
      for (const [x, shade] of [
        [6, 0.75],
        [-4, 1],
      ] as const) {
        pen.draw(
          [
            limb(
              [
                [x - 2, 30],
                [x, 12],
                [x + 1, 2],
              ],
              [3, 1.8, 1.5],
            ),
            limb(
              [
                [x - 6, 1.4],
                [x + 8, 1.4],
              ],
              [1.2, 1.2],
              false,
            ),
          ],
          toned(leg, shade),
        )
      }
      pen.draw(
        [-1, 0, 1].map((side) =>
          limb(
            [
              [-22, 34],
              [-52, 20 + side * 4],
            ],
            [6, 4],
            false,
          ),
        ),
        toned(plumage.tip, 0.9),
      )
      const trunk = skin(
        [
          [-22, 36],
          [-4, 44],
          [12, 56],
        ],
        [14, 24, 20],
        [12, 24, 20],
      )
      pen.drawWith(trunk, plumage.back, () =>
        pen.draw(outline('-30 34, -6 34, 12 44, 22 66, 44 60, 34 10, -20 10'), plumage.belly),
      )
      pen.at(15, 74, 5 * Math.round(wave(moment.seconds * 0.23 + individual)), 1.5, 1.5, () =>
        drawHead(pen, songbird, plumage, moment, individual),
      )
      pen.draw(outline('8 58, -4 62, -22 52, -42 30!, -18 30, 2 38, 10 48'), plumage.wing)
      pen.draw(outline('-8 40, -20 38, -44 26!, -22 28'), plumage.tip)
    })
  }
}

const songs: readonly { readonly back: Rgb; readonly belly: Rgb }[] = [
  { back: [72, 128, 196], belly: [240, 168, 108] },
  { back: [126, 100, 84], belly: [226, 108, 72] },
  { back: [226, 186, 74], belly: [246, 232, 190] },
]

function songPlumage(look: Look): Plumage {
  const choice = choose(look.random, songs)
  const back = look.colour ?? choice.back
  const isWhite = Math.min(...back) > 200
  return {
    back: paint(back),
    belly: paint(look.colour === undefined ? choice.belly : tone(back, 1.6)),
    wing: paint(tone(back, isWhite ? 0.97 : 0.86)),
    tip: paint(tone(back, isWhite ? 0.88 : 0.6)),
    head: paint(back),
    beak: paint(isWhite ? [236, 160, 90] : [74, 66, 70]),
    hooked: false,
  }
}

function gullPlumage(look: Look): Plumage {
  const wing = paint(look.colour ?? [186, 194, 206])
  const white = paint([246, 246, 244])
  return {
    back: white,
    belly: white,
    wing,
    tip: paint([84, 90, 104]),
    head: white,
    beak: paint([240, 178, 62]),
    hooked: false,
  }
}

function raptorPlumage(look: Look): Plumage {
  const back = look.colour ?? ([92, 66, 50] as const)
  const isBald = look.colour === undefined
  return {
    back: paint(back),
    belly: paint(tone(back, 0.84)),
    wing: paint(back),
    tip: paint(tone(back, 0.66)),
    head: paint(isBald ? [244, 240, 230] : back),
    beak: paint([240, 186, 64]),
    hooked: true,
  }
}

const onGround = { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 } as const

export const bird: Kind = {
  role: 'animal',
  family: 'bird',
  size: 'small',
  actions: {
    fly: { habitat: 'air', strideHeights: 1.4, cyclesPerSecond: 1 },
    walk: { habitat: 'ground', strideHeights: 0.4, cyclesPerSecond: 1.8 },
    stand: onGround,
    sit: onGround,
  },
  create: (look) => {
    const individual = look.random()
    const plumage = songPlumage(look)
    return look.action === 'fly'
      ? flying(songbird, plumage, individual)
      : perched(plumage, individual, look.action === 'walk')
  },
}

function soaringKind(family: string, build: BirdBuild, plumage: (look: Look) => Plumage): Kind {
  return {
    role: 'animal',
    family,
    size: 'small',
    actions: { fly: { habitat: 'air', strideHeights: 1.2, cyclesPerSecond: 0.8 } },
    create: (look) => flying(build, plumage(look), look.random()),
  }
}

export const seagull: Kind = soaringKind('seagull', gull, gullPlumage)
export const eagle: Kind = soaringKind('eagle', raptor, raptorPlumage)
