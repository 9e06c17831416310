/** A text made ready for searching; see `searchable`. */
export type SearchableText = { readonly words: string; readonly characters: string }

/** A list of words that texts are searched for. */
export type WordSearch = {
  /** Different words of the list that a text holds, each counted once. */
  count(text: SearchableText): number
  /** Place of the first one in the text; Infinity when there is none. */
  first(text: SearchableText): number
  found(text: SearchableText): boolean
}

/** Small letters, single spaces for whatever is no letter or digit. */
export function searchable(text: string): SearchableText {
  const characters = text.toLowerCase()
  return { words: ` ${characters.replaceAll(/[^\p{Script=Latin}\p{N}]+/gu, ' ')} `, characters }
}

/**
 * @param list Words separated by spaces; `~` stands for a space inside one. English words match whole, also in the
 *   plural; Chinese ones match anywhere.
 */
export function wordSearch(list: string): WordSearch {
  const words = list.split(' ').filter(Boolean)
  const english = words
    .filter((word) => /^[\p{Script=Latin}~'0-9-]+$/u.test(word))
    .map((word) => ` ${word.replaceAll(/[~'-]/g, ' ')}`)
  const chinese = words.filter((word) => !/^[\p{Script=Latin}~'0-9-]+$/u.test(word))
  const places = (text: SearchableText): number[] =>
    [
      ...english.map((word) => placeOf(text.words, word)),
      ...chinese.map((word) => text.characters.indexOf(word)),
    ].filter((place) => place >= 0)
  return {
    count: (text) => places(text).length,
    first: (text) => Math.min(Infinity, ...places(text)),
    found: (text) => places(text).length > 0,
  }
}

/** Where a word stands whole, as it is or with a plural ending. */
function placeOf(words: string, word: string): number {
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) {
    const end = words.slice(at + word.length, at + word.length + 3)
    if (end.startsWith(' ') || end.startsWith('s ') || end === 'es ') return at
  }
  return -1
}
