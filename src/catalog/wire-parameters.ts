import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { parseAdditionalParameters } from './additional-parameters.ts'
import type { ParameterName } from './grammar.ts'
import type { Mode } from './job.ts'
import { soundAsked } from './sound.ts'

/** Where each parameter of the grammar lies in a request, in the order in which they are settled. */
export const wirePaths = {
  SceneType: 'SceneType',
  ModelVersion: 'ModelVersion',
  Resolution: 'ExtraParameters.Resolution',
  ReferType: 'VideoInfos.N.ReferType',
  VideoInfos: 'VideoInfos',
  KeepOriginalSound: 'VideoInfos.N.KeepOriginalSound',
  AudioInfos: 'AudioInfos',
  ImageInfos: 'ImageInfos',
  ReferenceType: 'ImageInfos.N.ReferenceType',
  Text: 'ImageInfos.N.Text',
  LastImageUrl: 'LastImageUrl',
  ImageUrl: 'ImageUrl',
  Prompt: 'Prompt',
  NegativePrompt: 'NegativePrompt',
  EnhancePrompt: 'EnhancePrompt',
  Duration: 'Duration',
  AspectRatio: 'ExtraParameters.AspectRatio',
  Sound: 'AdditionalParameters.sound',
  LogoAdd: 'ExtraParameters.LogoAdd',
  OffPeak: 'ExtraParameters.OffPeak',
  EnableBgm: 'ExtraParameters.EnableBgm',
} as const satisfies { readonly [Parameter in ParameterName]: string }

export const parameterNames = Object.keys(wirePaths) as readonly ParameterName[]

/** The member that the sound has since 2026-02-03. */
export const soundMember = 'ExtraParameters.EnableAudio'

/** Parameters that every element of a list has for itself. */
export const listOf = {
  ReferenceType: 'ImageInfos',
  Text: 'ImageInfos',
  ReferType: 'VideoInfos',
  KeepOriginalSound: 'VideoInfos',
} as const satisfies { readonly [Parameter in ParameterName]?: ParameterName }

export type ElementParameter = keyof typeof listOf

export function isElementParameter(parameter: ParameterName): parameter is ElementParameter {
  return Object.hasOwn(listOf, parameter)
}

/** What the caller asked of a parameter; `undefined` when he left it out. Of elements the first one counts. */
export function asked(request: CreateAigcVideoTaskRequest, parameter: ParameterName): unknown {
  switch (parameter) {
    case 'Resolution':
    case 'AspectRatio':
    case 'LogoAdd':
    case 'OffPeak':
    case 'EnableBgm':
      return request.ExtraParameters?.[parameter]
    case 'ImageInfos':
    case 'VideoInfos':
    case 'AudioInfos':
      return request[parameter]?.length === 0 ? undefined : request[parameter]
    case 'Sound':
      return request.ExtraParameters?.EnableAudio ?? soundIn(request)?.value
    case 'ReferenceType':
    case 'Text':
    case 'ReferType':
    case 'KeepOriginalSound':
      return askedOfEach(request, parameter)[0]?.given
    case 'SceneType':
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

/** What the caller asked of every element, with its path. */
export function askedOfEach(
  request: CreateAigcVideoTaskRequest,
  parameter: ElementParameter,
): readonly { readonly path: string; readonly given: string | undefined }[] {
  const elements: readonly { readonly [Name in ElementParameter]?: string | undefined }[] =
    request[listOf[parameter]] ?? []
  return elements.map((element, index) => ({
    path: `${listOf[parameter]}.${index}.${parameter}`,
    given: element[parameter],
  }))
}

/** Where the parameter lies in this request: sound may have the name that the caller's vendor uses. */
export function pathIn(request: CreateAigcVideoTaskRequest, parameter: ParameterName): string {
  return pathsIn(request, parameter)[0] ?? wirePaths[parameter]
}

/** Every place at which this request asks of the parameter, the one that counts first. */
export function pathsIn(request: CreateAigcVideoTaskRequest, parameter: ParameterName): readonly string[] {
  if (parameter !== 'Sound') return [wirePaths[parameter]]
  const key = soundIn(request)?.key
  return [
    ...(request.ExtraParameters?.EnableAudio === undefined ? [] : [soundMember]),
    ...(key === undefined ? [] : [`AdditionalParameters.${key}`]),
  ]
}

/** What the vendors' own keys in AdditionalParameters ask of the sound. */
export function soundIn(
  request: CreateAigcVideoTaskRequest,
): { readonly key: string; readonly value: boolean } | undefined {
  return soundAsked(parseAdditionalParameters(request.AdditionalParameters ?? '').value)
}

/** What kind of video is asked for: follows from which images and videos are there. */
export function modeOf(request: CreateAigcVideoTaskRequest): Mode {
  if (asked(request, 'VideoInfos') !== undefined) return 'video'
  if (asked(request, 'ImageInfos') !== undefined) return 'references'
  if (request.LastImageUrl !== undefined) return 'frames'
  return request.ImageUrl === undefined ? 'text' : 'image'
}
