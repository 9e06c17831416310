import type { ErrorCode } from './errors.ts'
import { quotedValue } from './quoted-value.ts'

/** What is wrong with one parameter of a request; becomes an API error. */
export type Finding = {
  /** Wire path: `Duration`, `ExtraParameters.Resolution`, `ImageInfos.0.ImageUrl`. */
  readonly parameter: string
  readonly code: FindingCode
  /** Opens with the text that callers of the real service know, then says what is allowed, why, and what to do. */
  readonly message: string
}

export type FindingCode = Extract<
  ErrorCode,
  | 'MissingParameter'
  | 'UnknownParameter'
  | 'InvalidParameter'
  | 'InvalidParameter.InvalidUrl'
  | 'InvalidParameterValue'
>

// The opening sentences are texts of real answers (tencent-contract 3.7); clients and log filters match on them.

export function missingParameter(parameter: string, advice: string): Finding {
  const opening = `The request is missing a required parameter \`${parameter}\`.`
  return { parameter, code: 'MissingParameter', message: sentences(opening, advice) }
}

export function unknownParameter(parameter: string, advice: string): Finding {
  const opening = `The parameter \`${parameter}\` is not recognized.`
  return { parameter, code: 'UnknownParameter', message: sentences(opening, advice) }
}

export function invalidType(parameter: string, advice: string): Finding {
  const opening = `The value type of parameter \`${parameter}\` is not valid.`
  return { parameter, code: 'InvalidParameter', message: sentences(opening, advice) }
}

export function invalidValue(
  parameter: string,
  value: unknown,
  advice: string,
  code: 'InvalidParameterValue' | 'InvalidParameter.InvalidUrl' = 'InvalidParameterValue',
): Finding {
  const opening = `The value \`${quotedValue(value)}\` specified in the parameter \`${parameter}\` is not valid.`
  return { parameter, code, message: sentences(opening, advice) }
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
