import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../support/command.ts'
import { startReelay, temporaryDirectory } from '../support/reelay-process.ts'

let place: Awaited<ReturnType<typeof temporaryDirectory>>

beforeAll(async () => {
  place = await temporaryDirectory('failing-start')
})
afterAll(() => place.remove())

const serve = (environment: Record<string, string>) =>
  runCommand(['serve'], { directory: place.path, environment: { REELAY_LOG_LEVEL: 'error', ...environment } })

describe('a start that fails', { timeout: 60_000 }, () => {
  test('because the port is taken says so, and shows the key that it made: nobody could read it again', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = String((other.address() as { port: number }).port)
    const dataDirectory = join(place.path, 'port')
    const ended = await serve({ REELAY_PORT: port, REELAY_DATA_DIR: dataDirectory })
    other.close()
    expect(ended).toMatchObject({
      code: 1,
      stderr: `reelay: Port ${port} on 127.0.0.1 is taken. Set REELAY_PORT to another one, or to 0 for any free one.\n`,
    })
    const secretId = /^ {2}SecretId +(\S+)$/m.exec(ended.stdout)?.[1] ?? 'none'
    const secretKey = /^ {2}SecretKey +(\S+) /m.exec(ended.stdout)?.[1] ?? 'none'

    const reelay = await startReelay({ dataDirectory })
    const created = await runCommand(['create', '--prompt', 'a lake', '--dry-run'], {
      directory: place.path,
      environment: {
        REELAY_ENDPOINT: reelay.url,
        REELAY_SECRET_ID: secretId,
        REELAY_SECRET_KEY: secretKey,
      },
    })
    expect(created).toMatchObject({ code: 0, stderr: '' })
    await reelay.stop()
  })

  test('because its data directory is a file names it, and the setting', async () => {
    const file = join(place.path, 'file')
    await writeFile(file, '')
    expect(await serve({ REELAY_PORT: '0', REELAY_DATA_DIR: file })).toEqual({
      code: 1,
      stdout: '',
      stderr: `reelay: Cannot write to ${file} (EEXIST). Set REELAY_DATA_DIR to a folder that this user may write to.\n`,
    })
  })

  test('because its host is not known blames the host, not the database', async () => {
    const ended = await serve({
      REELAY_PORT: '0',
      REELAY_DATA_DIR: join(place.path, 'host'),
      REELAY_HOST: 'nowhere.invalid',
    })
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(/^reelay: Cannot listen on nowhere\.invalid: .+ Set REELAY_HOST to an /)
  })
})
