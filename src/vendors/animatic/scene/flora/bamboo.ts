import { clamp } from '../../picture/easing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { leaf, ribbon } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Look } from './look.ts'

/** A culm of bamboo: a slender, jointed cane that bows a little, with tufts of narrow leaves from its upper joints. */
export function paintBamboo(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  width: number,
  look: Look,
  random: () => number,
): void {
  const bow = (random() - 0.5) * height * 0.12
  const at = (share: number): [x: number, y: number] => [x + bow * share * share, foot - height * share]
  const points = Array.from({ length: 7 }, (_, step): [number, number, number] => {
    const share = step / 6
    return [...at(share), width * (1 - 0.45 * share)]
  })
  const joint = height / (7 + Math.floor(random() * 4))
  fillPath(canvas, [ribbon(points)], (px, py, into) => {
    const share = clamp((foot - py) / height, 0, 1)
    const across = (px - at(share)[0]) / (width * 0.5)
    const along = ((foot - py) % joint) / joint
    const ring = along < 0.05 ? -0.3 : along < 0.09 ? 0.25 : 0
    const round = 0.42 + 0.42 * across * look.side - 0.2 * across * across
    setColour(into, mix(look.shade, look.light, clamp(round + ring, 0, 1)))
  })
  const tufts = height > 60 ? 7 : 3
  for (let tuft = 0; tuft < tufts; tuft++) {
    const [tuftX, tuftY] = at(0.42 + 0.56 * random())
    paintLeaves(canvas, tuftX, tuftY, height * (0.05 + 0.04 * random()), look, random)
  }
}

/** Long leaves that hang in a fan to one side. */
function paintLeaves(
  canvas: Canvas,
  x: number,
  y: number,
  size: number,
  look: Look,
  random: () => number,
): void {
  const side = random() < 0.5 ? -1 : 1
  const stemX = x + side * size * 0.8
  const stemY = y - size * 0.25
  fillPath(canvas, [leaf(x, y, stemX, stemY, Math.max(0.8, size * 0.05))], look.shade)
  for (let index = 0; index < 6; index++) {
    const share = 0.3 + (0.7 * index) / 5
    const fromX = x + (stemX - x) * share
    const fromY = y + (stemY - y) * share
    const toX = fromX + side * size * (0.35 + 0.4 * random())
    const toY = fromY + size * (0.25 + 0.6 * random())
    const tone = mix(look.shade, look.light, 0.15 + 0.75 * random())
    fillPath(canvas, [leaf(fromX, fromY, toX, toY, size * 0.13, side * 0.1)], tone)
  }
}
