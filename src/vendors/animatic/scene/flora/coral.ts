import type { Canvas } from '../paint/canvas.ts'
import { mix } from '../paint/colour.ts'
import { ellipse, leaf, ribbon } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Look } from './look.ts'

/** A coral: branched like antlers, spread like a fan, or a ball with furrows. */
export function paintCoral(
  canvas: Canvas,
  x: number,
  foot: number,
  size: number,
  look: Look,
  random: () => number,
): void {
  const shape = random()
  if (shape < 0.5) branch(canvas, x, foot, -Math.PI / 2, size * 0.42, size * 0.13, 4, look, random)
  else if (shape < 0.75) fan(canvas, x, foot, size, look, random)
  else ball(canvas, x, foot, size * 0.5, look, random)
}

function branch(
  canvas: Canvas,
  x: number,
  y: number,
  angle: number,
  length: number,
  width: number,
  depth: number,
  look: Look,
  random: () => number,
): void {
  const endX = x + Math.cos(angle) * length
  const endY = y + Math.sin(angle) * length
  const tone = mix(
    look.shade,
    look.light,
    Math.min(1, 0.15 + 0.2 * (4 - depth) + 0.3 * Math.max(0, Math.cos(angle) * look.side)),
  )
  fillPath(
    canvas,
    [
      ribbon([
        [x, y, width],
        [endX, endY, width * 0.72],
      ]),
    ],
    tone,
  )
  fillPath(canvas, [ellipse(endX, endY, width * 0.38, width * 0.38)], tone)
  if (depth === 0) return
  const forks = depth > 2 ? 3 : 2
  for (let fork = 0; fork < forks; fork++) {
    const turn = (fork - (forks - 1) / 2) * 0.75 + (random() - 0.5) * 0.4
    branch(
      canvas,
      endX,
      endY,
      angle + turn,
      length * (0.62 + 0.16 * random()),
      width * 0.7,
      depth - 1,
      look,
      random,
    )
  }
}

function fan(canvas: Canvas, x: number, foot: number, size: number, look: Look, random: () => number): void {
  for (let rib = 0; rib < 17; rib++) {
    const angle = -Math.PI * (0.14 + (0.72 * (rib + 0.3 * random())) / 16)
    const reach = size * (0.75 + 0.25 * Math.sin(-angle)) * (0.85 + 0.2 * random())
    const tone = mix(look.shade, look.light, 0.2 + 0.6 * random())
    const endX = x + Math.cos(angle) * reach
    const endY = foot + Math.sin(angle) * reach
    fillPath(canvas, [leaf(x, foot, endX, endY, size * 0.085, (random() - 0.5) * 0.16)], tone)
    fillPath(canvas, [ellipse(endX, endY, size * 0.035, size * 0.035)], mix(tone, look.light, 0.5))
  }
}

function ball(
  canvas: Canvas,
  x: number,
  foot: number,
  radius: number,
  look: Look,
  random: () => number,
): void {
  const turn = random() * 6
  fillPath(canvas, [ellipse(x, foot - radius * 0.6, radius, radius * 0.8)], (px, py, into) => {
    const dx = (px - x) / radius
    const dy = (py - foot) / radius + 0.6
    const furrow = 0.5 + 0.5 * Math.sin(dx * 15 + Math.sin(dy * 9 + turn) * 2.4)
    const lit = Math.min(1, Math.max(0, 0.45 + 0.35 * dx * look.side - 0.4 * dy - 0.3 * furrow))
    const tone = mix(look.shade, look.light, lit)
    into[0] = tone[0]
    into[1] = tone[1]
    into[2] = tone[2]
  })
}

/** A stem of kelp with broad leaves along it, bending as it rises. */
export function paintKelp(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  look: Look,
  random: () => number,
): void {
  const phase = random() * 6
  const spine = Array.from({ length: 13 }, (_, step): [number, number, number] => {
    const share = step / 12
    return [
      x + Math.sin(share * 5 + phase) * height * 0.05 * share,
      foot - height * share,
      height * 0.014 * (1 - share * 0.6),
    ]
  })
  for (const [index, [px, py]] of spine.entries()) {
    if (index < 1) continue
    const side = index % 2 === 0 ? 1 : -1
    const reach = height * (0.2 - 0.008 * index) * (0.8 + 0.4 * random())
    const tone = mix(look.shade, look.light, 0.2 + 0.6 * random())
    fillPath(
      canvas,
      [leaf(px, py, px + side * reach * 0.8, py - reach * 0.62, reach * 0.24, side * 0.14)],
      tone,
    )
  }
  fillPath(canvas, [ribbon(spine)], mix(look.wood, look.light, 0.3))
}
