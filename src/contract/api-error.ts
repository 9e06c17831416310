import type { ErrorEntry } from './error-entry.ts'
import { errors, type ErrorCode, type VariantOf } from './errors.ts'
import type { Text } from './text.ts'

/** What a caller did wrong, or what we cannot do, in the words of the contract. Everything else is a bug of ours. */
export class ApiError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly fields: ErrorFields
  readonly detail: ErrorDetail

  /** `fields` fill the `{name}`s of the registered text, all of them; `detail` chooses another text or brings its own. */
  constructor(code: Code, ...[fields = {}, detail = {}]: ErrorArguments<Code>) {
    super(textOf(code, fields, detail, 'en-US'), { cause: detail.cause })
    this.code = code
    this.fields = fields
    this.detail = detail
  }
}

/** A value as the caller sent it, or words of ours in both languages. */
export type ErrorFields = Readonly<Record<string, string | number | bigint | Text>>

export type ErrorDetail = {
  /** Another of the texts that the registry has for this code. */
  readonly variant?: string
  /** A whole message instead of the registered text, for example that of a finding. */
  readonly message?: Text
  readonly cause?: unknown
}

/** The compiler asks at every throw for exactly the `{name}`s of the text that will be shown. */
type ErrorArguments<Code extends ErrorCode> =
  | TextArguments<(typeof errors)[Code]['message']>
  | { [Name in VariantOf<Code>]: VariantArguments<Code, Name> }[VariantOf<Code>]
  | [fields: NoFields, detail: { readonly message: Text; readonly cause?: unknown }]

type TextArguments<Shown extends Text> = [NameIn<Shown['en']>] extends [never]
  ? [fields?: NoFields, detail?: { readonly cause?: unknown }]
  : [fields: FieldsOf<Shown>, detail?: { readonly cause?: unknown }]

type VariantArguments<Code extends ErrorCode, Name extends VariantOf<Code>> = [
  fields: FieldsOf<(typeof errors)[Code]['variants'][Name]>,
  detail: { readonly variant: Name; readonly cause?: unknown },
]

type FieldsOf<Shown> = Shown extends Text ? { readonly [Name in NameIn<Shown['en']>]: FieldValue } : never
type FieldValue = ErrorFields[string]
type NoFields = Readonly<Record<string, never>>
type NameIn<Shown extends string> = Shown extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NameIn<Rest>
  : never

export type Language = 'en-US' | 'zh-CN'

/** The text that a caller reads. A value he sent is quoted up to 200 characters. */
export const messageOf = (error: ApiError, language: Language): string =>
  textOf(error.code, error.fields, error.detail, language)

/** The text that the registry has for a code, in both languages. */
export const registeredText = (code: ErrorCode, fields: ErrorFields): Text => ({
  en: textOf(code, fields, {}, 'en-US'),
  zh: textOf(code, fields, {}, 'zh-CN'),
})

function textOf(
  code: ErrorCode,
  fields: ErrorFields,
  detail: ApiError['detail'],
  language: Language,
): string {
  const spoken = ({ en, zh }: Text) => (language === 'zh-CN' ? zh : en)
  const wordsOf = (value: FieldValue = ''): string =>
    typeof value === 'object' ? spoken(value) : String(value)
  if (detail.message !== undefined) return spoken(detail.message)
  const entry: ErrorEntry = errors[code]
  const text = (detail.variant !== undefined && entry.variants[detail.variant]) || entry.message
  return spoken(text).replace(/\{(\w+)\}/g, (_, name: string) => shortened(wordsOf(fields[name])))
}

const quotedCharactersMax = 200

function shortened(value: string): string {
  if (value.length <= quotedCharactersMax) return value
  // Not through the middle of a surrogate pair.
  return `${value.slice(0, quotedCharactersMax).replace(/[\uD800-\uDBFF]$/, '')}...`
}
