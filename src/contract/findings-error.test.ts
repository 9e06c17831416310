import { expect, test } from 'vitest'
import { invalidValue, missingParameter } from './finding.ts'
import { findingsError } from './findings-error.ts'

test('the first finding decides the code, and all are told', () => {
  const error = findingsError([
    missingParameter('Prompt', 'Write one.'),
    invalidValue('Duration', 7, 'Take 5.'),
  ])
  expect(error.code).toBe('MissingParameter')
  expect(error.message).toBe(
    'The request is missing a required parameter `Prompt`. Write one. Also: The value `7` specified in the parameter `Duration` is not valid. Take 5.',
  )
})

test('more than five findings are counted', () => {
  const error = findingsError(Array.from({ length: 9 }, (_, index) => missingParameter(`P${index}`, '')))
  expect(error.message).toMatch(/`P4`\. Also: 4 more\.$/)
})

test('no finding is a bug of the caller', () => {
  expect(() => findingsError([])).toThrow('without findings')
})
