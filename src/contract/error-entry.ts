import type { Text } from './text.ts'

/** A code of the registry: what it means, its text, and the other texts that it may have. */
export type ErrorEntry = {
  readonly meaning: string
  readonly message: Text
  readonly variants: Readonly<Record<string, Text>>
}

export const entry = <const Message extends Text, const Variants extends Readonly<Record<string, Text>>>(
  meaning: string,
  message: Message,
  variants: Variants,
) => ({ meaning, message, variants })
