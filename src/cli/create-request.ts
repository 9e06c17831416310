import type { JsonObject, JsonValue } from '../catalog/job.ts'
import { type Flags, UserError } from './command.ts'

/** The flags that make a request, in the order of the help. */
export const requestFlags = {
  prompt: { type: 'string', value: 'TEXT', doc: 'What the video shows.' },
  model: { type: 'string', value: 'NAME', doc: 'The model family; reelay models lists them.' },
  'model-version': { type: 'string', value: 'VERSION', doc: 'Version of the model.' },
  image: { type: 'string', value: 'FILE|URL', doc: 'The first frame. A file is uploaded first.' },
  'last-image': { type: 'string', value: 'FILE|URL', doc: 'The last frame.' },
  reference: {
    type: 'string',
    multiple: true,
    value: '[TYPE=]FILE|URL',
    doc: 'A reference image, may be repeated; TYPE is its ReferenceType (asset, style, a subject).',
  },
  duration: { type: 'string', value: 'SECONDS', doc: 'Length of the video.' },
  resolution: { type: 'string', value: '720P', doc: 'Height class: 720P, 1080P, ...' },
  'aspect-ratio': { type: 'string', value: '16:9', doc: 'Shape, where no image decides it.' },
  'negative-prompt': { type: 'string', value: 'TEXT', doc: 'What the video should not show.' },
  'enhance-prompt': { type: 'boolean', doc: 'Let the service rewrite the prompt.' },
  parameters: {
    type: 'string',
    value: 'JSON',
    doc: 'Any other members of CreateAigcVideoTask as a JSON object; the flags above win over it.',
  },
  priority: {
    type: 'string',
    value: 'N',
    doc: 'Of your tasks that wait the higher starts first: -10 to 10 (--priority=-5).',
  },
  'session-id': {
    type: 'string',
    value: 'ID',
    doc: 'The same id and the same request make one task, however often they are sent.',
  },
  'dry-run': { type: 'boolean', doc: 'Check everything and create nothing.' },
} as const satisfies Flags

/**
 * The request that the flags describe. Images stand in it as they were given, file names included. What the values
 * mean is the server's to judge; here only what could not be sent is refused.
 */
export function requestOf(flags: Readonly<Record<string, unknown>>): JsonObject {
  const text = (name: keyof typeof requestFlags) => {
    const value = flags[name]
    return typeof value === 'string' ? value : undefined
  }
  const given = parametersIn(text('parameters'))
  const extra = withoutAbsent({ Resolution: text('resolution'), AspectRatio: text('aspect-ratio') })
  const references = Array.isArray(flags['reference']) ? flags['reference'].map(String) : []
  return {
    ...given,
    ...withoutAbsent({
      ModelName: text('model'),
      ModelVersion: text('model-version'),
      Prompt: text('prompt'),
      NegativePrompt: text('negative-prompt'),
      EnhancePrompt: flags['enhance-prompt'] === true ? true : undefined,
      ImageUrl: text('image'),
      LastImageUrl: text('last-image'),
      ImageInfos: references.length > 0 ? references.map(referenceOf) : undefined,
      Duration: secondsIn(text('duration')),
      ExtraParameters:
        Object.keys(extra).length > 0 ? { ...objectIn(given['ExtraParameters']), ...extra } : undefined,
      TasksPriority: priorityIn(text('priority')),
      SessionId: text('session-id'),
      DryRun: flags['dry-run'] === true ? true : undefined,
    }),
  }
}

/** `style=./paper.png`; a URL with an equals sign in it is a URL. */
function referenceOf(word: string): JsonObject {
  const [, type, image] = /^([\w-]{1,64})=(.+)$/s.exec(word) ?? []
  return type === undefined || image === undefined
    ? { ImageUrl: word }
    : { ImageUrl: image, ReferenceType: type }
}

function secondsIn(word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  if (!/^\d{1,6}$/.test(word)) throw new UserError(`--duration takes whole seconds, not "${word}".`)
  return Number(word)
}

function priorityIn(word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  if (!/^-?\d{1,6}$/.test(word))
    throw new UserError(`--priority takes a number from -10 to 10, not "${word}".`)
  return Number(word)
}

function parametersIn(text: string | undefined): JsonObject {
  if (text === undefined) return {}
  try {
    const parsed: unknown = JSON.parse(text)
    if (isObject(parsed)) return parsed
  } catch (error) {
    throw new UserError(`--parameters is not JSON: ${error instanceof Error ? error.message : ''}.`, {
      cause: error,
    })
  }
  throw new UserError(`--parameters takes a JSON object, such as '{"AdditionalParameters":"{}"}'.`)
}

const objectIn = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {})

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function withoutAbsent(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
