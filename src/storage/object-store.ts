import type { Readable } from 'node:stream'

/** Where bytes live: results, staged images. Keys are `/`-separated, relative, and never contain `..`. */
export interface ObjectStore {
  /** Writes whole or not at all, and durably: when the promise resolves the bytes survive a power cut. */
  put(key: string, source: Uint8Array | Readable, contentType: string): Promise<StoredObject>
  /** `null` when there is no such object. */
  stat(key: string): Promise<StoredObject | null>
  /** The bytes from `start` to `end`, both inclusive; the whole object without a range. */
  read(key: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>
  /** Deleting what is not there is not an error. */
  delete(key: string): Promise<void>
}

export type StoredObject = {
  readonly key: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly contentType: string
  readonly modifiedAt: Date
}
