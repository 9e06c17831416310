import { execFile } from 'node:child_process'
import type { IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { createGuardedFetch, type FetchPolicy, parseAllowList } from './guarded-fetch.ts'
import { serveHttp } from './testing/loopback-server.ts'

const policy: FetchPolicy = {
  bytesMax: 100_000,
  connectSeconds: 5,
  idleSeconds: 5,
  totalSeconds: 20,
  redirectsMax: 3,
  accept: 'image/png',
}
const list = parseAllowList('127.0.0.0/8')
if (list.outcome === 'invalid') throw new Error(list.message)
const loopback = createGuardedFetch({ allow: list.allow, clock: systemClock })

test('no cookie, no Referer and no credentials follow a redirect, on the same server or to another', async () => {
  const seen: IncomingHttpHeaders[] = []
  const other = await serveHttp((request, response) => {
    seen.push(request.headers)
    response.end('pixels')
  })
  const server = await serveHttp((request, response) => {
    seen.push(request.headers)
    const location = request.url === '/' ? '/again' : other.url
    response.setHeader('set-cookie', 'session=secret; Path=/; Domain=127.0.0.1')
    response.setHeader('www-authenticate', 'Basic realm="x"')
    response.writeHead(302, { location }).end()
  })
  expect(await loopback.download({ url: `${server.url}/` }, policy)).toMatchObject({ outcome: 'fetched' })
  const common = {
    accept: 'image/png',
    'accept-encoding': 'identity',
    connection: 'close',
    'user-agent': 'reelay',
  }
  const own = { ...common, host: `127.0.0.1:${server.port}` }
  expect(seen).toEqual([own, own, { ...common, host: `127.0.0.1:${other.port}` }])
})

test('credentials do not come in by a redirect either', async () => {
  const canary = await serveHttp((_request, response) => response.end('pixels'))
  const server = await serveHttp((_request, response) =>
    response.writeHead(302, { location: canary.url.replace('//', '//user:password@') }).end(),
  )
  expect(await loopback.download({ url: server.url }, policy)).toMatchObject({
    reason: 'after a redirect: a URL with a user name or password is not fetched',
  })
  expect(canary.connections()).toBe(0)
})

test.each([
  'file:///etc/hostname',
  'gopher://127.0.0.1:1/_x',
  'data:image/png;base64,AAAA',
  'ftp://127.0.0.1/a',
  'javascript:0',
])('a redirect to %s leads nowhere', async (location) => {
  const server = await serveHttp((_request, response) => response.writeHead(302, { location }).end())
  expect(await loopback.download({ url: server.url }, policy)).toMatchObject({
    reason: 'after a redirect: only http and https URLs can be fetched',
    permanent: true,
  })
})

test('three redirects are followed, a fourth is not, however good what lies behind it', async () => {
  const server = await serveHttp((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('pixels')
    else response.writeHead(302, { location: `/${left - 1}` }).end()
  })
  expect(await loopback.download({ url: `${server.url}/3` }, policy)).toMatchObject({ outcome: 'fetched' })
  expect(await loopback.download({ url: `${server.url}/4` }, policy)).toMatchObject({
    reason: 'more than 3 redirects',
    permanent: true,
  })
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['gzip, gzip', (bytes: Buffer) => gzipSync(gzipSync(bytes))],
  ['GZIP', gzipSync],
  ['something', (bytes: Buffer) => bytes],
] as const)(
  'a body in %s is refused by its header, before a byte of it is unfolded',
  async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(1_000_000))
    const server = await serveHttp((_request, response) => {
      response.setHeader('content-encoding', encoding)
      response.end(bomb)
    })
    expect(await loopback.download({ url: server.url }, policy)).toMatchObject({
      reason: 'the server sent compressed bytes although it was asked not to',
      permanent: true,
    })
  },
)

test('compressed bytes that deny it stay as they are', async () => {
  const bomb = gzipSync(Buffer.alloc(1_000_000))
  const server = await serveHttp((_request, response) => response.end(bomb))
  expect(await loopback.download({ url: server.url }, policy)).toMatchObject({ body: bomb })
})

test('a proxy in the environment is not used', async () => {
  const proxy = await serveHttp((_request, response) => response.end('from the proxy'))
  const server = await serveHttp((_request, response) => response.end('from the server'))
  const program = `
    import { systemClock } from '${new URL('./clock.ts', import.meta.url).href}'
    import { createGuardedFetch, parseAllowList } from '${new URL('./guarded-fetch.ts', import.meta.url).href}'
    const { allow } = parseAllowList('127.0.0.0/8')
    const fetch = createGuardedFetch({ allow, clock: systemClock })
    const answer = await fetch.download({ url: '${server.url}' }, ${JSON.stringify(policy)})
    process.stdout.write(answer.body ?? answer.reason)`
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy']
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...Object.fromEntries(names.map((name) => [name, proxy.url])), NODE_USE_ENV_PROXY: '1' },
  })
  expect(stdout).toBe('from the server')
  expect(proxy.connections()).toBe(0)
})
