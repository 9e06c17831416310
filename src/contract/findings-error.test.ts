import { expect, test } from 'vitest'
import { messageOf } from './api-error.ts'
import { invalidValue, missingParameter } from './finding.ts'
import { findingsError } from './findings-error.ts'
import { text } from './text.ts'

test('the first finding decides the code, and all are told', () => {
  const error = findingsError([
    missingParameter('Prompt', text('Write one.', '请填写。')),
    invalidValue('Duration', 7, text('Take 5.', '请取 5。')),
  ])
  expect(error.code).toBe('MissingParameter')
  expect(error.message).toBe(
    'The request is missing a required parameter `Prompt`. Write one. Also: The value `7` specified in the parameter `Duration` is not valid. Take 5.',
  )
  expect(messageOf(error, 'zh-CN')).toBe(
    '请求缺少必需参数 `Prompt`。请填写。另外：参数 `Duration` 的取值 `7` 无效。请取 5。',
  )
})

test('more than five findings are counted', () => {
  const error = findingsError(
    Array.from({ length: 9 }, (_, index) => missingParameter(`P${index}`, text('', ''))),
  )
  expect(error.message).toMatch(/`P4`\. Also: 4 more\.$/)
})

test('no finding is a bug of the caller', () => {
  expect(() => findingsError([])).toThrow('without findings')
})
