import sharp from 'sharp'
import { overlayFromRgba, type Overlay } from '../picture/overlay.ts'

/** An overlay and where its top left corner goes on the frame, in pixels. */
export type PlacedOverlay = { readonly overlay: Overlay; readonly x: number; readonly y: number }

/**
 * Draws SVG shapes. Only ever give it markup of our own making: glyph outlines, never a caller's text.
 * @param width Pixels; even. The same for `height`.
 */
export async function drawOverlay(width: number, height: number, shapes: string): Promise<Overlay> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`
  const pixels = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer()
  return overlayFromRgba(pixels, width, height)
}
