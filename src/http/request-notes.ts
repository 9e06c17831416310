import type { FastifyRequest } from 'fastify'
import type { AccessKey } from '../accounts/accounts.ts'
import { messageOf, type ApiError } from '../contract/api-error.ts'
import type { Envelope } from '../protocol/envelope.ts'
import { v1MethodOf } from '../protocol/v1-signature.ts'
import type { Log } from '../telemetry/log.ts'
import type { Observer } from '../telemetry/observer.ts'
import type { NotedRequest, RequestLog } from '../telemetry/request-log.ts'
import { SignatureMismatch } from './signature-mismatch.ts'
import type { SignatureClaim } from './signature-room.ts'

/** What the rooms find out about a request, one after the other. */
export type RequestNote = {
  readonly requestId: string
  readonly address: string
  envelope?: Envelope
  /** Since there was found to be a key of that SecretId. */
  claim?: SignatureClaim
  /** Since the signature proved right. */
  key?: AccessKey
  /** The task that the request names or made, as soon as it is known. */
  taskId?: string | undefined
  refusal?: ApiError
}

export type RequestNotes = {
  begin(request: FastifyRequest): RequestNote
  /** Tells the request log, the observer, and the log: one line for each request. */
  end(note: RequestNote): void
}

export type RequestNotesParts = {
  readonly requestLog: RequestLog
  /** Absent: nobody counts. */
  readonly observer?: Observer
  readonly edition: string
  readonly log: Log
}

export function createRequestNotes({ requestLog, observer, edition, log }: RequestNotesParts): RequestNotes {
  const beginnings = new WeakMap<RequestNote, Beginning>()
  return {
    begin(request) {
      const note: RequestNote = { requestId: request.id, address: request.ip }
      beginnings.set(note, beginningOf(request))
      return note
    },
    end(note) {
      const { refusal, envelope, key, requestId, address } = note
      const beginning = beginnings.get(note)
      if (beginning === undefined) return
      const { at, started, credential, traceparent, ...head } = beginning
      const latencyMilliseconds = performance.now() - started
      const noted: NotedRequest = {
        ...head,
        at,
        requestId,
        address,
        edition,
        taskId: note.taskId ?? taskIdIn(refusal),
        accountId: key?.accountId ?? null,
        secretId:
          note.claim?.key.secretId ?? shownClaim(credential ?? envelope?.common.get('SecretId') ?? ''),
        action: envelope?.common.get('Action') ?? '',
        code: refusal?.code ?? '',
        message: refusal === undefined ? '' : notedMessage(refusal),
        latencyMilliseconds,
        signature: envelope === undefined ? '' : signatureOf(envelope),
        explanation: refusal?.cause instanceof SignatureMismatch ? refusal.cause.explanation : '',
      }
      const { action, code, taskId } = noted
      const [beganAt, durationSeconds] = [at.getTime() / 1000, latencyMilliseconds / 1000]
      observer?.requestAnswered?.({
        face: 'mps',
        action,
        code,
        taskId,
        traceparent,
        beganAt,
        durationSeconds,
      })
      const isFlood = isOneMoreOfAFlood(refusal)
      writeLine(log, noted, isFlood)
      if (!isFlood) requestLog.note(noted)
    },
  }
}

function writeLine(log: Log, noted: NotedRequest, isFlood: boolean): void {
  const { requestId, action, code, taskId, message } = noted
  const milliseconds = Math.round(noted.latencyMilliseconds)
  if (code === '') return log.info({ requestId, action, taskId, milliseconds }, 'served a request')
  // Told once by the failure room; thousands of lines would bury the rest.
  log[isFlood ? 'debug' : 'info'](
    { requestId, action: action.slice(0, actionCharactersMax), code, because: message, milliseconds },
    'refused a request',
  )
}

/** Longer than any of ours: what a caller makes up may have a megabyte. */
const actionCharactersMax = 64

/** Enough to know by what was sent. Who mixed up SecretId and SecretKey shall not find the latter written down. */
const claimedCharactersMax = 12

const shownClaim = (secretId: string): string =>
  secretId.length > claimedCharactersMax ? `${secretId.slice(0, claimedCharactersMax)}…` : secretId

/** A create whose outcome is not known tells its TaskId in the refusal. */
function taskIdIn(refusal: ApiError | undefined): string {
  const taskId = refusal?.fields['taskId']
  return typeof taskId === 'string' ? taskId : ''
}

/** Of a SecretId's length at most: nobody has proved anything yet, and a header of 128 KB may begin it ten thousand times. */
const credentialPattern = /Credential=([^/,\s]{0,128})\//

type Beginning = ReturnType<typeof beginningOf>

function beginningOf({ headers }: FastifyRequest) {
  return {
    at: new Date(),
    credential: credentialPattern.exec(headers.authorization ?? '')?.[1],
    started: performance.now(),
    traceparent: typeof headers['traceparent'] === 'string' ? headers['traceparent'] : undefined,
    client: String(headers['x-tc-requestclient'] ?? headers['user-agent'] ?? ''),
    requestBytes: Math.min(Number(headers['content-length'] ?? 0) || 0, 2 ** 31 - 1),
  }
}

const signatureOf = ({ mode, common }: Envelope): string =>
  mode === 'tc3'
    ? 'TC3-HMAC-SHA256'
    : v1MethodOf(common.get('SignatureMethod')) === 'sha256'
      ? 'HmacSHA256'
      : 'HmacSHA1'

/** The first refusal of an address in a second is noted; thousands more would push everything else out of the ring. */
const isOneMoreOfAFlood = (refusal: ApiError | undefined): boolean =>
  refusal?.code === 'RequestLimitExceeded.IPLimitExceeded' &&
  Number(refusal.fields['count']) > Number(refusal.fields['limit']) + 1

/**
 * The message in English, without what it quotes of a prompt or of a body that could not be read: a log is read by more
 * people than the caller's answer. Other values are quoted short and without the secret parts of URLs already.
 */
export function notedMessage(error: ApiError): string {
  const { variant } = error.detail
  if (variant === 'notJson' || variant === 'notText')
    return `${error.code}: the body cannot be read (${variant}).`
  return messageOf(error, 'en-US').replaceAll(
    /The value `[^\n]*?` specified in the parameter `(\w*Prompt)`/g,
    'The value specified in the parameter `$1`',
  )
}
