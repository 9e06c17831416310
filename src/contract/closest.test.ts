import { expect, test } from 'vitest'
import { closest } from './closest.ts'

test.each([
  [7, [5, 10], 5],
  [60, [4, 8, 12], 12],
  ['1080', ['720P', '1080P', '2K', '4K'], '1080P'],
  ['540p', ['720P', '1080P', '2K', '4K'], '720P'],
  ['21:9', ['16:9', '9:16', '1:1'], '16:9'],
  ['2:3', ['16:9', '9:16', '1:1'], '9:16'],
  ['4:5', ['16:9', '9:16', '1:1'], '1:1'],
  ['3.0', ['2.0', '2.1', 'O1', '2.6'], '2.6'],
  ['v2.1', ['2.0', '2.1', 'O1'], '2.1'],
  ['q3-pro', ['q2', 'q2-pro', 'q2-turbo'], 'q2-pro'],
  ['Klinng', ['Hailuo', 'Kling'], 'Kling'],
  ['negative_prompt', ['Prompt', 'NegativePrompt'], 'NegativePrompt'],
  ['ImageURL', ['ImageUrl', 'LastImageUrl'], 'ImageUrl'],
])('%s among %j is closest to %s', (value, options: readonly (string | number)[], expected) => {
  expect(closest(value, options)).toBe(expected)
})

test('nothing is closest when nothing resembles the value', () => {
  expect(closest('SceneType', ['Prompt', 'Duration'])).toBeUndefined()
  expect(closest('x'.repeat(1_000_000), ['Prompt'])).toBeUndefined()
  expect(closest(5, [])).toBeUndefined()
})
