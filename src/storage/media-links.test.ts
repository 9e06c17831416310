import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMediaLinks } from './media-links.ts'

const secret = Buffer.alloc(32, 7)
const links = createMediaLinks({ baseUrl: () => 'https://reelay.example', secret, lifetimeSeconds: 3600 })
const now = new Date('2026-01-08T15:00:00.000Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

function parts(url: string) {
  const { pathname, searchParams } = new URL(url)
  const key = decodeURIComponent(pathname.slice('/media/'.length))
  return { key, query: Object.fromEntries(searchParams) }
}

describe('media links', () => {
  test('are good until the end of their life and expired after it', () => {
    const { key, query } = parts(links.sign('results/1-AigcVideo-a/0.mp4', now))
    expect(key).toBe('results/1-AigcVideo-a/0.mp4')
    expect(links.verify(key, query, now)).toBe('valid')
    expect(links.verify(key, query, later(3600))).toBe('valid')
    expect(links.verify(key, query, later(3600.001))).toBe('expired')
  })

  test('a link signed later lives longer; at the same moment it is the same', () => {
    expect(links.sign('a', now)).toBe(links.sign('a', now))
    expect(links.verify('a', parts(links.sign('a', later(60))).query, later(3660))).toBe('valid')
  })

  test('a life of part of a second is rounded up, never refused', () => {
    const short = createMediaLinks({ baseUrl: () => 'http://h', secret, lifetimeSeconds: 0.36 })
    expect(short.verify('a', parts(short.sign('a', now)).query, later(0.36))).toBe('valid')
  })

  test('open the one object they were signed for', () => {
    const { query } = parts(links.sign('results/mine/0.mp4', now))
    expect(links.verify('results/theirs/0.mp4', query, now)).toBe('forged')
    expect(links.verify('results/mine/0.mp', query, now)).toBe('forged')
  })

  test('do not live longer because someone says so', () => {
    const { key, query } = parts(links.sign('a', now))
    const longer = { ...query, expires: String(Number(query['expires']) + 1) }
    expect(links.verify(key, longer, now)).toBe('forged')
  })

  test('are worthless under another secret', () => {
    const others = createMediaLinks({
      baseUrl: () => 'http://h',
      secret: Buffer.alloc(32, 8),
      lifetimeSeconds: 60,
    })
    expect(links.verify('a', parts(others.sign('a', now)).query, now)).toBe('forged')
  })

  test('are forged without, with half, or with a doubled signature', () => {
    const { key, query } = parts(links.sign('a', now))
    const signature = String(query['signature'])
    for (const changed of [
      {},
      { expires: query['expires'] },
      { signature },
      { ...query, signature: signature.slice(1) },
      { ...query, signature: [signature, signature] },
      { ...query, signature: '' },
      { ...query, expires: '-1' },
      { ...query, expires: `${query['expires']}.0` },
      { ...query, expires: '9'.repeat(40) },
    ])
      expect(links.verify(key, changed, now)).toBe('forged')
  })

  test('every key comes back out of its link and verifies', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        // A path of dots alone is what URL parsers fold away; keys never have one.
        const key = `buckets/x${text.replaceAll('/', '')}`
        const link = parts(links.sign(key, now))
        expect(link.key).toBe(key)
        expect(links.verify(link.key, link.query, now)).toBe('valid')
      }),
    )
  })

  test('no single changed character of a link goes unnoticed', () => {
    const { key, query } = parts(links.sign('results/a/0.mp4', now))
    fc.assert(
      fc.property(
        fc.constantFrom('key', 'expires', 'signature'),
        fc.nat(),
        fc.nat(63),
        (member, position, digit) => {
          const whole: Record<string, string> = { key, ...query }
          const text = whole[member] ?? ''
          const at = position % text.length
          const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
          const changed = text.slice(0, at) + alphabet[digit] + text.slice(at + 1)
          // The last character of 43 in base64url carries two bits that mean nothing.
          fc.pre(changed !== text && !(member === 'signature' && at === text.length - 1))
          const forged = { ...whole, [member]: changed }
          expect(links.verify(forged['key'] ?? '', forged, now)).toBe('forged')
        },
      ),
    )
  })
})
