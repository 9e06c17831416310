import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { inEnglish } from '../contract/text.ts'
import { clauseFor, type Facts } from './clause.ts'
import type { Complaint } from './complaint.ts'
import { edited, type Edit } from './edit.ts'
import { examine } from './examine.ts'
import type { Family, ParameterName, Value } from './grammar.ts'
import { reasonOf } from './refusal.ts'

/** A form that is being filled in, and what follows from what is there. */
export type Draft = {
  readonly request: CreateAigcVideoTaskRequest
  readonly edition: EditionName
  readonly family: Family
  readonly facts: Facts
}

/** Tries an input out: what the judge would then have against the material is why it cannot be entered. */
export function whyRefused(trial: Edit, { request, edition }: Draft): string | undefined {
  const tried = edited(request, [trial])
  const complaint = examine(tried, edition).complaints.find(
    (each) => isDroppable(each) && isMaterial(each.parameter),
  )
  return complaint === undefined ? undefined : reasonOf(complaint, tried, edition, inEnglish)
}

/** The ways of filling in a field for an image, a video or a sound; none for the other fields. */
export function trialsOf(parameter: ParameterName, { family, facts }: Draft): readonly Edit[] {
  const url = 'https://example.com/image.png'
  if (parameter === 'ImageUrl' || parameter === 'LastImageUrl') return [{ path: parameter, value: url }]
  if (parameter === 'ImageInfos') return [{ path: parameter, value: [{ ImageUrl: url }] }]
  if (parameter === 'AudioInfos') return [{ path: parameter, value: [{ AudioUrl: url }] }]
  if (parameter !== 'VideoInfos') return []
  const clause = clauseFor(family, 'ReferType', facts)
  return 'oneOf' in clause ? clause.oneOf.map(videoTrial) : [videoTrial()]
}

export function videoTrial(use?: Value): Edit {
  const info = { VideoUrl: 'https://example.com/video.mp4' }
  return { path: 'VideoInfos', value: [use === undefined ? info : { ...info, ReferType: use }] }
}

type Droppable = Extract<Complaint, { parameter: ParameterName }>

export function isDroppable(complaint: Complaint): complaint is Droppable {
  return complaint.kind === 'value' || complaint.kind === 'companion' || complaint.kind === 'conflict'
}

function isMaterial(parameter: ParameterName): boolean {
  return material.some((each) => each === parameter)
}

const material: readonly ParameterName[] = [
  'ImageUrl',
  'LastImageUrl',
  'ImageInfos',
  'VideoInfos',
  'ReferType',
  'AudioInfos',
]
