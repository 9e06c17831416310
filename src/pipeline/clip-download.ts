import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FetchPolicy } from '../net/guarded-fetch.ts'
import type { Task } from '../tasks/task.ts'
import type { VendorEntry } from '../vendors/registry.ts'
import { type Clip, VendorFault } from '../vendors/vendor.ts'
import { openLink, openSharedLink } from './vendor-link.ts'
import type { PipelineTools } from './tools.ts'

export type LocalClip =
  | { readonly outcome: 'here'; readonly path: string }
  /** `isPassing`: it may go better in a while, without anybody doing anything. */
  | { readonly outcome: 'failed'; readonly message: string; readonly isPassing: boolean }

const clipPolicy: FetchPolicy = {
  bytesMax: 2 * 1024 ** 3,
  connectSeconds: 10,
  idleSeconds: 60,
  totalSeconds: 1800,
  redirectsMax: 3,
  accept: 'video/mp4, video/*;q=0.9, */*;q=0.1',
}

export type ClipPlace = { readonly task: Pick<Task, 'id' | 'ticket'>; readonly index: number }

/** Brings a clip of a vendor to this machine's disk, where it can be looked at before it is kept. */
export async function downloadClip(
  tools: PipelineTools,
  clip: Clip,
  place: ClipPlace,
  entry: VendorEntry,
  signal: AbortSignal,
): Promise<LocalClip> {
  if ('path' in clip) return findLocal(clip.path)
  await mkdir(tools.scratchDirectory, { recursive: true })
  const path = partPath(tools, place.task.id, place.index)
  try {
    if ('inAnswer' in clip)
      await writeFile(path, await bytesOf(tools, clip.inAnswer, place.task, entry, signal))
    else {
      const headers = clip.isPrivate
        ? await entry.vendor.clipHeaders?.(openSharedLink(tools, entry, signal))
        : {}
      const answer = await tools
        .vendorFetch(entry.baseUrl)
        .downloadTo({ url: clip.url, ...(headers ? { headers } : {}), signal }, clipPolicy, (body) =>
          pipeline(body, createWriteStream(path)),
        )
      if (answer.outcome === 'refused') return failed(answer.reason, !answer.permanent)
    }
    return { outcome: 'here', path }
  } catch (error) {
    if (error instanceof VendorFault) return failed(error.message, error.kind !== 'refused')
    throw error
  }
}

const failed = (reason: string, isPassing: boolean): LocalClip => ({
  outcome: 'failed',
  message: `The finished video could not be downloaded: ${reason}.`,
  isPassing,
})

async function bytesOf(
  tools: PipelineTools,
  number: number,
  { id, ticket }: ClipPlace['task'],
  entry: VendorEntry,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { vendor } = entry
  assert(vendor.clipBytes !== undefined && ticket !== null, `${vendor.name} has no clips inside its answers`)
  return vendor.clipBytes(ticket, number, openLink(tools, entry, id, signal))
}

/** Where a clip lies until it is ours. */
export const partPath = ({ scratchDirectory }: PipelineTools, taskId: string, index: number): string =>
  join(scratchDirectory, `${taskId}_${index}.part`)

async function findLocal(path: string): Promise<LocalClip> {
  try {
    await access(path)
    return { outcome: 'here', path }
  } catch {
    // A scratch file goes when its machine goes; the vendor is asked again, and renders it again.
    const message = 'The finished video is no longer on this machine.'
    return { outcome: 'failed', message, isPassing: false }
  }
}
