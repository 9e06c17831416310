import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checkImage } from '../catalog/image-rule.ts'
import type { Job, NamedAudio, NamedImage, NamedVideo, StagedImage, StagedInputs } from '../catalog/job.ts'
import type { FetchPolicy, GuardedFetch } from '../net/guarded-fetch.ts'
import type { ObjectStore, Uploads } from '../storage/object-store.ts'
import { createGate, type Gate } from './gate.ts'
import { imagePolicy, storeImage } from './image-arrival.ts'
import {
  audioPolicy,
  storeAudio,
  storeVideo,
  type StoredAudio,
  type StoredVideo,
  videoPolicy,
} from './media-arrival.ts'
import { type NotToBeHad, withDownload } from './scratch-download.ts'

/** Brings what the caller named into our store, checked to the end: vendors never fetch a caller's URL. */
export interface Intake {
  /**
   * Fetches every image, video and sound of the job once. Rejects only for reasons of our own (the store, an abort);
   * what is wrong with a file or its server is an outcome, with a message for the caller that names the parameter and
   * the reason.
   */
  stage(job: Job, taskId: string, signal: AbortSignal): Promise<Staging>
  /** Removes what was staged for a task that has ended. */
  release(taskId: string): Promise<void>
}

export type Staging =
  | { readonly outcome: 'staged'; readonly inputs: StagedInputs }
  /** For good: at least one file can never be used. All of those are named. */
  | { readonly outcome: 'refused'; readonly message: string }
  /** A server does not answer now; it may later. */
  | { readonly outcome: 'unreachable'; readonly message: string; readonly retryable: true }

export type IntakeParts = {
  readonly fetch: GuardedFetch
  readonly store: ObjectStore
  /** Where files wait until they are checked. */
  readonly scratchDirectory: string
  /** What callers uploaded here; absent where nothing can be uploaded. */
  readonly uploads?: Uploads
}

/** A picture of 50 million pixels takes 300 MB while it is decoded, an interlaced one of 16 bits 800 (measured). */
const checksAtOnce = 2
/** Of videos and sounds, which have a queue of their own: some keep their reader busy for a minute. */
const readsAtOnce = 2

export function createIntake(parts: IntakeParts): Intake {
  const gates = { image: createGate(checksAtOnce), media: createGate(readsAtOnce) }
  return {
    stage: (job, taskId, signal) => stageAll({ ...parts, gates, job, taskId, signal }),
    async release(taskId) {
      for await (const key of parts.store.list(folderOf(taskId))) await parts.store.delete(key)
      // Empty, unless a crash left something.
      await rm(join(parts.scratchDirectory, taskId), { recursive: true, force: true })
    },
  }
}

type Order = IntakeParts & {
  readonly gates: Readonly<Record<'image' | 'media', Gate>>
  readonly job: Job
  readonly taskId: string
  readonly signal: AbortSignal
}

/** What is wrong so far, in the order of the job. */
type Complaints = { readonly refusals: string[]; unreachable: string | null }

async function stageAll(order: Order): Promise<Staging> {
  const complaints: Complaints = { refusals: [], unreachable: null }
  const images = await stageEach(order, imageKind, order.job.images, complaints)
  const videos = await stageEach(order, videoKind, order.job.videos ?? [], complaints)
  const audios = await stageEach(order, audioKind, order.job.audios ?? [], complaints)
  const { refusals, unreachable } = complaints
  if (refusals.length > 0) return { outcome: 'refused', message: refusals.join('; ') }
  if (unreachable !== null) return { outcome: 'unreachable', message: unreachable, retryable: true }
  return { outcome: 'staged', inputs: { images, videos, audios } }
}

type Named = { readonly parameter: string; readonly url: string }

/** What is particular about images, videos or sounds. */
type Kind<Wish extends Named, Facts> = {
  readonly gate: 'image' | 'media'
  readonly policy: FetchPolicy
  /** Checks the file by its content, and keeps it in the folder under its hash. */
  readonly keep: (
    path: string,
    store: ObjectStore,
    folder: string,
    signal: AbortSignal,
  ) => Promise<Arrival<Facts>>
  /** Why the family does not take it, though nothing is wrong with it; `null` when it does. */
  readonly objection: (job: Job, staged: Staged<Wish, Facts>) => string | null
}
type Arrival<Facts> = { readonly outcome: 'stored'; readonly facts: Facts } | NotToBeHad
type Staged<Wish extends Named, Facts> = Omit<Wish, 'url'> & Facts

const imageKind: Kind<NamedImage, Omit<StagedImage, keyof NamedImage>> = {
  gate: 'image',
  policy: imagePolicy,
  keep: storeImage,
  objection: (job, image) => checkImage(job, image)?.message.en ?? null,
}

const videoKind: Kind<NamedVideo, StoredVideo> = {
  gate: 'media',
  policy: videoPolicy,
  keep: storeVideo,
  objection: () => null,
}
const audioKind: Kind<NamedAudio, StoredAudio> = {
  gate: 'media',
  policy: audioPolicy,
  keep: storeAudio,
  objection: () => null,
}

/** One after the other; the same URL once. Ends early when a server does not answer. */
async function stageEach<Wish extends Named, Facts>(
  order: Order,
  kind: Kind<Wish, Facts>,
  wishes: readonly Wish[],
  complaints: Complaints,
): Promise<readonly Staged<Wish, Facts>[]> {
  const arrivals = new Map<string, Arrival<Facts>>()
  const all: Staged<Wish, Facts>[] = []
  for (const { url, ...named } of wishes) {
    if (complaints.unreachable !== null) break
    const arrival = arrivals.get(url) ?? (await bringIn(order, kind, url))
    arrivals.set(url, arrival)
    if (arrival.outcome === 'stored') {
      const staged = { ...named, ...arrival.facts }
      const objection = kind.objection(order.job, staged)
      if (objection === null) all.push(staged)
      else complaints.refusals.push(objection)
    } else {
      const complaint = `${named.parameter}: ${arrival.reason}`
      if (arrival.outcome === 'refused') complaints.refusals.push(complaint)
      else complaints.unreachable = complaint
    }
  }
  return all
}

async function bringIn<Wish extends Named, Facts>(
  { gates, store, taskId, scratchDirectory, ...rest }: Order,
  { gate, policy, keep }: Kind<Wish, Facts>,
  url: string,
): Promise<Arrival<Facts>> {
  const { signal } = rest
  const arrival = await withDownload(
    { ...rest, taskId, url, policy, directory: join(scratchDirectory, taskId) },
    // The file is read inside: of all that is under way only so much is in memory.
    (path) =>
      gates[gate].pass(async () => {
        signal.throwIfAborted()
        return keep(path, store, folderOf(taskId), signal)
      }),
  )
  signal.throwIfAborted()
  return arrival
}

const folderOf = (taskId: string): string => `intake/${taskId}`
