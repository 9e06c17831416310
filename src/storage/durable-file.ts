import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

export type WrittenFile = { readonly path: string; readonly sizeBytes: number; readonly sha256: string }

/** Writes a new file of an unused name in `directory`, on the disk when the promise resolves; nothing stays if it fails. */
export async function writeDurably(directory: string, source: Uint8Array | Readable): Promise<WrittenFile> {
  const path = join(directory, randomUUID())
  const hash = createHash('sha256')
  let sizeBytes = 0
  async function* counted() {
    for await (const chunk of source instanceof Uint8Array ? [source] : (source as AsyncIterable<Buffer>)) {
      hash.update(chunk)
      sizeBytes += chunk.length
      yield chunk
    }
  }
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(counted())
      await file.sync()
    } finally {
      await file.close()
    }
    return { path, sizeBytes, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(path, { force: true })
    throw explainWriteError(error)
  }
}

/** Moves a file to its place in one instant, making the folders on the way, and returns when the move is on the disk. */
export async function moveDurably(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await makeDirectory(dirname(to))
      await rename(from, to)
      await syncDirectory(dirname(to))
      return
    } catch (error) {
      // Whoever deletes the last object of a folder removes the folder, perhaps between our two steps.
      if (!isMissing(error) || attempt === attemptsMax) throw explainWriteError(error)
    }
  }
}

const attemptsMax = 5

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** The error to pass on: a full disk says so in words, and keeps its code. */
export function explainWriteError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') return error
  const limit = error.code === 'ENOSPC' ? 'the disk is full' : 'the disk quota is used up'
  return Object.assign(new Error(`${limit}: nothing more can be stored`, { cause: error }), {
    code: error.code,
  })
}

async function makeDirectory(path: string): Promise<void> {
  const topmost = await mkdir(path, { recursive: true, mode: 0o700 })
  if (topmost === undefined) return
  for (let made = path; ; made = dirname(made)) {
    await syncDirectory(dirname(made))
    if (made === topmost) return
  }
}

/** A new name in a folder is only safe from a power cut when the folder itself is synced. Windows cannot and need not. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
