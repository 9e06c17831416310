import type { JsonObject } from '../catalog/job.ts'
import { ApiError } from '../contract/api-error.ts'
import { text } from '../contract/text.ts'
import { decodeText } from './form-pairs.ts'

/** Requests nest three levels; AdditionalParameters is a string. The bound keeps a hostile body from costing memory. */
const depthMax = 32
/** One with everything in it has fewer than a hundred. A million of them, in 8 MB, kept a process busy for 4 s. */
const valuesMax = 10_000

/**
 * Reads a JSON body. Of a member that comes twice the last one counts, as in JavaScript, Go and Python: the signature
 * covers the bytes, so nobody can slip in a second one.
 * @throws ApiError InvalidParameter
 */
export function parseJsonBody(body: Uint8Array): JsonObject {
  refuseDeepOrMany(body)
  const parsed = parse(decodeText(body))
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const kind = parsed === null ? 'null' : Array.isArray(parsed) ? 'a list' : `a ${typeof parsed}`
    throw notJson(`it is ${kind}`, '不是 JSON 对象')
  }
  return parsed as JsonObject
}

function parse(json: string): unknown {
  if (json.trim() === '') throw notJson('it is empty, send `{}`', '内容为空，请发送 `{}`')
  try {
    return JSON.parse(json)
  } catch (error) {
    const { message } = error instanceof SyntaxError ? error : new SyntaxError('it cannot be parsed')
    throw notJson(message, message)
  }
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c

/** Looks at the bytes, before anything is built from them. */
function refuseDeepOrMany(body: Uint8Array): void {
  let depth = 0
  let commas = 0
  let inString = false
  for (let index = 0; index < body.length; index++) {
    const byte = body[index]
    if (inString) {
      if (byte === backslash) index++
      else if (byte === quote) inString = false
    } else if (byte === quote) {
      inString = true
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > depthMax)
        throw new ApiError('InvalidParameter', { limit: depthMax }, { variant: 'tooDeep' })
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--
    } else if (byte === comma && ++commas >= valuesMax) {
      throw new ApiError('InvalidParameter', { limit: valuesMax }, { variant: 'tooMany' })
    }
  }
}

const notJson = (en: string, zh: string): ApiError =>
  new ApiError('InvalidParameter', { reason: text(en, zh) }, { variant: 'notJson' })
