import type { CreateAigcVideoTaskRequest } from '../contract/shapes.ts'
import { parseAdditionalParameters } from './additional-parameters.ts'
import type { ParameterName } from './grammar.ts'
import type { JsonValue, Mode } from './job.ts'
import { soundAsked } from './sound.ts'

/** Where each parameter of the grammar lies in a request, in the order in which they are settled. */
export const wirePaths = {
  ModelVersion: 'ModelVersion',
  Resolution: 'ExtraParameters.Resolution',
  ImageInfos: 'ImageInfos',
  ReferenceType: 'ImageInfos.N.ReferenceType',
  LastImageUrl: 'LastImageUrl',
  ImageUrl: 'ImageUrl',
  Prompt: 'Prompt',
  NegativePrompt: 'NegativePrompt',
  EnhancePrompt: 'EnhancePrompt',
  Duration: 'Duration',
  AspectRatio: 'ExtraParameters.AspectRatio',
  Sound: 'AdditionalParameters.sound',
} as const satisfies { readonly [Parameter in ParameterName]: string }

export const parameterNames = Object.keys(wirePaths) as readonly ParameterName[]

/** What the caller asked of a parameter; `undefined` when he left it out. `ReferenceType` is asked per image. */
export function asked(request: CreateAigcVideoTaskRequest, parameter: ParameterName): unknown {
  switch (parameter) {
    case 'Resolution':
    case 'AspectRatio':
      return request.ExtraParameters?.[parameter]
    case 'ImageInfos':
      return request.ImageInfos?.length === 0 ? undefined : request.ImageInfos
    case 'Sound':
      return soundIn(request)?.value
    case 'ReferenceType':
      return undefined
    case 'ModelVersion':
    case 'LastImageUrl':
    case 'ImageUrl':
    case 'Prompt':
    case 'NegativePrompt':
    case 'EnhancePrompt':
    case 'Duration':
      return request[parameter]
  }
}

/** Where the parameter lies in this request: the sound has the name that the caller's vendor uses. */
export function pathIn(request: CreateAigcVideoTaskRequest, parameter: ParameterName): string {
  const sound = parameter === 'Sound' ? soundIn(request) : undefined
  return sound === undefined ? wirePaths[parameter] : `AdditionalParameters.${sound.key}`
}

function soundIn(
  request: CreateAigcVideoTaskRequest,
): { readonly key: string; readonly value: boolean } | undefined {
  return soundAsked(parseAdditionalParameters(request.AdditionalParameters ?? '').value)
}

/** What kind of video is asked for: follows from which images are there. */
export function modeOf(request: CreateAigcVideoTaskRequest): Mode {
  if (asked(request, 'ImageInfos') !== undefined) return 'references'
  if (request.LastImageUrl !== undefined) return 'frames'
  return request.ImageUrl === undefined ? 'text' : 'image'
}

/** One change to a request: the value at a wire path, or, without a value, its removal. */
export type Edit = { readonly path: string; readonly value?: JsonValue }

/** The request with the changes made; the original stays as it is. */
export function edited(
  request: CreateAigcVideoTaskRequest,
  edits: readonly Edit[],
): CreateAigcVideoTaskRequest {
  return edits.reduce((draft, edit) => {
    const [first = '', ...rest] = edit.path.split('.')
    if (first === 'AdditionalParameters' && rest.length > 0) {
      const object = parseAdditionalParameters(draft.AdditionalParameters ?? '').value
      return { ...draft, AdditionalParameters: JSON.stringify(withValue(object, rest, edit.value)) }
    }
    return withValue(draft, [first, ...rest], edit.value) as CreateAigcVideoTaskRequest
  }, request)
}

function withValue(value: unknown, path: readonly string[], replacement: JsonValue | undefined): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replacement
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      String(index) === key ? withValue(element, rest, replacement) : element,
    )
  }
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const others = members.filter(([name]) => name !== key)
  const member = withValue(members.find(([name]) => name === key)?.[1], rest, replacement)
  const emptied = typeof member === 'object' && member !== null && Object.keys(member).length === 0
  return Object.fromEntries(
    member === undefined || (emptied && replacement === undefined) ? others : [...others, [key, member]],
  )
}
