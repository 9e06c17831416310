import { closest } from '../contract/closest.ts'
import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
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
  const old = pathsOf(before.complaints)
  const remedies: Remedy[] = []
  let best: readonly Complaint[] | undefined
  for (const edits of proposals(complaint, request, before.family, edition)) {
    const after = examine(edited(request, edits), edition).complaints
    const touched = new Set([complaint.path, ...edits.map(({ path }) => path)])
    if (after.some(({ path }) => touched.has(path))) continue
    // Behind a fact the examination stopped, so what comes to light with the best remedy was there before.
    const expected = isFact(complaint) ? pathsOf(best ?? after) : old
    const fresh = after.filter(({ path }) => !expected.has(path))
    if (fresh.some(({ kind }) => kind !== 'missing')) continue
    // What the best remedy cures along with the complaint is told nowhere else, so the others have to name it.
    const told = pathsOf(best ?? after)
    const untold = after.filter(
      ({ kind, path }) => kind === 'missing' && expected.has(path) && !told.has(path),
    )
    remedies.push({ edits, needs: [...fresh, ...untold].map(({ path }) => path) })
    best ??= after
  }
  return remedies.slice(0, remediesMax)
}

function pathsOf(complaints: readonly Complaint[]): ReadonlySet<string> {
  return new Set(complaints.map(({ path }) => path))
}

/** Behind these the examination stops. */
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
        ...(family === undefined ? [] : underOtherFacts(complaint, request, family)).filter(
          (edits) => !changesScene(edits),
        ),
        rivals.map((other) => ({ path: wirePaths[other] })),
        [{ path: complaint.path }],
      ]
    }
    case 'companion':
      return [[{ path: wirePaths[complaint.parameter] }]]
    case 'value':
      return [
        ...withinClause(complaint.path, complaint.given, complaint.clause),
        ...(family === undefined ? [] : underOtherFacts(complaint, request, family)),
        ...('refused' in complaint.clause || complaint.parameter === 'SceneType'
          ? [removalOf(complaint, request)]
          : []),
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

/**
 * The value as it is, with the facts under which another clause admits it. What overrides less of what the caller
 * wrote comes first, another scene last.
 */
function underOtherFacts(
  complaint: ClauseComplaint,
  request: CreateAigcVideoTaskRequest,
  family: Family,
): readonly (readonly Edit[])[] {
  const { parameter, given, facts } = complaint
  const ways = clausesOf(family, parameter)
    .filter((clause) => clause !== complaint.clause && mayAdmit(clause, given))
    .map(({ when = {} }) => [
      ...factEdit('SceneType', when.scene, facts),
      ...factEdit('ModelVersion', when.version ?? versionsOf(family), facts),
      ...factEdit('Resolution', when.resolution, facts),
      ...factEdit('ReferType', when.video ?? otherUses(complaint.clause), facts),
    ])
    .filter((edits) => edits.length > 0)
  const distinct = new Map(ways.map((edits) => [JSON.stringify(edits), edits]))
  return [...distinct.values()].toSorted((left, right) => weightOf(left, request) - weightOf(right, request))
}

/** Where the clause speaks of one use of a video, the others. */
function otherUses({ when }: Clause): readonly string[] | undefined {
  const { video } = when ?? {}
  return video === undefined ? undefined : ['base', 'feature'].filter((use) => !video.includes(use))
}

function weightOf(edits: readonly Edit[], request: CreateAigcVideoTaskRequest): number {
  const overridden = factParameters.filter(
    (parameter) =>
      asked(request, parameter) !== undefined && edits.some(({ path }) => path === factPath(parameter)),
  )
  return overridden.length + (changesScene(edits) ? factParameters.length : 0)
}

function changesScene(edits: readonly Edit[]): boolean {
  return edits.some(({ path }) => path === wirePaths.SceneType)
}

type FactParameter = keyof typeof factOf
const factParameters = Object.keys(factOf) as readonly FactParameter[]

/** One video is the most that any model takes. */
function factPath(parameter: FactParameter): string {
  return wirePaths[parameter].replace('.N.', '.0.')
}

function factEdit(
  parameter: FactParameter,
  wanted: readonly string[] | undefined,
  facts: Facts,
): readonly Edit[] {
  const current = facts[factOf[parameter]]
  const value = current !== undefined && wanted?.includes(current) ? undefined : wanted?.[0]
  return value === undefined ? [] : [{ path: factPath(parameter), value }]
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
