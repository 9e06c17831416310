import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { serveHttp } from '../net/testing/loopback-server.ts'

const program = new URL('../../tests/support/staging-program.ts', import.meta.url).pathname

test('twenty images of 10 MB at once take no more memory than a few', { timeout: 120_000 }, async () => {
  // Noise does not compress: 1850x1850 pixels are just under the limit.
  const side = 1850
  const noise = { raw: { width: side, height: side, channels: 3 } } as const
  const image = await sharp(randomBytes(side * side * 3), noise)
    .png({ compressionLevel: 0 })
    .toBuffer()
  expect(image.length).toBeGreaterThan(10_000_000)
  expect(image.length).toBeLessThan(10 * 1024 * 1024)
  const server = await serveHttp((_request, response) => response.end(image))
  const { stdout } = await promisify(execFile)(process.execPath, [program, server.url, '20'])
  const { staged, megabytes } = JSON.parse(stdout) as { staged: number; megabytes: number }
  expect(staged).toBe(20)
  // Two are in memory at a time, once as a file and once cleaned; all twenty would be 400 MB and more.
  expect(megabytes).toBeLessThan(300)
})
