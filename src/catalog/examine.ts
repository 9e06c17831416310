import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { clauseFor, factOf, isFactParameter, type Facts } from './clause.ts'
import { clauseComplaints } from './clause-rule.ts'
import type { Complaint } from './complaint.ts'
import { defaultFamilyName, findFamily } from './editions.ts'
import type { Family, ParameterName, Value } from './grammar.ts'
import { requestComplaints } from './request-rule.ts'
import { admitted, defaultOf } from './verdict.ts'
import { asked, isElementParameter, listOf, modeOf, parameterNames } from './wire-parameters.ts'

export type Examination = {
  readonly family: Family | undefined
  readonly facts: Facts
  /** Asked values in their canonical spelling, and defaults; only complete where there is no complaint. */
  readonly values: Settled
  readonly complaints: readonly Complaint[]
}

export type Settled = { readonly [Parameter in ParameterName]?: Value }

/**
 * Holds a request against the rules of the contract and the clauses of its family. Where the family or a
 * fact (scene, version, resolution, use of the video) does not hold, nothing that depends on it is looked at: it would
 * be judged by a guess.
 */
export function examine(request: CreateAigcVideoTaskRequest, edition: EditionName): Examination {
  const family = findFamily(edition, request.ModelName ?? defaultFamilyName)
  const rules = requestComplaints(request)
  let facts: Facts = { mode: modeOf(request), version: undefined, resolution: undefined }
  if (family === undefined) {
    const unknown: Complaint = { kind: 'model', path: 'ModelName', given: request.ModelName }
    return { family, facts, values: {}, complaints: [unknown, ...rules] }
  }
  const values: { [Parameter in ParameterName]?: Value } = {}
  const complaints: Complaint[] = []
  for (const parameter of parameterNames) {
    const found = clauseComplaints(request, parameter, family, facts)
    complaints.push(...found)
    const value = settledValue(request, parameter, family, facts)
    if (value !== undefined) values[parameter] = value
    if (!isFactParameter(parameter)) continue
    if (found.length > 0) break
    facts = { ...facts, [factOf[parameter]]: value?.toString() }
  }
  return { family, facts, values, complaints: [...complaints, ...rules] }
}

/** The asked value as the clause spells it, or the default; `undefined` where neither is there. */
function settledValue(
  request: CreateAigcVideoTaskRequest,
  parameter: ParameterName,
  family: Family,
  facts: Facts,
): Value | undefined {
  // A request without images or videos has no use for what their elements would be by default.
  if (isElementParameter(parameter) && asked(request, listOf[parameter]) === undefined) return undefined
  const clause = clauseFor(family, parameter, facts)
  const given = asked(request, parameter)
  if (given === undefined || 'refused' in clause) return defaultOf(clause)
  return admitted(clause, given)
}
