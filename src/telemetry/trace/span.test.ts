import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSampled, namedSpanId, parseTraceparent, traceIdOf } from './span.ts'

const hexDigits = (count: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${count}}$`))

describe('the trace of a task', () => {
  test('is the last part of its id', () => {
    fc.assert(
      fc.property(hexDigits(32), fc.nat(), (hex, appId) => {
        expect(traceIdOf(`${appId}-AigcVideo-${hex}`)).toBe(hex)
      }),
    )
    expect(traceIdOf('2600012345-wf-AigcVideo-abc')).toBeNull()
    expect(traceIdOf(`1-AigcVideo-0${'a'.repeat(32)}`)).toBeNull()
  })

  test('has spans that every process names alike, and each kind differently', () => {
    expect(namedSpanId('a', 'task')).toMatch(/^[0-9a-f]{16}$/)
    expect(namedSpanId('a', 'task')).toBe(namedSpanId('a', 'task'))
    expect(namedSpanId('a', 'task')).not.toBe(namedSpanId('a', 'queue'))
    expect(namedSpanId('a', 'task')).not.toBe(namedSpanId('b', 'task'))
  })

  test('is taken or left as a whole, about as often as was asked for', () => {
    const ids = Array.from({ length: 4000 }, (_, index) =>
      namedSpanId(String(index), 'x').padStart(32, '01890a5d'),
    )
    const taken = (share: number) => ids.filter((id) => isSampled(id, share)).length
    expect([taken(0), taken(1)]).toEqual([0, 4000])
    expect(taken(0.25)).toBeGreaterThan(850)
    expect(taken(0.25)).toBeLessThan(1150)
  })
})

describe('the trace context of a caller', () => {
  const good = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

  test('is read as W3C writes it, also from a later version', () => {
    const reference = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
    expect(parseTraceparent(good)).toEqual(reference)
    expect(parseTraceparent(`cc${good.slice(2)}-what-may-come`)).toEqual(reference)
  })

  test.each([
    '',
    'nonsense',
    good.toUpperCase(),
    good.slice(0, 40),
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
  ])('that is none is passed over: %j', (header) => expect(parseTraceparent(header)).toBeNull())
})
