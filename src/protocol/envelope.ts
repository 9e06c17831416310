import type { JsonObject } from '../catalog/job.ts'
import { ApiError, type Language } from '../contract/api-error.ts'
import { commonParameters, type CommonParameterName } from '../contract/common-parameters.ts'
import type { Member } from '../contract/members.ts'
import { decodePairs, decodeText, type Pair } from './form-pairs.ts'
import { parseJsonBody } from './json-body.ts'
import { parseMultipart } from './multipart.ts'
import { readTexts, unflatten } from './parameters.ts'
import { mediaTypeOf, type WireHead, type WireRequest } from './wire-request.ts'

/** What every request says about itself, whichever way it is signed. */
export type Envelope = {
  readonly mode: 'tc3' | 'v1'
  readonly transport: 'json' | 'multipart' | 'query' | 'form'
  /** The common parameters as sent, without those that are absent or empty. */
  readonly common: ReadonlyMap<CommonParameterName, string>
  /** Version 1 only: all parameters, because all are signed. */
  readonly pairs: readonly Pair[]
}

/**
 * Finds out how a request is signed and reads its common parameters. The body is asked for only where they are in it:
 * a POST of version 1. Says nothing yet about what is missing, so that complaints can be made in the caller's language.
 * @throws ApiError when the request has no form that could be read at all.
 */
export async function openEnvelope(head: WireHead, readBody: () => Promise<Uint8Array>): Promise<Envelope> {
  const mode = modeOf(head)
  const transport = transportOf(head, mode)
  const pairs =
    mode === 'tc3' ? [] : decodePairs(transport === 'query' ? head.query : decodeText(await readBody()))
  const sent = new Map(pairs.map(({ name, value }) => [name, value]))
  const common = new Map<CommonParameterName, string>()
  for (const { name, header } of commonParameters) {
    const value = mode === 'v1' ? sent.get(name) : header !== null ? head.headers[header] : undefined
    if (value !== undefined && value !== '') common.set(name, value)
  }
  // The intl Node.js SDK sends the word null when no region is set (contract 3.6).
  if (common.get('Region') === 'null') common.delete('Region')
  return { mode, transport, common, pairs }
}

/** @throws ApiError MissingParameter, InvalidParameter or InvalidParameterValue for the common parameters. */
export function checkCommonParameters({ mode, common }: Envelope): void {
  for (const { name, required } of commonParameters) {
    if (required[mode] && !common.has(name)) throw new ApiError('MissingParameter', { parameter: name })
  }
  const numbers: readonly CommonParameterName[] = ['Timestamp', 'Nonce']
  for (const name of numbers) {
    // SDKs send nonces up to 2^63; both stay text.
    if (!/^\d{1,20}$/.test(common.get(name) ?? '0')) {
      throw new ApiError('InvalidParameter', { parameter: name }, { variant: 'typeError' })
    }
  }
  if (!/^[a-z0-9-]{1,64}$/i.test(common.get('Region') ?? 'none')) {
    throw new ApiError('InvalidParameterValue', { parameter: 'X-TC-Region' }, { variant: 'header' })
  }
}

/** The language that the caller asked for; `null` when he did not, or asked for one that we do not speak. */
export function languageOf(sent: string | undefined): Language | null {
  const language = sent?.toLowerCase()
  return language === 'zh-cn' ? 'zh-CN' : language === 'en-us' ? 'en-US' : null
}

/**
 * The action's own parameters. `members` tell which of the texts of a GET, form or multipart request are numbers and
 * booleans; JSON is taken as it is.
 * @throws ApiError InvalidParameter or InvalidRequest when they cannot be read.
 */
export function readParameters(
  request: WireRequest,
  envelope: Envelope,
  members: readonly Member[],
): JsonObject {
  if (envelope.transport === 'json') return parseJsonBody(request.body)
  return readTexts(unflatten(ownPairs(request, envelope, members)), members)
}

function ownPairs(request: WireRequest, envelope: Envelope, members: readonly Member[]): readonly Pair[] {
  if (envelope.transport === 'multipart') {
    const binary = members.flatMap(({ name, type }) => (type === 'Binary' ? [name] : []))
    return parseMultipart(request.body, request.headers['content-type'] ?? '', new Set(binary))
  }
  if (envelope.mode === 'tc3') return decodePairs(request.query)
  return envelope.pairs.filter(({ name }) => !commonNames.has(name))
}

const commonNames: ReadonlySet<string> = new Set(commonParameters.map(({ name }) => name))

/**
 * An Authorization header means TC3. So do the header X-TC-Action and a body that version 1 does not have: such a
 * caller forgot the Authorization, and hears that rather than that his Action is missing.
 */
function modeOf(head: WireHead): Envelope['mode'] {
  const { authorization, 'x-tc-action': action } = head.headers
  if (authorization !== undefined || action !== undefined) return 'tc3'
  const media = mediaTypeOf(head)
  return head.method === 'POST' && (media === 'json' || media === 'multipart') ? 'tc3' : 'v1'
}

/** Which media type goes with which signature: contract 3.1. */
function transportOf(head: WireHead, mode: Envelope['mode']): Envelope['transport'] {
  if (head.method === 'GET') return 'query'
  const media = mediaTypeOf(head)
  if (mode === 'tc3' && (media === 'json' || media === 'multipart')) return media
  if (mode === 'v1' && (media === 'form' || (media === 'none' && !announcesBody(head)))) return 'form'
  throw new ApiError('InvalidParameterValue', { parameter: 'Content-Type' }, { variant: 'header' })
}

const announcesBody = ({ headers }: WireHead): boolean =>
  (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined
