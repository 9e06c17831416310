import { createGate } from './gate.ts'
import { imageBytesMax } from './image-arrival.ts'
import { type Preparation, prepareImage } from './image-preparation.ts'

/** As at intake: a picture can take 300 MB while it is decoded. */
const decodesAtOnce = 2

/** Looks at an image that a caller uploads exactly as intake looks at one that it fetched, a few at a time. */
export function createImageCheck(): (bytes: Uint8Array) => Promise<Preparation> {
  const gate = createGate(decodesAtOnce)
  return async (bytes) => {
    if (bytes.length > imageBytesMax) return { outcome: 'refused', reason: 'larger than 10 MB' }
    return await gate.pass(() => prepareImage(bytes, imageBytesMax))
  }
}
