import { createHash } from 'node:crypto'
import { open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { isMissing, moveDurably, writeDurably } from './durable-file.ts'
import { ownMark } from './object-path.ts'

/**
 * What is known of an object besides its bytes, in a small JSON file beside them. The two cannot be replaced in one
 * instant, so the facts name the one file that they are about, by its size and its time of modification.
 */
export type Facts = {
  readonly sizeBytes: number
  readonly sha256: string
  readonly contentType: string
  /** As `stat` tells it, with all its digits. */
  readonly modifiedMilliseconds: number
}

export const factsPath = (path: string): string => `${path}${ownMark}facts.json`

/** Gives a file that nobody else sees yet a time of modification that no other file will have, and tells it. */
export async function stampUniquely(path: string): Promise<number> {
  const seconds = (Date.now() + Math.random()) / 1000
  await utimes(path, seconds, seconds)
  return (await stat(path)).mtimeMs
}

/**
 * Writes down what is known of the bytes that are about to be moved to `path`. Facts of those that lie there now are
 * kept beside them: until the move has happened, and if it never does, they are the ones that hold.
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

/** The facts of the bytes at `path`; `null` when nothing is there that the store wrote. */
export async function readFacts(incoming: string, path: string): Promise<Facts | null> {
  const noted = await readNoted(path)
  const [newest] = noted
  if (newest === undefined) return null
  try {
    const file = await stat(path)
    const facts = noted.find((facts) => isAbout(facts, file))
    return facts ?? (await takeAnew(incoming, path, newest.contentType))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isAbout(facts: Facts, file: { readonly size: number; readonly mtimeMs: number }): boolean {
  return facts.sizeBytes === file.size && facts.modifiedMilliseconds === file.mtimeMs
}

/** For bytes that lost their facts to another process that wrote at the same time, or their time in a restored backup. */
async function takeAnew(incoming: string, path: string, contentType: string): Promise<Facts> {
  const file = await open(path)
  try {
    const { size, mtimeMs } = await file.stat()
    const hash = createHash('sha256')
    for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk as Buffer)
    const facts = { sizeBytes: size, sha256: hash.digest('hex'), contentType, modifiedMilliseconds: mtimeMs }
    await writeFacts(incoming, path, facts, null)
    return facts
  } finally {
    await file.close()
  }
}

async function readNoted(path: string): Promise<readonly Facts[]> {
  try {
    return JSON.parse(await readFile(factsPath(path), 'utf8')) as readonly Facts[]
  } catch (error) {
    // ENOTDIR: what the key takes for a folder is an object.
    if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'ENOTDIR')) return []
    throw error
  }
}
