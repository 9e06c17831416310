import { clamp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import type { Canvas } from '../paint/canvas.ts'
import { blendOver, eachPixel, shadeRows } from '../paint/canvas.ts'
import { mix } from '../paint/colour.ts'
import type { Texture } from '../paint/texture.ts'
import { readTexture } from '../paint/texture.ts'
import type { Lens } from '../plate/view.ts'
import type { Atmosphere } from '../palettes.ts'
import type { LightPosition } from './dome.ts'

/** What a cloud painter needs to know. */
export type CloudSky = {
  readonly lens: Lens
  readonly atmosphere: Atmosphere
  readonly light: LightPosition
  readonly texture: Texture
  readonly seed: number
}

/**
 * A sheet of cloud high above the plain, running into the horizon as one sees it from below.
 * @param cover 0 clear to 1 closed.
 * @param scale Size of the patches; 1 is broad.
 */
export function paintCloudSheet(canvas: Canvas, sky: CloudSky, cover: number, scale: number): void {
  const { lens, atmosphere, light, texture, seed } = sky
  const { horizon, unit, width } = lens
  const { cloudLight, cloudShade, glow, glowStrength } = atmosphere
  const threshold = 0.66 - 0.4 * cover
  const offset = (seed % 89) / 89
  const density = (x: number, y: number) => {
    const rise = (horizon - y) / unit
    const depth = scale / (0.16 + rise)
    const u = ((x - width / 2) / unit) * depth * 0.34 + offset
    const v = depth * 0.62 + offset * 3
    const bend = readTexture(texture, u * 0.31, v * 0.31) * 0.35
    return (
      0.6 * readTexture(texture, u * 0.5 + bend, v * 0.5 + bend) +
      0.4 * readTexture(texture, u * 1.7, v * 1.7)
    )
  }
  const closed = smoothstep(0.6, 0.95, cover)
  shadeRows(
    canvas,
    (x, y, into) => {
      const rise = (horizon - y) / unit
      into[3] = 0
      if (rise < 0.004) return
      const here = density(x, y)
      const veil = smoothstep(threshold, threshold + 0.2 + 0.1 * closed, here)
      if (veil <= 0) return
      const towards = Math.hypot(light.x - x, light.y - y) + 1
      // Shorter close to the light, where all directions meet.
      const step = unit * 0.03 * Math.min(1, towards / (unit * 0.25))
      const sunward = density(x + ((light.x - x) / towards) * step, y + ((light.y - y) / towards) * step)
      const thickness = smoothstep(threshold + 0.05, threshold + 0.34, here)
      const lit = clamp(0.62 + (here - sunward) * 3.2 - thickness * 0.55, 0, 1)
      const near = Math.exp(-towards / (unit * 0.35)) * glowStrength
      const colour = mix(mix(cloudShade, cloudLight, lit), glow, clamp(near * (1 - thickness * 0.6), 0, 0.8))
      into[0] = colour[0]
      into[1] = colour[1]
      into[2] = colour[2]
      into[3] = veil * smoothstep(0, 0.06, rise) * (0.86 + 0.14 * closed)
    },
    -Infinity,
    horizon,
  )
}

/** Heaped fair-weather clouds with flat feet, small ones far away and low. */
export function paintHeapClouds(canvas: Canvas, sky: CloudSky, count: number): void {
  const { lens, light, seed } = sky
  const random = createRandom(seed ^ 0x636c6f75)
  const span = canvas.width * canvas.step
  const shift = random()
  for (let index = 0; index < count; index++) {
    const nearness = (index + 0.5 * random()) / count
    const width = lens.unit * (0.12 + 0.5 * nearness ** 1.3) * (0.75 + 0.5 * random())
    const x = canvas.left + span * ((index * 0.618 + shift + random() * 0.12) % 1)
    const heap: Heap = {
      x,
      base: lens.horizon - lens.unit * (0.07 + 0.4 * nearness ** 1.1),
      width,
      height: width * (0.3 + 0.2 * random()),
      facing: light.x < x ? -1 : 1,
      strength: 0.5 + 0.45 * nearness,
      offset: random(),
      lean: (random() - 0.5) * 0.5,
    }
    paintHeap(canvas, sky, heap)
  }
}

type Heap = {
  readonly x: number
  readonly base: number
  readonly width: number
  readonly height: number
  /** Side of the light: -1 left, 1 right. */
  readonly facing: number
  readonly strength: number
  readonly offset: number
  readonly lean: number
}

function paintHeap(canvas: Canvas, { texture, atmosphere }: CloudSky, heap: Heap): void {
  const { cloudLight, cloudShade } = atmosphere
  const low = mix(cloudShade, atmosphere.sky[3], 0.2)
  const high = mix(cloudLight, [255, 255, 255], 0.2)
  const { x: centre, base, width, height, facing, offset } = heap
  // Above 0 inside the cloud: a dome whose skin boils.
  const density = (x: number, y: number) => {
    const u = (x - centre) / width
    const v = (base - y) / height
    const wide = u / (0.56 - 0.08 * v) - heap.lean * v * 0.5
    const dome = 1 - wide * wide - Math.max(0, v) ** 1.5
    const broad = readTexture(texture, u * 0.42 + offset, v * 0.2 - offset)
    const fine = readTexture(texture, u * 1.3 - offset, v * 0.62 + offset)
    const boil = 1.7 * (broad - 0.5) + 1.05 * (fine - 0.5)
    return dome * 0.85 + boil - 0.3
  }
  const bounds = {
    left: centre - width * 0.62,
    right: centre + width * 0.62,
    top: base - height * 1.15,
    bottom: base + height * 0.06,
  }
  const colour = new Float64Array(4)
  eachPixel(canvas, bounds, (x, y, at) => {
    const here = density(x, y)
    const foot = smoothstep(-0.05, 0.06, (base - y) / height)
    const cover = smoothstep(0, 0.16, here) * foot
    if (cover <= 0) return
    const sunward = density(x + facing * width * 0.045, y - height * 0.1)
    const farther = density(x + facing * width * 0.1, y - height * 0.24)
    const rise = clamp((base - y) / height, 0, 1)
    const lit = clamp(0.5 + (here - sunward) * 0.55 + (here - farther) * 0.25 + (rise - 0.42) * 0.75, 0, 1)
    const bright = smoothstep(0.55, 1, lit)
    for (let channel = 0; channel < 3; channel++) {
      const shaded = low[channel]! + (cloudLight[channel]! - low[channel]!) * lit
      colour[channel] = shaded + (high[channel]! - shaded) * bright
    }
    colour[3] = cover * heap.strength
    blendOver(canvas.pixels, at, colour, 1)
  })
}
