import { evenSide } from '../picture/planar-frame.ts'
import { drawOverlay, type PlacedOverlay } from './drawing.ts'
import { layOutLine } from './line.ts'

/** What every frame says of itself. Never "AI generated": it is not. */
const BADGE = 'ANIMATIC PREVIEW'

/** The mark in the top left corner. Sizes in pixels. */
export async function drawBadge(frameWidth: number, frameHeight: number): Promise<PlacedOverlay> {
  const side = Math.min(frameWidth, frameHeight)
  const size = Math.max(11, side * 0.0185)
  const line = layOutLine(BADGE, size, size * 0.08)
  const height = evenSide(size * 1.9)
  const padding = size * 0.8
  const dotRadius = size * 0.26
  const textStart = padding + 3 * dotRadius
  const width = evenSide(textStart + line.width + padding)
  const overlay = await drawOverlay(
    width,
    height,
    `<rect width="${width}" height="${height}" rx="${height / 2}" fill="#0a0c10" fill-opacity=".55"/>` +
      `<circle cx="${padding + dotRadius / 2}" cy="${height / 2}" r="${dotRadius}" fill="#ffb224"/>` +
      `<path d="${line.outline(textStart, height / 2 + size * 0.365)}" fill="#fff" fill-opacity=".94"/>`,
  )
  const margin = side * 0.03
  return { overlay, x: margin, y: margin }
}
