import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { clauseFor, type Facts } from './clause.ts'
import type { Complaint } from './complaint.ts'
import type { Clause, Family, ParameterName } from './grammar.ts'
import { admitted } from './verdict.ts'
import {
  asked,
  askedOfEach,
  isElementParameter,
  listOf,
  pathIn,
  wirePaths,
  type ElementParameter,
} from './wire-parameters.ts'

/** What the clause that speaks for a parameter has against a request; empty when it holds. */
export function clauseComplaints(
  request: CreateAigcVideoTaskRequest,
  parameter: ParameterName,
  family: Family,
  facts: Facts,
): readonly Complaint[] {
  if (isElementParameter(parameter)) return elementComplaints(request, parameter, family, facts)
  const clause = clauseFor(family, parameter, facts)
  const given = asked(request, parameter)
  const found = { path: pathIn(request, parameter), given, parameter, clause, facts }
  if (given === undefined || (parameter === 'Prompt' && isBlank(given))) {
    return isDemanded(clause) ? [{ ...found, kind: 'missing' }] : []
  }
  if ('count' in clause) {
    const excluded = clause.excludes.some((other) => asked(request, other) !== undefined)
    if (excluded) return [{ ...found, kind: 'conflict' }]
    return isCounted(clause.count, given) ? [] : [{ ...found, kind: 'value' }]
  }
  if ('allowed' in clause) {
    const absent = (clause.requires ?? []).filter((other) => asked(request, other) === undefined)
    return absent.map((other) => ({ ...found, kind: 'companion', path: wirePaths[other] }))
  }
  // Pixels are known only after the image was fetched: `image-rule.ts`.
  if ('pixels' in clause) return []
  // A model that does by itself what is asked is asked for nothing.
  if ('refused' in clause && isSwitch(parameter) && given === clause.default) return []
  return admitted(clause, given) === undefined ? [{ ...found, kind: 'value' }] : []
}

function elementComplaints(
  request: CreateAigcVideoTaskRequest,
  parameter: ElementParameter,
  family: Family,
  facts: Facts,
): readonly Complaint[] {
  // Where the images or videos themselves are not taken, that is all there is to say.
  if ('refused' in clauseFor(family, listOf[parameter], facts)) return []
  const clause = clauseFor(family, parameter, facts)
  return askedOfEach(request, parameter).flatMap(({ path, given }): readonly Complaint[] => {
    const found = { path, given, parameter, clause, facts }
    if (given === undefined) return 'required' in clause ? [{ ...found, kind: 'missing' }] : []
    return admitted(clause, given) === undefined ? [{ ...found, kind: 'value' }] : []
  })
}

/** Whether a request without the parameter is one without what the model needs. */
export function isDemanded(clause: Clause): boolean {
  return 'required' in clause || ('codePoints' in clause && clause.codePoints.from > 0)
}

function isSwitch(parameter: ParameterName): boolean {
  return switches.some((each) => each === parameter)
}

const switches: readonly ParameterName[] = ['Sound', 'LogoAdd', 'OffPeak', 'EnableBgm']

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === ''
}

function isCounted(count: { readonly from: number; readonly to: number }, given: unknown): boolean {
  return Array.isArray(given) && given.length >= count.from && given.length <= count.to
}
