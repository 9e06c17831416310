import { open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/**
 * Makes a directory that exists whole or not at all: `fill` works in a draft beside it, which gets its name in the
 * end. Several processes may do this at once: the first one wins, and the others throw their own away. What killed
 * processes left behind is removed.
 */
export async function createWhole(target: string, fill: (draft: string) => Promise<void>): Promise<void> {
  await removeLeftDrafts(target)
  const draft = `${target}.draft-${process.pid}-${Math.random().toString(36).slice(2, 8)}`
  try {
    await fill(draft)
    await rename(draft, target)
    await flushDirectory(path.dirname(target))
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!isTaken(error)) throw error
  }
}

/** The target is there already and not empty. Windows says EPERM. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'syscall' in error &&
  error.syscall === 'rename' &&
  'code' in error &&
  (error.code === 'ENOTEMPTY' || error.code === 'EEXIST' || error.code === 'EPERM')

async function removeLeftDrafts(target: string): Promise<void> {
  const prefix = `${path.basename(target)}.draft-`
  const parent = path.dirname(target)
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix))
  for (const name of names) {
    const owner = Number.parseInt(name.slice(prefix.length), 10)
    // An initdb that outlived its Reelay may still be writing: hence the tries.
    if (!isAlive(owner)) await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Says whether a process has this number, whoever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A rename survives a power cut once its directory is on the disk. Windows cannot open directories. */
async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
