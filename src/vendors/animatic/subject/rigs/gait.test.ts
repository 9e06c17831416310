import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bendJoint, footing } from './gait.ts'
import { gaitOf } from './quadruped-pose.ts'

const styles = ['walk', 'amble', 'trot', 'gallop', 'bound'] as const

describe('a gait', () => {
  test.each(styles)(
    'keeps a standing foot on the ground, moving back as fast as the body moves on: %s',
    (style) => {
      const gait = gaitOf({ style, sweep: 30, lift: 8, bob: 1 })
      const step = 0.01
      for (let phase = 0; phase + step < gait.duty; phase += step) {
        const [here, there] = [footing(gait, phase, 0), footing(gait, phase + step, 0)]
        expect(here.y).toBe(0)
        expect((here.x - there.x) / step).toBeCloseTo(gait.sweep / gait.duty, 6)
      }
    },
  )

  test.each(styles)('never tears a foot from its place: %s', (style) => {
    const gait = gaitOf({ style, sweep: 30, lift: 8, bob: 1 })
    for (let phase = 0; phase < 2; phase += 0.005) {
      const [here, there] = [footing(gait, phase, 0.3), footing(gait, phase + 0.005, 0.3)]
      expect(Math.hypot(here.x - there.x, here.y - there.y)).toBeLessThan(1.5)
    }
  })
})

describe('a bent joint', () => {
  const coordinate = fc.double({ min: -20, max: 20, noNaN: true })

  test('keeps the length of both bones while the end is within reach', () => {
    fc.assert(
      fc.property(coordinate, coordinate, fc.constantFrom(1 as const, -1 as const), (x, y, side) => {
        fc.pre(Math.hypot(x, y) > 6 && Math.hypot(x, y) < 27)
        const [jointX, jointY] = bendJoint([0, 0], [x, y], 15, 13, side)
        expect(Math.hypot(jointX, jointY)).toBeCloseTo(15, 6)
        expect(Math.hypot(x - jointX, y - jointY)).toBeCloseTo(13, 6)
      }),
    )
  })
})
