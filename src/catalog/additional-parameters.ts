import { isStorable } from '../contract/read-shape.ts'
import type { JsonObject, JsonValue } from './job.ts'

/** Both bounds are ours: the pages name none. Vendors' own extras are a few hundred characters, two levels deep. */
export const additionalParametersCharactersMax = 65_536
export const additionalParametersDepthMax = 16

/**
 * Reads `AdditionalParameters`: a JSON object written into a string; an empty string is an empty object. `problem`
 * says what is wrong, as a sentence; `value` is then empty.
 */
export function parseAdditionalParameters(text: string): {
  readonly value: JsonObject
  readonly problem?: string
} {
  if (text.trim() === '') return { value: {} }
  if (text.length > additionalParametersCharactersMax) {
    return {
      value: {},
      problem: `It has ${text.length} characters; at most ${additionalParametersCharactersMax} are taken.`,
    }
  }
  const parsed = parsedJson(text)
  if (parsed === undefined) {
    return { value: {}, problem: 'It is not JSON. Names and texts need double quotes.' }
  }
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    return { value: {}, problem: 'It is JSON, but not an object.' }
  }
  const problem = unforwardable(parsed.value, additionalParametersDepthMax)
  return problem === undefined ? { value: parsed.value as JsonObject } : { value: {}, problem }
}

function parsedJson(text: string): { readonly value: JsonValue } | undefined {
  try {
    return { value: JSON.parse(text) as JsonValue }
  } catch {
    return undefined // not JSON: the caller's mistake, which the finding reports
  }
}

/** What would reach a vendor changed or could not be written down. */
function unforwardable(value: unknown, depth: number): string | undefined {
  if (typeof value === 'number' && !isExact(value)) {
    return `The number ${value} is too large to be passed on exactly. Send it as a string.`
  }
  if (typeof value === 'string' && !isStorable(value)) {
    return 'It contains U+0000 or half of a surrogate pair, which is not text.'
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth === 0) return `It is nested more than ${additionalParametersDepthMax} levels deep.`
  for (const [key, member] of Object.entries(value)) {
    const problem = unforwardable(key, depth) ?? unforwardable(member, depth - 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

function isExact(number: number): boolean {
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))
}
