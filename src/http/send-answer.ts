import type { FastifyReply } from 'fastify'
import type { JsonObject } from '../catalog/job.ts'

/**
 * Sends JSON as `application/json` and nothing after it: with a charset there, the Python SDK takes errors for successes
 * (captured, contract 3.6). Bytes, because Fastify adds a charset to strings.
 */
export function sendAnswer(reply: FastifyReply, answer: JsonObject): FastifyReply {
  return reply.header('content-type', 'application/json').send(Buffer.from(JSON.stringify(answer)))
}
