import { clamp } from '../../picture/easing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { leaf, ribbon } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Texture } from '../paint/texture.ts'
import { readTexture } from '../paint/texture.ts'
import type { Look } from './look.ts'

/** A tall trunk that leaves the frame at its top: flared roots, furrowed bark, bright on one side. */
export function paintTrunk(
  canvas: Canvas,
  texture: Texture,
  x: number,
  foot: number,
  width: number,
  look: Look,
  random: () => number,
): void {
  const top = canvas.top - 10
  const lean = (random() - 0.5) * width * 1.2
  const height = foot - top
  const at = (rise: number) => x + lean * rise + width * 0.08 * Math.sin(rise * 5 + width)
  const points: [number, number, number][] = []
  for (let step = 0; step <= 10; step++) {
    const rise = step / 10
    const flare = 1 + 0.9 * Math.exp(-rise * height * (9 / (width + 40)))
    points.push([at(rise), foot - rise * height, width * flare * (1 - 0.22 * rise)])
  }
  const offset = random()
  fillPath(canvas, [ribbon(points)], (px, py, into) => {
    const rise = clamp((foot - py) / height, 0, 1)
    const across = (px - at(rise)) / (width * 0.5)
    const bark = readTexture(texture, px / (width * 1.4) + offset, py / (width * 7) + offset) - 0.5
    const furrow = readTexture(texture, px / (width * 0.42) + offset, py / (width * 3.4)) - 0.5
    const round = 0.34 + 0.5 * across * look.side - 0.16 * across * across
    const lit = clamp(round + bark * 0.9 + furrow * 0.8, 0, 1)
    setColour(into, mix(look.shade, look.light, lit))
  })
  paintRoots(canvas, x, foot, width, look, random)
}

function paintRoots(
  canvas: Canvas,
  x: number,
  foot: number,
  width: number,
  look: Look,
  random: () => number,
): void {
  for (let root = 0; root < 5; root++) {
    const side = root / 4 - 0.5
    const reach = width * side * (2 + random())
    const path = ribbon([
      [x + reach * 0.35, foot - width * 0.28, width * 0.34],
      [x + reach * 0.7, foot - width * 0.02, width * 0.2],
      [x + reach, foot + width * 0.1 * random(), width * 0.03],
    ])
    fillPath(canvas, [path], mix(look.shade, look.light, side * look.side > 0 ? 0.4 : 0.12))
  }
}

/** Leaves that hang into the frame from above. */
export function paintOverhang(
  canvas: Canvas,
  fromX: number,
  toX: number,
  depth: (x: number) => number,
  size: number,
  count: number,
  look: Look,
  random: () => number,
): void {
  for (let index = 0; index < count; index++) {
    const x = fromX + (toX - fromX) * random()
    const hang = depth(x)
    if (hang <= 0) continue
    const drop = random() ** 1.7
    const y = canvas.top + (hang - canvas.top) * drop
    const turn = Math.PI * (0.2 + 0.6 * random())
    const reach = size * (0.6 + 0.8 * random())
    const tone = mix(look.shade, look.light, clamp(0.1 + random() * 0.9 * (0.35 + 0.65 * drop), 0, 1))
    fillPath(canvas, [leaf(x, y, x + Math.cos(turn) * reach, y + Math.sin(turn) * reach, reach * 0.5)], tone)
  }
}
