import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { JsonObject } from '../catalog/job.ts'
import { ApiError, type Language } from '../contract/api-error.ts'
import type { FailureLimiter, Limiter } from '../limits/limiter.ts'
import { errorAnswer, successAnswer } from '../protocol/answer.ts'
import { checkCommonParameters, languageOf, openEnvelope } from '../protocol/envelope.ts'
import type { RequestNotesParts } from './request-notes.ts'
import { createActionTable, findAction, type ActionParts } from './action-table.ts'
import { checkAddress } from './address-room.ts'
import type { Face } from './app.ts'
import { createBodyRoom, type BodyRoomSettings } from './body-room.ts'
import { createConsoleRoom } from './console-room.ts'
import { createCrowdRoom } from './crowd-room.ts'
import { enter } from './door.ts'
import { createFailureRoom } from './failure-room.ts'
import { admit } from './limit-room.ts'
import { nodeDigest } from './node-digest.ts'
import { createRefusals } from './refusals.ts'
import { sendAnswer } from './send-answer.ts'
import { createRequestNotes } from './request-notes.ts'
import { tellRefused } from './transport-errors.ts'
import { createSignatureRoom, type SignatureParts } from './signature-room.ts'

export type MpsParts = ActionParts &
  Omit<SignatureParts, 'digest'> &
  RequestNotesParts & {
    readonly limiter: Limiter
    readonly failures: FailureLimiter
    readonly bodies?: BodyRoomSettings
    /** How many requests may wait for the database at a time. */
    readonly waitingMax?: number
    /** Where our own console may have been opened: `https://reelay.example`. Asked for every request. */
    readonly consoleOrigins: () => readonly string[]
    /** Of error texts, for callers who do not ask for one. */
    readonly languageDefault: Language
  }

/**
 * Tencent Cloud's MPS API, on every path that no other face has taken: SDK endpoints may carry a path. A request goes
 * through the rooms below, and each room knows how to refuse it.
 */
export function createMpsFace(parts: MpsParts): Face {
  const { limiter, log, languageDefault } = parts
  const failures = createFailureRoom(parts.failures, log)
  const bodies = createBodyRoom(parts.bodies)
  const crowd = createCrowdRoom(parts.waitingMax)
  const signatures = createSignatureRoom({ ...parts, digest: nodeDigest })
  const actions = createActionTable(parts)
  const refusals = createRefusals(log)
  const notes = createRequestNotes(parts)
  const admitConsole = createConsoleRoom(parts.consoleOrigins)

  const visit = async (arrival: FastifyRequest, reply: FastifyReply): Promise<JsonObject> => {
    const { raw: message, id: requestId, ip: address } = arrival
    let language = languageOf(String(message.headers['x-tc-language'])) ?? languageDefault
    const note = notes.begin(arrival)
    const body = bodies(message)
    let begun = false
    try {
      // Failures: an address that keeps failing is not heard for the rest of the second.
      failures.admit(address)
      // Door: method and sizes, by the head alone.
      const head = enter(message)
      // Envelope: how it is signed, and what every request has to say. Only version 1 says it in the body.
      const envelope = (note.envelope = await openEnvelope(head, () => body.read(head)))
      language = languageOf(envelope.common.get('Language')) ?? language
      checkCommonParameters(envelope)
      // Claim: whose key, and when. So far nobody who only pretends has made us hold a TC3 body.
      const claim = (note.claim = await crowd.within(() => signatures.claimOf(head, envelope)))
      // Body: the bytes, within their limits.
      const request = { ...head, body: await body.read(head) }
      // Signature: whose request it is.
      const key = (note.key = signatures.verify(request, envelope, claim, requestId))
      // Address: from where its account may be called.
      checkAddress(key, address)
      // Action: that there is one of this name and version.
      const action = findAction(actions, envelope)
      // Limit: not too often.
      await crowd.within(() => admit(limiter, key, action))
      // Shape: its parameters are of the right kind.
      const asked = action.prepare(request, envelope)
      note.taskId = asked.taskId
      // Sense and record, or look up: what the action itself does.
      begun = true
      const result = await crowd.within(() => asked.perform({ key, requestId, address }))
      note.taskId ??= taskIdOf(result)
      refusals.served()
      // Answer.
      return successAnswer(result, requestId)
    } catch (error) {
      const refusal = (note.refusal = refusals.of(error, { requestId, begun }))
      if (note.key === undefined) failures.note(address, refusal)
      // For proxies and clients of HTTP; the SDKs read only the answer.
      if (refusal.code === 'ServiceUnavailable') reply.header('retry-after', String(retryAfterSeconds))
      return errorAnswer(refusal, requestId, language)
    } finally {
      body.release()
      notes.end(note)
    }
  }

  return (app) => {
    // The signature is over the bytes: nobody reads them before the rooms do.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null))
    // Console: a page of ours that was opened under another address than it calls.
    app.addHook('onRequest', async (request, reply) => admitConsole(request, reply))
    app.setNotFoundHandler(async (request, reply) => sendAnswer(reply.code(200), await visit(request, reply)))
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const refusal = refusals.of(beforeTheDoor(error), { requestId: request.id, begun: false })
      tellRefused(parts.observer ?? {}, refusal.code)
      return sendAnswer(reply.code(200), errorAnswer(refusal, request.id, languageDefault))
    })
  }
}

/** What is short now (the database, room for waiting or for bodies) is there again in a moment, or not for long. */
const retryAfterSeconds = 1

const taskIdOf = ({ TaskId }: JsonObject): string => (typeof TaskId === 'string' ? TaskId : '')

/** What Fastify itself refuses: a Content-Type that is none, and the method QUERY without one. */
function beforeTheDoor(error: FastifyError): Error {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApiError('InvalidParameterValue', { parameter: 'Content-Type' }, { variant: 'header' })
    case 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE':
      return new ApiError('UnsupportedProtocol')
    default:
      return error
  }
}
