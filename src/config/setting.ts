import { z } from 'zod'

/** One setting: its place in the file, its environment variable, its default and what it means. */
export type Setting = {
  /** Place in the JSON file: `signature.maxSkewSeconds`. */
  readonly key: string
  readonly env: string
  readonly schema: z.ZodType
  readonly doc: string
  /** Never printed, and may come from a file named by `<env>_FILE`. */
  readonly secret?: true
}

export const port = wholeNumber(0, 65_535)
export const count = wholeNumber(0)
export const text = z.string().min(1)
export const address = z
  .url({ protocol: /^https?$/, error: 'It has to be a URL that begins with http:// or https://' })
  .transform((url) => url.replace(/\/+$/, ''))
export const flag = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')],
  'It has to be true or false',
)

export const setting = <Schema extends z.ZodType>(
  env: string,
  schema: Schema,
  doc: string,
  options: { secret?: true } = {},
) => ({ env, schema, doc, ...options })

/** From `least` to `most`, with the same sentence for whatever else is given. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `, at least ${least}` : ` from ${least} to ${most}`
  return z.coerce.number(`It has to be a whole number${bounds}`).int().min(least).max(most)
}
