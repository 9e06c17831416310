import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import {
  allowNothing,
  createGuardedFetch,
  type FetchPolicy,
  type FetchRecord,
  parseAllowList,
} from './guarded-fetch.ts'
import { systemClock } from './clock.ts'
import { serveHttp, serveRaw } from './testing/loopback-server.ts'

const policy: FetchPolicy = {
  bytesMax: 100_000,
  connectSeconds: 5,
  idleSeconds: 5,
  totalSeconds: 20,
  redirectsMax: 3,
  accept: 'image/png',
}

function fetchAllowing(text: string, log?: (record: FetchRecord) => void) {
  const list = parseAllowList(text)
  const allow = list.outcome === 'parsed' ? list.allow : allowNothing
  return createGuardedFetch({ allow, clock: systemClock, ...(log === undefined ? {} : { log }) })
}
const loopback = fetchAllowing('127.0.0.0/8')

describe('download', () => {
  test('brings the bytes, the status and the headers', async () => {
    const server = await serveHttp((_request, response) => {
      response.setHeader('content-type', 'image/png')
      response.end('pixels')
    })
    const result = await loopback.download({ url: `${server.url}/cat.png` }, policy)
    expect(result).toMatchObject({ outcome: 'fetched', status: 200, body: Buffer.from('pixels') })
    expect(result.outcome === 'fetched' && result.headers.get('content-type')).toBe('image/png')
  })

  test('asks for an uncompressed answer and sends no cookies or credentials', async () => {
    const server = await serveHttp((request, response) => response.end(JSON.stringify(request.headers)))
    const result = await loopback.download({ url: server.url }, policy)
    if (result.outcome !== 'fetched') throw new Error(result.reason)
    expect(JSON.parse(Buffer.from(result.body).toString())).toEqual({
      accept: 'image/png',
      'accept-encoding': 'identity',
      connection: 'close',
      host: `127.0.0.1:${server.port}`,
      'user-agent': 'reelay',
    })
  })

  test.each([
    [400, true],
    [401, true],
    [403, true],
    [404, true],
    [408, false],
    [410, true],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
    [204, true],
    [206, true],
    [304, true],
    [302, true],
  ])('status %i is refused in its own words (permanent: %s)', async (status, permanent) => {
    const server = await serveHttp((_request, response) => response.writeHead(status).end())
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toEqual({
      outcome: 'refused',
      reason: `${status} from the server`,
      permanent,
      mayHaveArrived: true,
    })
  })

  test('gives the body to whoever receives it, with back-pressure', async () => {
    const part = Buffer.alloc(64 * 1024, 7)
    const parts = 200
    const server = await serveHttp((_request, response) => void sendSlowly(response, part, parts))
    const result = await loopback.downloadTo(
      { url: server.url },
      { ...policy, bytesMax: part.length * parts },
      async (body, { headers }) => {
        const hash = createHash('sha256')
        let buffered = 0
        for await (const chunk of body as AsyncIterable<Buffer>) {
          hash.update(chunk)
          buffered = Math.max(buffered, body.readableLength)
          await new Promise((resolve) => setImmediate(resolve))
        }
        return { sha256: hash.digest('hex'), buffered, type: headers.get('content-type') }
      },
    )
    if (result.outcome !== 'fetched') throw new Error(result.reason)
    const expected = createHash('sha256')
    for (let index = 0; index < parts; index += 1) expected.update(part)
    expect(result.body.sha256).toBe(expected.digest('hex'))
    expect(result.body.buffered).toBeLessThan(part.length * 4)
  })

  test('what the receiver throws is thrown on as it is', async () => {
    const server = await serveHttp((_request, response) => response.end('pixels'))
    const full = new Error('the disk is full')
    const download = loopback.downloadTo({ url: server.url }, policy, async (body) => {
      for await (const chunk of body) if (chunk !== undefined) throw full
    })
    await expect(download).rejects.toBe(full)
  })

  test('the time that the receiver takes is not held against the server', async () => {
    const part = Buffer.alloc(64 * 1024)
    const server = await serveHttp((_request, response) => void sendSlowly(response, part, 40))
    const result = await loopback.downloadTo(
      { url: server.url },
      { ...policy, bytesMax: part.length * 40, idleSeconds: 0.2 },
      async (body) => {
        let sizeBytes = 0
        for await (const chunk of body as AsyncIterable<Buffer>) {
          if (sizeBytes === 0) await new Promise((resolve) => setTimeout(resolve, 600))
          sizeBytes += chunk.length
        }
        return sizeBytes
      },
    )
    expect(result).toMatchObject({ outcome: 'fetched', body: part.length * 40 })
  })

  test('an abort rejects with its own reason, before and during the answer', async () => {
    const server = await serveHttp((_request, response) => void response.write('a beginning'))
    const stop = new Error('cancelled by the user')
    await expect(
      loopback.download({ url: server.url, signal: AbortSignal.abort(stop) }, policy),
    ).rejects.toBe(stop)
    expect(server.connections()).toBe(0)
    const controller = new AbortController()
    const running = loopback.downloadTo(
      { url: server.url, signal: controller.signal },
      policy,
      async (body) => {
        for await (const chunk of body) if (chunk !== undefined) controller.abort(stop)
      },
    )
    await expect(running).rejects.toBe(stop)
  })
})

describe('redirects', () => {
  test('up to three are followed, relative and absolute', async () => {
    const server = await serveHttp((request, response) => {
      const next: Record<string, string> = { '/a': 'b', '/b': '/c?x=1', '/c?x=1': `${server.url}/d` }
      const location = next[request.url ?? '']
      if (location === undefined) response.end(request.url)
      else response.writeHead(302, { location }).end()
    })
    const result = await loopback.download({ url: `${server.url}/a` }, policy)
    expect(result).toMatchObject({ outcome: 'fetched', body: Buffer.from('/d') })
  })

  test('a loop ends after the third', async () => {
    let requests = 0
    const server = await serveHttp((_request, response) => {
      requests += 1
      response.writeHead(307, { location: '/again' }).end()
    })
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toMatchObject({ outcome: 'refused', reason: 'more than 3 redirects', permanent: true })
    expect(requests).toBe(4)
  })

  test('what goes wrong behind one says so', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/') response.writeHead(301, { location: '/gone' }).end()
      else response.writeHead(404).end()
    })
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toMatchObject({ reason: 'after a redirect: 404 from the server', permanent: true })
  })

  test('headers meant for one origin do not follow to another', async () => {
    const seen: unknown[] = []
    const other = await serveHttp((request, response) => {
      seen.push(request.headers['x-goog-api-key'])
      response.end()
    })
    const server = await serveHttp((request, response) => {
      seen.push(request.headers['x-goog-api-key'])
      const location = request.url === '/' ? '/same-origin' : other.url
      response.writeHead(302, { location }).end()
    })
    await loopback.download({ url: server.url, headers: { 'x-goog-api-key': 'secret' } }, policy)
    expect(seen).toEqual(['secret', 'secret', undefined])
  })
})

describe('exchange', () => {
  test('sends method, headers and body, and answers with any status', async () => {
    const server = await serveHttp((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method, headers } = request
        response.writeHead(429, { 'retry-after': '7' })
        response.end(
          JSON.stringify({ method, key: headers['authorization'], body: Buffer.concat(chunks).toString() }),
        )
      })
    })
    const result = await loopback.exchange(
      { method: 'POST', url: server.url, headers: { authorization: 'Bearer k' }, body: '{"a":1}' },
      policy,
    )
    if (result.outcome !== 'fetched') throw new Error(result.reason)
    expect(result.status).toBe(429)
    expect(result.headers.get('retry-after')).toBe('7')
    expect(JSON.parse(Buffer.from(result.body).toString())).toEqual({
      method: 'POST',
      key: 'Bearer k',
      body: '{"a":1}',
    })
  })

  test('a redirect is an answer and is not followed', async () => {
    const canary = await serveHttp((_request, response) => response.end())
    const server = await serveHttp((_request, response) =>
      response.writeHead(302, { location: canary.url }).end(),
    )
    const result = await loopback.exchange({ method: 'POST', url: server.url, body: '{}' }, policy)
    expect(result).toMatchObject({ outcome: 'fetched', status: 302 })
    expect(canary.connections()).toBe(0)
  })

  test('tells a request that never left from one that may have arrived', async () => {
    const closed = await serveRaw((socket) => socket.destroy())
    const arrived = await loopback.exchange({ method: 'POST', url: closed.url, body: '{}' }, policy)
    expect(arrived).toMatchObject({
      reason: 'the connection broke off',
      permanent: false,
      mayHaveArrived: true,
    })
    const nobody = await loopback.exchange({ method: 'POST', url: await deadUrl(), body: '{}' }, policy)
    expect(nobody).toMatchObject({
      reason: 'the server refused the connection',
      permanent: false,
      mayHaveArrived: false,
    })
  })
})

test('the log names the origin and the reason, never the path or the query', async () => {
  const records: FetchRecord[] = []
  const server = await serveHttp((_request, response) => response.writeHead(404).end())
  const logged = fetchAllowing('127.0.0.0/8', (record) => records.push(record))
  await logged.download({ url: `${server.url}/private/cat.png?signature=secret` }, policy)
  await logged.download({ url: 'http://10.0.0.1/secret' }, policy)
  expect(records).toMatchObject([
    { method: 'GET', origin: server.url, outcome: 'refused', reason: '404 from the server' },
    { origin: 'http://10.0.0.1', outcome: 'refused', reason: 'the address is not public' },
  ])
  expect(JSON.stringify(records)).not.toMatch(/secret|private/)
})

async function sendSlowly(response: ServerResponse, part: Buffer, parts: number): Promise<void> {
  for (let index = 0; index < parts; index += 1) if (!response.write(part)) await once(response, 'drain')
  response.end()
}

/** An address on which nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}
