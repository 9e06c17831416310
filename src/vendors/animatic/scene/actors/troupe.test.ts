import { describe, expect, test } from 'vitest'
import type { CameraMove, RenderPlan } from '../../render-plan.ts'
import { buildSet } from '../text-scene.ts'
import { followWidths, gatherTroupe } from './troupe.ts'

const planFor = (
  prompt: string,
  moves: readonly CameraMove[] = ['drift'],
  change: Partial<RenderPlan> = {},
): RenderPlan => ({
  mode: 'text',
  width: 160,
  height: 90,
  outputWidth: 160,
  outputHeight: 90,
  framesPerSecond: 24,
  frameCount: 192,
  seed: 5,
  prompt,
  negativePrompt: '',
  moves,
  audio: false,
  model: 'Kling 2.6',
  images: [],
  ...change,
})

describe('the camera', () => {
  test('follows those who travel far, as far as the place allows', async () => {
    const plan = planFor('a horse gallops across a meadow')
    const troupe = await gatherTroupe(plan)
    expect(followWidths(troupe, plan, 0.8)).toBeGreaterThan(0.3)
    expect(followWidths(troupe, plan, 0.8)).toBeLessThanOrEqual(0.8)
    expect(followWidths(troupe, plan, 0)).toBe(0)
  })

  test.each<CameraMove>(['static', 'pan-left', 'tilt-up'])(
    'does not follow when %s was asked',
    async (move) => {
      const plan = planFor('a horse gallops across a meadow', [move])
      expect(followWidths(await gatherTroupe(plan), plan, 0.8)).toBe(0)
    },
  )

  test('does not follow who stays', async () => {
    const plan = planFor('a cat sleeps in a meadow')
    expect(followWidths(await gatherTroupe(plan), plan, 0.8)).toBe(0)
  })
})

describe('a set', () => {
  const changedBy = async (plan: RenderPlan) => {
    const { layers } = await buildSet(plan)
    const empty = await buildSet({ ...plan, prompt: plan.prompt.replace(/^.*? (?=in|on|at|over)/, '') })
    return layers.length - empty.layers.length
  }

  test.each([
    ['a dog in a park', 1],
    ['three sheep in a meadow', 3],
    ['two boats on a lake', 2],
  ])('has a layer for each individual of %j', async (prompt, count) => {
    expect(await changedBy(planFor(prompt))).toBe(count)
  })

  test('gives no part to what the place is full of anyway', async () => {
    expect(await changedBy(planFor('flowers in a meadow'))).toBe(0)
  })

  test('keeps its layers in order of distance, so that who stands between two things is drawn between them', async () => {
    const { layers } = await buildSet(planFor('four deer in a forest'))
    const distances = layers.map(({ distance }) => distance)
    const [nearest] = distances.toSorted((a, b) => a - b)
    expect(distances[0]).toBeGreaterThan(1000)
    expect(distances.at(-1)).toBe(nearest)
  })

  test('says the same twice', async () => {
    const plan = planFor('a knight rides a horse in the desert')
    const [one, other] = [await buildSet(plan), await buildSet(plan)]
    expect(one.layers.map(({ distance }) => distance)).toEqual(other.layers.map(({ distance }) => distance))
  })
})
