import { quotedValue } from '../contract/quoted-value.ts'
import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes.ts'
import { clauseFor, type Facts } from './clause.ts'
import type { Complaint } from './complaint.ts'
import { defaultFamilyName, familiesOf } from './editions.ts'
import { examine } from './examine.ts'
import type { Family, ParameterName, Value } from './grammar.ts'
import type { JsonValue } from './job.ts'
import { reasonOf } from './refusal.ts'
import { defaultOf, optionsOf } from './verdict.ts'
import { edited, pathIn, wirePaths, type Edit } from './wire-parameters.ts'

/** One input of the Explorer for what has been filled in so far. */
export type Field = {
  readonly path: string
  readonly widget: Widget
  /** Why nothing can be entered now, as a sentence. */
  readonly disabled?: string
  readonly required: boolean
  readonly default?: Value
}

export type Widget =
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly charactersMax: number }
  | { readonly kind: 'image'; readonly pixels: readonly string[] }
  | { readonly kind: 'images'; readonly from: number; readonly to: number; readonly reference: Widget | null }

/** `disabled` says why the option cannot be chosen beside the others. */
export type Option = { readonly value: Value; readonly label: string; readonly disabled?: string }

const inForm = [
  'ModelVersion',
  'Prompt',
  'NegativePrompt',
  'EnhancePrompt',
  'ImageUrl',
  'LastImageUrl',
  'ImageInfos',
  'Duration',
  'Resolution',
  'AspectRatio',
] as const satisfies readonly ParameterName[]

/**
 * What the Explorer draws for a draft. Whatever is not disabled here the judge accepts, once `settle` has dropped
 * what the choice makes impossible elsewhere.
 */
export function fieldsFor(draft: CreateAigcVideoTaskRequest, edition: EditionName): readonly Field[] {
  const { family, facts } = examine(draft, edition)
  const model = modelField(edition)
  if (family === undefined) return [model]
  return [model, ...inForm.map((parameter) => fieldOf(parameter, family, facts, draft, edition))]
}

export type Settlement = {
  readonly draft: CreateAigcVideoTaskRequest
  readonly dropped: readonly { readonly path: string; readonly because: string }[]
}

/** Drops from a draft what does not go with its family, version, resolution and images, and says what and why. */
export function settle(draft: CreateAigcVideoTaskRequest, edition: EditionName): Settlement {
  const dropped: { path: string; because: string }[] = []
  for (;;) {
    const complaint = examine(draft, edition).complaints.find(isDroppable)
    if (complaint === undefined) return { draft, dropped }
    const path = complaint.kind === 'companion' ? pathIn(draft, complaint.parameter) : complaint.path
    dropped.push({ path, because: reasonOf(complaint, draft, edition) })
    draft = edited(draft, [{ path }])
  }
}

type Droppable = Extract<Complaint, { parameter: ParameterName }>

function isDroppable(complaint: Complaint): complaint is Droppable {
  return complaint.kind === 'value' || complaint.kind === 'companion' || complaint.kind === 'conflict'
}

function modelField(edition: EditionName): Field {
  const options = familiesOf[edition].map(({ name, summary }) => ({
    value: name,
    label: `${name} (${summary})`,
  }))
  return {
    path: 'ModelName',
    widget: { kind: 'choice', options },
    required: false,
    default: defaultFamilyName,
  }
}

function fieldOf(
  parameter: ParameterName,
  family: Family,
  facts: Facts,
  draft: CreateAigcVideoTaskRequest,
  edition: EditionName,
): Field {
  const clause = clauseFor(family, parameter, facts)
  const standard = defaultOf(clause)
  const disabled = whyDisabled(parameter, family, facts, draft, edition)
  return {
    path: wirePaths[parameter],
    widget: widgetOf(parameter, family, facts),
    required: 'codePoints' in clause && clause.codePoints.from > 0,
    ...(standard === undefined ? {} : { default: standard }),
    ...(disabled === undefined ? {} : { disabled }),
  }
}

function widgetOf(parameter: ParameterName, family: Family, facts: Facts): Widget {
  const clause = clauseFor(family, parameter, facts)
  if ('from' in clause) return { kind: 'number', from: clause.from, to: clause.to }
  if ('codePoints' in clause) return { kind: 'text', charactersMax: clause.codePoints.to }
  if (parameter === 'ImageInfos') {
    const count = 'count' in clause ? clause.count : { from: 0, to: 0 }
    const taken = !('refused' in clauseFor(family, 'ReferenceType', facts))
    return { kind: 'images', ...count, reference: taken ? widgetOf('ReferenceType', family, facts) : null }
  }
  if (parameter === 'ImageUrl' || parameter === 'LastImageUrl') {
    return { kind: 'image', pixels: 'pixels' in clause ? clause.pixels : [] }
  }
  return { kind: 'choice', options: optionsFor(parameter, family, facts) }
}

/** The options of the clause that decides, then those that only other facts would allow, disabled. */
function optionsFor(parameter: ParameterName, family: Family, facts: Facts): readonly Option[] {
  const clause = clauseFor(family, parameter, facts)
  const offered: readonly Value[] = 'oneOf' in clause ? optionsOf(clause) : []
  const elsewhere = family.clauses[parameter]
    .flatMap((other) => ('oneOf' in other ? optionsOf(other) : []))
    .filter((value) => !offered.includes(value))
  const disabled = clause.because ?? 'not in this combination'
  return [
    ...offered.map((value) => ({ value, label: String(value) })),
    ...[...new Set(elsewhere)].map((value) => ({ value, label: String(value), disabled })),
  ]
}

/** Tries the parameter out: what the judge would then have against the images is why the field is disabled. */
function whyDisabled(
  parameter: ParameterName,
  family: Family,
  facts: Facts,
  draft: CreateAigcVideoTaskRequest,
  edition: EditionName,
): string | undefined {
  const clause = clauseFor(family, parameter, facts)
  const trial = trialOf(parameter)
  if (trial === undefined) {
    return 'refused' in clause
      ? `${family.name} does not take it: ${clause.because ?? quotedValue(facts.mode)}.`
      : undefined
  }
  const tried = edited(draft, [trial])
  const complaint = examine(tried, edition).complaints.find(
    (each) => isDroppable(each) && isImage(each.parameter),
  )
  return complaint === undefined ? undefined : reasonOf(complaint, tried, edition)
}

function trialOf(parameter: ParameterName): Edit | undefined {
  const url = 'https://example.com/image.png'
  const images: JsonValue = [{ ImageUrl: url }]
  if (parameter === 'ImageInfos') return { path: 'ImageInfos', value: images }
  return parameter === 'ImageUrl' || parameter === 'LastImageUrl'
    ? { path: parameter, value: url }
    : undefined
}

function isImage(parameter: ParameterName): boolean {
  return parameter === 'ImageInfos' || parameter === 'ImageUrl' || parameter === 'LastImageUrl'
}
