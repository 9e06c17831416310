import { readFile, rm } from 'node:fs/promises'
import { moveDurably, isMissing, writeDurably } from './durable-file.ts'
import { ownMark } from './object-path.ts'
import type { StoredObject } from './object-store.ts'

/** What is known of an object besides its bytes: a small JSON file beside them. */
export type Facts = Omit<StoredObject, 'key'>

export const factsPath = (path: string): string => `${path}${ownMark}facts.json`

/**
 * Writes the facts of the bytes that are about to be moved to `path`. Those of the bytes that lie there now are kept
 * beside them: until the move has happened, and if it never does, they are the ones that hold.
 */
export async function writeFacts(
  incoming: string,
  path: string,
  next: Facts,
  current: Facts | null,
): Promise<void> {
  const text = JSON.stringify(current === null ? [next] : [next, current])
  const written = await writeDurably(incoming, Buffer.from(text))
  try {
    await moveDurably(written.path, factsPath(path))
  } catch (error) {
    await rm(written.path, { force: true })
    throw error
  }
}

/** All facts noted for `path`, newest first; none when there is no such note. */
export async function readFacts(path: string): Promise<readonly Facts[]> {
  try {
    const noted = JSON.parse(await readFile(factsPath(path), 'utf8')) as NotedFacts[]
    return noted.map((facts) => ({ ...facts, modifiedAt: new Date(facts.modifiedAt) }))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/**
 * Which of the noted facts are those of the file. A file that was restored from a backup may have lost its time, so
 * the size alone will do when no time fits.
 */
export function factsOf(
  file: { readonly size: number; readonly mtimeMs: number },
  noted: readonly Facts[],
): Facts | null {
  const sameSize = noted.filter(({ sizeBytes }) => sizeBytes === file.size)
  const sameTime = sameSize.find(({ modifiedAt }) => Math.abs(modifiedAt.getTime() - file.mtimeMs) < 1)
  return sameTime ?? sameSize[0] ?? null
}

type NotedFacts = Omit<Facts, 'modifiedAt'> & { readonly modifiedAt: string }
