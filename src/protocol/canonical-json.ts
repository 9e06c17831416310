/**
 * One text for all spellings of a request: members in order, and without what a GET or form request cannot carry and
 * so does not mean anything (null, the empty list, the empty structure; contract 3.4).
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(pruned(value) ?? null)

function pruned(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => pruned(item)).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  const members = Object.entries(value)
    .map(([name, member]) => [name, pruned(member)] as const)
    .filter(([, member]) => member !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
  return members.length === 0 ? undefined : Object.fromEntries(members)
}
