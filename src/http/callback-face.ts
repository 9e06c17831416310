import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseAway } from '../database/connection-loss.ts'
import type { FailureLimiter } from '../limits/limiter.ts'
import type { Log } from '../telemetry/log.ts'
import type { Face } from './app.ts'
import { sendAnswer } from './send-answer.ts'

export type CallbackParts = {
  /** Whether the link is one that we gave to this vendor for this task. */
  readonly isOurs: (vendor: string, taskId: string, mac: string) => boolean
  /** Has the task looked at soon, by whichever worker has it. */
  readonly tell: (taskId: string) => Promise<void>
  readonly failures: FailureLimiter
  readonly log: Log
}

/** Vendors send a status and a link or two. */
const bodyBytesMax = 64 * 1024
const challengeLengthMax = 256

/**
 * Where vendors tell that something has happened, `POST /callbacks/<vendor>/<TaskId>/<mac>`. The link is the whole
 * permission, and what comes is a hint and nothing more: the body is not believed, and the answer says nothing of the
 * task, not even whether there is one. A link that is not ours is a failure of its address, like a wrong signature.
 */
export function createCallbackFace({ isOurs, tell, failures, log }: CallbackParts): Face {
  const admit = async ({ ip, params }: FastifyRequest<CallbackRoute>, reply: FastifyReply) => {
    if (failures.excessOf(ip) !== null) return sendAnswer(reply.code(429).header('retry-after', 1), {})
    if (isOurs(params.vendor, params.taskId, params.mac)) return
    failures.note(ip)
    return sendAnswer(reply.code(404), {})
  }
  return (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytesMax }, (_request, body, done) =>
      done(null, body),
    )
    app.setErrorHandler((error: FastifyError, { id: requestId }, reply) => {
      // The vendor may tell again; if he does not, a look finds out by itself.
      const status = isDatabaseAway(error) ? 503 : (error.statusCode ?? 500)
      if (status >= 500) log.warn({ err: error, requestId }, 'a callback could not be passed on')
      return sendAnswer(reply.code(status), {})
    })
    app.route<CallbackRoute>({
      method: 'POST',
      url: '/callbacks/:vendor/:taskId/:mac',
      // Before the body is read: nobody who only pretends has us hold one.
      onRequest: admit,
      async handler({ body, params }, reply) {
        await tell(params.taskId)
        return sendAnswer(reply, challengeIn(body))
      },
    })
  }
}

type CallbackRoute = {
  Params: { readonly vendor: string; readonly taskId: string; readonly mac: string }
  Body: unknown
}

/**
 * MiniMax asks a new address to say back what it is told, within 3 s, before it sends any callback
 * (vendors-kling-vidu-hailuo.md 5.4).
 */
function challengeIn(body: unknown): { readonly challenge?: string } {
  if (!Buffer.isBuffer(body)) return {}
  try {
    const said: unknown = JSON.parse(body.toString('utf8'))
    if (typeof said !== 'object' || said === null || !('challenge' in said)) return {}
    const { challenge } = said
    return typeof challenge === 'string' && challenge.length <= challengeLengthMax ? { challenge } : {}
  } catch {
    return {}
  }
}
