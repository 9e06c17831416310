import type { FastifyError, FastifyRequest } from 'fastify'
import type { JsonObject } from '../catalog/job.ts'
import { ApiError, type Language } from '../contract/api-error.ts'
import type { Limiter } from '../limits/limiter.ts'
import { errorAnswer, successAnswer } from '../protocol/answer.ts'
import { checkCommonParameters, languageOf, openEnvelope } from '../protocol/envelope.ts'
import { createActionTable, findAction, type ActionParts } from './action-table.ts'
import { checkAddress } from './address-room.ts'
import type { Face } from './app.ts'
import { receive } from './door.ts'
import { admit } from './limit-room.ts'
import { nodeDigest } from './node-digest.ts'
import { sendAnswer } from './send-answer.ts'
import { createSignatureRoom, type SignatureParts } from './signature-room.ts'

export type MpsParts = ActionParts &
  Omit<SignatureParts, 'digest'> & {
    readonly limiter: Limiter
    /** Of error texts, for callers who do not ask for one. */
    readonly languageDefault: Language
  }

/**
 * Tencent Cloud's MPS API, on every path that no other face has taken: SDK endpoints may carry a path. A request goes
 * through the rooms below, and each room knows how to refuse it.
 */
export function createMpsFace(parts: MpsParts): Face {
  const { limiter, log, languageDefault } = parts
  const authenticate = createSignatureRoom({ ...parts, digest: nodeDigest })
  const actions = createActionTable(parts)

  const visit = async ({ raw: message, id: requestId, ip }: FastifyRequest): Promise<JsonObject> => {
    let language = languageOf(String(message.headers['x-tc-language'])) ?? languageDefault
    try {
      // Door: the bytes, within their limits.
      const request = await receive(message)
      // Envelope: how it is signed, and what every request has to say.
      const envelope = openEnvelope(request)
      language = languageOf(envelope.common.get('Language')) ?? language
      checkCommonParameters(envelope)
      // Signature: whose request it is.
      const key = await authenticate(request, envelope, requestId)
      // Address: from where its account may be called.
      checkAddress(key, ip)
      // Action: that there is one of this name and version.
      const action = findAction(actions, envelope)
      // Limit: not too often.
      await admit(limiter, key, action)
      // Shape: its parameters are of the right kind.
      const perform = action.prepare(request, envelope)
      // Sense and record, or look up: what the action itself does.
      const result = await perform({ key, requestId, address: ip })
      // Answer.
      return successAnswer(result, requestId)
    } catch (error) {
      return errorAnswer(explained(error, requestId), requestId, language)
    }
  }

  /** What is not an ApiError is a bug or an outage of ours: the caller gets its number, the log the rest. */
  const explained = (error: unknown, requestId: string): ApiError => {
    if (error instanceof ApiError) {
      log.info({ requestId, code: error.code, because: error.message }, 'refused a request')
      return error
    }
    log.error({ err: error, requestId }, 'a request failed')
    return new ApiError('InternalError', { requestId })
  }

  return (app) => {
    // The signature is over the bytes: nobody reads them before the door.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null))
    app.setNotFoundHandler(async (request, reply) => sendAnswer(reply.code(200), await visit(request)))
    app.setErrorHandler((error: FastifyError, request, reply) =>
      sendAnswer(
        reply.code(200),
        errorAnswer(explained(beforeTheDoor(error), request.id), request.id, languageDefault),
      ),
    )
  }
}

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
