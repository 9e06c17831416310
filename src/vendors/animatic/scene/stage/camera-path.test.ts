import { describe, expect, test } from 'vitest'
import type { CameraMove, RenderPlan } from '../../render-plan.ts'
import { FAR, plainPlacement, uprightPlacement } from '../plate/view.ts'
import { SUBJECT_DISTANCE, cameraPathOf } from './camera-path.ts'
import { lensOf } from './site.ts'

const planFor = (moves: readonly CameraMove[], seed = 3): RenderPlan => ({
  mode: 'text',
  width: 320,
  height: 180,
  outputWidth: 320,
  outputHeight: 180,
  framesPerSecond: 24,
  frameCount: 120,
  seed,
  prompt: '',
  negativePrompt: '',
  moves,
  audio: false,
  model: 'Vidu q2',
  images: [],
})

const lens = lensOf(320, 180, { horizon: 0.55, eyeHeight: 0.28 })

describe('a camera path', () => {
  test.each<readonly CameraMove[]>([
    ['zoom-in'],
    ['zoom-out'],
    ['pan-left'],
    ['pan-right', 'zoom-out'],
    ['tilt-up'],
    ['tilt-down'],
    ['orbit'],
    ['roll'],
    ['handheld'],
    ['drift'],
    ['static'],
  ])('with %s sees nothing beyond the bounds it gives', (...moves) => {
    const path = cameraPathOf(planFor(moves), lens.focal)
    const line = new Float64Array(3)
    for (const distance of [0.7, 1.6, 9, FAR]) {
      const bounds = path.uprightBounds(lens, distance)
      const plain = path.plainBounds(lens, 9)
      for (let frame = 0; frame < 120; frame++) {
        const { pose } = path.at(frame)
        const views = [
          [uprightPlacement(lens, pose, distance), bounds],
          [plainPlacement(lens, pose, 9), plain],
        ] as const
        for (const [placement, seen] of views) {
          for (const row of [0.5, 90, 179.5]) {
            placement.at(row, line)
            expect(line[0]).toBeGreaterThan(seen.top)
            expect(line[0]).toBeLessThan(seen.bottom)
            expect(line[1]).toBeGreaterThan(seen.left)
            expect(line[1]! + 320 * line[2]!).toBeLessThan(seen.right)
          }
        }
      }
    }
  })

  test('starts from the composition as it was painted', () => {
    for (const move of ['zoom-in', 'pan-left', 'orbit', 'roll'] as const) {
      const { pose, roll, rollZoom } = cameraPathOf(planFor([move]), lens.focal).at(0)
      expect(pose).toMatchObject({ zoom: 1, truck: 0, dolly: 0 })
      expect([roll, rollZoom]).toEqual([0, 1])
    }
  })

  test('of an orbit keeps what stands at the subject’s distance where it is', () => {
    const path = cameraPathOf(planFor(['orbit']), lens.focal)
    const columns = [0, 60, 119].map((frame) => {
      const near = uprightPlacement(lens, path.at(frame).pose, SUBJECT_DISTANCE).frameX(160, 100)
      const far = uprightPlacement(lens, path.at(frame).pose, FAR).frameX(160, 100)
      return { near, far }
    })
    const wayOf = (key: 'near' | 'far') => Math.abs(columns[2]![key] - columns[0]![key])
    expect(wayOf('near')).toBeLessThan(wayOf('far') * 0.8)
  })

  test('of somebody who is followed passes the near ground by and keeps the horizon', () => {
    const path = cameraPathOf(planFor(['drift']), lens.focal, 1, 200)
    const still = cameraPathOf(planFor(['drift']), lens.focal, 1, 0)
    const shift = (distance: number, frame: number) =>
      uprightPlacement(lens, path.at(frame).pose, distance).frameX(160, 100) -
      uprightPlacement(lens, still.at(frame).pose, distance).frameX(160, 100)
    expect(shift(SUBJECT_DISTANCE, 0)).toBeGreaterThan(80)
    expect(shift(SUBJECT_DISTANCE, 119)).toBeLessThan(-80)
    expect(Math.abs(shift(FAR, 119))).toBeLessThan(1)
  })
})
