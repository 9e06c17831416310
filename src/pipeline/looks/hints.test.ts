import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { modelOf, numbered, playLookout } from '../../../tests/support/played-lookout.ts'

describe('a callback', () => {
  test('has its task looked at at once', async () => {
    const { watch, clock, lookout, seenAt, lookedAt } = playLookout({ ends: { a: 3000 } })
    watch('a')
    watch('b')
    await clock.advance(3001)
    lookout.hint('a')
    await clock.advance(5)
    expect(seenAt.get('a')).toBe(3001)
    expect(lookedAt('b')).toEqual([])
  })

  test('that comes before the vendor’s own look-up knows is followed by a second look', async () => {
    const { watch, clock, lookout, seenAt } = playLookout({ ends: { a: 4500 } })
    watch('a')
    await clock.advance(3000)
    lookout.hint('a')
    await clock.advance(4000)
    expect(seenAt.get('a')).toBe(6000)
  })

  test('that comes a thousand times causes a look a second, not a thousand', async () => {
    const { watch, clock, lookout, calls } = playLookout({ look: { firstSeconds: 60, longestSeconds: 60 } })
    watch('a')
    for (let count = 0; count < 1000; count++) {
      lookout.hint('a')
      await clock.advance(10)
    }
    expect(calls.length).toBeGreaterThan(5)
    expect(calls.length).toBeLessThanOrEqual(11)
  })

  test('that comes before anybody watches is not lost; one of a task that nobody has changes nothing', async () => {
    const { watch, clock, lookout, seenAt, calls } = playLookout({ ends: { a: 0 } })
    lookout.hint('a')
    lookout.hint('stranger')
    await clock.advance(500)
    watch('a')
    await clock.advance(2000)
    expect(seenAt.get('a')).toBeLessThanOrEqual(1500)
    expect(calls).toHaveLength(1)
  })

  test('never decides: a task whose callback lies goes on as before', async () => {
    const { watch, clock, lookout, sights } = playLookout()
    watch('a')
    for (let count = 0; count < 5; count++) {
      await clock.advance(7000)
      lookout.hint('a')
    }
    expect(sights.size).toBe(0)
  })

  test('that always comes makes looks seldom, and when it stops they come back', async () => {
    const { watch, clock, lookout, lookedAt, seenAt } = playLookout({
      ends: Object.fromEntries(numbered(400).map((id, index) => [id, (index + 1) * 100_000])),
      learned: modelOf(50, 200),
    })
    const render = async (id: string, withCallback: boolean) => {
      watch(id)
      await clock.advance(100_000)
      if (withCallback) lookout.hint(id)
      await clock.advance(0)
      await turn()
      return lookedAt(id).length
    }
    await render('task-0', false)
    for (let index = 1; index < 100; index++) await render(`task-${index}`, true)
    const spared = await render('task-100', true)
    for (let index = 101; index < 300; index++) await render(`task-${index}`, false)
    const alone = await render('task-300', false)
    expect(spared).toBeLessThan(alone)
    await clock.advance(10_000)
    expect(seenAt.size).toBe(301)
  })
})
