import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CameraMove } from '../render-plan.ts'
import { createField } from '../picture/field.ts'
import { createFrame } from '../picture/planar-frame.ts'
import { poseAt, viewThrough, type Shot } from './camera.ts'

const STILL = { zoom: 1, x: 0, y: 0, roll: 0, yaw: 0, parallaxX: 0, parallaxY: 0, parallaxZoom: 0 }

const anyMoves = fc.uniqueArray(
  fc.constantFrom<CameraMove>(
    'zoom-in',
    'zoom-out',
    'pan-left',
    'pan-right',
    'tilt-up',
    'tilt-down',
    'orbit',
    'roll',
    'handheld',
    'drift',
    'static',
  ),
  { minLength: 1, maxLength: 4 },
)
const anyShot = fc.record({
  moves: anyMoves,
  seed: fc.nat(),
  durationSeconds: fc.integer({ min: 1, max: 12 }),
  aspect: fc.constantFrom(16 / 9, 9 / 16, 1, 21 / 9),
})

describe('any shot', () => {
  test('starts from the still as it is', () => {
    fc.assert(
      fc.property(anyShot, (shot) => {
        for (const [name, value] of Object.entries(poseAt(shot, 0))) {
          expect(value).toBeCloseTo(STILL[name as keyof typeof STILL], 12)
        }
      }),
    )
  })

  test('starts and ends at rest', () => {
    fc.assert(
      fc.property(anyShot, (shot) => {
        expect(distance(shot, 0, 1e-4)).toBeLessThan(1e-5)
        expect(distance(shot, 1 - 1e-4, 1)).toBeLessThan(1e-5)
      }),
    )
  })

  test('moves without jerks: no step is much unlike its neighbours', () => {
    fc.assert(
      fc.property(anyShot, fc.integer({ min: 1, max: 190 }), (shot, index) => {
        const at = (frame: number) => poseAt(shot, frame / 191)
        for (const axis of ['x', 'y', 'zoom', 'roll', 'yaw', 'parallaxX'] as const) {
          const bend = at(index + 1)[axis] - 2 * at(index)[axis] + at(index - 1)[axis]
          expect(Math.abs(bend)).toBeLessThan(1.2e-3)
        }
      }),
    )
  })
})

describe('zooms', () => {
  test.each([
    { move: 'zoom-in', sign: 1 },
    { move: 'zoom-out', sign: -1 },
  ] as const)('$move never steps backward', ({ move, sign }) => {
    const shot = { moves: [move], seed: 1, durationSeconds: 8, aspect: 16 / 9 }
    for (let frame = 1; frame < 192; frame++) {
      const step = poseAt(shot, frame / 191).zoom - poseAt(shot, (frame - 1) / 191).zoom
      expect(step * sign).toBeGreaterThan(0)
    }
  })

  test('a point of the picture moves outward without a backward step, in steps that hardly differ', () => {
    const shot = { moves: ['zoom-in'] as const, seed: 1, durationSeconds: 8, aspect: 16 / 9 }
    const source = { picture: createFrame(2, 2), scaleX: 2, scaleY: 2, originX: 0, originY: 0 }
    const depth = createField(8, 8)
    const seenAt = Array.from({ length: 192 }, (_, frame) => {
      const point = new Float64Array(2)
      viewThrough(poseAt(shot, frame / 191), source, 1280, 720, depth)(900, 300, point)
      return point[0]!
    })
    const steps = seenAt.slice(1).map((x, index) => x - seenAt[index]!)
    expect(steps.every((step) => step < 0)).toBe(true)
    const bends = steps.slice(1).map((step, index) => Math.abs(step - steps[index]!))
    expect(Math.max(...bends)).toBeLessThan(0.06)
  })
})

describe('directions', () => {
  test.each([
    ['pan-left', 'x', -1],
    ['pan-right', 'x', 1],
    ['tilt-up', 'y', -1],
    ['tilt-down', 'y', 1],
  ] as const)('%s moves the view along %s', (move, axis, sign) => {
    const shot = { moves: [move], seed: 1, durationSeconds: 5, aspect: 16 / 9 }
    expect(poseAt(shot, 1)[axis] * sign).toBeGreaterThan(0.05)
  })

  test('without a zoom-out the view never leaves the picture, parallax aside', () => {
    fc.assert(
      fc.property(anyShot, fc.double({ min: 0, max: 1, noNaN: true }), (shot, t) => {
        fc.pre(!shot.moves.includes('zoom-out') && !shot.moves.includes('orbit'))
        const { zoom, x, y, roll } = poseAt(shot, t)
        const reach = Math.cos(roll) + Math.abs(Math.sin(roll)) * Math.max(shot.aspect, 1 / shot.aspect)
        expect(Math.abs(x) / shot.aspect + (0.5 * reach) / zoom).toBeLessThanOrEqual(0.52)
        expect(Math.abs(y) + (0.5 * reach) / zoom).toBeLessThanOrEqual(0.52)
      }),
    )
  })
})

function distance(shot: Shot, from: number, to: number): number {
  const [a, b] = [poseAt(shot, from), poseAt(shot, to)]
  return Math.max(...(['zoom', 'x', 'y', 'roll', 'yaw'] as const).map((axis) => Math.abs(a[axis] - b[axis])))
}
