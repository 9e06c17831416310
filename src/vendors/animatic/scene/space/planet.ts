import { clamp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { blendOver, eachPixel } from '../paint/canvas.ts'
import { hex, mix, mixInto, setColour } from '../paint/colour.ts'
import type { Texture } from '../paint/texture.ts'
import { readTexture } from '../paint/texture.ts'

export type Planet = {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly kind: 'gas' | 'rocky' | 'earth' | 'moon'
  readonly colours: readonly [Rgb, Rgb, Rgb]
  readonly rings: boolean
  /** Direction towards the star: right, down, and towards the camera; length 1. */
  readonly light: readonly [number, number, number]
  readonly seed: number
}

export const planetColours: readonly (readonly [Rgb, Rgb, Rgb])[] = [
  [hex('#d8b58a'), hex('#b07a52'), hex('#f2e2c4')],
  [hex('#6f8fc9'), hex('#3b568f'), hex('#dbe7f7')],
  [hex('#b06a86'), hex('#6d3d6a'), hex('#f0c6c2')],
  [hex('#6fb3a4'), hex('#2f6f78'), hex('#e2f3e4')],
  [hex('#c8663e'), hex('#7a3328'), hex('#efb37e')],
]

/** The far half of the rings, the ball with its night side and its air, the near half of the rings. */
export function paintPlanet(canvas: Canvas, texture: Texture, planet: Planet): void {
  if (planet.rings) paintRings(canvas, texture, planet, -1)
  paintAir(canvas, planet)
  paintBall(canvas, texture, planet)
  if (planet.rings) paintRings(canvas, texture, planet, 1)
}

function around({ x, y, radius }: Planet, reach: number) {
  const far = radius * reach
  return { left: x - far, right: x + far, top: y - far, bottom: y + far }
}

function paintBall(canvas: Canvas, texture: Texture, planet: Planet): void {
  const { radius, light } = planet
  const colour = new Float64Array(4)
  eachPixel(canvas, around(planet, 1.01), (px, py, at) => {
    const dx = (px - planet.x) / radius
    const dy = (py - planet.y) / radius
    const away = Math.sqrt(dx * dx + dy * dy)
    const cover = clamp((1 - away) * radius + 0.5, 0, 1)
    if (cover <= 0) return
    const dz = Math.sqrt(Math.max(0, 1 - away * away))
    surface(planet, texture, dx, dy, dz, colour)
    const facing = dx * light[0] + dy * light[1] + dz * light[2]
    // A soft terminator, and a little light on the night side so that the ball stays a ball.
    const day = smoothstep(-0.12, 0.75, facing)
    const shadow = planet.rings ? ringShadow(planet, dx, dy) : 0
    for (let channel = 0; channel < 3; channel++) {
      colour[channel] = colour[channel]! * (0.035 + 0.98 * day * (1 - 0.55 * shadow))
    }
    const rim = (1 - dz) ** 3 * smoothstep(-0.2, 0.6, facing)
    if (planet.kind !== 'moon') mixInto(colour, airOf(planet), clamp(rim * 0.75, 0, 0.75))
    colour[3] = 1
    blendOver(canvas.pixels, at, colour, cover)
  })
}

function surface(
  { kind, colours, seed }: Planet,
  texture: Texture,
  dx: number,
  dy: number,
  dz: number,
  into: Float64Array,
): void {
  const [main, dark, light] = colours
  // Longitude and latitude turn the flat texture into one that bends away at the edge.
  const longitude = Math.atan2(dx, dz + 0.15) * 0.9
  const latitude = dy
  const offset = (seed % 97) / 97
  if (kind === 'gas') {
    const swirl = readTexture(texture, longitude * 0.3 + offset, latitude * 0.9) - 0.5
    const fine = readTexture(texture, longitude * 0.8, latitude * 5 + offset) - 0.5
    const band = readTexture(texture, offset, latitude * 0.62 + swirl * 0.09 + fine * 0.02)
    setColour(into, main)
    mixInto(into, dark, smoothstep(0.5, 0.36, band))
    mixInto(into, light, smoothstep(0.52, 0.66, band))
    const storm = Math.exp(-(((longitude - 0.34) / 0.2) ** 2) - ((latitude - 0.32) / 0.06) ** 2)
    mixInto(into, dark, storm * 0.8)
    return
  }
  const land =
    0.62 * readTexture(texture, longitude * 0.6 + offset, latitude * 0.6) +
    0.38 * readTexture(texture, longitude * 2, latitude * 2 + offset)
  const fine = readTexture(texture, longitude * 5, latitude * 5) - 0.5
  if (kind === 'earth') {
    setColour(into, hex('#1c4f8c'))
    mixInto(into, hex('#2f74ad'), smoothstep(0.38, 0.48, land))
    mixInto(into, hex('#5d7f4a'), smoothstep(0.5, 0.53, land))
    mixInto(into, hex('#a89468'), smoothstep(0.57, 0.66, land + fine * 0.2))
    mixInto(into, [246, 249, 252], smoothstep(0.72, 0.9, Math.abs(latitude) + fine * 0.2))
    const clouds =
      0.55 * readTexture(texture, longitude * 0.7 + 0.4, latitude * 1.1 + offset) +
      0.45 * readTexture(texture, longitude * 2.1, latitude * 3)
    mixInto(into, [250, 252, 255], smoothstep(0.52, 0.66, clouds) * 0.9)
    return
  }
  setColour(into, kind === 'moon' ? [188, 186, 182] : main)
  mixInto(into, kind === 'moon' ? [126, 126, 128] : dark, smoothstep(0.56, 0.42, land))
  mixInto(into, kind === 'moon' ? [216, 214, 208] : light, smoothstep(0.56, 0.72, land + fine * 0.3))
  const pits = fractalNoise(longitude * 7 + seed, latitude * 7, seed, 2)
  mixInto(into, [60, 56, 56], smoothstep(0.32, 0.2, pits) * 0.35)
}

/** The thin shell of air that glows beyond the day side. */
function paintAir(canvas: Canvas, planet: Planet): void {
  if (planet.kind === 'moon') return
  const { radius, light } = planet
  const colour = new Float64Array(4)
  colour.set(airOf(planet))
  eachPixel(canvas, around(planet, 1.25), (px, py, at) => {
    const dx = (px - planet.x) / radius
    const dy = (py - planet.y) / radius
    const away = Math.sqrt(dx * dx + dy * dy)
    if (away < 0.97 || away > 1.25) return
    const facing = (dx * light[0] + dy * light[1]) / away
    colour[3] =
      Math.exp(-(away - 1) * 26) * smoothstep(-0.35, 0.8, facing) * 0.75 * smoothstep(1.25, 1.1, away)
    blendOver(canvas.pixels, at, colour, 1)
  })
}

function airOf({ kind, colours }: Planet): Rgb {
  return kind === 'earth' ? [140, 196, 255] : mix(colours[2], [255, 255, 255], 0.25)
}

const RING_TILT = 0.27
const RING_TURN = -0.3
const RING_INNER = 1.28
const RING_OUTER = 2.15

/** Distance from the middle in the plane of the rings, and on which side of the ball (positive before it). */
function ringPlace(dx: number, dy: number): [number, number] {
  const along = dx * Math.cos(RING_TURN) + dy * Math.sin(RING_TURN)
  const across = (-dx * Math.sin(RING_TURN) + dy * Math.cos(RING_TURN)) / RING_TILT
  return [Math.sqrt(along * along + across * across), across]
}

function ringShadow({ light }: Planet, dx: number, dy: number): number {
  const [away, side] = ringPlace(dx + light[0] * 0.12, dy + 0.16)
  return side > 0 && away > RING_INNER && away < RING_OUTER ? 1 : 0
}

function paintRings(canvas: Canvas, texture: Texture, planet: Planet, half: -1 | 1): void {
  const { radius, light, colours } = planet
  const colour = new Float64Array(4)
  eachPixel(canvas, around(planet, RING_OUTER + 0.05), (px, py, at) => {
    const dx = (px - planet.x) / radius
    const dy = (py - planet.y) / radius
    const [away, side] = ringPlace(dx, dy)
    if (side * half < 0 || away < RING_INNER || away > RING_OUTER) return
    const place = (away - RING_INNER) / (RING_OUTER - RING_INNER)
    const grooves = 0.3 + 0.7 * smoothstep(0.3, 0.65, readTexture(texture, 0.5, place * 1.3))
    const gap = 1 - 0.85 * Math.exp(-(((place - 0.62) / 0.025) ** 2))
    const edge = smoothstep(0, 0.05, place) * smoothstep(1, 0.94, place)
    // The ball's own shadow lies on the far side, away from the star.
    const behind = -(dx * light[0] + dy * light[1])
    const beside = Math.abs(dx * light[1] - dy * light[0])
    const shade = half < 0 && behind > 0 && beside < 0.95 ? 0.2 : 1
    setColour(colour, mix(colours[1], colours[2], 0.35 + 0.6 * grooves))
    for (let channel = 0; channel < 3; channel++) colour[channel] = colour[channel]! * shade
    colour[3] = grooves * gap * edge * 0.85
    blendOver(canvas.pixels, at, colour, 1)
  })
}
