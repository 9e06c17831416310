import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { NamedAudio, NamedVideo, StagedAudio, StagedVideo } from '../catalog/job.ts'
import type { FetchPolicy } from '../net/guarded-fetch.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { likenessOf } from './image-format.ts'
import { inspectMedia, type MediaOrder, type MediaReport } from './media-inspection.ts'

/** Kling takes reference videos of 200 MB at most (its API page, seen 2026-11); nobody says more. */
export const videoPolicy: FetchPolicy = {
  bytesMax: 200 * 1024 * 1024,
  connectSeconds: 10,
  idleSeconds: 30,
  totalSeconds: 600,
  redirectsMax: 3,
  accept: 'video/mp4, video/quicktime, video/webm, */*;q=0.1',
}

/** No vendor names a limit for sounds (seen 2026-11): 20 MB are two minutes of WAV, more than any video here lasts. */
export const audioPolicy: FetchPolicy = {
  ...videoPolicy,
  bytesMax: 20 * 1024 * 1024,
  totalSeconds: 120,
  accept: 'audio/mpeg, audio/wav, audio/mp4, audio/aac, */*;q=0.1',
}

export type StoredVideo = Omit<StagedVideo, keyof NamedVideo>
export type StoredAudio = Omit<StagedAudio, keyof NamedAudio>
type Arrival<Facts> = { outcome: 'stored'; facts: Facts } | { outcome: 'refused'; reason: string }

/** Reads the video in a file to its end and stores it. */
export async function storeVideo(
  path: string,
  store: ObjectStore,
  folder: string,
  signal: AbortSignal,
): Promise<Arrival<StoredVideo>> {
  const report = await inspectMedia({ path, kind: 'video' }, signal)
  if (report.outcome !== 'whole') return refusal(report, path, 'video')
  const { durationSeconds, width = 0, height = 0 } = report
  const format = report.format as StoredVideo['format']
  const kept = await keep(path, store, folder, format, videoTypes[format])
  return { outcome: 'stored', facts: { ...kept, format, width, height, durationSeconds } }
}

/** Reads the sound in a file to its end and stores it. */
export async function storeAudio(
  path: string,
  store: ObjectStore,
  folder: string,
  signal: AbortSignal,
): Promise<Arrival<StoredAudio>> {
  const report = await inspectMedia({ path, kind: 'audio' }, signal)
  if (report.outcome !== 'whole') return refusal(report, path, 'audio')
  const format = report.format as StoredAudio['format']
  const kept = await keep(path, store, folder, format, audioTypes[format])
  return { outcome: 'stored', facts: { ...kept, format, durationSeconds: report.durationSeconds } }
}

const videoTypes = { mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm' }
const audioTypes = { mp3: 'audio/mpeg', wav: 'audio/wav', m4a: 'audio/mp4', aac: 'audio/aac' }
const wanted = { video: 'MP4, MOV or WebM', audio: 'MP3, WAV, M4A or AAC' }

/** The bytes are kept as they came: to take metadata out of a container is to write it anew. */
async function keep(
  path: string,
  store: ObjectStore,
  folder: string,
  extension: string,
  contentType: string,
) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const sha256 = hash.digest('hex')
  const key = `${folder}/${sha256}.${extension}`
  if ((await store.stat(key)) === null) await store.put(key, createReadStream(path), contentType)
  return { key, sha256, sizeBytes: (await stat(path)).size }
}

async function refusal(
  report: Exclude<MediaReport, { outcome: 'whole' }>,
  path: string,
  kind: MediaOrder['kind'],
): Promise<{ outcome: 'refused'; reason: string }> {
  if (report.outcome === 'broken') return { outcome: 'refused', reason: report.reason }
  const head = await headOf(path)
  const likeness = likenessOf(head) ?? `no ${kind === 'video' ? 'video' : 'sound'} that is known here`
  return { outcome: 'refused', reason: `it is ${likeness}; send ${wanted[kind]}` }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
