import sharp from 'sharp'
import type { PlanarFrame } from '../render-plan.ts'

/** The frame at another size, planes one after another, by Lanczos. */
export async function enlarge(frame: PlanarFrame, width: number, height: number): Promise<Uint8Array> {
  const planes = await Promise.all([
    enlargePlane(frame.y, frame.width, frame.height, width, height),
    enlargePlane(frame.u, frame.width / 2, frame.height / 2, width / 2, height / 2),
    enlargePlane(frame.v, frame.width / 2, frame.height / 2, width / 2, height / 2),
  ])
  return Buffer.concat(planes)
}

const enlargePlane = (
  plane: Uint8Array,
  width: number,
  height: number,
  newWidth: number,
  newHeight: number,
): Promise<Buffer> =>
  sharp(plane, { raw: { width, height, channels: 1 } })
    .resize(newWidth, newHeight, { kernel: 'lanczos3', fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
