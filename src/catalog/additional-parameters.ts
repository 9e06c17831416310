import { isStorable } from '../contract/read-shape.ts'
import { text, type Text } from '../contract/text.ts'
import type { JsonObject, JsonValue } from './job.ts'
import { tooLong } from './url-rule.ts'

/** Both bounds are ours: the pages name none. Vendors' own extras are a few hundred characters, two levels deep. */
export const additionalParametersCharactersMax = 65_536
export const additionalParametersDepthMax = 16

/**
 * Reads `AdditionalParameters`: a JSON object written into a string; an empty string is an empty object. `problem`
 * says what is wrong, as a sentence; `value` is then empty.
 */
export function parseAdditionalParameters(given: string): {
  readonly value: JsonObject
  readonly problem?: Text
} {
  if (given.trim() === '') return { value: {} }
  if (given.length > additionalParametersCharactersMax) {
    return { value: {}, problem: tooLong(given.length, additionalParametersCharactersMax) }
  }
  const parsed = parsedJson(given)
  if (parsed === undefined) {
    const problem = text(
      'It is not JSON. Names and texts need double quotes.',
      '不是合法的 JSON。名称和文本须使用双引号。',
    )
    return { value: {}, problem }
  }
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    return { value: {}, problem: text('It is JSON, but not an object.', '是 JSON，但不是对象。') }
  }
  const problem = unforwardable(parsed.value, additionalParametersDepthMax)
  return problem === undefined ? { value: parsed.value as JsonObject } : { value: {}, problem }
}

function parsedJson(given: string): { readonly value: JsonValue } | undefined {
  try {
    return { value: JSON.parse(given) as JsonValue }
  } catch {
    return undefined // not JSON: the caller's mistake, which the finding reports
  }
}

/** What would reach a vendor changed or could not be written down. */
function unforwardable(value: unknown, depth: number): Text | undefined {
  if (typeof value === 'number' && !isExact(value)) {
    return text(
      `The number ${value} is too large to be passed on exactly. Send it as a string.`,
      `数字 ${value} 过大，无法精确传递，请以字符串形式发送。`,
    )
  }
  if (typeof value === 'string' && !isStorable(value)) {
    return text(
      'It contains U+0000 or half of a surrogate pair, which is not text.',
      '内容含有 U+0000 或不完整的代理对，不是合法文本。',
    )
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth === 0) {
    return text(
      `It is nested more than ${additionalParametersDepthMax} levels deep.`,
      `嵌套超过 ${additionalParametersDepthMax} 层。`,
    )
  }
  for (const [key, member] of Object.entries(value)) {
    const problem = unforwardable(key, depth) ?? unforwardable(member, depth - 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

function isExact(number: number): boolean {
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))
}
