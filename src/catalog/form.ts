import type { EditionName } from '../contract/edition.ts'
import { quotedValue } from '../contract/quoted-value.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { inEnglish } from '../contract/text.ts'
import { clauseFor } from './clause.ts'
import { isDemanded } from './clause-rule.ts'
import { defaultFamilyName, familiesOf } from './editions.ts'
import { edited } from './edit.ts'
import { examine } from './examine.ts'
import { isDroppable, trialsOf, whyRefused, type Draft } from './form-trial.ts'
import type { ParameterName, Value } from './grammar.ts'
import { reasonOf } from './refusal.ts'
import { defaultOf } from './verdict.ts'
import { widgetOf, type Widget } from './widget.ts'
import { hasMember, pathOf } from './edition-paths.ts'
import { pathIn } from './wire-parameters.ts'

/** One input of the Explorer for what has been filled in so far. */
export type Field = {
  readonly path: string
  readonly widget: Widget
  /** Why nothing can be entered now, as a sentence. */
  readonly disabled?: string
  readonly required: boolean
  readonly default?: Value
}

const inForm = [
  'ModelVersion',
  'SceneType',
  'Prompt',
  'NegativePrompt',
  'EnhancePrompt',
  'ImageUrl',
  'LastImageUrl',
  'ImageInfos',
  'VideoInfos',
  'AudioInfos',
  'Duration',
  'Resolution',
  'AspectRatio',
  'Sound',
  'LogoAdd',
  'OffPeak',
  'EnableBgm',
] as const satisfies readonly ParameterName[]

/**
 * What the Explorer draws for a draft. Whatever is not disabled here the judge accepts, once `settle` has dropped
 * what the choice makes impossible elsewhere, and every field that is required has been filled in.
 */
export function fieldsFor(request: CreateAigcVideoTaskRequest, edition: EditionName): readonly Field[] {
  const { family, facts } = examine(request, edition)
  const model = modelField(edition)
  if (family === undefined) return [model]
  const members = inForm.filter((parameter) => hasMember(edition, pathOf(parameter, edition)))
  return [model, ...members.map((parameter) => fieldOf(parameter, { request, edition, family, facts }))]
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
    dropped.push({ path, because: reasonOf(complaint, draft, edition, inEnglish) })
    draft = edited(draft, [{ path }])
  }
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

function fieldOf(parameter: ParameterName, draft: Draft): Field {
  const clause = clauseFor(draft.family, parameter, draft.facts)
  const standard = defaultOf(clause)
  const disabled = whyDisabled(parameter, draft)
  return {
    path: pathOf(parameter, draft.edition),
    widget: widgetOf(parameter, draft),
    required: isDemanded(clause),
    ...(standard === undefined ? {} : { default: standard }),
    ...(disabled === undefined ? {} : { disabled }),
  }
}

/** Why nothing can be entered: what the judge has against every way of filling the field in. */
function whyDisabled(parameter: ParameterName, draft: Draft): string | undefined {
  const trials = trialsOf(parameter, draft)
  if (trials.length > 0) {
    const reasons = trials.map((trial) => whyRefused(trial, draft))
    return reasons.includes(undefined) ? undefined : reasons[0]
  }
  const clause = clauseFor(draft.family, parameter, draft.facts)
  if (!('refused' in clause)) return undefined
  return `${draft.family.name} does not take it: ${clause.because ?? quotedValue(draft.facts.mode)}.`
}
