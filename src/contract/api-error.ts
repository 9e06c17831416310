import { errors, type ErrorCode, type ErrorEntry, type VariantOf } from './errors.ts'

/** What a caller did wrong, or what we cannot do, in the words of the contract. Everything else is a bug of ours. */
export class ApiError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly fields: ErrorFields
  readonly detail: { readonly variant?: string; readonly message?: string }

  /** `fields` fill the `{name}`s of the registered text; `detail` chooses another text or brings its own. */
  constructor(code: Code, fields: ErrorFields = {}, detail: ErrorDetail<Code> = {}) {
    super(textOf(code, fields, detail, 'en-US'), { cause: detail.cause })
    this.code = code
    this.fields = fields
    this.detail = detail
  }
}

export type ErrorFields = Readonly<Record<string, string | number | bigint>>

export type ErrorDetail<Code extends ErrorCode = ErrorCode> = {
  /** Another of the texts that the registry has for this code. */
  readonly variant?: VariantOf<Code>
  /** A whole message instead of the registered text, for example a finding of the judge; the same in both languages. */
  readonly message?: string
  readonly cause?: unknown
}

export type Language = 'en-US' | 'zh-CN'

/** The text that a caller reads. A value he sent is quoted up to 200 characters. */
export const messageOf = (error: ApiError, language: Language): string =>
  textOf(error.code, error.fields, error.detail, language)

function textOf(
  code: ErrorCode,
  fields: ErrorFields,
  detail: ApiError['detail'],
  language: Language,
): string {
  if (detail.message !== undefined) return detail.message
  const entry: ErrorEntry = errors[code]
  const text = (detail.variant !== undefined && entry.variants[detail.variant]) || entry.message
  return (language === 'zh-CN' ? text.zh : text.en).replace(/\{(\w+)\}/g, (_, name: string) =>
    shortened(String(fields[name] ?? '')),
  )
}

const quotedCharactersMax = 200

function shortened(value: string): string {
  if (value.length <= quotedCharactersMax) return value
  // Not through the middle of a surrogate pair.
  return `${value.slice(0, quotedCharactersMax).replace(/[\uD800-\uDBFF]$/, '')}...`
}
