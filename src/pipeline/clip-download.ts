import { createWriteStream } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FetchPolicy } from '../net/guarded-fetch.ts'
import type { Clip } from '../vendors/vendor.ts'
import type { PipelineTools } from './tools.ts'

export type LocalClip =
  | { readonly outcome: 'here'; readonly path: string }
  | { readonly outcome: 'failed'; readonly message: string }

const clipPolicy: FetchPolicy = {
  bytesMax: 2 * 1024 ** 3,
  connectSeconds: 10,
  idleSeconds: 60,
  totalSeconds: 1800,
  redirectsMax: 3,
  accept: 'video/mp4, video/*;q=0.9, */*;q=0.1',
}

/** Brings a clip to this machine's disk, where it can be looked at before it is kept. `baseUrl` is the vendor's. */
export async function downloadClip(
  tools: PipelineTools,
  clip: Clip,
  { taskId, index }: { readonly taskId: string; readonly index: number },
  baseUrl: string | undefined,
  signal: AbortSignal,
): Promise<LocalClip> {
  if ('path' in clip) return findLocal(clip.path)
  await mkdir(tools.scratchDirectory, { recursive: true })
  const path = partPath(tools, taskId, index)
  const answer = await tools
    .vendorFetch(baseUrl)
    .downloadTo(
      { url: clip.url, ...(clip.headers ? { headers: clip.headers } : {}), signal },
      clipPolicy,
      (body) => pipeline(body, createWriteStream(path)),
    )
  if (answer.outcome === 'refused') {
    return { outcome: 'failed', message: `The finished video could not be downloaded: ${answer.reason}.` }
  }
  return { outcome: 'here', path }
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
    return { outcome: 'failed', message: 'The finished video is no longer on this machine.' }
  }
}
