import type { CreateAigcVideoTaskRequest } from '../contract/shapes.ts'
import { parseAdditionalParameters } from './additional-parameters.ts'
import { bucketProblems } from './bucket-rule.ts'
import type { Complaint } from './complaint.ts'
import { urlProblem } from './url-rule.ts'

/** Ours; the pages name no bound. */
const operatorCharactersMax = 256

/** More images than any family takes: beyond that the count is the complaint, not each address. */
const imagesExaminedMax = 16

/** What does not hold whatever the model is. */
export function requestComplaints(request: CreateAigcVideoTaskRequest): readonly Complaint[] {
  return [
    ...urlComplaints('ImageUrl', request.ImageUrl),
    ...urlComplaints('LastImageUrl', request.LastImageUrl),
    ...(request.ImageInfos ?? []).slice(0, imagesExaminedMax).flatMap(({ ImageUrl: given }, index) => {
      const path = `ImageInfos.${index}.ImageUrl`
      return given === undefined ? [missingImage(path)] : urlComplaints(path, given)
    }),
    ...bucketComplaints(request),
    ...additionalParametersComplaints(request),
    ...operatorComplaints(request),
  ]
}

function urlComplaints(path: string, given: string | undefined): readonly Complaint[] {
  const reason = given === undefined ? undefined : urlProblem(given)
  return reason === undefined ? [] : [{ kind: 'url', path, given, reason }]
}

function missingImage(path: string): Complaint {
  const reason = 'Each element of `ImageInfos` names one reference image by its http or https URL.'
  return { kind: 'absent', path, given: undefined, reason }
}

function bucketComplaints(request: CreateAigcVideoTaskRequest): readonly Complaint[] {
  if (request.StoreCosParam === undefined) return []
  return bucketProblems(request.StoreCosParam).map(({ path, given, reason }) => ({
    kind: given === undefined ? 'absent' : 'form',
    path,
    given,
    reason,
  }))
}

function additionalParametersComplaints(request: CreateAigcVideoTaskRequest): readonly Complaint[] {
  const given = request.AdditionalParameters
  const problem = given === undefined ? undefined : parseAdditionalParameters(given).problem
  if (problem === undefined) return []
  const reason = `${problem} It must be a JSON object written into a string, for example \`{"camera_control":{"type":"simple"}}\`.`
  return [{ kind: 'form', path: 'AdditionalParameters', given, reason }]
}

function operatorComplaints(request: CreateAigcVideoTaskRequest): readonly Complaint[] {
  const given = request.Operator
  if (given === undefined || given.length <= operatorCharactersMax) return []
  const reason = `It has ${given.length} characters; at most ${operatorCharactersMax} are taken.`
  return [{ kind: 'form', path: 'Operator', given, reason }]
}
