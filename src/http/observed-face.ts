import type { FastifyRequest } from 'fastify'
import { type FaceName, nowSeconds, type Observer } from '../telemetry/observer.ts'
import type { Face } from './app.ts'

/** The same face; each of its answers is heard, under the route that it came by. */
export const observeFace =
  (name: FaceName, face: Face, observer: Observer): Face =>
  (app) => {
    app.addHook('onResponse', (request, reply, done) => {
      const durationSeconds = reply.elapsedTime / 1000
      observer.requestAnswered?.({
        face: name,
        action: routeOf(request),
        code: String(reply.statusCode),
        taskId: '',
        traceparent: undefined,
        beganAt: nowSeconds() - durationSeconds,
        durationSeconds,
      })
      done()
    })
    face(app)
  }

/** The pattern, not the path. */
const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? 'other'
