import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, constants, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../../config/settings.ts'
import { createFilesystemStore } from '../../storage/filesystem-store.ts'
import { chooseEncoder } from '../../vendors/animatic/encode/choose-encoder.ts'
import { type Finding, ok, problem, warning, wordsOf } from './finding.ts'

const gigabyte = 1024 ** 3
/** A film at 4K may have some 100 MB, and is on the disk twice while it is delivered. */
const freeBytesLow = 5 * gigabyte
const freeBytesMin = 0.5 * gigabyte

/** The data directory; makes nothing that is not there. */
export async function checkDataDirectory(directory: string): Promise<Finding> {
  const check = 'data directory'
  const isThere = existsSync(directory)
  const place = isThere ? directory : nearestAbove(directory)
  const advice = 'Set REELAY_DATA_DIR to a folder that this user may write to.'
  try {
    if (isThere) await tryWriting(directory)
    else await access(place, constants.W_OK)
    const { bavail, bsize } = await statfs(place)
    const free = bavail * bsize
    const what = `${directory} ${isThere ? 'can be written' : 'is made at the first start'}, ${(free / gigabyte).toFixed(1)} GB free`
    const room = 'Free some space, or set REELAY_DATA_DIR to a larger disk.'
    if (free < freeBytesMin) return problem(check, what, room)
    return free < freeBytesLow ? warning(check, what, room) : ok(check, what)
  } catch (error) {
    return problem(check, `${place} cannot be written: ${wordsOf(error)}`, advice)
  }
}

async function tryWriting(directory: string): Promise<void> {
  const path = join(directory, `.reelay-doctor-${randomUUID()}`)
  try {
    await writeFile(path, 'x', { flag: 'wx' })
  } finally {
    await rm(path, { force: true })
  }
}

function nearestAbove(path: string): string {
  const parent = dirname(path)
  return existsSync(parent) || parent === path ? parent : nearestAbove(parent)
}

/** Where results, uploads and staged images lie. */
export async function checkMediaStore(dataDirectory: string): Promise<Finding> {
  const check = 'media store'
  const directory = join(dataDirectory, 'objects')
  if (!existsSync(directory)) return ok(check, `${directory} is made at the first start`)
  const key = `intake/doctor-${randomUUID()}`
  try {
    const store = await createFilesystemStore(directory)
    await store.put(key, Buffer.from('x'), 'application/octet-stream')
    await store.delete(key)
    return ok(check, `${directory} takes and gives objects`)
  } catch (error) {
    return problem(
      check,
      `${directory}: ${wordsOf(error)}`,
      'Processes that share a database need one data directory that all may write to.',
    )
  }
}

/** Whether there is a master key, and whether others can read it. What it opens, the database shows. */
export async function checkMasterKey({ masterKey }: Config, dataDirectory: string): Promise<Finding> {
  const check = 'master key'
  if (masterKey !== undefined) return ok(check, 'given by REELAY_MASTER_KEY')
  const path = join(dataDirectory, 'master.key')
  if (!existsSync(path)) return ok(check, `${path} is made at the first start`)
  const { mode } = await stat(path)
  const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0
  return isOpen
    ? warning(check, `others on this machine can read ${path}`, `Close it: chmod 600 ${path}`)
    : ok(check, path)
}

/** What the animatic encodes with. */
export async function checkEncoder(): Promise<Finding> {
  const check = 'ffmpeg'
  try {
    const { kind } = await chooseEncoder()
    return kind === 'ffmpeg'
      ? ok(check, 'there, with x264 and aac: animatics are encoded by it')
      : ok(check, 'not there, and not needed: the built-in encoder takes about four times as long')
  } catch (error) {
    return warning(check, wordsOf(error), 'Only animatics need an encoder; vendors send finished films.')
  }
}
