import { yuvOfRgb } from '../../picture/planar-frame.ts'
import { createRandom } from '../../picture/random.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import type { Rgb } from '../../subject/subject.ts'
import { mix } from '../paint/colour.ts'
import type { Layer, Moment } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'
import type { Particles } from '../setting.ts'
import type { Yuv } from './sprites.ts'
import { drawFlake, drawSpot, drawStreak } from './sprites.ts'

type Particle = {
  /** Start, as shares of the room they move in. */
  readonly x: number
  readonly y: number
  /** 0 far to 1 before the lens. */
  readonly near: number
  readonly phase: number
  readonly chance: number
  readonly colour: Yuv
}

/** What floats or falls: part of it behind the subjects, part of it before them. */
export function particleLayers(site: Site, kind: Particles): Layer[] {
  return [particleLayer(site, kind, 2.6, 0, 0.5), particleLayer(site, kind, 0.3, 0.45, 1)]
}

/** How many there are in a picture of one unit by one unit. */
const DENSITY: Readonly<Record<Particles, number>> = {
  rain: 330,
  snow: 300,
  fireflies: 52,
  petals: 70,
  leaves: 46,
  embers: 80,
  dust: 70,
  bubbles: 44,
}

/**
 * Half of what floats or falls, at one distance.
 * @param from Nearness of the farthest of them, 0 to 1; `to` of the nearest.
 */
export function particleLayer(
  site: Site,
  kind: Particles,
  distance: number,
  from: number,
  to: number,
): Layer {
  const { lens } = site
  const random = createRandom(site.seed ^ (distance * 2741) ^ 0x70617274)
  const area = (lens.width * lens.height) / (lens.unit * lens.unit)
  const colours = coloursOf(kind, site).map((colour) => yuvOfRgb(...colour))
  const particles: Particle[] = Array.from({ length: Math.round(DENSITY[kind] * area * 0.5) }, () => ({
    x: random(),
    y: random(),
    near: from + (to - from) * random() ** 1.6,
    phase: random() * 6.28,
    chance: random(),
    colour: colours[Math.floor(random() * colours.length)]!,
  }))
  return {
    distance,
    draw({ frame }, moment) {
      for (const particle of particles) drawParticle(frame, kind, particle, moment)
    },
  }
}

const PETALS: readonly Rgb[] = [
  [255, 206, 218],
  [248, 174, 196],
  [255, 232, 236],
]

function coloursOf(kind: Particles, { atmosphere, reading }: Site): readonly Rgb[] {
  switch (kind) {
    case 'rain':
      return [mix(atmosphere.haze, [255, 255, 255], 0.5)]
    case 'snow':
      return [mix([255, 255, 255], atmosphere.haze, atmosphere.stars > 0.5 ? 0.35 : 0.05)]
    case 'fireflies':
      return [
        [226, 255, 130],
        [255, 236, 140],
      ]
    case 'petals':
      return PETALS.map((petal) => mix(petal, atmosphere.ambient, 0.2))
    case 'leaves':
      return reading.season === 'autumn'
        ? [
            [224, 132, 44],
            [198, 78, 40],
            [232, 180, 62],
          ]
        : [
            [126, 160, 66],
            [160, 176, 80],
          ]
    case 'embers':
      return [
        [255, 150, 50],
        [255, 206, 110],
        [255, 96, 40],
      ]
    case 'dust':
      return [mix(atmosphere.glow, [255, 244, 214], 0.5)]
    case 'bubbles':
      return [
        [220, 248, 250],
        [186, 232, 240],
      ]
  }
}

/** The room they move in is a little larger than the frame, so that none appears or vanishes inside it. */
const ROOM = 1.12

function drawParticle(frame: PlanarFrame, kind: Particles, particle: Particle, moment: Moment): void {
  switch (kind) {
    case 'rain':
    case 'snow':
    case 'petals':
    case 'leaves':
      return drawFalling(frame, kind, particle, moment)
    case 'embers':
    case 'fireflies':
    case 'dust':
    case 'bubbles':
      return drawFloating(frame, kind, particle, moment)
  }
}

/** Where a particle is that has moved by these shares of the frame; the camera's own moves pass it by. */
function placeOf(
  { x, y, near }: Particle,
  { lens, pose }: Moment,
  right: number,
  down: number,
): [number, number] {
  const aside = (-pose.truck * lens.focal * (0.3 + 0.7 * near) - pose.panX) / lens.width
  return [
    (wrap(x + (right + aside) / ROOM) * ROOM - (ROOM - 1) / 2) * lens.width,
    (wrap(y + (down - pose.panY / lens.height) / ROOM) * ROOM - (ROOM - 1) / 2) * lens.height,
  ]
}

function drawFalling(
  frame: PlanarFrame,
  kind: 'rain' | 'snow' | 'petals' | 'leaves',
  particle: Particle,
  moment: Moment,
): void {
  const { near, phase, chance, colour } = particle
  const { seconds, lens } = moment
  const { unit } = lens
  const tall = unit / lens.height
  if (kind === 'rain') {
    const fall = seconds * (1.5 + 1.1 * near) * tall
    const [x, y] = placeOf(particle, moment, -0.06 * seconds * (0.6 + near), fall)
    const thickness = Math.max(0.8, unit * 0.0019 * (0.5 + near))
    drawStreak(frame, x, y, unit * (0.03 + 0.06 * near), -0.07, thickness, 0.2 + 0.16 * near, colour[0])
  } else if (kind === 'snow') {
    const swing = 0.014 * Math.sin(seconds * (0.7 + 0.5 * chance) + phase) * (0.5 + near)
    const [x, y] = placeOf(particle, moment, swing - 0.014 * seconds, seconds * (0.06 + 0.13 * near) * tall)
    drawSpot(frame, x, y, unit * (0.0011 + 0.0042 * near * near), 0.92 - 0.4 * near * near, colour)
  } else {
    const swing = 0.035 * Math.sin(seconds * (0.8 + 0.4 * chance) + phase)
    const [x, y] = placeOf(particle, moment, swing + 0.03 * seconds, seconds * (0.05 + 0.09 * near) * tall)
    const size = unit * (kind === 'leaves' ? 0.006 : 0.0045) * (0.5 + 1.3 * near)
    const tumble = Math.abs(Math.cos(seconds * (1.2 + chance) + phase))
    drawFlake(frame, x, y, size, 0.2 + 0.5 * tumble, seconds * (0.6 + chance) + phase, 0.92, colour)
  }
}

function drawFloating(
  frame: PlanarFrame,
  kind: 'embers' | 'fireflies' | 'dust' | 'bubbles',
  particle: Particle,
  moment: Moment,
): void {
  const { near, phase, chance, colour } = particle
  const { seconds, lens } = moment
  const { unit } = lens
  const tall = unit / lens.height
  if (kind === 'embers') {
    const [x, y] = placeOf(
      particle,
      moment,
      0.02 * Math.sin(seconds * 1.1 + phase),
      -seconds * (0.06 + 0.12 * near) * tall,
    )
    const flicker = 0.6 + 0.4 * Math.sin(seconds * (4 + 3 * chance) + phase)
    drawSpot(frame, x, y, unit * (0.0012 + 0.0022 * near), 0.9 * flicker, colour)
  } else if (kind === 'fireflies') {
    const [x, y] = placeOf(
      particle,
      moment,
      0.02 * Math.sin(seconds * 0.5 + phase),
      0.02 * Math.cos(seconds * 0.43 + phase * 2),
    )
    // They keep to the grass and the bushes.
    const low = Math.min(1, Math.max(0, (y / lens.height - 0.3) * 8))
    const glow = (0.5 + 0.5 * Math.sin(seconds * (0.9 + chance) + phase)) ** 2 * low
    drawSpot(frame, x, y, unit * (0.006 + 0.01 * near), 0.3 * glow, colour)
    drawSpot(frame, x, y, unit * (0.0014 + 0.0018 * near), 0.95 * glow, colour)
  } else if (kind === 'dust') {
    const sway = 0.012 * Math.sin(seconds * 0.5 + phase)
    const [x, y] = placeOf(particle, moment, sway + 0.006 * seconds, -0.008 * seconds)
    const glint = 0.55 + 0.45 * Math.sin(seconds * 0.8 + phase)
    drawSpot(frame, x, y, unit * (0.001 + 0.005 * near * near), (0.34 - 0.22 * near) * glint, colour)
  } else {
    const sway = 0.012 * Math.sin(seconds * 1.6 + phase)
    const [x, y] = placeOf(particle, moment, sway, -seconds * (0.05 + 0.06 * near) * tall)
    const radius = unit * (0.0014 + 0.005 * near * chance)
    drawSpot(frame, x, y, radius, 0.3, colour)
    drawSpot(frame, x - radius * 0.4, y - radius * 0.4, radius * 0.4, 0.8, colour)
  }
}

function wrap(share: number): number {
  return share - Math.floor(share)
}
