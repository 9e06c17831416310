import type { Canvas } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { leaf, ribbon } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Look } from './look.ts'

/** A coconut palm that leans: ringed trunk, a crown of hanging fronds. */
export function paintPalm(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  lean: number,
  look: Look,
  random: () => number,
): void {
  const width = height * 0.045
  const topX = x + lean * height
  const topY = foot - height
  const at = (share: number): [number, number] => [x + lean * height * share ** 1.7, foot - height * share]
  const points = Array.from({ length: 9 }, (_, step): [number, number, number] => {
    const share = step / 8
    return [...at(share), width * (1.5 - 0.8 * share ** 0.4)]
  })
  const ring = height * 0.022
  fillPath(canvas, [ribbon(points)], (px, py, into) => {
    const share = (foot - py) / height
    const across = (px - at(Math.max(0, share))[0]) / width
    const notch = ((foot - py) / ring) % 1 < 0.22 ? 0.25 : 0
    setColour(into, mix(look.wood, look.light, Math.max(0, 0.25 + 0.5 * across * look.side - notch)))
  })
  const fronds = 13
  for (let frond = 0; frond < fronds; frond++) {
    const angle = Math.PI * (-0.12 + (1.24 * (frond + 0.6 * random())) / fronds)
    const reach = height * (0.36 + 0.1 * random())
    const back = frond % 2 === 0
    const tone = mix(look.shade, look.light, back ? 0.18 : 0.55 + 0.3 * Math.cos(angle) * -look.side)
    paintPalmFrond(
      canvas,
      topX,
      topY,
      -Math.cos(angle) * reach,
      Math.sin(angle) * reach * 0.62,
      tone,
      look,
      random,
    )
  }
}

/** One frond: a midrib that rises and falls, leaflets hanging from it. */
export function paintPalmFrond(
  canvas: Canvas,
  x: number,
  y: number,
  reachX: number,
  rise: number,
  tone: readonly [number, number, number],
  look: Look,
  random: () => number,
): void {
  const length = Math.hypot(reachX, rise)
  const leaflets = Math.max(10, Math.min(30, Math.round(length / 6)))
  const spine: [number, number, number][] = []
  for (let index = 0; index <= leaflets; index++) {
    const share = index / leaflets
    const px = x + reachX * share
    const py = y - rise * (1.9 * share - 1.1 * share * share) + length * 0.42 * share * share
    spine.push([px, py, length * 0.016 * (1 - share * 0.8)])
    if (index === 0) continue
    const size = length * 0.3 * Math.sin(Math.PI * Math.min(1, 0.16 + 0.84 * share)) + length * 0.03
    for (const side of [-1, 1]) {
      const spread = Math.sign(reachX || 1) * size * 0.45 + side * size * 0.16
      const fall = size * (0.72 + 0.2 * random()) * (side < 0 ? 0.75 : 1)
      fillPath(
        canvas,
        [leaf(px, py, px + spread, py + fall, size * 0.13)],
        mix(tone, look.shade, side < 0 ? 0.3 : 0.12 * random()),
      )
    }
  }
  fillPath(canvas, [ribbon(spine)], mix(tone, look.light, 0.3))
}
