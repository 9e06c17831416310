import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const keyBytes = 32

/**
 * The key that encrypts secrets at rest and signs result links: from the configuration, else from a file in the data
 * directory that only its owner can read, made at the first start. Processes that start together end up with one key.
 */
export async function loadMasterKey(configured: string | undefined, dataDirectory: string): Promise<Buffer> {
  if (configured !== undefined) return Buffer.from(configured, 'hex')
  const path = join(dataDirectory, 'master.key')
  await mkdir(dataDirectory, { recursive: true })
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(`${randomBytes(keyBytes).toString('hex')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readKey(path)
}

/** Another process may be between making the file and writing into it. */
async function readKey(path: string): Promise<Buffer> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const written = (await readFile(path, 'utf8')).trim()
    if (/^[0-9a-f]{64}$/.test(written)) return Buffer.from(written, 'hex')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(
    `${path} does not hold a master key (64 hexadecimal digits). Restore it from a backup; without it the secrets in the database cannot be read.`,
  )
}
