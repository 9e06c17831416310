import { describe, expect, test } from 'vitest'
import { ApiError, messageOf } from './api-error.ts'
import type { ErrorEntry } from './error-entry.ts'
import { errors } from './errors.ts'
import { text } from './text.ts'

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe.each(Object.entries<ErrorEntry>(errors))('the error %s', (code, { meaning, message, variants }) => {
  test('has a meaning and texts in both languages that ask for the same fields', () => {
    expect(code).toMatch(/^[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)?$/)
    expect(meaning).toMatch(/\.$/)
    for (const { en, zh } of [message, ...Object.values(variants)]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
      const missing = placeholders(zh).filter((name) => !placeholders(en).includes(name))
      expect(missing).toEqual([])
    }
  })
})

describe('an ApiError', () => {
  test('speaks English by itself and either language when asked', () => {
    const error = new ApiError('RequestLimitExceeded', { count: 6, limit: 5 })
    expect(error.message).toContain('equals to `6` in a second')
    expect(messageOf(error, 'zh-CN')).toBe('您当前每秒请求 `6` 次，超过了每秒频率上限 `5`，请稍后重试。')
  })

  test('says words of ours that stand in a text in the language of the text', () => {
    const error = new ApiError('AuthFailure.InvalidAuthorization', {
      reason: text('it is empty', '内容为空'),
    })
    expect(error.message).toContain('standards: it is empty.')
    expect(messageOf(error, 'zh-CN')).toContain('标准：内容为空。')
  })

  test('uses the variant it names, or a whole message of its own', () => {
    const variant = new ApiError('InvalidParameter', { parameter: 'Nonce' }, { variant: 'typeError' })
    expect(variant.message).toBe('Parameter `Nonce` type error.')
    const own = new ApiError(
      'InvalidParameterValue',
      {},
      { message: text('Take 5 or 10.', '请取 5 或 10。') },
    )
    expect([messageOf(own, 'en-US'), messageOf(own, 'zh-CN')]).toEqual(['Take 5 or 10.', '请取 5 或 10。'])
  })

  test('quotes a long value short, and never half a character', () => {
    const { message } = new ApiError('UnknownParameter', {
      parameter: `${'a'.repeat(199)}🎬${'b'.repeat(1000)}`,
    })
    expect(message.length).toBeLessThan(300)
    expect(message.isWellFormed()).toBe(true)
  })

  test('does not fill placeholders that came in with a value', () => {
    const error = new ApiError('InvalidParameterValue', { value: '{parameter}', parameter: 'X' })
    expect(error.message).toContain('`{parameter}` specified in the parameter `X`')
  })
})
