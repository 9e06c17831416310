import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDueHeap, type Due } from './due-heap.ts'

test('whatever comes and leaves, the earliest is first', () => {
  const step = fc.oneof(
    fc.record({ add: fc.integer({ min: 0, max: 50 }) }),
    fc.record({ remove: fc.nat({ max: 40 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = createDueHeap<Due>()
      const inside: Due[] = []
      for (const each of steps) {
        if ('add' in each) {
          const item = { dueAt: each.add, place: -1 }
          heap.add(item)
          inside.push(item)
        } else {
          const [item] = inside.splice(each.remove, 1)
          if (item === undefined) continue
          heap.remove(item)
          heap.remove(item)
        }
        expect(heap.first()?.dueAt).toBe(
          inside.length === 0 ? undefined : Math.min(...inside.map(({ dueAt }) => dueAt)),
        )
      }
      const order: number[] = []
      for (let item = heap.first(); item !== undefined; item = heap.first()) {
        order.push(item.dueAt)
        heap.remove(item)
      }
      expect(order).toEqual(inside.map(({ dueAt }) => dueAt).toSorted((one, other) => one - other))
    }),
  )
})
