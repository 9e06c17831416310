import { smoothstep } from '../../picture/easing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix } from '../paint/colour.ts'
import { fillPath } from '../paint/path.ts'
import type { Look } from './look.ts'

/** A spruce: drooping tiers of branches, lit on one side. */
export function paintConifer(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  look: Look,
  random: () => number,
): void {
  const width = height * (0.17 + 0.07 * random())
  const tiers = Math.max(4, Math.min(30, Math.round(height / (9 + height * 0.012))))
  const lean = (random() - 0.5) * 0.03 * height
  const body: number[] = [x + lean, foot - height]
  // The right side from the foot upwards, so that both together run round the tree.
  const mirrored: number[] = []
  const tips: { x: number; y: number; side: number; half: number }[] = []
  for (let tier = 1; tier <= tiers; tier++) {
    const q = (tier - 0.35 * random()) / tiers
    const half = width * (0.06 + 0.94 * q ** 0.86) * (0.78 + 0.44 * random())
    const centre = x + lean * (1 - q)
    const y = foot - height * (1 - q * 0.95)
    const droop = half * 0.3
    const notch = y + (height / tiers) * 0.28 - droop * 0.4
    const other = half * (0.85 + 0.3 * random())
    body.push(centre - half, y + droop * (0.6 + 0.8 * random()), centre - half * 0.45, notch)
    mirrored.unshift(centre + other * 0.45, notch, centre + other, y + droop * (0.6 + 0.8 * random()))
    tips.push({ x: centre, y, side: -1, half }, { x: centre, y, side: 1, half: other })
  }
  const trunk = width * 0.09
  fillPath(
    canvas,
    [[x - trunk, foot - height * 0.2, x + trunk, foot - height * 0.2, x + trunk, foot, x - trunk, foot]],
    look.wood,
  )
  fillPath(canvas, [[...body, ...mirrored]], look.shade)
  if (height < 14) return
  for (const tip of tips) paintBranch(canvas, tip, height / tiers, look, random)
}

function paintBranch(
  canvas: Canvas,
  tip: { readonly x: number; readonly y: number; readonly side: number; readonly half: number },
  tierHeight: number,
  look: Look,
  random: () => number,
): void {
  const lit = tip.side === look.side ? 0.6 + 0.4 * random() : 0.1 + 0.25 * random()
  const fingers = tierHeight > 12 ? 9 : tierHeight > 8 ? 5 : 2
  for (let finger = 0; finger < fingers; finger++) {
    const reach = (0.45 + (0.5 * (finger + random())) / fingers) * tip.half * tip.side
    const startX = tip.x + reach * (0.3 + 0.3 * random())
    const startY = tip.y - tierHeight * (0.55 - (0.5 * finger) / fingers)
    const endX = tip.x + reach
    const endY = tip.y + Math.abs(reach) * 0.28 + tierHeight * 0.25 * random()
    const thick = Math.min(tierHeight * 0.2, 2 + tierHeight * 0.09)
    const tone = mix(
      look.shade,
      look.light,
      lit * (0.5 + 0.5 * random()) * smoothstep(0, 0.5, Math.abs(reach) / tip.half),
    )
    fillPath(
      canvas,
      [
        [
          startX,
          startY,
          (startX + endX) / 2,
          (startY + endY) / 2 - thick,
          endX,
          endY,
          (startX + endX) / 2,
          (startY + endY) / 2 + thick,
        ],
      ],
      tone,
      0.85,
    )
  }
}
