import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { allowNothing, createGuardedFetch, type FetchPolicy } from './guarded-fetch.ts'
import { isPublicAddress } from './public-address.ts'
import { serveHttp } from './testing/loopback-server.ts'

const policy: FetchPolicy = {
  bytesMax: 1000,
  connectSeconds: 2,
  idleSeconds: 2,
  totalSeconds: 10,
  redirectsMax: 3,
  accept: '*/*',
}

/** Node announces every socket before it connects: none may ever be made, whatever listens at the other end. */
let sockets = 0
const count = () => (sockets += 1)
beforeAll(() => subscribe('net.client.socket', count))
afterAll(() => void unsubscribe('net.client.socket', count))

/** Written down once more, as first and last address, so that the guard's own list is not its witness. */
const privateRanges: readonly (readonly [first: string, last: string])[] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['224.0.0.0', '239.255.255.255'],
  ['240.0.0.0', '255.255.255.255'],
]
const numberOf = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const partsOf = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255)
const privateNumber = fc
  .constantFrom(...privateRanges)
  .chain(([first, last]) => fc.integer({ min: numberOf(first), max: numberOf(last) }))

type Spelling = (number: number) => string
const dotted: Spelling = (number) => partsOf(number).join('.')
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
const groups: Spelling = (number) => `${hex(number >>> 16, 4)}:${hex(number & 0xffff, 4)}`
const swapped = (from: string, to: readonly string[]) => (text: string) =>
  text.replace(/./gu, (sign) => to[from.indexOf(sign)] ?? sign)
const wide = swapped('0123456789', Array.from('０１２３４５６７８９'))
const circled = swapped('0123456789', Array.from('⓪①②③④⑤⑥⑦⑧⑨'))
const stops = swapped('.', ['。'])

const spellings: readonly Spelling[] = [
  dotted,
  (number) => String(number),
  (number) => `0x${number.toString(16)}`,
  (number) => `0${number.toString(8)}`,
  (number) =>
    partsOf(number)
      .map((part) => `0x${part.toString(16).toUpperCase()}`)
      .join('.'),
  (number) =>
    partsOf(number)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  (number) =>
    partsOf(number)
      .map((part, index) => (index % 2 === 0 ? part : `0x${hex(part, 6)}`))
      .join('.'),
  (number) => `${number >>> 24}.${number & 0xff_ffff}`,
  (number) => `${number >>> 24}.${(number >>> 16) & 255}.${number & 0xffff}`,
  (number) => `${dotted(number)}.`,
  (number) => wide(dotted(number)),
  (number) => circled(dotted(number)),
  (number) => stops(wide(dotted(number))),
  (number) => dotted(number).replace(/./g, (sign) => `%${hex(sign.charCodeAt(0), 2)}`),
  (number) => dotted(number).replace(/\d/g, (digit) => `%EF%BC%9${digit}`),
  (number) => `[::${dotted(number)}]`,
  (number) => `[::ffff:${dotted(number)}]`,
  (number) => `[::FFFF:${groups(number)}]`,
  (number) => `[0:0:0:0:0:ffff:${groups(number)}]`,
  (number) => `[::ffff:0:${groups(number)}]`,
  (number) => `[64:ff9b::${dotted(number)}]`,
  (number) => `[64:ff9b:1::${groups(number)}]`,
  (number) => `[2002:${groups(number)}::1]`,
  (number) => `[2001:0:${groups(number)}::1]`,
  (number) => `[fe80::${groups(number)}]`,
  (number) => `[fec0::${groups(number)}]`,
  (number) => `[fd00::${groups(number)}]`,
  (number) => `[fe80::${groups(number)}%25eth0]`,
  (number) => `[fe80::${groups(number)}%eth0]`,
  (number) => `user@${dotted(number)}`,
  (number) => `public.example:80@${dotted(number)}`,
]

test('a private address is never connected to, however it is spelled', { timeout: 60_000 }, async () => {
  const canary = await serveHttp((_request, response) => response.end('internal'))
  const fetch = createGuardedFetch({ allow: allowNothing, clock: systemClock })
  const before = sockets
  await fc.assert(
    fc.asyncProperty(
      privateNumber,
      fc.constantFrom(...spellings),
      fc.constantFrom('http', 'https', 'HTTP'),
      async (number, spell, scheme) => {
        const url = `${scheme}://${spell(number)}:${canary.port}/cat.png`
        const result = await fetch.download({ url }, policy)
        expect(result).toMatchObject({ outcome: 'refused', permanent: true, mayHaveArrived: false })
        // No internal detail: neither the address nor the words of the system.
        expect(result.outcome === 'refused' && result.reason).not.toMatch(/\d|E[A-Z]{3,}|socket|::/)
      },
    ),
    { numRuns: 2000 },
  )
  expect(sockets).toBe(before)
  expect(canary.connections()).toBe(0)
})

test('a private address behind a name or a redirect is never connected to', async () => {
  const canary = await serveHttp((_request, response) => response.end('internal'))
  const server = await serveHttp((request, response) =>
    response.writeHead(302, { location: decodeURI(request.url?.slice(1) ?? '') }).end(),
  )
  await fc.assert(
    fc.asyncProperty(privateNumber, fc.constantFrom(...spellings.slice(0, 9)), async (number, spell) => {
      const named = createGuardedFetch({
        allow: allowNothing,
        clock: systemClock,
        resolve: async () => [dotted(number)],
      })
      const before = sockets
      expect(await named.download({ url: `http://a.example:${canary.port}/` }, policy)).toMatchObject({
        reason: 'the address is not public',
      })
      expect(sockets).toBe(before)
      const place = { hostname: '127.0.0.1', port: server.port }
      const allow = { permits: (asked: typeof place) => asked.port === place.port }
      const redirected = createGuardedFetch({ allow, clock: systemClock })
      const url = `${server.url}/http://${spell(number)}:${canary.port}/`
      expect(await redirected.download({ url }, policy)).toMatchObject({
        reason: 'after a redirect: the address is not public',
      })
      expect(sockets).toBe(before + 1)
    }),
    { numRuns: 100 },
  )
  expect(canary.connections()).toBe(0)
})

test('exactly the special IPv4 ranges are not public, to their first and last address', () => {
  const special = [...privateRanges, ...otherRanges].map(
    ([first, last]) => [numberOf(first), numberOf(last)] as const,
  )
  const edges = special.flatMap(([first, last]) => [first - 1, first, last, last + 1])
  const number = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 0xffff_ffff }))
  fc.assert(
    fc.property(
      number.filter((value) => value >= 0 && value <= 0xffff_ffff),
      (value) => {
        const isSpecial = special.some(([first, last]) => first <= value && value <= last)
        expect(isPublicAddress(dotted(value)), dotted(value)).toBe(!isSpecial)
      },
    ),
    { numRuns: 3000 },
  )
})

const otherRanges: readonly (readonly [first: string, last: string])[] = [
  ['168.63.129.16', '168.63.129.16'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
]
