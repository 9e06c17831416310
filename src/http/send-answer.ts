import type { FastifyReply } from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { JsonObject } from '../catalog/job.ts'

/**
 * Sends JSON as `application/json` and nothing after it: with a charset there, the Python SDK takes errors for successes
 * (captured, contract 3.6). Bytes, because Fastify adds a charset to strings.
 *
 * A body that nobody has read is no reason to wait. Most clients do not look for an answer before they are done
 * sending, and an answer to a closed connection is lost: so a small rest is passed over, and the connection stays; of a
 * large one we read for a while after the answer, and then close.
 */
export function sendAnswer(reply: FastifyReply, answer: JsonObject): FastifyReply {
  const bytes = Buffer.from(JSON.stringify(answer))
  reply.header('content-type', 'application/json')
  const { raw: message } = reply.request
  if (isLarge(message)) return sendEarly(reply, message, bytes)
  // Node.js does so by itself only where nobody has begun to read.
  message.resume()
  return reply.send(bytes)
}

const keptRestBytesMax = 1024 * 1024
const discardedBytesMax = 64 * 1024 * 1024
const discardMilliseconds = 10_000

function isLarge(message: IncomingMessage): boolean {
  if (message.complete || message.destroyed) return false
  const { 'content-length': length, 'transfer-encoding': coding } = message.headers
  return coding !== undefined || Number(length ?? 0) > keptRestBytesMax
}

function sendEarly(reply: FastifyReply, message: IncomingMessage, bytes: Buffer): FastifyReply {
  reply.header('content-length', bytes.length).header('connection', 'close').hijack()
  const { raw: response } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value)
  }
  response.statusCode = reply.statusCode
  response.write(bytes)
  let discarded = 0
  const end = (): void => {
    clearTimeout(late)
    response.end()
  }
  const late = setTimeout(end, discardMilliseconds)
  message.on('data', (chunk: Buffer) => {
    discarded += chunk.length
    if (discarded > discardedBytesMax) end()
  })
  message.once('close', end).once('end', end).once('error', end).resume()
  return reply
}
