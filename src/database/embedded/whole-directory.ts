import { randomBytes } from 'node:crypto'
import { lstat, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const otherSecondsMax = 60

/**
 * Makes a directory that exists whole or not at all: `fill` works in a draft beside it, which gets its name in the
 * end. A process that finds another one at it waits for that one; should two begin in the same instant, the first to
 * end wins and the other throws its own away. What killed processes left behind is removed.
 */
export async function createWhole(target: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const deadline = Date.now() + otherSecondsMax * 1000
  while ((await countLiveDrafts(target)) > 0 && Date.now() < deadline) await pause(50)
  if (await exists(target)) return
  const draft = `${target}.draft-${process.pid}-${randomBytes(4).toString('hex')}`
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

/** Drafts that somebody is working on; the others are removed. */
async function countLiveDrafts(target: string): Promise<number> {
  const prefix = `${path.basename(target)}.draft-`
  const parent = path.dirname(target)
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix))
  const left = names.filter((name) => !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
  // An initdb that outlived its Reelay may still be writing: hence the tries.
  for (const name of left) await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 5 })
  return names.length - left.length
}

export const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  )

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
