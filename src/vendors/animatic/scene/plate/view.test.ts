import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Lens, ScenePose } from './view.ts'
import { FAR, plainPlacement, uprightPlacement } from './view.ts'

const lens: Lens = { width: 320, height: 180, horizon: 100, focal: 180, eyeHeight: 0.3, unit: 180 }
const AT_REST: ScenePose = { zoom: 1, panX: 0, panY: 0, truck: 0, rise: 0, dolly: 0 }

const poses: fc.Arbitrary<ScenePose> = fc.record({
  zoom: fc.double({ min: 0.8, max: 1.4, noNaN: true }),
  panX: fc.double({ min: -60, max: 60, noNaN: true }),
  panY: fc.double({ min: -30, max: 30, noNaN: true }),
  truck: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  rise: fc.double({ min: -0.03, max: 0.03, noNaN: true }),
  dolly: fc.double({ min: -0.2, max: 0.3, noNaN: true }),
})

describe('a placement', () => {
  const distances = fc.constantFrom(0.7, 1.6, 5, 40, FAR)

  test('shows the composition as it was painted while the camera rests', () => {
    for (const placement of [uprightPlacement(lens, AT_REST, 2), plainPlacement(lens, AT_REST, 9)]) {
      const line = new Float64Array(3)
      placement.at(150, line)
      expect(line[0]).toBeCloseTo(150)
      expect(line[1]).toBeCloseTo(0)
      expect(line[2]).toBeCloseTo(1)
    }
  })

  test('tells the same forwards and backwards', () => {
    fc.assert(
      fc.property(
        poses,
        distances,
        fc.double({ min: 0, max: 180, noNaN: true }),
        (pose, distance, frameY) => {
          const upright = uprightPlacement(lens, pose, distance)
          const plain = plainPlacement(lens, pose, 9)
          const line = new Float64Array(3)
          for (const placement of [upright, plain]) {
            placement.at(frameY, line)
            expect(placement.frameY(line[0]!)).toBeCloseTo(frameY, 4)
            expect(placement.frameX(line[1]! + 50 * line[2]!, line[0]!)).toBeCloseTo(50, 4)
          }
        },
      ),
    )
  })

  test('moves an upright sheet’s foot with the plain it stands on', () => {
    fc.assert(
      fc.property(poses, fc.constantFrom(0.8, 1.6, 4), (pose, distance) => {
        const foot = lens.horizon + (lens.focal * lens.eyeHeight) / distance
        const upright = uprightPlacement(lens, pose, distance)
        const plain = plainPlacement(lens, pose, 30)
        expect(upright.frameY(foot)).toBeCloseTo(plain.frameY(foot), 3)
        expect(upright.frameX(200, foot)).toBeCloseTo(plain.frameX(200, foot), 3)
      }),
    )
  })
})
