import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../support/reelay-process.ts'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>

beforeAll(async () => {
  directory = await temporaryDirectory('npm-start')
})
afterAll(() => directory.remove())

test('npm start prints address, SecretId and SecretKey, and a signal to npm stops the server too', async () => {
  const child = spawn('npm', ['start'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'], REELAY_PORT: '0', REELAY_DATA_DIR: directory.path },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  await until('the ready line', () => /^reelay listening on /m.test(said))
  const address = /^reelay listening on (\S+)$/m.exec(said)?.[1] ?? ''
  expect(said).toMatch(/SecretId\s+AKID\w{32}/)
  expect(said).toMatch(/SecretKey\s+\w{32}/)
  expect((await fetch(`${address}/readyz`)).status).toBe(200)

  child.kill('SIGTERM')
  const isGone = () =>
    fetch(`${address}/livez`).then(
      () => false,
      () => true,
    )
  await until('the server is gone', isGone)
})

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await isSo()) return
    await pause(100)
  }
  throw new Error(`never: ${what}`)
}
