import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import {
  allowNothing,
  createGuardedFetch,
  type FetchPolicy,
  type GuardedFetch,
  parseAllowList,
} from './guarded-fetch.ts'
import { type LoopbackServer, serveHttp, serveRaw } from './testing/loopback-server.ts'

const policy: FetchPolicy = {
  bytesMax: 100_000,
  connectSeconds: 5,
  idleSeconds: 0.3,
  totalSeconds: 20,
  redirectsMax: 3,
  accept: 'image/png',
}

type Resolve = (hostname: string) => Promise<readonly string[]>

function fetchWith(allowText: string, resolve?: Resolve): GuardedFetch {
  const list = parseAllowList(allowText)
  if (list.outcome === 'invalid') throw new Error(list.message)
  return createGuardedFetch({
    allow: list.allow,
    clock: systemClock,
    ...(resolve === undefined ? {} : { resolve }),
  })
}
const guarded = createGuardedFetch({ allow: allowNothing, clock: systemClock })
const loopback = fetchWith('127.0.0.0/8')

async function canaryServer(): Promise<LoopbackServer> {
  return await serveHttp((_request, response) => response.end('internal'))
}

describe('no way into the private network', () => {
  const spellings = [
    'http://127.0.0.1:PORT/',
    'http://127.0.0.1:PORT/cat.png?x=https://public.example/',
    'http://127.1:PORT/',
    'http://127.0.1:PORT/',
    'http://0:PORT/',
    'http://0.0.0.0:PORT/',
    'http://2130706433:PORT/',
    'http://017700000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0177.0.0.01:PORT/',
    'http://0x7f000001:PORT/',
    'http://0x7f.1:PORT/',
    'http://0x7F.0x0.0x0.0x1:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://%31%32%37.0.0.1:PORT/',
    'http://①②⑦.⓪.⓪.①:PORT/',
    'http://127。0。0。1:PORT/',
    'http://１２７.0.0.1:PORT/',
    'http://127.0.0.2:PORT/',
    'http://127.255.255.254:PORT/',
    'http://localhost:PORT/',
    'http://LOCALHOST:PORT/',
    'http://localhost.:PORT/',
    'http://loc\talhost:PORT/',
    'http://ｌｏｃａｌｈｏｓｔ:PORT/',
    'http://[::]:PORT/',
    'http://[::1]:PORT/',
    'http://[0:0:0:0:0:0:0:1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[::ffff:0:127.0.0.1]:PORT/',
    'http://[64:ff9b::127.0.0.1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://[2001:0:7f00:1::]:PORT/',
    'http://[fe80::1]:PORT/',
    'http://[fe80::1%25lo]:PORT/',
    'http://user@127.0.0.1:PORT/',
    'http://public.example@127.0.0.1:PORT/',
    'http://public.example:80@127.0.0.1:PORT/',
    'http://127.0.0.1:PORT#@public.example/',
    'http://127.0.0.1:PORT?@public.example/',
    'http://127.0.0.1:PORT\\@public.example/',
    'http:\\\\127.0.0.1:PORT\\',
    'http:127.0.0.1:PORT/',
    'http:/127.0.0.1:PORT/',
    'http:////127.0.0.1:PORT/',
    ' http://127.0.0.1:PORT/',
    'HTTP://127.0.0.1:PORT/',
    'https://127.0.0.1:PORT/',
    'https://localhost:PORT/',
    '//127.0.0.1:PORT/',
    '127.0.0.1:PORT/',
    'ftp://127.0.0.1:PORT/',
    'ws://127.0.0.1:PORT/',
    'gopher://127.0.0.1:PORT/_GET',
    'file:///etc/hostname',
    'file://127.0.0.1:PORT/etc/hostname',
    'data:text/plain,internal',
    'blob:http://127.0.0.1:PORT/x',
    'javascript:fetch("http://127.0.0.1:PORT")',
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.0.23/latest/meta-data/',
    'http://100.100.100.200/latest/meta-data/',
    'http://168.63.129.16/metadata/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http:///',
    '',
  ]

  test.each(spellings)('%s never reaches a listening server', async (spelling) => {
    const canary = await canaryServer()
    const url = spelling.replaceAll('PORT', String(canary.port))
    const download = await guarded.download({ url }, policy)
    expect(download).toMatchObject({ outcome: 'refused', permanent: true, mayHaveArrived: false })
    const exchange = await guarded.exchange({ method: 'POST', url, body: '{}' }, policy)
    expect(exchange).toMatchObject({ outcome: 'refused', permanent: true, mayHaveArrived: false })
    expect(canary.connections()).toBe(0)
  })

  test('the same canary sings as soon as the allow list names it', async () => {
    const canary = await canaryServer()
    for (const spelling of ['127.0.0.1', '2130706433', '0x7f.1', 'localhost', 'localhost.']) {
      const allowed = fetchWith(`127.0.0.1:${canary.port}`)
      const result = await allowed.download({ url: `http://${spelling}:${canary.port}/` }, policy)
      expect(result).toMatchObject({ outcome: 'fetched', body: Buffer.from('internal') })
    }
    expect(canary.connections()).toBe(5)
  })

  test('credentials in a URL are refused even on a server that is allowed', async () => {
    const canary = await canaryServer()
    for (const user of ['user', 'user:password', ':password']) {
      const result = await loopback.download({ url: `http://${user}@127.0.0.1:${canary.port}/` }, policy)
      expect(result).toMatchObject({
        reason: 'a URL with a user name or password is not fetched',
        permanent: true,
      })
    }
    expect(canary.connections()).toBe(0)
  })

  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fd00::1',
  ])('a public name that resolves to %s is refused', async (address) => {
    const canary = await canaryServer()
    const fetch = fetchWith('', async () => [address])
    const result = await fetch.download({ url: `http://images.example:${canary.port}/` }, policy)
    expect(result).toMatchObject({ reason: 'the address is not public', permanent: true })
    expect(canary.connections()).toBe(0)
  })

  test('of a name with mixed addresses only the permitted ones are connected to', async () => {
    const canary = await canaryServer()
    const fetch = fetchWith('', async () => ['127.0.0.1', '::1', '10.0.0.1'])
    const result = await fetch.download({ url: `http://images.example:${canary.port}/` }, policy)
    expect(result).toMatchObject({ outcome: 'refused', reason: 'the address is not public' })
    const mixed = fetchWith('127.0.0.1/32', async () => ['10.0.0.1', '::1', '127.0.0.1'])
    const reached = await mixed.download({ url: `http://images.example:${canary.port}/` }, policy)
    expect(reached).toMatchObject({ outcome: 'fetched' })
    expect(canary.connections()).toBe(1)
  })

  test('a redirect into the private network is refused', async () => {
    const canary = await canaryServer()
    for (const target of [
      canary.url,
      `http://localhost:${canary.port}/`,
      `http://2130706433:${canary.port}/`,
      `//127.0.0.1:${canary.port}/`,
      `http://user:password@127.0.0.1:${canary.port}/`,
      'file:///etc/hostname',
      'http://[',
    ]) {
      const server = await serveHttp((_request, response) =>
        response.writeHead(302, { location: target }).end(),
      )
      const fetch = fetchWith(`127.0.0.1:${server.port}`)
      const result = await fetch.download({ url: server.url }, policy)
      expect(result).toMatchObject({
        outcome: 'refused',
        reason: expect.stringMatching(/^after a redirect: /),
        permanent: true,
      })
    }
    expect(canary.connections()).toBe(0)
  })

  test('a name is asked once per request, and the connection goes where the check looked', async () => {
    const server = await serveHttp((request, response) => response.end(request.headers.host))
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    let questions = 0
    const fetch = fetchWith(`127.0.0.1:${server.port}`, async () => answers[questions++] ?? [])
    // The name exists nowhere but in this resolver: had the connection asked again, it would have failed.
    const url = `http://rebind.example:${server.port}/`
    const first = await fetch.download({ url }, policy)
    expect(first).toMatchObject({ outcome: 'fetched', body: Buffer.from(`rebind.example:${server.port}`) })
    expect(questions).toBe(1)
    const second = await fetch.download({ url }, policy)
    expect(second).toMatchObject({ outcome: 'refused', reason: 'the address is not public' })
  })

  test('a name that changes its address between two redirects is checked again', async () => {
    const canary = await canaryServer()
    const server = await serveHttp((_request, response) =>
      response.writeHead(302, { location: `http://rebind.example:${canary.port}/` }).end(),
    )
    const fetch = fetchWith(`127.0.0.1:${server.port}`, async () => ['127.0.0.1'])
    const result = await fetch.download({ url: `http://rebind.example:${server.port}/` }, policy)
    expect(result).toMatchObject({ reason: 'after a redirect: the address is not public' })
    expect(canary.connections()).toBe(0)
  })
})

describe('servers that lie, drip and hang', () => {
  test('a body larger than allowed is cut off, with or without a Content-Length', async () => {
    let sent = 0
    const endless = await serveHttp((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) sent += 16_384
        if (!response.destroyed) response.once('drain', pour)
      }
      pour()
    })
    const honest = await serveHttp((_request, response) => response.end(Buffer.alloc(policy.bytesMax + 1)))
    for (const server of [endless, honest]) {
      const result = await loopback.download({ url: server.url }, policy)
      expect(result).toMatchObject({ reason: 'larger than 100000 bytes', permanent: true })
    }
    expect(sent).toBeLessThan(20_000_000)
    const exact = await serveHttp((_request, response) => response.end(Buffer.alloc(policy.bytesMax)))
    expect(await loopback.download({ url: exact.url }, policy)).toMatchObject({ outcome: 'fetched' })
  })

  test('a Content-Length beyond the limit is enough, no byte of the body is waited for', async () => {
    const server = await serveRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 20971520\r\n\r\n'),
    )
    const result = await loopback.download({ url: server.url }, { ...policy, bytesMax: 10 * 1024 * 1024 })
    expect(result).toMatchObject({ reason: 'larger than 10 MB', permanent: true })
  })

  test('a body shorter than its Content-Length has broken off', async () => {
    const server = await serveRaw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort'),
    )
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toMatchObject({ reason: 'the connection broke off', permanent: false })
  })

  test('bytes beyond the Content-Length are not part of the body', async () => {
    const server = await serveRaw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodymore'),
    )
    expect(await loopback.download({ url: server.url }, policy)).toMatchObject({ body: Buffer.from('body') })
  })

  test('a compressed answer is refused before it can unfold', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000))
    const server = await serveHttp((_request, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(bomb)
    })
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toMatchObject({
      reason: 'the server sent compressed bytes although it was asked not to',
      permanent: true,
    })
  })

  test('a server that takes the connection and says nothing', async () => {
    const server = await serveRaw(() => {})
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toMatchObject({ reason: 'no answer within 0.3 s', permanent: false, mayHaveArrived: true })
  })

  test('a server that never finishes the TLS handshake', async () => {
    const server = await serveRaw(() => {})
    const url = server.url.replace('http:', 'https:')
    const result = await loopback.download({ url }, { ...policy, connectSeconds: 0.3 })
    expect(result).toMatchObject({
      reason: 'no connection within 0.3 s',
      permanent: false,
      mayHaveArrived: false,
    })
  })

  test('a resolver that never answers', async () => {
    const fetch = fetchWith('', async () => await new Promise(() => {}))
    const result = await fetch.download({ url: 'http://slow.example/' }, { ...policy, connectSeconds: 0.3 })
    expect(result).toMatchObject({ reason: 'no connection within 0.3 s', mayHaveArrived: false })
  })

  test('a body that stops in the middle', async () => {
    const server = await serveHttp((_request, response) => void response.write('a beginning'))
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toMatchObject({ reason: 'the server fell silent for 0.3 s', permanent: false })
  })

  test('a body that drips for ever ends with the total time', async () => {
    const server = await serveHttp((_request, response) => {
      const drip = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(drip))
    })
    const result = await loopback.download({ url: server.url }, { ...policy, totalSeconds: 0.8 })
    expect(result).toMatchObject({ reason: 'took longer than 0.8 s', permanent: false })
  })

  test('headers that drip for ever end with the silence before the answer', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const drip = setInterval(() => socket.write('X-More: 1\r\n'), 50)
      socket.on('close', () => clearInterval(drip))
    })
    const result = await loopback.download({ url: server.url }, policy)
    expect(result).toMatchObject({ reason: 'no answer within 0.3 s' })
  })

  test('headers too large, answers that are not HTTP, and switched protocols are refused', async () => {
    const answers = [
      [`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`, "the server's headers are too large"],
      ['SSH-2.0-OpenSSH_9.2\r\n', "the server's answer is not HTTP"],
      [
        'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
        "the server's answer is not HTTP",
      ],
    ] as const
    for (const [answer, reason] of answers) {
      const server = await serveRaw((socket) => socket.end(answer))
      expect(await loopback.download({ url: server.url }, policy)).toMatchObject({ reason, permanent: true })
    }
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'
    const server = await serveRaw((socket) => void socket.write(upgrade))
    expect(await loopback.download({ url: server.url }, policy)).toMatchObject({ outcome: 'refused' })
  })

  test('a plain server behind an https URL gives no secure connection', async () => {
    const server = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const result = await loopback.download({ url: server.url.replace('http:', 'https:') }, policy)
    expect(result).toMatchObject({ outcome: 'refused', mayHaveArrived: false })
  })

  test('names that do not exist', async () => {
    for (const name of ['nowhere.invalid', `${'x'.repeat(64)}.invalid`]) {
      const result = await guarded.download({ url: `http://${name}/` }, { ...policy, connectSeconds: 20 })
      expect(result).toMatchObject({ outcome: 'refused', mayHaveArrived: false })
    }
    const empty = fetchWith('', async () => [])
    const result = await empty.download({ url: 'http://empty.example/' }, policy)
    expect(result).toMatchObject({ reason: 'the host name is unknown', permanent: true })
  })
})
