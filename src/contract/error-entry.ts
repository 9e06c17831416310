export type Text = { readonly en: string; readonly zh: string }

/** A code of the registry: what it means, its text, and the other texts that it may have. */
export type ErrorEntry = {
  readonly meaning: string
  readonly message: Text
  readonly variants: Readonly<Record<string, Text>>
}

/** Both languages, kept as literals: the compiler reads from them which `{fields}` an ApiError has to fill. */
export const text = <const En extends string, const Zh extends string>(en: En, zh: Zh) => ({ en, zh })

export const entry = <const Message extends Text, const Variants extends Readonly<Record<string, Text>>>(
  meaning: string,
  message: Message,
  variants: Variants,
) => ({ meaning, message, variants })
