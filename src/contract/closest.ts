/**
 * The option that a caller most likely meant or would least mind: by size where the value is a measure (7 and 5,
 * `1080` and `1080P`, `21:9` and `16:9`), else by spelling. `undefined` where nothing resembles the value.
 */
export function closest<Option extends string | number | boolean>(
  value: unknown,
  options: readonly Option[],
): Option | undefined {
  const asked = measureOf(value)
  const measures = options.flatMap((option) => {
    const measure = measureOf(option)
    return asked === undefined || measure === undefined
      ? []
      : [{ option, distance: Math.abs(asked - measure) }]
  })
  const spellings = options.map((option) => ({
    option,
    distance: spellingDistance(String(value), String(option)),
  }))
  return nearest(measures.length > 0 ? measures : spellings)
}

function nearest<Option>(
  candidates: readonly { readonly option: Option; readonly distance: number }[],
): Option | undefined {
  const smallest = Math.min(...candidates.map(({ distance }) => distance))
  return Number.isFinite(smallest)
    ? candidates.find(({ distance }) => distance === smallest)?.option
    : undefined
}

/** Lines of the classes that are named by their width. */
const linesOf: ReadonlyMap<string, number> = new Map([
  ['2K', 1440],
  ['4K', 2160],
])

/** A number to compare by; ratios on a logarithmic scale, so that 9:16 is as far from 1:1 as 16:9. */
function measureOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const [, width, height] = /^(\d{1,4}):(\d{1,4})$/.exec(value) ?? []
  if (width !== undefined && height !== undefined && Number(width) > 0 && Number(height) > 0) {
    return Math.log(Number(width) / Number(height))
  }
  const [, number] = /^v?(\d{1,5}(?:\.\d{1,3})?)p?$/i.exec(value) ?? []
  return number === undefined ? linesOf.get(value.toUpperCase()) : Number(number)
}

/** Edits between two words, ignoring case and punctuation; infinite where too little is alike to call it a slip. */
function spellingDistance(value: string, option: string): number {
  const from = normalised(value)
  const to = normalised(option)
  const distance = editDistance(from, to)
  return distance <= Math.max(1, Math.floor(Math.max(from.length, to.length) / 3)) ? distance : Infinity
}

function normalised(word: string): string {
  return word
    .slice(0, 40)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Levenshtein distance over two short words, one row at a time. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[to.length] ?? 0
}
