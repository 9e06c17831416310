import { clauseFor, clausesOf } from './clause.ts'
import { videoTrial, whyRefused, type Draft } from './form-trial.ts'
import type { ParameterName, Value } from './grammar.ts'
import { optionsOf } from './verdict.ts'
import { hasMember } from './edition-paths.ts'

/** How a parameter is entered. */
export type Widget =
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly charactersMax: number }
  | { readonly kind: 'image'; readonly pixels: readonly string[] }
  /** `reference` and `name`: what each image may carry beside its address; `null` where the model does not take it. */
  | (Amount & { readonly kind: 'images'; readonly reference: Widget | null; readonly name: Widget | null })
  | (Amount & { readonly kind: 'videos'; readonly use: Widget; readonly sound: Widget })
  | (Amount & { readonly kind: 'sounds' })

type Amount = { readonly from: number; readonly to: number }

/** `disabled` says why the option cannot be chosen beside the others. */
export type Option = { readonly value: Value; readonly label: string; readonly disabled?: string }

export function widgetOf(parameter: ParameterName, draft: Draft): Widget {
  const clause = clauseFor(draft.family, parameter, draft.facts)
  if ('from' in clause) return { kind: 'number', from: clause.from, to: clause.to }
  if ('codePoints' in clause) return { kind: 'text', charactersMax: clause.codePoints.to }
  const amount = 'count' in clause ? clause.count : { from: 0, to: 0 }
  if (parameter === 'ImageInfos') {
    const reference = elementWidget('ReferenceType', draft)
    const name = hasMember(draft.edition, 'ImageInfos.N.Text') ? elementWidget('Text', draft) : null
    return { kind: 'images', ...amount, reference, name }
  }
  if (parameter === 'VideoInfos') {
    const sound = widgetOf('KeepOriginalSound', draft)
    return { kind: 'videos', ...amount, use: usesOf(draft), sound }
  }
  if (parameter === 'AudioInfos') return { kind: 'sounds', ...amount }
  if (parameter === 'ImageUrl' || parameter === 'LastImageUrl') {
    return { kind: 'image', pixels: 'pixels' in clause ? clause.pixels : [] }
  }
  return { kind: 'choice', options: optionsFor(parameter, draft) }
}

function elementWidget(member: ParameterName, draft: Draft): Widget | null {
  return 'refused' in clauseFor(draft.family, member, draft.facts) ? null : widgetOf(member, draft)
}

/** A video to edit leaves no room for frames; a video to follow may. */
function usesOf(draft: Draft): Widget {
  const options = optionsFor('ReferType', draft).map((option) => {
    const disabled = option.disabled ?? whyRefused(videoTrial(option.value), draft)
    return disabled === undefined ? option : { ...option, disabled }
  })
  return { kind: 'choice', options }
}

/** The options of the clause that decides, then those that only other facts would allow, disabled. */
function optionsFor(parameter: ParameterName, { family, facts }: Draft): readonly Option[] {
  const clause = clauseFor(family, parameter, facts)
  const offered: readonly Value[] = 'oneOf' in clause ? optionsOf(clause) : []
  const elsewhere = clausesOf(family, parameter)
    .flatMap((other) => ('oneOf' in other ? optionsOf(other) : []))
    .filter((value) => !offered.includes(value))
  const disabled = clause.because ?? 'not in this combination'
  return [
    ...offered.map((value) => ({ value, label: String(value) })),
    ...[...new Set(elsewhere)].map((value) => ({ value, label: String(value), disabled })),
  ]
}
