import Fastify, { type FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { Log } from '../telemetry/log.ts'
import type { Observer } from '../telemetry/observer.ts'
import {
  answerBadUrl,
  answerBrokenRequest,
  answerConnect,
  answerUnexpected,
  tellRefused,
} from './transport-errors.ts'

/** A dialect that the core is offered in. It adds its routes; its hooks, parsers and error handler stay its own. */
export type Face = (app: FastifyInstance) => void

export type AppParts = {
  readonly faces: readonly Face[]
  readonly log: Log
  /**
   * Addresses and CIDRs of the proxies in front of us. Only what they say of a caller's address (X-Forwarded-For) is
   * believed; everybody else could claim any.
   */
  readonly trustedProxies?: readonly string[]
  /** Hears what was refused before it was a request. */
  readonly observer?: Observer
  /** Connections at a time; more are closed as they come. */
  readonly connectionsMax?: number
  /** How long a request may take to arrive, head and body. */
  readonly requestMilliseconds?: number
}

export type App = {
  /** Resolves with the address, `http://127.0.0.1:9000`; port 0 takes any free one. */
  listen(host: string, port: number): Promise<string>
  /** What is open now. */
  traffic(): Traffic
  /** Takes no new connections, finishes the requests under way, then resolves. */
  close(): Promise<void>
}

export type Traffic = { readonly connections: number; readonly requests: number }

/** Room for a GET of 32 KB and its headers, so that a larger one still reaches the face that knows how to refuse it. */
const headBytesMax = 128 * 1024
const requestMillisecondsMax = 60_000
const idleSweepMilliseconds = 100
/** At some 20 KB each: what a process can hold. Behind a proxy there are a few hundred. */
const connectionsCountMax = 10_000

/** One server, one port, all faces. */
export function createApp({
  faces,
  log,
  trustedProxies = [],
  observer = {},
  connectionsMax = connectionsCountMax,
  requestMilliseconds = requestMillisecondsMax,
}: AppParts): App {
  const app = Fastify({
    // Host is the callers' to leave out: they get an answer of ours, not an empty 400.
    http: {
      maxHeaderSize: headBytesMax,
      requireHostHeader: false,
      headersTimeout: requestMilliseconds,
      // Node.js looks for late requests as often as this, by itself only every 30 s.
      connectionsCheckingInterval: Math.ceil(requestMilliseconds / 10),
    },
    requestTimeout: requestMilliseconds,
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { maxParamLength: 1024 },
    exposeHeadRoutes: false,
    // A caller on a kept connection gets his answer while we drain.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest(observer),
    frameworkErrors: answerBadUrl(observer),
  })
  app.setErrorHandler(answerUnexpected(log))
  // An Expect other than 100-continue is answered like any request; Node.js alone would send an empty 417.
  app.server.on('checkExpectation', (message, response) => app.server.emit('request', message, response))
  app.server.on('connect', answerConnect(observer))
  app.server.maxConnections = connectionsMax
  app.server.on('drop', () => tellRefused(observer, 'TooManyConnections'))
  const traffic = watchTraffic(app.server)
  for (const face of faces) {
    app.register(async (scope) => {
      face(scope)
    })
  }
  return {
    traffic: () => ({ ...traffic }),
    listen: (host, port) => app.listen({ host, port, listenTextResolver: () => '' }),
    async close() {
      // A connection that becomes idle only after the close has begun would keep it open until its time-out.
      const sweep = setInterval(() => app.server.closeIdleConnections(), idleSweepMilliseconds)
      try {
        await app.close()
      } finally {
        clearInterval(sweep)
      }
    },
  }
}

function watchTraffic(server: Server): Traffic {
  const traffic = { connections: 0, requests: 0 }
  server.on('connection', (socket) => {
    traffic.connections++
    socket.once('close', () => traffic.connections--)
  })
  server.on('request', (_request, response) => {
    traffic.requests++
    response.once('close', () => traffic.requests--)
  })
  return traffic
}
