import { constants, createWriteStream } from 'node:fs'
import { access, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Transport } from '../composition/open-transport.ts'
import { ServerFault, UserError } from './command.ts'

/** Refuses a place that cannot be written to, before anything is asked of a server. */
export async function checkPlace(path: string): Promise<void> {
  const folder = dirname(path)
  const there = await stat(path).catch(() => null)
  if (there?.isDirectory()) {
    throw new UserError(`Cannot write ${path}: it is a folder. Name a file in it: ${join(path, 'film.mp4')}`)
  }
  try {
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new UserError(`Cannot write ${path}: the folder ${folder} is not there or not writable.`, {
      cause: error,
    })
  }
}

/** `film.mp4`, `film-2.mp4`, ... for a task of several films. */
export const placeOf = (path: string, index: number): string =>
  index === 0 ? path : join(dirname(path), `${basename(path, extname(path))}-${index + 1}${extname(path)}`)

/**
 * Fetches a film and puts it in its place whole: until its length is verified it lies beside it under another name,
 * and goes if anything fails.
 */
export async function saveFilm(
  transport: Transport,
  url: string,
  path: string,
  signal: AbortSignal,
): Promise<{ readonly sizeBytes: number }> {
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    const answer = await transport.download(
      url,
      async (body, { headers }) => {
        await pipeline(body, createWriteStream(part))
        return headers.get('content-length')
      },
      signal,
    )
    if (answer.outcome === 'refused') {
      throw new ServerFault(`The film could not be fetched: ${answer.reason}. It is at ${url}`)
    }
    const { size } = await stat(part)
    if (answer.body !== null && Number(answer.body) !== size) {
      throw new ServerFault(`The film came in ${size} of ${answer.body} bytes. It is at ${url}`)
    }
    await rename(part, path)
    return { sizeBytes: size }
  } finally {
    await rm(part, { force: true })
  }
}
