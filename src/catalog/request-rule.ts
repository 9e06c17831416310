import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { text } from '../contract/text.ts'
import { parseAdditionalParameters } from './additional-parameters.ts'
import { bucketProblems } from './bucket-rule.ts'
import type { Complaint } from './complaint.ts'
import { tooLong, urlProblem } from './url-rule.ts'
import { soundIn } from './wire-parameters.ts'

/** Ours; the pages name no bound. */
const operatorCharactersMax = 256

/** More than any family takes: beyond that the count is the complaint, not each address. */
const elementsExaminedMax = 16

/** What does not hold whatever the model is. */
export function requestComplaints(request: CreateAigcVideoTaskRequest): readonly Complaint[] {
  const { ImageInfos = [], VideoInfos = [], AudioInfos = [] } = request
  return [
    ...urlComplaints('ImageUrl', request.ImageUrl),
    ...urlComplaints('LastImageUrl', request.LastImageUrl),
    ...addressComplaints(ImageInfos, 'reference image', ({ ImageUrl }) => [
      'ImageInfos',
      'ImageUrl',
      ImageUrl,
    ]),
    ...addressComplaints(VideoInfos, 'video', ({ VideoUrl }) => ['VideoInfos', 'VideoUrl', VideoUrl]),
    ...addressComplaints(AudioInfos, 'sound', ({ AudioUrl }) => ['AudioInfos', 'AudioUrl', AudioUrl]),
    ...bucketComplaints(request),
    ...additionalParametersComplaints(request),
    ...soundComplaints(request),
    ...operatorComplaints(request),
  ]
}

function addressComplaints<Element>(
  elements: readonly Element[],
  what: 'reference image' | 'video' | 'sound',
  addressOf: (element: Element) => readonly [list: string, member: string, given: string | undefined],
): readonly Complaint[] {
  return elements.slice(0, elementsExaminedMax).flatMap((element, index) => {
    const [list, member, given] = addressOf(element)
    const path = `${list}.${index}.${member}`
    if (given !== undefined) return urlComplaints(path, given, what === 'reference image' ? 'image' : what)
    const reason = text(
      `Each element of \`${list}\` names one ${what} by its http or https URL.`,
      `\`${list}\` 的每一项须以 http 或 https URL 提供素材。`,
    )
    return [{ kind: 'absent', path, given, reason }]
  })
}

function urlComplaints(
  path: string,
  given: string | undefined,
  what: 'image' | 'video' | 'sound' = 'image',
): readonly Complaint[] {
  const reason = given === undefined ? undefined : urlProblem(given, what)
  return reason === undefined ? [] : [{ kind: 'url', path, given, reason }]
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
  const example = '`{"camera_control":{"type":"simple"}}`'
  const reason = text(
    `${problem.en} It must be a JSON object written into a string, for example ${example}.`,
    `${problem.zh}须为写成字符串的 JSON 对象，例如 ${example}。`,
  )
  return [{ kind: 'form', path: 'AdditionalParameters', given, reason }]
}

/** The member of the contract and the vendors' own switch may both be sent, but not against each other. */
function soundComplaints(request: CreateAigcVideoTaskRequest): readonly Complaint[] {
  const member = request.ExtraParameters?.EnableAudio
  const own = soundIn(request)
  if (member === undefined || own === undefined || own.value === member) return []
  const path = `AdditionalParameters.${own.key}`
  const reason = text(
    `It contradicts \`ExtraParameters.EnableAudio\`, which is \`${member}\`. One of the two is enough.`,
    `与 \`ExtraParameters.EnableAudio\` 的取值 \`${member}\` 矛盾。二者保留其一即可。`,
  )
  return [{ kind: 'form', path, given: own.value, reason, edits: [{ path }] }]
}

function operatorComplaints(request: CreateAigcVideoTaskRequest): readonly Complaint[] {
  const given = request.Operator
  if (given === undefined || given.length <= operatorCharactersMax) return []
  const reason = tooLong(given.length, operatorCharactersMax)
  return [{ kind: 'form', path: 'Operator', given, reason }]
}
