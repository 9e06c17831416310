import { smoothstep } from '../../picture/easing.ts'
import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { ink, stroke } from '../rigs/features.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { paint, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline, skin } from '../shape.ts'
import type { Point, Shape } from '../shape.ts'
import { drawBubbles } from './fish.ts'

/** A sea mammal's build: its spine lies along x, about 0. */
type Build = {
  readonly length: number
  readonly above: readonly number[]
  readonly below: readonly number[]
  /** How far the tail beats up and down. */
  readonly beat: number
  /** A leap: how high the middle rises over the water, and how long it takes with the time under it. */
  readonly leap: { readonly height: number; readonly seconds: number; readonly tilt: number }
}

const dolphinBuild: Build = {
  length: 118,
  above: [3, 9, 17, 19, 14, 8],
  below: [3, 8, 15, 17, 12, 6],
  beat: 11,
  leap: { height: 52, seconds: 2.3, tilt: 44 },
}

const whaleBuild: Build = {
  length: 200,
  above: [5, 15, 32, 42, 38, 22],
  below: [5, 13, 28, 38, 36, 20],
  beat: 12,
  leap: { height: 48, seconds: 5.2, tilt: 40 },
}

type Skins = { readonly back: Paint; readonly belly: Paint }

/** Joints from the tail to the nose, bent by a wave that runs to the tail and by an arch. */
function spineOf(build: Build, phase: number, arch: number): readonly Point[] {
  return Array.from({ length: 6 }, (_, joint): Point => {
    const t = joint / 5
    const x = (t - 0.5) * build.length
    const share = (1 - t) ** 1.6
    return [x, build.beat * share * wave(phase + t * 0.45) - arch * (t - 0.5) ** 2 * build.length]
  })
}

function drawFlukes(pen: Pen, spine: readonly Point[], back: Paint, scale: number, phase: number): void {
  const [end, inner] = [spine[0]!, spine[1]!]
  const degrees = (Math.atan2(inner[1] - end[1], inner[0] - end[0]) * 180) / Math.PI
  // Flukes lie flat: seen from the side they open and close with the beat.
  const open = 0.5 + 0.38 * wave(phase + 0.25)
  pen.at(end[0], end[1], degrees, scale, scale * open, () => {
    pen.draw(outline('6 0!, -6 10, -22 26!, -18 8, -16 0, -18 -8, -22 -26!, -6 -10'), toned(back, 0.9))
  })
}

function drawDolphin(pen: Pen, skins: Skins, phase: number, arch: number): void {
  const spine = spineOf(dolphinBuild, phase, arch)
  drawFlukes(pen, spine, skins.back, 1, phase)
  const [x, y] = spine[3]!
  pen.draw(
    limb(
      [
        [x - 4, y + 12],
        [x - 14, y + 26],
        [x - 24, y + 32],
      ],
      [9, 5.4, 1.4],
    ),
    skins.back,
  )
  const head = spine[5]!
  const beak = outline(
    `${head[0] - 6} ${head[1] + 6}, ${head[0] + 12} ${head[1] + 1}, ${head[0] + 24} ${head[1] - 2}, ${head[0] + 25} ${head[1] - 6}, ${head[0] + 10} ${head[1] - 9}, ${head[0] - 8} ${head[1] - 8}`,
  )
  pen.drawWith([skin(spine, dolphinBuild.above, dolphinBuild.below), beak], skins.back, () =>
    pen.draw(bellyOf(spine, 6, 20), skins.belly),
  )
  pen.draw(
    stroke(
      [
        [head[0] + 24, head[1] - 3.4],
        [head[0] + 8, head[1] - 4.4],
        [head[0] - 1, head[1] - 1],
      ],
      0.6,
    ),
    ink,
  )
  pen.draw(ellipse(head[0] - 5, head[1] + 2.6, 2), ink)
  pen.draw(ellipse(head[0] - 4.4, head[1] + 3.2, 0.6), foam)
  pen.draw(
    limb(
      [
        [x + 4, y - 11],
        [x - 6, y - 25],
        [x - 14, y - 31],
      ],
      [7, 4.4, 1.2],
    ),
    toned(skins.back, 0.82),
  )
}

function drawWhale(pen: Pen, skins: Skins, phase: number, arch: number): void {
  const spine = spineOf(whaleBuild, phase, arch)
  drawFlukes(pen, spine, skins.back, 1.7, phase)
  const head = spine[5]!
  const [x, y] = spine[3]!
  const [finX, finY] = spine[2]!
  pen.draw(
    limb(
      [
        [finX - 14, finY + 24],
        [finX - 24, finY + 34],
        [finX - 36, finY + 38],
      ],
      [9, 5, 1.4],
    ),
    skins.back,
  )
  pen.drawWith(skin(spine, whaleBuild.above, whaleBuild.below), skins.back, () => {
    pen.draw(bellyOf(spine, 12, 46), skins.belly)
    for (const drop of [20, 26, 32, 38]) {
      const groove = [spine[5]!, spine[4]!, spine[3]!].map(([px, py], index): Point => [
        px + (index === 0 ? 14 : 0),
        py - drop * (index === 0 ? 0.56 : 1),
      ])
      pen.draw(stroke(groove, 0.7), toned(skins.belly, 0.76))
    }
  })
  pen.draw(
    stroke(
      [
        [head[0] + 18, head[1] - 6],
        [head[0] - 6, head[1] - 9],
        [head[0] - 26, head[1] - 3],
      ],
      1,
    ),
    ink,
  )
  pen.draw(ellipse(head[0] - 24, head[1] + 4, 2.8), ink)
  pen.draw(ellipse(head[0] - 23.2, head[1] + 4.9, 0.9), foam)
  pen.draw(
    limb(
      [
        [x + 16, y - 22],
        [x + 2, y - 46],
        [x - 16, y - 60],
      ],
      [10, 8, 2.6],
    ),
    toned(skins.back, 0.82),
  )
}

/** The pale underside: all that lies `depth` units or more below the spine. */
function bellyOf(spine: readonly Point[], depth: number, far: number): Shape {
  const upper = spine.map(
    ([x, y], index) => `${x + (index === 5 ? 30 : 0)} ${y - depth * (index === 5 ? 0.5 : 1)}`,
  )
  const lower = spine.map(([x, y]) => `${x} ${y - far}`)
  return outline([...upper, ...lower.reverse()].join(', '))
}

const foam = paint([250, 253, 255], 'flat')

/** Leaps out of the water, arches and dives: x, y is where it meets the surface. */
function leaping(
  build: Build,
  individual: number,
  draw: (pen: Pen, phase: number, arch: number, moment: Moment) => void,
): Drawing {
  return (pen, moment) => {
    const { height, seconds, tilt } = build.leap
    const stage = fraction(moment.seconds / seconds + individual)
    // Two thirds of the time in the air, the rest under water, where it turns for the next leap.
    const air = stage / 0.66
    const dive = (air - 1) / (1 / 0.66 - 1)
    const rise = air <= 1 ? height * 4 * air * (1 - air) : -70 * Math.sin(dive * Math.PI)
    const y = rise - build.length * 0.18
    const turn = tilt * (air <= 1 ? 1 - 2 * air : 2 * smoothstep(0, 1, dive) - 1)
    pen.at(0, y, turn, 1, 1, () => draw(pen, moment.seconds * 0.8, 0.42 + 0.14 * wave(stage), moment))
    drawSplash(pen, stage / 0.14, build.length * -0.22, build.length)
    drawSplash(pen, (stage - 0.58) / 0.2, build.length * 0.26, build.length)
  }
}

/** Drops thrown up from the surface; `age` 0 to 1. */
function drawSplash(pen: Pen, age: number, x: number, size: number): void {
  if (age <= 0 || age >= 1) return
  for (let drop = 0; drop < 11; drop++) {
    const side = (drop - 5) / 5
    const speed = 0.6 + 0.4 * Math.abs(Math.sin(drop * 2.4))
    const dx = x + side * size * 0.24 * age * speed
    const dy = size * 0.36 * speed * 4 * age * (1 - age) * (1 - Math.abs(side) * 0.5)
    pen.draw(
      ellipse(dx, dy, size * 0.016 * (1.4 - age), size * 0.022 * (1.4 - age)),
      translucent(foam, 0.85 * (1 - age)),
    )
  }
  pen.draw(ellipse(x, 0, size * 0.24 * (0.5 + age), size * 0.03), translucent(foam, 0.6 * (1 - age)))
}

/** Breath that rises from the blow-hole and falls; `age` 0 to 1. */
function drawSpout(pen: Pen, x: number, y: number, age: number): void {
  if (age <= 0 || age >= 1) return
  for (let drop = 0; drop < 12; drop++) {
    const side = ((drop % 6) - 2.5) / 2.5
    const rise = Math.min(1, age * 1.5) * (34 + (drop % 3) * 8) * (drop < 6 ? 1 : 0.66)
    pen.draw(
      ellipse(
        x + side * (3 + rise * 0.34),
        y + rise - Math.abs(side) * rise * 0.32 - age * age * 10,
        3.6 - (drop % 3) * 0.7,
      ),
      translucent(foam, 0.62 * (1 - age)),
    )
  }
}

function create(look: Look, isWhale: boolean): Drawing {
  const skins: Skins = {
    back: paint(look.colour ?? (isWhale ? [62, 92, 128] : [96, 124, 152])),
    belly: paint([226, 234, 240]),
  }
  const individual = look.random()
  const build = isWhale ? whaleBuild : dolphinBuild
  const draw = isWhale ? drawWhale : drawDolphin
  if (look.action === 'run') {
    return leaping(build, individual, (pen, phase, arch, moment) => {
      draw(pen, skins, phase, arch)
      const air = fraction(moment.seconds / build.leap.seconds + individual) / 0.66
      if (isWhale) drawSpout(pen, 62, 30, (air - 0.3) / 0.5)
    })
  }
  return (pen, moment) => {
    drawBubbles(pen, moment, individual)
    const rise = 3 * wave(moment.seconds * 0.2 + individual)
    pen.at(0, rise, 4 * wave(moment.seconds * 0.15 + individual), 1, 1, () =>
      draw(pen, skins, moment.cycles, 0.12),
    )
  }
}

function kind(family: string, size: Kind['size'], isWhale: boolean): Kind {
  return {
    role: 'animal',
    family,
    size,
    actions: {
      run: { habitat: 'water', strideHeights: isWhale ? 0.3 : 0.9, cyclesPerSecond: 0.5 },
      swim: { habitat: 'underwater', strideHeights: 0.9, cyclesPerSecond: isWhale ? 0.3 : 0.7 },
    },
    create: (look) => create(look, isWhale),
  }
}

export const dolphin: Kind = kind('dolphin', 'small', false)
export const whale: Kind = kind('whale', 'medium', true)
