import { actions, type Action } from './actions.ts'
import type { EditionName } from './edition.ts'
import { expectedDrift } from './expected-drift.ts'
import { membersOf, type Member } from './members.ts'
import type { OfficialMember, OfficialTable } from './official-table.ts'

/** One thing in which our contract and an official table differ. */
export type Difference = {
  /** `CreateAigcVideoTask`, `CreateAigcVideoTask request ExtraParameters.LogoAdd`. */
  readonly place: string
  /** `only theirs: Integer`, `String here, Integer there`, `required there`. */
  readonly what: string
  /** Why it may be so; absent when nobody has said. */
  readonly expected?: string
}

/** Compares names, types and required members of every action of an edition. Answers are compared without RequestId. */
export function differencesTo(table: OfficialTable, edition: EditionName): readonly Difference[] {
  const ours: Readonly<Record<string, Action>> = actions[edition]
  const found = Object.entries(ours).flatMap(([name, action]): readonly Difference[] => {
    const official = table.actions.get(name)
    if (official === undefined) return [{ place: name, what: 'only ours' }]
    return [
      ...compare(table, `${name} request`, membersOf(action.input), official.input, true),
      ...compare(table, `${name} answer`, membersOf(action.output), official.output, false),
    ]
  })
  return found.map((difference) => {
    const expected = expectedDrift[edition][difference.place]
    return expected === undefined ? difference : { ...difference, expected }
  })
}

function compare(
  table: OfficialTable,
  place: string,
  ours: readonly Member[],
  structure: string,
  isRequest: boolean,
): readonly Difference[] {
  const theirs = new Map(table.structures.get(structure))
  if (!isRequest) theirs.delete('RequestId')
  const separator = place.endsWith(' request') || place.endsWith(' answer') ? ' ' : '.'
  const onlyTheirs = [...theirs]
    .filter(([name]) => !ours.some((member) => member.name === name))
    .map(([name, { typeName }]) => ({
      place: `${place}${separator}${name}`,
      what: `only theirs: ${typeName}`,
    }))
  return [
    ...ours.flatMap((member) =>
      compareMember(table, `${place}${separator}${member.name}`, member, theirs.get(member.name), isRequest),
    ),
    ...onlyTheirs,
  ]
}

function compareMember(
  table: OfficialTable,
  place: string,
  ours: Member,
  theirs: OfficialMember | undefined,
  isRequest: boolean,
): readonly Difference[] {
  if (theirs === undefined) return [{ place, what: `only ours: ${ours.typeName}` }]
  if (ours.typeName !== theirs.typeName)
    return [{ place, what: `${ours.typeName} here, ${theirs.typeName} there` }]
  // Of answers the tables say nothing: ours are always complete.
  const required =
    isRequest && ours.required !== theirs.required
      ? [{ place, what: theirs.required ? 'required there' : 'required here' }]
      : []
  const inside =
    ours.members.length === 0
      ? []
      : compare(table, place, ours.members, ours.typeName.replace('Array of ', ''), isRequest)
  return [...required, ...inside]
}
