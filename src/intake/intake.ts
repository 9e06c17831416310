import { createHash } from 'node:crypto'
import { checkImage } from '../catalog/image-rule.ts'
import type { Job, NamedImage, StagedImage } from '../catalog/job.ts'
import type { FetchPolicy, GuardedFetch } from '../net/guarded-fetch.ts'
import type { ObjectStore, Uploads } from '../storage/object-store.ts'
import { createGate, type Gate } from './gate.ts'
import { prepareImage, type PreparedImage } from './image-preparation.ts'
import { readOwnUpload } from './own-upload.ts'

/** Brings the caller's images into our store, checked to the last pixel: vendors never fetch a caller's URL. */
export interface Intake {
  /**
   * Fetches every image of the job once. Rejects only for reasons of our own (the store, an abort); what is wrong with
   * an image or its server is an outcome, with a message for the caller that names the parameter and the reason.
   */
  stage(job: Job, taskId: string, signal: AbortSignal): Promise<Staging>
  /** Removes the images of a task that has ended. */
  release(taskId: string): Promise<void>
}

export type Staging =
  | { readonly outcome: 'staged'; readonly images: readonly StagedImage[] }
  /** For good: at least one image can never be used. All of those are named. */
  | { readonly outcome: 'refused'; readonly message: string }
  /** A server does not answer now; it may later. */
  | { readonly outcome: 'unreachable'; readonly message: string; readonly retryable: true }

export type IntakeParts = {
  readonly fetch: GuardedFetch
  readonly store: ObjectStore
  /** What callers uploaded here; absent where nothing can be uploaded. */
  readonly uploads?: Uploads
}

/** The seed's limit for an image, in the larger of its two readings. */
export const imageBytesMax = 10 * 1024 * 1024

const imagePolicy: FetchPolicy = {
  bytesMax: imageBytesMax,
  connectSeconds: 10,
  idleSeconds: 10,
  totalSeconds: 60,
  redirectsMax: 3,
  accept: 'image/jpeg, image/png, */*;q=0.1',
}

/** A picture of 50 million pixels can take 300 MB while it is decoded. */
const decodesAtOnce = 2

export function createIntake(parts: IntakeParts): Intake {
  const { store } = parts
  const gate = createGate(decodesAtOnce)
  return {
    stage: (job, taskId, signal) => stageAll({ ...parts, gate, job, taskId, signal }),
    async release(taskId) {
      for await (const key of store.list(folderOf(taskId))) await store.delete(key)
    },
  }
}

type Order = IntakeParts & {
  readonly gate: Gate
  readonly job: Job
  readonly taskId: string
  readonly signal: AbortSignal
}

/** One image after the other: a task never holds more than one in memory. */
async function stageAll(order: Order): Promise<Staging> {
  const arrivals = new Map<string, Arrival>()
  const images: StagedImage[] = []
  const refusals: string[] = []
  for (const image of order.job.images) {
    const arrival = arrivals.get(image.url) ?? (await bringIn(order, image.url))
    arrivals.set(image.url, arrival)
    if (arrival.outcome === 'stored') {
      const staged = stagedImage(image, arrival)
      const finding = checkImage(order.job, staged)
      if (finding === null) images.push(staged)
      else refusals.push(finding.message)
    } else if (arrival.outcome === 'refused') {
      refusals.push(`${image.parameter}: ${arrival.reason}`)
    } else {
      // With the verdict already known, nobody waits for further servers.
      if (refusals.length > 0) break
      return { outcome: 'unreachable', message: `${image.parameter}: ${arrival.reason}`, retryable: true }
    }
  }
  if (refusals.length > 0) return { outcome: 'refused', message: refusals.join('; ') }
  return { outcome: 'staged', images }
}

type Stored = Omit<PreparedImage, 'bytes'> & {
  readonly outcome: 'stored'
  readonly key: string
  readonly sha256: string
  readonly sizeBytes: number
}
type Arrival = Stored | { readonly outcome: 'refused' | 'unreachable'; readonly reason: string }

/** Fetches, prepares and stores one image. Two URLs with the same picture end under the same key. */
async function bringIn(
  { fetch, store, uploads, gate, taskId, signal }: Order,
  url: string,
): Promise<Arrival> {
  const download =
    (await readOwnUpload(uploads, url, taskId)) ?? (await fetch.download({ url, signal }, imagePolicy))
  if (download.outcome === 'refused')
    return { outcome: download.permanent ? 'refused' : 'unreachable', reason: download.reason }
  const prepared = await gate.pass(() => prepareImage(download.body, imageBytesMax))
  signal.throwIfAborted()
  if (prepared.outcome === 'refused') return prepared
  const { bytes, ...facts } = prepared.image
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const key = `${folderOf(taskId)}/${sha256}.${facts.format === 'jpeg' ? 'jpg' : 'png'}`
  if ((await store.stat(key)) === null) await store.put(key, bytes, `image/${facts.format}`)
  return { outcome: 'stored', key, sha256, sizeBytes: bytes.length, ...facts }
}

function stagedImage(
  { url: _url, ...named }: NamedImage,
  { outcome: _outcome, ...stored }: Stored,
): StagedImage {
  return { ...named, ...stored }
}

function folderOf(taskId: string): string {
  return `intake/${taskId}`
}
