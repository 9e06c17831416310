import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTaskId } from './ids.ts'

describe('task ids', () => {
  test('have the form <AppId>-AigcVideo-<32 hex>', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 2n ** 62n }),
        fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
        (appId, now) => {
          expect(createTaskId(appId, now)).toMatch(new RegExp(`^${appId}-AigcVideo-[0-9a-f]{32}$`))
        },
      ),
    )
  })

  test('of a later millisecond sort after earlier ones', () => {
    const milliseconds = fc.integer({ min: 0, max: 2 ** 47 })
    fc.assert(
      fc.property(milliseconds, fc.integer({ min: 1, max: 1e9 }), (earlier, gap) => {
        expect(createTaskId(1n, new Date(earlier)) < createTaskId(1n, new Date(earlier + gap))).toBe(true)
      }),
    )
  })

  test('of one moment differ', () => {
    const now = new Date()
    expect(new Set(Array.from({ length: 1000 }, () => createTaskId(1n, now))).size).toBe(1000)
  })
})
