import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { ApiError } from '../contract/api-error.ts'
import { errorAnswer } from '../protocol/answer.ts'
import { limits } from './door.ts'
import { sendAnswer } from './send-answer.ts'
import type { Log } from '../telemetry/log.ts'
import { nowSeconds, type Observer } from '../telemetry/observer.ts'

/**
 * Answers what the HTTP parser could not read. SDKs read nothing but a JSON answer with status 200 and a RequestId, so
 * that is what they get even here.
 */
export const answerBrokenRequest =
  (observer: Observer) =>
  (error: NodeJS.ErrnoException, connection: Socket): void => {
    const socket: ServerSocket = connection
    if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent === true) {
      socket.destroy()
      return
    }
    endWith(socket, brokenRequestError(error), observer)
  }

/** Answers CONNECT, one more method that the API does not have: Node.js would hang up without a word. */
export const answerConnect =
  (observer: Observer) =>
  (_request: IncomingMessage, connection: Duplex): void => {
    // Node.js has let go of the connection: nobody else hears of its end.
    connection.on('error', () => connection.destroy())
    endWith(connection, new ApiError('UnsupportedProtocol'), observer)
  }

/** Tells of a refusal that no face has seen. */
export function tellRefused(observer: Observer, code: string): void {
  const nothing = { action: 'other', taskId: '', traceparent: undefined, durationSeconds: 0 }
  observer.requestAnswered?.({ face: 'connection', code, beganAt: nowSeconds(), ...nothing })
}

function endWith(connection: Duplex, error: ApiError, observer: Observer): void {
  tellRefused(observer, error.code)
  const body = JSON.stringify(errorAnswer(error, randomUUID(), 'en-US'))
  connection.end(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Answers a path that cannot be decoded, which the router finds before any face is asked. */
export const answerBadUrl =
  (observer: Observer) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = new ApiError('InvalidRequest', { reason: `its URL cannot be read, ${error.code}` })
    tellRefused(observer, refusal.code)
    sendAnswer(reply, errorAnswer(refusal, request.id, 'en-US'))
  }

/** The last resort of every face: nothing of the inside goes out, the log has it all. */
export const answerUnexpected =
  (log: Log) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    log.error({ err: error, requestId: request.id }, 'a request failed unexpectedly')
    const internal = new ApiError('InternalError', { requestId: request.id })
    sendAnswer(reply.code(500), errorAnswer(internal, request.id, 'en-US'))
  }

/** Node.js keeps the response under way here, and its own handler of broken requests looks at it in the same way. */
type ServerSocket = Socket & { readonly _httpMessage?: ServerResponse }

function brokenRequestError({ code = 'unknown' }: NodeJS.ErrnoException): ApiError {
  switch (code) {
    case 'HPE_INVALID_METHOD':
      return new ApiError('UnsupportedProtocol')
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError('RequestSizeLimitExceeded', { limit: limits.getBytes })
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError('InvalidRequest', { reason: 'it did not arrive in time' })
    default:
      return new ApiError('InvalidRequest', { reason: `it is not HTTP/1.1 (${code})` })
  }
}
