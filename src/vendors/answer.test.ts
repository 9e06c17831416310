import { expect, test } from 'vitest'
import { faultOfStatus, kindIn, shortened, underWay } from './answer.ts'

const now = new Date('2026-11-22T00:00:00Z')
const faultOf = (body: unknown, headers = {}, status = 500) =>
  faultOfStatus('vendor', { status, headers: new Headers(headers), body }, 'look', now)

test('a page is told in a line of its words', () => {
  const page = '<html><style>a { b: c }</style><h1>Bad</h1>\n<p>gateway</p></html>'
  expect(faultOf(page).message).toBe('vendor answered HTTP 500: Bad gateway')
})

test('a page that is made to be slow to read is not', () => {
  // Each of them took minutes, and the process with it, before the page was cut and its tags were bounded.
  for (const page of ['<'.repeat(4_000_000), '<script'.repeat(500_000), ' '.repeat(4_000_000)]) {
    expect(faultOf(page).message.length).toBeLessThan(400)
  }
})

test('what is cut is whole characters still', () => {
  expect(shortened(`${'x'.repeat(299)}\u{1f600}`).isWellFormed()).toBe(true)
})

test.each([
  [{ 'retry-after': '30' }, 30],
  [{ 'retry-after': 'Sun, 22 Nov 2026 00:01:00 GMT' }, 60],
  [{ 'retry-after-ms': '1500', 'retry-after': '30' }, 2],
  [{ 'retry-after': '1e9' }, undefined],
  [{ 'retry-after': '86400' }, 3600],
  [{}, undefined],
])('a server that says %o is asked again after %s seconds', (headers, seconds) => {
  expect(faultOf('', headers, 429)).toMatchObject({ kind: 'throttled' })
  expect(faultOf('', headers, 429).detail.retryAfterSeconds).toBe(seconds)
})

test('a code that every object is born with is no code of a table', () => {
  expect(kindIn({ a: 'refused' }, 'a')).toBe('refused')
  expect(kindIn({ a: 'refused' }, 'constructor')).toBeUndefined()
})

test('a state that no document names is carried along; no state is no answer', () => {
  expect(underWay('vendor', 'running', ['running'], 40)).toEqual({ state: 'rendering', percent: 40 })
  expect(underWay('vendor', 'dreaming', ['running'], 4000)).toEqual({
    state: 'rendering',
    unheardOf: 'dreaming',
  })
  expect(() => underWay('vendor', '', [])).toThrow('names no state')
})
