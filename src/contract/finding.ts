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

// The English opening sentences are texts of real answers (tencent-contract 3.7); clients and log filters match on them.

export function missingParameter(parameter: string, advice: Text): Finding {
  const opening = text(
    `The request is missing a required parameter \`${parameter}\`.`,
    `请求缺少必需参数 \`${parameter}\`。`,
  )
  return { parameter, code: 'MissingParameter', message: sentences(opening, advice) }
}

export function unknownParameter(parameter: string, advice: Text): Finding {
  const opening = text(`The parameter \`${parameter}\` is not recognized.`, `无法识别参数 \`${parameter}\`。`)
  return { parameter, code: 'UnknownParameter', message: sentences(opening, advice) }
}

export function invalidType(parameter: string, advice: Text): Finding {
  const opening = text(
    `The value type of parameter \`${parameter}\` is not valid.`,
    `参数 \`${parameter}\` 的类型错误。`,
  )
  return { parameter, code: 'InvalidParameter', message: sentences(opening, advice) }
}

export function invalidValue(
  parameter: string,
  value: unknown,
  advice: Text,
  code: 'InvalidParameterValue' | 'InvalidParameter.InvalidUrl' = 'InvalidParameterValue',
): Finding {
  const quoted = quotedValue(value)
  const opening = text(
    `The value \`${quoted}\` specified in the parameter \`${parameter}\` is not valid.`,
    `参数 \`${parameter}\` 的取值 \`${quoted}\` 无效。`,
  )
  return { parameter, code, message: sentences(opening, advice) }
}

/** Chinese sentences follow each other without a space. */
function sentences(opening: Text, advice: Text): Text {
  return text([opening.en, advice.en].filter((part) => part !== '').join(' '), `${opening.zh}${advice.zh}`)
}
