import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FetchPolicy, GuardedFetch } from '../net/guarded-fetch.ts'
import type { Uploads } from '../storage/object-store.ts'
import { readOwnUpload } from './own-upload.ts'

/** `refused` is for good; `unreachable` may go better later. */
export type NotToBeHad = { readonly outcome: 'refused' | 'unreachable'; readonly reason: string }

export type ScratchDownload = {
  readonly fetch: GuardedFetch
  readonly uploads?: Uploads
  readonly url: string
  readonly policy: FetchPolicy
  readonly taskId: string
  readonly directory: string
  readonly signal: AbortSignal
}

/**
 * Brings the file behind a URL to this machine's disk and lends it to `use`; afterwards it is gone. What waits for its
 * turn waits there, so that many slow servers at once cost no memory.
 */
export async function withDownload<Result>(
  download: ScratchDownload,
  use: (path: string) => Promise<Result>,
): Promise<Result | NotToBeHad> {
  await mkdir(download.directory, { recursive: true, mode: 0o700 })
  // A worker that slept through its ownership may still be at the same task: no two share a name.
  const path = join(download.directory, `${randomUUID()}.part`)
  try {
    return (await fill(path, download)) ?? (await use(path))
  } finally {
    await rm(path, { force: true })
  }
}

async function fill(
  path: string,
  { fetch, uploads, url, policy, taskId, signal }: ScratchDownload,
): Promise<NotToBeHad | null> {
  const own = await readOwnUpload(uploads, url, taskId)
  if (own?.outcome === 'fetched') await writeFile(path, own.body, { mode: 0o600 })
  const download =
    own ??
    (await fetch.downloadTo({ url, signal }, policy, (body) =>
      pipeline(body, createWriteStream(path, { mode: 0o600 })),
    ))
  if (download.outcome === 'fetched') return null
  return { outcome: download.permanent ? 'refused' : 'unreachable', reason: download.reason }
}
