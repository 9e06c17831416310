import type { Value, Verdict } from './grammar.ts'

/** The value as a verdict has it (`1080p` becomes `1080P`); `undefined` when the verdict does not admit it. */
export function admitted(verdict: Verdict, value: unknown): Value | undefined {
  if ('oneOf' in verdict) return optionsOf(verdict).find((option) => same(option, value))
  if ('from' in verdict) return isWithin(verdict, value) ? value : undefined
  if ('codePoints' in verdict) return fits(verdict.codePoints, value) ? value : undefined
  if ('refused' in verdict) return undefined
  return typeof value === 'string' ? value : undefined
}

/** What a parameter is when it is left out; `undefined` when nothing takes its place. */
export function defaultOf(verdict: Verdict): Value | undefined {
  return 'default' in verdict ? verdict.default : undefined
}

/** All values of a list verdict, the upscaled ones last. */
export function optionsOf(verdict: Extract<Verdict, { oneOf: unknown }>): readonly Value[] {
  return [...verdict.oneOf, ...(verdict.upscaled ?? [])]
}

/** The number of Unicode code points, or `Infinity` as soon as a text cannot but have more than `max`. */
export function codePointCount(text: string, max: number): number {
  return text.length > 2 * max ? Infinity : Array.from(text).length
}

function same(option: Value, value: unknown): boolean {
  if (typeof option === 'string' && typeof value === 'string') {
    return option.toLowerCase() === value.toLowerCase()
  }
  return option === value
}

function isWithin(range: { readonly from: number; readonly to: number }, value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= range.from && value <= range.to
}

function fits(bounds: { readonly from: number; readonly to: number }, value: unknown): value is string {
  if (typeof value !== 'string') return false
  if (bounds.from > 0 && value.trim() === '') return false
  const count = codePointCount(value, bounds.to)
  return count >= bounds.from && count <= bounds.to
}
