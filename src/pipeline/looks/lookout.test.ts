import { describe, expect, test } from 'vitest'
import { modelOf, numbered, playLookout } from '../../../tests/support/played-lookout.ts'
import { VendorFault } from '../../vendors/vendor.ts'

describe('a render', () => {
  test('is looked at as the vendor’s entry says while its model is unknown, and seen when it has ended', async () => {
    const { watch, clock, lookedAt, sights } = playLookout({ ends: { a: 40_000 } })
    watch('a')
    await clock.advance(120_000)
    expect(lookedAt('a').map(Math.round)).toEqual([10, 22, 36, 54])
    expect(sights.get('a')).toEqual({
      outcome: 'finished',
      clips: [{ path: 'a' }],
      vendorWord: { said: 'finished' },
    })
  })

  test('of a known model is not looked at before it can have ended, and soon after it has', async () => {
    const { watch, clock, lookedAt, seenAt } = playLookout({ ends: { a: 50_000 }, learned: modelOf(50, 50) })
    watch('a')
    await clock.advance(120_000)
    expect(lookedAt('a')[0]).toBeGreaterThan(40)
    expect(lookedAt('a').length).toBeLessThanOrEqual(4)
    expect((seenAt.get('a') ?? Infinity) - 50_000).toBeLessThan(3000)
  })

  test('teaches how long it took: the middle of what is known', async () => {
    const { watch, clock, noted } = playLookout({ ends: { a: 40_000 } })
    watch('a')
    await clock.advance(120_000)
    expect(noted).toHaveLength(1)
    expect(noted[0]).toBeCloseTo((36.4 + 53.68) / 2, 1)
  })

  test('that fails ends with the vendor’s words', async () => {
    const fault = new VendorFault('moderated', 'The prompt was refused.')
    const { watch, clock, sights, noted } = playLookout({ answer: () => ({ state: 'failed', fault }) })
    watch('a')
    await clock.advance(20_000)
    expect(sights.get('a')).toMatchObject({ outcome: 'failed', message: 'The prompt was refused.' })
    expect(noted).toEqual([])
  })

  test('is given up at its time limit, but what the vendor says at that moment wins', async () => {
    const late = playLookout({ renderSecondsMax: 60 })
    late.watch('a')
    await late.clock.advance(61_000)
    expect(late.sights.get('a')).toEqual({
      outcome: 'failed',
      message: 'scripted did not finish the video within 1 minutes.',
    })
    const inTime = playLookout({ renderSecondsMax: 60, ends: { a: 59_999 } })
    inTime.watch('a', { ageSeconds: 300 })
    await inTime.clock.advance(61_000)
    expect(inTime.sights.get('a')).toMatchObject({ outcome: 'failed' })
    const old = playLookout({ renderSecondsMax: 60, ends: { a: 0 } })
    old.watch('a', { ageSeconds: 300 })
    await old.clock.advance(1000)
    expect(old.sights.get('a')).toMatchObject({ outcome: 'finished' })
  })

  test('in a state that no document names goes on, and that is told once', async () => {
    const { watch, clock, sights, warnings } = playLookout({
      answer: () => ({ state: 'rendering', unheardOf: 'dreaming' }),
    })
    watch('a')
    watch('b')
    await clock.advance(120_000)
    expect(sights.size).toBe(0)
    expect(warnings.filter((text) => text.includes('no document'))).toHaveLength(1)
  })

  test('whose watcher goes away is looked at no more, also in the middle of a look', async () => {
    const { watch, clock, calls, sights } = playLookout({ milliseconds: 2000 })
    const [early, middle] = [watch('early'), watch('middle')]
    await clock.advance(1000)
    early.abort(new Error('cancelled'))
    await clock.advance(10_000)
    middle.abort(new Error('cancelled'))
    await clock.advance(60_000)
    expect(calls.map(({ ids }) => ids)).toEqual([['middle']])
    expect([...sights.values()]).toEqual([new Error('cancelled'), new Error('cancelled')])
  })

  test('that was asked for at once is looked at at once', async () => {
    const { watch, clock, lookedAt } = playLookout()
    watch('a', { atOnce: true })
    await clock.advance(1)
    expect(lookedAt('a')).toEqual([0])
  })
})

describe('looks that meet trouble', () => {
  test.each(['unavailable', 'unknown', 'credentials'] as const)('go on with patience: %s', async (kind) => {
    const { watch, clock, sights } = playLookout({
      ends: { a: 0 },
      fault: (_ids, at) => (at < 50_000 ? new VendorFault(kind, 'not now') : undefined),
    })
    watch('a')
    await clock.advance(120_000)
    expect(sights.get('a')).toMatchObject({ outcome: 'finished' })
  })

  test.each(['refused', 'moderated'] as const)('end the task: %s', async (kind) => {
    const { watch, clock, sights } = playLookout({ fault: () => new VendorFault(kind, 'no such task') })
    watch('a')
    await clock.advance(20_000)
    expect(sights.get('a')).toMatchObject({ message: 'no such task', vendorWord: { said: 'failed' } })
  })

  test('that are throttled pause for all of the vendor’s tasks, and fail none, not even at its time limit', async () => {
    const { watch, clock, calls, sights } = playLookout({
      renderSecondsMax: 30,
      ends: { a: 0, b: 0, c: 0 },
      fault: (_ids, at) =>
        at < 80_000 ? new VendorFault('throttled', '429', { retryAfterSeconds: 90 }) : undefined,
    })
    for (const id of ['a', 'b', 'c']) watch(id)
    await clock.advance(99_000)
    expect(calls.every(({ at }) => at === 10_000)).toBe(true)
    await clock.advance(20_000)
    expect([...sights.values()].map((sight) => 'outcome' in sight && sight.outcome)).toEqual([
      'finished',
      'finished',
      'finished',
    ])
  })

  test('that hang are given up, so that the others get theirs', async () => {
    const { watch, clock, calls } = playLookout({ milliseconds: 1_000_000 })
    for (const id of numbered(40)) watch(id)
    await clock.advance(45_000)
    expect(new Set(calls.map(({ ids }) => ids[0])).size).toBeGreaterThan(20)
  })

  test('at a vendor that is down become seldom for all, and come back', async () => {
    const { watch, clock, calls, sights, warnings } = playLookout({
      ends: Object.fromEntries(numbered(1000).map((id) => [id, 0])),
      fault: (_ids, at) => (at < 200_000 ? new VendorFault('unavailable', 'ECONNREFUSED') : undefined),
    })
    for (const id of numbered(1000)) watch(id)
    await clock.advance(199_000)
    expect(calls.length).toBeLessThan(400)
    expect(warnings.length).toBeLessThan(10)
    await clock.advance(80_000)
    expect(sights.size).toBe(1000)
  })

  test('that end in a bug go to whoever watches', async () => {
    const { watch, clock, sights } = playLookout({ fault: () => new TypeError('x is not a function') })
    watch('a')
    await clock.advance(20_000)
    expect(sights.get('a')).toBeInstanceOf(TypeError)
  })
})

describe('batches', () => {
  const batchSizeMax = 50
  test('hold as many as fit, and see what has ended within two ticks', async () => {
    const ids = numbered(500)
    const ends = Object.fromEntries(ids.map((id, index) => [id, 40_000 + index * 20]))
    const { watch, clock, calls, seenAt } = playLookout({ batchSizeMax, ends, learned: modelOf(40, 50) })
    for (const id of ids) watch(id)
    await clock.advance(80_000)
    expect(seenAt.size).toBe(500)
    expect(Math.max(...ids.map((id) => (seenAt.get(id) ?? Infinity) - (ends[id] ?? 0)))).toBeLessThan(3000)
    expect(Math.max(...calls.map((call) => call.ids.length))).toBe(batchSizeMax)
    // A fixed poller every 5 s would have made 4,500 calls.
    expect(calls.length).toBeLessThan(150)
  })

  test('that the vendor answers in part leave the others waiting, and say so', async () => {
    let isLeftOut = true
    const { watch, clock, sights, warnings } = playLookout({
      batchSizeMax,
      ends: { a: 0, b: 0, c: 0 },
      answer: (id) => (id === 'b' && isLeftOut ? null : undefined),
    })
    for (const id of ['a', 'b', 'c']) watch(id)
    await clock.advance(15_000)
    expect([...sights.keys()]).toEqual(['a', 'c'])
    expect(warnings).toHaveLength(1)
    isLeftOut = false
    await clock.advance(30_000)
    expect(sights.get('b')).toMatchObject({ outcome: 'finished' })
  })

  test('tell of one ticket that it is refused, and of the others as they are', async () => {
    const { watch, clock, sights } = playLookout({
      batchSizeMax,
      ends: { a: 0 },
      answer: (id) => (id === 'b' ? new VendorFault('refused', 'unknown task') : undefined),
    })
    for (const id of ['a', 'b', 'c']) watch(id)
    await clock.advance(15_000)
    expect(sights.get('a')).toMatchObject({ outcome: 'finished' })
    expect(sights.get('b')).toMatchObject({ outcome: 'failed', message: 'unknown task' })
    expect(sights.has('c')).toBe(false)
  })

  test.each([
    ['refuses', new VendorFault('refused', 'bad id')],
    ['breaks over', new VendorFault('unavailable', '500')],
    ['cannot be translated with', new TypeError('no status')],
  ])('that the vendor %s because of one ticket blind no other', async (_how, failure) => {
    const ids = numbered(40)
    const { watch, clock, sights } = playLookout({
      batchSizeMax,
      ends: Object.fromEntries(ids.map((id) => [id, 12_000])),
      fault: (asked) => (asked.includes('task-7') ? failure : undefined),
    })
    for (const id of ids) watch(id)
    await clock.advance(240_000)
    const seen = ids.filter((id) => {
      const sight = sights.get(id)
      return sight !== undefined && 'outcome' in sight && sight.outcome === 'finished'
    })
    expect(seen).toEqual(ids.filter((id) => id !== 'task-7'))
  })
})

describe('after a restart', () => {
  test('what is in flight is not looked at in the same second, and what ended long ago is seen first', async () => {
    const old = numbered(100)
    const young = Array.from({ length: 1900 }, (_, index) => `young-${index}`)
    const { watch, clock, calls, seenAt } = playLookout({
      ends: Object.fromEntries(old.map((id) => [id, -500_000])),
      learned: modelOf(60, 60),
    })
    for (const id of young) watch(id, { ageSeconds: 70 })
    for (const id of old) watch(id, { ageSeconds: 600 })
    await clock.advance(30_000)
    const perSecond = new Map<number, number>()
    for (const { at } of calls)
      perSecond.set(Math.floor(at / 1000), (perSecond.get(Math.floor(at / 1000)) ?? 0) + 1)
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(111)
    expect(Math.max(...old.map((id) => seenAt.get(id) ?? Infinity))).toBeLessThan(2000)
    expect(new Set(calls.flatMap(({ ids }) => ids)).size).toBe(2000)
  })

  test('a first look teaches nothing, for nobody knows since when the render had ended', async () => {
    const { watch, clock, noted, sights } = playLookout({ ends: { a: 0 } })
    watch('a', { ageSeconds: 600 })
    await clock.advance(1000)
    expect([sights.size, noted]).toEqual([1, []])
  })
})

test('who has stopped looks no more, and nobody is told anything', async () => {
  const { watch, clock, lookout, calls, sights } = playLookout({ milliseconds: 2000, ends: { a: 0 } })
  watch('a')
  watch('b')
  await clock.advance(10_500)
  lookout.stop()
  const before = calls.length
  await clock.advance(600_000)
  expect([calls.length, sights.size]).toEqual([before, 0])
})
