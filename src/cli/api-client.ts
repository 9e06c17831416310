import { setTimeout as pauseMilliseconds } from 'node:timers/promises'
import type { JsonObject } from '../catalog/job.ts'
import type { Transport } from '../composition/open-transport.ts'
import { signRequest, type SigningKey } from '../protocol/sign-request.ts'
import { ServerFault, UserError } from './command.ts'

/** Calls the actions of one endpoint: a Reelay, or Tencent itself. */
export interface ApiClient {
  /**
   * What stands under `Response`. Throws ApiRefusal for an Error in it, UserError when nobody answers there, and
   * ServerFault for what is no answer of this API. `repeatable`: asking twice does no more than asking once, so it is
   * asked again when the answer was lost or the server is busy. Everything else is sent once.
   */
  call(action: string, parameters: JsonObject, options: { readonly repeatable: boolean }): Promise<JsonObject>
  /** The same for a request whose one member is a file. */
  upload(action: string, member: string, bytes: Uint8Array): Promise<JsonObject>
}

/** The endpoint understood and said no. The message is its own, in full. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  readonly code: string
  readonly requestId: string

  get isServersFault(): boolean {
    return /^(InternalError|ServiceUnavailable)\b/.test(this.code)
  }

  constructor(code: string, message: string, requestId: string) {
    super(message)
    this.code = code
    this.requestId = requestId
  }
}

/** A text that every answer of this kind has. */
export function textOf(response: JsonObject, member: string): string {
  const text = response[member]
  if (typeof text !== 'string') throw new ServerFault(`The endpoint's answer has no ${member}.`)
  return text
}

export type ApiClientParts = {
  /** `http://127.0.0.1:9000` */
  readonly endpoint: string
  readonly key: SigningKey
  readonly transport: Transport
  /** Waits before a repeatable call is sent again. */
  readonly pause?: (milliseconds: number) => Promise<unknown>
}

const triesMax = 5

export function createApiClient(parts: ApiClientParts): ApiClient {
  const { pause = pauseMilliseconds } = parts
  return {
    async call(action, parameters, { repeatable }) {
      const body = Buffer.from(JSON.stringify(parameters))
      for (let attempt = 1; ; attempt++) {
        const answer = await send(parts, { action, contentType: 'application/json', body })
        if (answer.outcome === 'answered') return answer.response
        if (!answer.passing || !repeatable || attempt === triesMax) throw answer.error
        await pause(500 * 2 ** (attempt - 1))
      }
    },
    async upload(action, member, bytes) {
      const boundary = `reelay-${crypto.randomUUID()}`
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${member}"; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\n`
      const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
      const contentType = `multipart/form-data; boundary=${boundary}`
      const answer = await send(parts, { action, contentType, body })
      if (answer.outcome === 'answered') return answer.response
      throw answer.error
    },
  }
}

type Sending = { readonly action: string; readonly contentType: string; readonly body: Uint8Array }

type Answer =
  | { readonly outcome: 'answered'; readonly response: JsonObject }
  /** `passing`: it may go better in a moment. */
  | { readonly outcome: 'failed'; readonly error: Error; readonly passing: boolean }

async function send({ endpoint, key, transport }: ApiClientParts, sending: Sending): Promise<Answer> {
  const { host } = new URL(endpoint)
  const timestamp = Math.floor(Date.now() / 1000)
  const headers = signRequest(transport.digest, key, { host, timestamp, ...sending })
  const answer = await transport.post({ url: `${endpoint}/`, headers, body: sending.body })
  if (answer.outcome === 'refused') {
    return { outcome: 'failed', error: unreachable(endpoint, sending, answer), passing: !answer.permanent }
  }
  const response = responseIn(answer.body)
  if (response === null) {
    const text = `${endpoint} answered ${answer.status}, and not as this API answers. Is it the right endpoint?`
    return { outcome: 'failed', error: new ServerFault(text), passing: answer.status >= 500 }
  }
  const refusal = refusalIn(response)
  if (refusal === null) return { outcome: 'answered', response }
  return { outcome: 'failed', error: refusal, passing: isPassing(refusal) }
}

/** Whether a request that brought no answer has been carried out is what a user needs to know of it. */
function unreachable(
  endpoint: string,
  { action }: Sending,
  { reason, mayHaveArrived }: { readonly reason: string; readonly mayHaveArrived: boolean },
): Error {
  if (!mayHaveArrived) {
    return new UserError(
      `Cannot reach ${endpoint}: ${reason}. Does it run? Start Reelay with \`npm start\`, or name another with --endpoint.`,
    )
  }
  const unknown = action.startsWith('Create')
    ? ' Whether the task was created is not known. A create with a --session-id can be sent again without making a second one.'
    : ''
  return new ServerFault(`${endpoint} did not answer ${action}: ${reason}.${unknown}`)
}

function responseIn(body: Uint8Array): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return isObject(parsed) && isObject(parsed['Response']) ? parsed['Response'] : null
  } catch {
    // Not JSON, so not an answer of this API.
    return null
  }
}

function refusalIn(response: JsonObject): ApiRefusal | null {
  const error = response['Error']
  if (!isObject(error)) return null
  return new ApiRefusal(textOf(error, 'Code'), textOf(error, 'Message'), textOf(response, 'RequestId'))
}

const isPassing = ({ code, isServersFault }: ApiRefusal): boolean =>
  isServersFault || /^RequestLimitExceeded\b/.test(code)

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
