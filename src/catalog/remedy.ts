import { closest } from '../contract/closest.ts'
import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes.ts'
import { clausesOf, factOf, isFactParameter, versionsOf, type Facts } from './clause.ts'
import type { ClauseComplaint, Complaint } from './complaint.ts'
import { familiesOf } from './editions.ts'
import { edited, type Edit } from './edit.ts'
import { examine } from './examine.ts'
import type { Clause, Family } from './grammar.ts'
import type { JsonValue } from './job.ts'
import { admitted, optionsOf } from './verdict.ts'
import { asked, pathsIn, wirePaths } from './wire-parameters.ts'

/** A smallest set of changes that makes one parameter legal. */
export type Remedy = {
  readonly edits: readonly Edit[]
  /** Wire paths that the caller must then fill in himself, because nobody else knows what should be there. */
  readonly needs: readonly string[]
}

/** A sentence with more ways out is not read. */
const remediesMax = 2

/**
 * The nearest legal requests, best first, each tried before it is proposed: after its changes the judge has nothing
 * left against what was changed, and nothing new but at most a value that only the caller can supply.
 */
export function remediesFor(
  complaint: Complaint,
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
): readonly Remedy[] {
  const before = examine(request, edition)
  const old = new Set(before.complaints.map(({ path }) => path))
  const remedies: Remedy[] = []
  for (const edits of proposals(complaint, request, before.family, edition)) {
    const after = examine(edited(request, edits), edition).complaints
    const touched = new Set([complaint.path, ...edits.map(({ path }) => path)])
    if (after.some(({ path }) => touched.has(path))) continue
    const fresh = isFact(complaint) ? [] : after.filter(({ path }) => !old.has(path))
    if (fresh.some(({ kind }) => kind !== 'missing')) continue
    remedies.push({ edits, needs: fresh.map(({ path }) => path) })
  }
  return remedies.slice(0, remediesMax)
}

/** Behind these the examination stopped, so what comes to light after the change was there before. */
export function isFact(complaint: Complaint): boolean {
  return complaint.kind === 'model' || ('parameter' in complaint && isFactParameter(complaint.parameter))
}

function proposals(
  complaint: Complaint,
  request: CreateAigcVideoTaskRequest,
  family: Family | undefined,
  edition: EditionName,
): readonly (readonly Edit[])[] {
  switch (complaint.kind) {
    case 'model': {
      const name = familyMeant(complaint.given, edition)
      return name === undefined ? [] : [[{ path: 'ModelName', value: name }]]
    }
    case 'conflict': {
      const { clause } = complaint
      const rivals =
        'count' in clause ? clause.excludes.filter((other) => asked(request, other) !== undefined) : []
      return [
        ...(family === undefined ? [] : underOtherFacts(complaint, family)),
        rivals.map((other) => ({ path: wirePaths[other] })),
        [{ path: complaint.path }],
      ]
    }
    case 'companion':
      return [[{ path: wirePaths[complaint.parameter] }]]
    case 'value':
      return [
        ...withinClause(complaint.path, complaint.given, complaint.clause),
        ...(family === undefined ? [] : underOtherFacts(complaint, family)),
        ...('refused' in complaint.clause ? [removalOf(complaint, request)] : []),
      ]
    case 'form':
      return complaint.edits === undefined ? [] : [complaint.edits]
    case 'absent':
    case 'missing':
    case 'url':
      return []
  }
}

/** The nearest value that the broken clause itself admits. */
function withinClause(path: string, given: unknown, clause: Clause): readonly (readonly Edit[])[] {
  if ('oneOf' in clause) {
    const value = closest(given, optionsOf(clause)) ?? clause.default
    return value === undefined ? [] : [[{ path, value }]]
  }
  if ('from' in clause && typeof given === 'number') {
    return [[{ path, value: given < clause.from ? clause.from : clause.to }]]
  }
  if ('count' in clause && Array.isArray(given)) {
    return [[{ path, value: given.slice(0, clause.count.to) as JsonValue }]]
  }
  return []
}

/** Leaves out what is not taken, at every place where the caller asked for it. */
function removalOf(
  { path, parameter }: ClauseComplaint,
  request: CreateAigcVideoTaskRequest,
): readonly Edit[] {
  const paths = parameter === 'Sound' ? pathsIn(request, parameter) : [path]
  return paths.map((each) => ({ path: each }))
}

/** The value as it is, with the facts under which another clause admits it. */
function underOtherFacts(complaint: ClauseComplaint, family: Family): readonly (readonly Edit[])[] {
  const { parameter, given, facts } = complaint
  return clausesOf(family, parameter)
    .filter((clause) => clause !== complaint.clause && mayAdmit(clause, given))
    .map(({ when = {} }) => [
      ...factEdit('SceneType', when.scene, facts),
      ...factEdit('ModelVersion', when.version ?? versionsOf(family), facts),
      ...factEdit('Resolution', when.resolution, facts),
      ...factEdit('ReferType', when.video, facts),
    ])
    .filter((edits) => edits.length > 0)
}

function factEdit(
  parameter: keyof typeof factOf,
  wanted: readonly string[] | undefined,
  facts: Facts,
): readonly Edit[] {
  const current = facts[factOf[parameter]]
  const value = current !== undefined && wanted?.includes(current) ? undefined : wanted?.[0]
  // One video is the most that any model takes.
  return value === undefined ? [] : [{ path: wirePaths[parameter].replace('.N.', '.0.'), value }]
}

function mayAdmit(clause: Clause, given: unknown): boolean {
  return 'allowed' in clause || 'count' in clause || admitted(clause, given) !== undefined
}

/** The family that a caller probably meant by a name that the edition does not have. */
export function familyMeant(given: unknown, edition: EditionName): string | undefined {
  const names = familiesOf[edition].flatMap(({ name, alsoKnownAs }) => [name, ...alsoKnownAs])
  const meant = closest(given, names)
  return familiesOf[edition].find(
    ({ name, alsoKnownAs }) => name === meant || alsoKnownAs.some((other) => other === meant),
  )?.name
}
