import type { Readable } from 'node:stream'
import type { Text } from '../contract/text.ts'

/** Where bytes live: results, staged images, local buckets. What a key may be, `assertObjectKey` says. */
export interface ObjectStore {
  /**
   * Writes whole or not at all, and durably: when the promise resolves the bytes survive a power cut. An object that
   * was there under the key is replaced in one instant. Rejects with code ENOSPC when the disk is full.
   */
  put(key: string, source: Uint8Array | Readable, contentType: string): Promise<StoredObject>
  /** `null` when there is no such object. */
  stat(key: string): Promise<StoredObject | null>
  /** The bytes from `start` to `end`, both inclusive; the whole object without a range. Rejects when there is none. */
  read(key: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>
  /** Deleting what is not there is not an error. */
  delete(key: string): Promise<void>
  /** The keys below `folder/`, in no promised order. Objects that come or go meanwhile may or may not be among them. */
  list(folder: string): AsyncIterable<string>
}

export type StoredObject = {
  readonly key: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly contentType: string
  readonly modifiedAt: Date
}

/** Links under which stored objects can be fetched for a while, by anyone who has them. */
export interface MediaLinks {
  /** The URL of the object, good for the configured lifetime from `now`. */
  sign(key: string, now: Date): string
  verify(key: string, query: Readonly<Record<string, unknown>>, now: Date): 'valid' | 'expired' | 'forged'
}

/**
 * Images of callers who have no web server, under `uploads/<AppId>/<SHA-256>.<jpg|png>`: the same bytes twice are one
 * object. Each is kept for the configured hours from the last time that it was uploaded.
 */
export interface Uploads {
  /** Keeps a checked image for an account. `full`: with it the account's uploads would take more than it may. */
  keep(
    appId: bigint,
    image: { readonly bytes: Uint8Array; readonly format: 'jpeg' | 'png' },
  ): Promise<
    | { readonly outcome: 'kept'; readonly url: string; readonly expiresAt: Date }
    | { readonly outcome: 'full'; readonly bytesMax: number; readonly keepHours: number }
  >
  /** Why a link of ours is none that this account could use now; `null` for a good one, and for every other URL. */
  objection(url: string, appId: string): Text | null
  /**
   * The image behind a link that we signed, whatever its host: a worker need not know how callers reach the API.
   * `null` for every other URL, forged links included: that is just a URL. `refused`, with a reason fit for the caller,
   * when the link has expired, is another account's, or its image is gone.
   */
  find(
    url: string,
    appId: string,
  ): Promise<
    | { readonly outcome: 'found'; readonly bytes: Uint8Array }
    | { readonly outcome: 'refused'; readonly reason: string }
    | null
  >
}

/** S3's own limit, so that every store can hold every key. */
const keyBytesMax = 1024

/**
 * Keys are relative paths: segments between single `/`, any characters but control characters and `\`, and no segment
 * that means something to a file system. A key that is none is a bug of ours: callers' input is judged before.
 */
export function assertObjectKey(key: string): void {
  const segments = key.split('/')
  const plain = segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  if (!plain || /[\p{Cc}\p{Cs}\\]/u.test(key) || Buffer.byteLength(key) > keyBytesMax)
    throw new Error(`not a key for an object: ${JSON.stringify(key.slice(0, 200))}`)
}
