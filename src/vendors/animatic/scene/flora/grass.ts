import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix } from '../paint/colour.ts'
import { blade, ellipse, leaf } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Look } from './look.ts'

/** A tuft of grass; blades lean away from each other and catch light towards their tips. */
export function paintTuft(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  blades: number,
  look: Look,
  random: () => number,
): void {
  for (let index = 0; index < blades; index++) {
    const spread = (index + random()) / blades - 0.5
    const tall = height * (0.5 + 0.5 * random()) * (1 - 0.5 * Math.abs(spread))
    const bow = tall * (spread * 0.9 + (random() - 0.5) * 0.3)
    const tone = mix(look.shade, look.light, 0.12 + 0.88 * random() ** 1.3)
    const width = Math.max(1.1, height * 0.05 * (0.7 + 0.6 * random()))
    const base = x + spread * height * 0.55
    // The outer blades start a little farther back, so that no straight line shows where they start.
    const root = foot + height * (0.05 - 0.22 * spread * spread + 0.05 * random())
    fillPath(canvas, [blade(base, root, tall, bow, width)], tone)
  }
}

/** A flower on its stem: rings of petals seen at a slant. */
export function paintFlower(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  petals: Rgb,
  heart: Rgb,
  look: Look,
  random: () => number,
): void {
  const bow = (random() - 0.5) * height * 0.4
  fillPath(
    canvas,
    [blade(x, foot, height, bow, Math.max(1, height * 0.035))],
    mix(look.shade, look.light, 0.5),
  )
  const headX = x + bow
  const headY = foot - height * 0.97
  const size = height * (0.13 + 0.05 * random())
  if (size < 3) {
    fillPath(canvas, [ellipse(headX, headY, size, size * 0.8)], petals)
    return
  }
  const count = 7
  const turned = random()
  for (let index = 0; index < count; index++) {
    const angle = ((index + turned) / count) * 2 * Math.PI
    const endX = headX + Math.cos(angle) * size
    const endY = headY + Math.sin(angle) * size * 0.62
    const shaded = mix(petals, look.shade, 0.28 * (0.5 + 0.5 * Math.sin(angle)) + 0.1 * random())
    fillPath(canvas, [leaf(headX, headY, endX, endY, size * 0.7)], shaded)
  }
  fillPath(canvas, [ellipse(headX, headY, size * 0.28, size * 0.22)], heart)
}

/** A fern: arching fronds with leaflets on both sides. */
export function paintFern(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  look: Look,
  random: () => number,
): void {
  const fronds = 7
  for (let frond = 0; frond < fronds; frond++) {
    const spread = (frond + 0.5 * random()) / (fronds - 1) - 0.5
    const reach = height * spread * (1.6 + 0.5 * random())
    const tall = height * (1 - Math.abs(spread) * 0.75) * (0.8 + 0.3 * random())
    const tone = mix(look.shade, look.light, 0.2 + 0.6 * random())
    paintFrond(canvas, x, foot, reach, tall, height, tone, look)
  }
}

function paintFrond(
  canvas: Canvas,
  x: number,
  foot: number,
  reach: number,
  tall: number,
  height: number,
  tone: Rgb,
  look: Look,
): void {
  const leaflets = Math.max(6, Math.min(16, Math.round(height / 7)))
  let beforeX = x
  let beforeY = foot
  for (let index = 1; index <= leaflets; index++) {
    const share = index / leaflets
    const nextX = x + reach * share
    const nextY = foot - tall * (1.65 * share - 0.9 * share * share)
    const dx = nextX - beforeX
    const dy = nextY - beforeY
    const length = Math.hypot(dx, dy) || 1
    const size = height * 0.2 * Math.sin(Math.PI * (0.12 + 0.88 * (1 - share))) + height * 0.02
    for (const side of [-1, 1]) {
      const acrossX = (-dy / length) * side
      const acrossY = (dx / length) * side
      const endX = nextX + (acrossX * 0.9 + (dx / length) * 0.55) * size
      const endY = nextY + (acrossY * 0.9 + (dy / length) * 0.55) * size
      const shade = side * (acrossX * look.side - acrossY) > 0 ? 0 : 0.25
      fillPath(canvas, [leaf(nextX, nextY, endX, endY, size * 0.32)], mix(tone, look.shade, shade))
    }
    beforeX = nextX
    beforeY = nextY
  }
}
