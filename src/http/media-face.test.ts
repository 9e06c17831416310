import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createFilesystemStore } from '../storage/filesystem-store.ts'
import { createMediaLinks } from '../storage/media-links.ts'
import type { ObjectStore, StoredObject } from '../storage/object-store.ts'
import { createLog } from '../telemetry/log.ts'
import { type App, createApp } from './app.ts'
import { createMediaFace } from './media-face.ts'

const film = randomBytes(3_000_000)
const key = 'results/1-AigcVideo-0a/0.mp4'
const directory = mkdtempSync(join(tmpdir(), 'reelay-media-'))
const opened: Readable[] = []
let now = new Date('2026-01-08T15:00:00Z')
let base = ''
const links = createMediaLinks({ baseUrl: () => base, secret: Buffer.alloc(32, 1), lifetimeSeconds: 60 })
let store: ObjectStore
let stored: StoredObject
let app: App

beforeAll(async () => {
  const inner = await createFilesystemStore(directory)
  stored = await inner.put(key, film, 'video/mp4')
  store = {
    ...inner,
    async read(key, range) {
      const stream = await inner.read(key, range)
      opened.push(stream)
      return stream
    },
  }
  const face = createMediaFace({ store, links, clock: { now: () => now } })
  app = createApp({ faces: [face], log: createLog('silent') })
  base = await app.listen('127.0.0.1', 0)
})
afterAll(async () => {
  // Whatever the tests did, no file stays open.
  await vi.waitUntil(() => opened.every((stream) => stream.closed))
  await app.close()
  await rm(directory, { recursive: true })
})

async function ask(headers: Record<string, string> = {}, method = 'GET') {
  return await fetch(links.sign(key, now), { method, headers })
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const tag = () => `"${stored.sha256}"`

describe('a stored result', () => {
  test('comes whole, with everything a player or a download tool wants to know', async () => {
    const response = await ask()
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': '3000000',
      'content-disposition': 'inline; filename="0.mp4"',
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
      etag: tag(),
    })
    expect(film.equals(await bytesOf(response))).toBe(true)
  })

  test('HEAD says the same and sends nothing, opening no file', async () => {
    const before = opened.length
    const response = await ask({ range: 'bytes=0-9' }, 'HEAD')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe('3000000')
    expect(response.headers.get('etag')).toBe(tag())
    expect(response.headers.get('content-range')).toBeNull()
    expect(await bytesOf(response)).toHaveLength(0)
    expect(opened.length).toBe(before)
  })

  test.each([
    ['bytes=0-', 0, 2_999_999],
    ['bytes=0-1', 0, 1],
    ['bytes=1000000-1999999', 1_000_000, 1_999_999],
    ['bytes=-500', 2_999_500, 2_999_999],
    ['bytes=2999999-9999999', 2_999_999, 2_999_999],
  ])('comes in parts: %s', async (range, start, end) => {
    const response = await ask({ range })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/3000000`)
    expect(response.headers.get('content-length')).toBe(String(end - start + 1))
    expect(film.subarray(start, end + 1).equals(await bytesOf(response))).toBe(true)
  })

  test('a range behind its end is refused with its size', async () => {
    const response = await ask({ range: 'bytes=3000000-' })
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe('bytes */3000000')
    expect(await response.text()).toMatch(/3000000 bytes/)
  })

  test('several ranges, or nonsense, get the whole', async () => {
    for (const range of ['bytes=0-1,4-5', 'bytes=9-1', 'frames=1-2']) {
      const response = await ask({ range })
      expect(response.status).toBe(200)
      expect(await bytesOf(response)).toHaveLength(3_000_000)
    }
  })

  test('is not sent again to who has it', async () => {
    for (const header of [tag(), `W/${tag()}`, `"other", ${tag()}`, '*']) {
      const response = await ask({ 'if-none-match': header })
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe(tag())
      expect(await bytesOf(response)).toHaveLength(0)
    }
    const other = await ask({ 'if-none-match': '"other"' })
    expect(other.status).toBe(200)
    await other.body?.cancel()
  })

  test('a broken download goes on only with the same file', async () => {
    const same = await ask({ range: 'bytes=10-19', 'if-range': tag() })
    expect(same.status).toBe(206)
    expect(film.subarray(10, 20).equals(await bytesOf(same))).toBe(true)
    for (const condition of ['"other"', `W/${tag()}`, 'Thu, 08 Jan 2026 15:00:00 GMT']) {
      const other = await ask({ range: 'bytes=10-19', 'if-range': condition })
      expect(other.status).toBe(200)
      expect(await bytesOf(other)).toHaveLength(3_000_000)
    }
  })

  test('plays: the requests of a <video> that starts, jumps to the index at the end, and seeks', async () => {
    const start = await ask({ range: 'bytes=0-' })
    expect(start.status).toBe(206)
    const reader = start.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0)
    await reader?.cancel()
    const index = await ask({ range: 'bytes=2900000-', 'if-range': tag() })
    expect(film.subarray(2_900_000).equals(await bytesOf(index))).toBe(true)
    const seek = await ask({ range: 'bytes=1500000-', 'if-range': tag() })
    expect(film.subarray(1_500_000).equals(await bytesOf(seek))).toBe(true)
  })

  test('a viewer who goes away in the middle closes the file', async () => {
    const message = await new Promise<IncomingMessage>((resolve) => get(links.sign(key, now), resolve))
    await once(message, 'data')
    const stream = opened.at(-1)
    message.destroy()
    await expect.poll(() => stream?.closed).toBe(true)
  })

  test('a viewer who does not read holds the reading up', async () => {
    const { port, pathname, search } = new URL(links.sign(key, now))
    const large = await store.put('large.bin', Buffer.alloc(64_000_000), 'video/mp4')
    const url = new URL(links.sign(large.key, now))
    const socket = connect(Number(port), '127.0.0.1')
    socket.pause()
    socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\n\r\n`)
    const before = opened.length
    await expect.poll(() => opened.length).toBeGreaterThan(before)
    const other = await fetch(`${base}${pathname}${search}`)
    expect(await bytesOf(other)).toHaveLength(3_000_000)
    const stream = opened[before] as Readable & { readonly bytesRead: number }
    expect(stream.bytesRead).toBeLessThan(large.sizeBytes)
    socket.destroy()
    await expect.poll(() => stream.closed).toBe(true)
  })
})

describe('a link', () => {
  test('that has expired says where to get a fresh one', async () => {
    const url = links.sign(key, now)
    now = new Date(now.getTime() + 61_000)
    const response = await fetch(url)
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toMatch(/expired.*DescribeAigcVideoTask/)
    expect((await fetch(links.sign(key, now), { method: 'HEAD' })).status).toBe(200)
  })

  test('to an uploaded image that has expired says to upload it again', async () => {
    const url = links.sign('uploads/1/cat.png', now)
    now = new Date(now.getTime() + 61_000)
    expect(await (await fetch(url)).text()).toMatch(/expired. Upload the image again/)
  })

  test('that was changed, cut or belongs to another object opens nothing', async () => {
    const url = new URL(links.sign(key, now))
    const unsigned = `${base}${url.pathname}`
    const other = `${base}/media/results/2-AigcVideo-0b/0.mp4${url.search}`
    const cut = url.href.slice(0, -1)
    const folder = `${base}/media/results/${url.search}`
    const outside = `${base}/media/%2e%2e%2f%2e%2e%2fetc%2fpasswd${url.search}`
    for (const wrong of [unsigned, other, cut, folder, outside, `${base}/media/`]) {
      const response = await fetch(wrong)
      expect(response.status).toBe(403)
      expect(await response.text()).toMatch(/exactly as Reelay gave it/)
    }
  })

  test('to a file that is no longer stored says so', async () => {
    const response = await fetch(links.sign('results/1-AigcVideo-0a/1.mp4', now))
    expect(response.status).toBe(404)
    expect(await response.text()).toMatch(/no longer stored/)
  })

  test('carries any key, and the name it is saved under', async () => {
    const keys = [
      [
        'buckets/ap-x/b-1/我的 视频/a"b\'c;d%20*.mp4',
        `inline; filename="a_b_c_d_20_.mp4"; filename*=UTF-8''a%22b%27c%3Bd%2520%2a.mp4`,
      ],
      [
        `buckets/ap-x/b-1/${'长'.repeat(250)}/猫.mp4`,
        `inline; filename="_.mp4"; filename*=UTF-8''%E7%8C%AB.mp4`,
      ],
    ] as const
    for (const [key, disposition] of keys) {
      await store.put(key, Buffer.from('film'), 'video/mp4')
      const response = await fetch(links.sign(key, now))
      expect(response.status).toBe(200)
      expect(response.headers.get('content-disposition')).toBe(disposition)
      expect(await response.text()).toBe('film')
    }
  })
})
