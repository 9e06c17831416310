import type { EditionName } from '../contract/edition.ts'
import { invalidValue, missingParameter, type Finding } from '../contract/finding.ts'
import { quotedValue } from '../contract/quoted-value.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes.ts'
import { clauseFor, clausesOf, resolutionsOf, versionsOf, type Facts } from './clause.ts'
import type { ClauseComplaint, Complaint, ModelComplaint } from './complaint.ts'
import { both, either, modeWords, wordsOfClause } from './describe.ts'
import type { Edit } from './edit.ts'
import { defaultFamilyName, familiesOf, findFamily } from './editions.ts'
import type { Clause, Family, ParameterName } from './grammar.ts'
import { familyMeant, type Remedy } from './remedy.ts'
import { codePointCount } from './verdict.ts'
import { wirePaths } from './wire-parameters.ts'

/** A finding that knows its ways out; the Explorer offers them as buttons. */
export type Refusal = Finding & { readonly remedies: readonly Remedy[] }

/**
 * The sentence a caller reads: what the real service would say, then what is allowed for this family, version and
 * mode, then why, then the nearest legal request.
 */
export function refusalOf(
  complaint: Complaint,
  remedies: readonly Remedy[],
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
): Refusal {
  const reason = reasonOf(complaint, request, edition)
  const { path, given, kind } = complaint
  const isMissing = kind === 'missing' || kind === 'companion' || kind === 'absent'
  const closing = closingOf(remedies, isMissing)
  const advice = closing === '' ? reason : `${reason} ${closing}`
  if (isMissing) return { ...missingParameter(path, advice), remedies }
  const code = kind === 'url' ? 'InvalidParameter.InvalidUrl' : 'InvalidParameterValue'
  return { ...invalidValue(path, given, advice, code), remedies }
}

/** What is allowed and why, as sentences without the ways out. */
export function reasonOf(
  complaint: Complaint,
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
): string {
  switch (complaint.kind) {
    case 'model':
      return modelReason(complaint, edition)
    case 'form':
    case 'url':
    case 'absent':
      return complaint.reason
    case 'value':
    case 'missing':
    case 'companion':
    case 'conflict':
      return clauseReason(complaint, request, edition)
  }
}

function modelReason({ given }: ModelComplaint, edition: EditionName): string {
  const families = familiesOf[edition]
  const meant = families.find(({ name }) => name === familyMeant(given, edition))
  const names = `Edition ${edition} has the models ${both(families.map(({ name }) => name))} (default ${defaultFamilyName}).`
  return meant !== undefined && isOtherName(meant, given)
    ? `${meant.summary} is called ${meant.name} here. ${names}`
    : names
}

function isOtherName(family: Family, given: unknown): boolean {
  return family.alsoKnownAs.some((name) => name.toLowerCase() === String(given).toLowerCase())
}

function clauseReason(
  { kind, parameter, clause, facts, path, given }: ClauseComplaint,
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
): string {
  const family = findFamily(edition, request.ModelName ?? defaultFamilyName)
  if (family === undefined) throw new Error('A clause was broken without a family.')
  const subject = subjectOf(family, parameter, facts, request)
  const because = clause.because === undefined ? '' : `: ${clause.because}`
  if (kind === 'companion') return `${subject} takes ${wirePaths[parameter]} only together with ${path}.`
  if (kind === 'conflict' && 'count' in clause) {
    return `${subject} does not take ${either(clause.excludes)} together with ${path}${because}.`
  }
  if ('codePoints' in clause) return lengthReason(kind, clause, given)
  if (kind === 'missing') return `${subject} needs ${path}${because}.`
  if ('refused' in clause) {
    return `${subject} does not take ${path}${because}.${othersThatTake(parameter, family, facts, edition)}`
  }
  return `${subject} takes ${wordsOfClause(parameter, clause)}${because}.`
}

function lengthReason(
  kind: ClauseComplaint['kind'],
  clause: Extract<Clause, { codePoints: unknown }>,
  given: unknown,
): string {
  const { from, to } = clause.codePoints
  const because = clause.because === undefined ? '' : `: ${clause.because}`
  if (kind === 'missing') return `It is needed here, with ${from} to ${to} characters${because}.`
  const count = typeof given === 'string' ? codePointCount(given, 100_000) : 0
  if (count <= to) return `It takes ${from} to ${to} characters${because}.`
  const excess = Number.isFinite(count) ? ` Shorten it by ${count - to}.` : ''
  return `It is too long: at most ${to} characters (Unicode code points) are taken.${excess}`
}

/** The family with those facts that the rule depends on, and whether the caller or a default chose them. */
function subjectOf(
  family: Family,
  parameter: ParameterName,
  facts: Facts,
  request: CreateAigcVideoTaskRequest,
): string {
  const looked = new Set(clausesOf(family, parameter).flatMap(({ when }) => Object.keys(when ?? {})))
  const chosen = request.ModelName === undefined ? ' (used because ModelName is left out)' : ''
  const byDefault = request.ModelVersion === undefined ? ' (its default version here)' : ''
  const version = looked.has('version') && facts.version !== undefined ? ` ${facts.version}${byDefault}` : ''
  const standard = request.ExtraParameters?.Resolution === undefined ? ' (the default)' : ''
  const resolution =
    looked.has('resolution') && facts.resolution !== undefined ? ` at ${facts.resolution}${standard}` : ''
  // All versions are taken in every mode; the mode only decides which is the default.
  const mode = looked.has('mode') && parameter !== 'ModelVersion' ? ` ${modeWords[facts.mode]}` : ''
  const scene = looked.has('scene') && facts.scene !== undefined ? ` in the scene ${facts.scene}` : ''
  const video = looked.has('video') && facts.video !== undefined ? ` as ${facts.video}` : ''
  return `${family.name}${chosen}${version}${resolution}${scene}${mode}${video}`
}

/** Where else images or videos of that kind are taken; of the other parameters every family says enough itself. */
function othersThatTake(parameter: ParameterName, own: Family, facts: Facts, edition: EditionName): string {
  if (parameter !== 'ImageInfos' && parameter !== 'LastImageUrl' && parameter !== 'VideoInfos') return ''
  const takers = familiesOf[edition].flatMap((family) => {
    const takes = (version: string | undefined) =>
      resolutionsOf(family).some(
        (resolution) =>
          !('refused' in clauseFor(family, parameter, { mode: facts.mode, version, resolution })),
      )
    if (family === own) return []
    if (versionsOf(family).length === 0) return takes(undefined) ? [family.name] : []
    const versions = versionsOf(family).filter(takes)
    return versions.length === 0 ? [] : [`${family.name} ${both(versions)}`]
  })
  return takers.length === 0 ? '' : ` Other models that take it: ${takers.join('; ')}.`
}

function closingOf(remedies: readonly Remedy[], isMissing: boolean): string {
  const ways = remedies.map(({ edits, needs }) =>
    both([...edits.map(editWords), ...needs.map((path) => `add \`${path}\``)]),
  )
  if (isMissing) return ways.length === 0 ? '' : `Add it, or ${ways.join(', or ')}.`
  return ways.length === 0 ? '' : `Closest legal request: ${ways.join(', or ')}.`
}

function editWords({ path, value }: Edit): string {
  if (value === undefined) return `leave out \`${path}\``
  if (Array.isArray(value)) return `keep the first ${value.length} of \`${path}\``
  return `set \`${path}\` to \`${quotedValue(value)}\``
}
