/** A text in both languages that the API speaks. */
export type Text = { readonly en: string; readonly zh: string }

/** Both languages, kept as literals: the compiler reads from an error's text which `{fields}` have to be filled. */
export const text = <const En extends string, const Zh extends string>(en: En, zh: Zh) => ({ en, zh })

/** Says one of the two: given a sentence in both languages, it returns that of its own. */
export type Say = (en: string, zh: string) => string

export const inEnglish: Say = (en) => en
const inChinese: Say = (_en, zh) => zh

/** The text that comes of telling the same in each language. */
export const told = (tell: (say: Say) => string): Text => ({ en: tell(inEnglish), zh: tell(inChinese) })

/** `5, 8 or 10`, `5、8 或 10`. */
export const either = (items: readonly (string | number | boolean)[], say: Say): string =>
  listed(items.map(String), say(' or ', ' 或 '), say)

/** `ImageUrl and LastImageUrl`, `ImageUrl 和 LastImageUrl`. */
export const both = (items: readonly string[], say: Say): string => listed(items, say(' and ', ' 和 '), say)

function listed(items: readonly string[], joint: string, say: Say): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(say(', ', '、'))}${joint}${last}`
}
