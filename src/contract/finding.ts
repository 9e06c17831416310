import { registeredText } from './api-error.ts'
import type { ErrorCode } from './errors.ts'
import { quotedValue } from './quoted-value.ts'
import { text, type Text } from './text.ts'

/** What is wrong with one parameter of a request; becomes an API error. */
export type Finding = {
  /** Wire path: `Duration`, `ExtraParameters.Resolution`, `ImageInfos.0.ImageUrl`. */
  readonly parameter: string
  readonly code: FindingCode
  /** Opens with the text that callers of the real service know, then says what is allowed, why, and what to do. */
  readonly message: Text
}

export type FindingCode = Extract<
  ErrorCode,
  | 'MissingParameter'
  | 'UnknownParameter'
  | 'InvalidParameter'
  | 'InvalidParameter.InvalidUrl'
  | 'InvalidParameterValue'
>

export const missingParameter = (parameter: string, advice: Text): Finding =>
  findingOf('MissingParameter', parameter, registeredText('MissingParameter', { parameter }), advice)

export const unknownParameter = (parameter: string, advice: Text): Finding =>
  findingOf('UnknownParameter', parameter, registeredText('UnknownParameter', { parameter }), advice)

export const invalidType = (parameter: string, advice: Text): Finding =>
  findingOf('InvalidParameter', parameter, registeredText('InvalidParameter', { parameter }), advice)

export function invalidValue(
  parameter: string,
  given: unknown,
  advice: Text,
  code: 'InvalidParameterValue' | 'InvalidParameter.InvalidUrl' = 'InvalidParameterValue',
): Finding {
  const opening = registeredText('InvalidParameterValue', { parameter, value: quotedValue(given) })
  return findingOf(code, parameter, opening, advice)
}

const findingOf = (code: FindingCode, parameter: string, opening: Text, advice: Text): Finding => ({
  parameter,
  code,
  message: sentences(opening, advice),
})

/** Chinese sentences follow each other without a space. */
function sentences(opening: Text, advice: Text): Text {
  return text([opening.en, advice.en].filter((part) => part !== '').join(' '), `${opening.zh}${advice.zh}`)
}
