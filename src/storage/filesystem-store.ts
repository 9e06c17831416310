import { mkdir, open, readdir, rm, rmdir, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { isMissing, moveDurably, writeDurably } from './durable-file.ts'
import { type Facts, factsPath, readFacts, stampUniquely, writeFacts } from './object-facts.ts'
import { keyAt, objectPath, ownMark } from './object-path.ts'
import type { ObjectStore, StoredObject } from './object-store.ts'

/**
 * Keeps objects as plain files under their keys, each with its facts beside it. Any number of processes may share the
 * directory. What a crash left half written is swept when the store opens.
 */
export async function createFilesystemStore(directory: string): Promise<ObjectStore> {
  const root = resolve(directory)
  const incoming = join(root, `${ownMark}incoming`)
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  await sweep(incoming)
  return {
    async put(key, source, contentType) {
      return await putObject({ root, incoming, key, source, contentType })
    },
    async stat(key) {
      const facts = await readFacts(incoming, objectPath(root, key))
      return facts === null ? null : storedObject(key, facts)
    },
    async read(key, range) {
      const file = await open(objectPath(root, key))
      return file.createReadStream(range ?? {})
    },
    async delete(key) {
      const path = objectPath(root, key)
      // Without its bytes an object is gone, so they go first.
      await rm(path, { force: true })
      await rm(factsPath(path), { force: true })
      await removeEmptyFolders(dirname(path), root)
    },
    async *list(folder) {
      const names = objectPath(root, folder)
        .slice(root.length + 1)
        .split('/')
      for await (const found of walk(root, names)) yield keyAt(found)
    },
  }
}

type Put = {
  readonly root: string
  readonly incoming: string
  readonly key: string
  readonly source: Uint8Array | Readable
  readonly contentType: string
}

/** The move of the bytes into their place is the instant in which the object comes to be, or becomes another. */
async function putObject({ root, incoming, key, source, contentType }: Put): Promise<StoredObject> {
  const path = objectPath(root, key)
  const { path: written, sizeBytes, sha256 } = await writeDurably(incoming, source)
  try {
    const facts: Facts = {
      sizeBytes,
      sha256,
      contentType,
      modifiedMilliseconds: await stampUniquely(written),
    }
    await writeFacts(incoming, path, facts, await readFacts(incoming, path))
    await moveDurably(written, path)
    return storedObject(key, facts)
  } catch (error) {
    await rm(written, { force: true })
    throw error
  }
}

function storedObject(key: string, { modifiedMilliseconds, ...facts }: Facts): StoredObject {
  return { key, ...facts, modifiedAt: new Date(modifiedMilliseconds) }
}

/** The paths, as names below the root, of all objects below a folder. */
async function* walk(root: string, names: readonly string[]): AsyncGenerator<readonly string[]> {
  const entries = await readdir(join(root, ...names), { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  for (const entry of entries) {
    const found = [...names, entry.name]
    if (entry.isDirectory()) yield* walk(root, found)
    else if (!entry.name.includes(ownMark)) yield found
  }
}

async function removeEmptyFolders(path: string, root: string): Promise<void> {
  for (let folder = path; folder !== root; folder = dirname(folder)) {
    try {
      await rmdir(folder)
    } catch {
      // Not empty, or somebody else removed it: either way the folders above are not ours to remove.
      return
    }
  }
}

/** Longer than any write goes on without a byte; a younger file may belong to another process that is at work. */
const abandonedMilliseconds = 60 * 60 * 1000

async function sweep(incoming: string): Promise<void> {
  const abandonedBefore = Date.now() - abandonedMilliseconds
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    try {
      const { mtimeMs } = await stat(path)
      if (mtimeMs < abandonedBefore) await unlink(path)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
}
