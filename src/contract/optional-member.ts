import type { z } from 'zod'

/** A member that may be left out, with its sentence for the reference and an example for forms and snippets. */
export function optional<Schema extends z.ZodType>(schema: Schema, doc: string, example: unknown) {
  return schema.optional().meta({ doc, example })
}
