import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FetchPolicy } from '../net/guarded-fetch.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { prepareImage, type PreparedImage } from './image-preparation.ts'

/** The seed's limit for an image, in the larger of its two readings. */
export const imageBytesMax = 10 * 1024 * 1024

export const imagePolicy: FetchPolicy = {
  bytesMax: imageBytesMax,
  connectSeconds: 10,
  idleSeconds: 10,
  totalSeconds: 60,
  redirectsMax: 3,
  accept: 'image/jpeg, image/png, */*;q=0.1',
}

export type StoredImage = Omit<PreparedImage, 'bytes'> & {
  readonly key: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** Prepares the image in a file and stores it. Two files with the same picture end under the same key. */
export async function storeImage(
  path: string,
  store: ObjectStore,
  folder: string,
): Promise<{ outcome: 'stored'; facts: StoredImage } | { outcome: 'refused'; reason: string }> {
  const prepared = await prepareImage(await readFile(path), imageBytesMax)
  if (prepared.outcome === 'refused') return prepared
  const { bytes, ...facts } = prepared.image
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const key = `${folder}/${sha256}.${facts.format === 'jpeg' ? 'jpg' : 'png'}`
  if ((await store.stat(key)) === null) await store.put(key, bytes, `image/${facts.format}`)
  return { outcome: 'stored', facts: { key, sha256, sizeBytes: bytes.length, ...facts } }
}
