import type { FastifyReply, FastifyRequest } from 'fastify'
import { commonParameters } from '../contract/common-parameters.ts'

/**
 * Lets our own console call the API when it was opened under another of our addresses, behind a proxy for example. From
 * its own origin no header is needed, and no other page gets one: keys belong into programs, not into foreign pages.
 * Answers a preflight itself; everything else goes on (Fetch standard, CORS protocol).
 */
export function createConsoleRoom(origins: () => readonly string[]) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined => {
    // Caches must not hand the answer for one origin to another, nor the one for none.
    reply.header('vary', 'Origin')
    const { origin } = request.headers
    if (origin === undefined || !origins().includes(origin)) return undefined
    reply.header('access-control-allow-origin', origin)
    const isPreflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
    if (!isPreflight) return undefined
    return reply.code(204).headers(preflightHeaders).send()
  }
}

const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': [
    'Authorization',
    'Content-Type',
    ...commonParameters.flatMap(({ header }) => header ?? []),
    'X-TC-Content-SHA256',
    'X-TC-TraceId',
    'Idempotency-Key',
  ].join(', '),
  'access-control-max-age': '600',
}
