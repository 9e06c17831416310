import leven from 'leven'

const namesMax = 3

/** `; did you mean team-a or team-b?` where a slip of the finger or a cut end explains the name, else nothing. */
export function closestNames(given: string, known: readonly string[]): string {
  const distanceMax = Math.max(2, Math.floor(given.length / 4))
  const near = known
    .map((name) => ({
      name,
      distance: given.length > 2 && name.startsWith(given) ? 0 : leven(given, name),
    }))
    .filter(({ distance }) => distance <= distanceMax)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, namesMax)
  return near.length === 0 ? '' : `; did you mean ${near.map(({ name }) => name).join(' or ')}?`
}
