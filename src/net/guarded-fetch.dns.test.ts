import { describe, expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import {
  allowNothing,
  createGuardedFetch,
  type FetchPolicy,
  type GuardedFetch,
  parseAllowList,
} from './guarded-fetch.ts'
import { type DnsStub, serveDns } from './testing/dns-stub.ts'
import { serveHttp } from './testing/loopback-server.ts'

const policy: FetchPolicy = {
  bytesMax: 1000,
  connectSeconds: 2,
  idleSeconds: 2,
  totalSeconds: 10,
  redirectsMax: 3,
  accept: '*/*',
}

function fetchThrough({ resolve }: DnsStub, allowText: string): GuardedFetch {
  const list = parseAllowList(allowText)
  if (list.outcome === 'invalid') throw new Error(list.message)
  return createGuardedFetch({ allow: list.allow, clock: systemClock, resolve })
}

const canaryServer = () => serveHttp((_request, response) => response.end('internal'))

// 127.0.0.9 stands for a public address throughout: it is allowed by name, and nobody listens there.
describe('a name server that belongs to an attacker', () => {
  test('cannot send the connection elsewhere than the check looked, when its second answer differs', async () => {
    const canary = await canaryServer()
    const dns = await serveDns(['127.0.0.9'], ['127.0.0.1'])
    const fetch = fetchThrough(dns, `127.0.0.9:${canary.port}`)
    const url = `http://rebind.example:${canary.port}/`
    expect(await fetch.download({ url }, policy)).toMatchObject({ outcome: 'refused', mayHaveArrived: false })
    expect(dns.questions()).toBe(1)
    // Its next answer is checked like the first was.
    expect(await fetch.download({ url }, policy)).toMatchObject({ reason: 'the address is not public' })
    expect(canary.connections()).toBe(0)
  })

  test.each([
    ['EAI_FAIL', 'the server cannot be reached'],
    ['EAI_AGAIN', 'the host name could not be looked up'],
  ])('that makes the look-up end in %s gets a refusal, not an exception', async (code, reason) => {
    const failing = async () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }))
    const fetch = createGuardedFetch({ allow: allowNothing, clock: systemClock, resolve: failing })
    const result = await fetch.download({ url: 'http://failing.example/' }, policy)
    expect(result).toMatchObject({ outcome: 'refused', reason, permanent: false, mayHaveArrived: false })
  })

  test('cannot slip a private address in beside one that may be reached, in any order', async () => {
    const canary = await canaryServer()
    for (const records of [
      ['127.0.0.9', '127.0.0.1'],
      ['127.0.0.1', '127.0.0.9'],
      ['::1', '127.0.0.9', '127.0.0.1', '::ffff:7f00:1'],
    ]) {
      const fetch = fetchThrough(await serveDns(records), `127.0.0.9:${canary.port}`)
      const result = await fetch.download({ url: `http://mixed.example:${canary.port}/` }, policy)
      expect(result).toMatchObject({ outcome: 'refused', mayHaveArrived: false })
    }
    expect(canary.connections()).toBe(0)
  })

  test.each([
    ['an IPv4 address of this machine', ['127.0.0.1']],
    ['an IPv6 address of this machine', ['::1']],
    ['an IPv4 address in an IPv6 one', ['::ffff:7f00:1']],
    ['an address behind NAT64', ['64:ff9b::7f00:1', '64:ff9b:1::7f00:1']],
    ['many private addresses', Array.from({ length: 20 }, (_address, index) => `127.0.0.${index + 1}`)],
  ])('gets nowhere with %s', async (_what, records) => {
    const canary = await canaryServer()
    const fetch = fetchThrough(await serveDns(records), '')
    const result = await fetch.download({ url: `http://images.example:${canary.port}/` }, policy)
    expect(result).toMatchObject({ reason: 'the address is not public', permanent: true })
    expect(canary.connections()).toBe(0)
  })

  test('is asked again after a redirect, and its new answer is checked', async () => {
    const canary = await canaryServer()
    const server = await serveHttp((_request, response) =>
      response.writeHead(302, { location: `http://rebind.example:${canary.port}/` }).end(),
    )
    const dns = await serveDns(['127.0.0.1'], ['127.0.0.2'])
    const fetch = fetchThrough(dns, `127.0.0.1:${server.port}`)
    const result = await fetch.download({ url: `http://rebind.example:${server.port}/` }, policy)
    expect(result).toMatchObject({ reason: 'after a redirect: the address is not public' })
    expect(dns.questions()).toBe(2)
    expect(canary.connections()).toBe(0)
  })

  test('that tells the truth is believed', async () => {
    const server = await serveHttp((request, response) => response.end(request.headers.host))
    const fetch = fetchThrough(await serveDns(['127.0.0.1']), `127.0.0.1:${server.port}`)
    const result = await fetch.download({ url: `http://images.example:${server.port}/` }, policy)
    expect(result).toMatchObject({ body: Buffer.from(`images.example:${server.port}`) })
  })
})
