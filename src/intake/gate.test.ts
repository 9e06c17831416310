import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

test('a gate lets so many in at a time, in order, also when some of them fail', async () => {
  const gate = createGate(2)
  let inside = 0
  let mostInside = 0
  const order: number[] = []
  const works = Array.from({ length: 20 }, async (_work, index) => {
    return await gate.pass(async () => {
      inside += 1
      mostInside = Math.max(mostInside, inside)
      order.push(index)
      await new Promise((resolve) => setImmediate(resolve))
      inside -= 1
      if (index % 3 === 0) throw new Error('failed')
      return index
    })
  })
  const results = await Promise.allSettled(works)
  expect(mostInside).toBe(2)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7)
})
