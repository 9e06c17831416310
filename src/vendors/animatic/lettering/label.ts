import { evenSide } from '../picture/planar-frame.ts'
import type { Overlay } from '../picture/overlay.ts'
import { drawOverlay } from './drawing.ts'
import { layOutLine } from './line.ts'
import { wrapText } from './wrap.ts'

/** A short name on a dark plate, as under a reference picture; sized for the frame, in pixels. */
export async function drawLabel(text: string, frameWidth: number, frameHeight: number): Promise<Overlay> {
  const size = Math.max(12, Math.min(frameWidth, frameHeight) * 0.026)
  const widthMax = frameWidth * 0.4
  const [short = ''] = wrapText(text, (part) => layOutLine(part, size).width, widthMax, 1)
  const line = layOutLine(short, size)
  const padding = size * 0.7
  const width = evenSide(line.width + 2 * padding)
  const height = evenSide(size * 1.9)
  return drawOverlay(
    width,
    height,
    `<rect width="${width}" height="${height}" rx="${size * 0.4}" fill="#0a0c10" fill-opacity=".62"/>` +
      `<path d="${line.outline(padding, height / 2 + size * 0.36)}" fill="#fff" fill-opacity=".95"/>`,
  )
}
