import { createServer, type RequestListener, type Server } from 'node:http'
import {
  createServer as createRawServer,
  type AddressInfo,
  type Server as RawServer,
  type Socket,
} from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on 127.0.0.1 for the running test, closed with all its connections when the test ends. */
export type LoopbackServer = {
  readonly port: number
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** How many TCP connections were ever opened to it: what a canary is asked. */
  connections(): number
}

export async function serveHttp(listener: RequestListener): Promise<LoopbackServer> {
  return await listen(createServer(listener))
}

/** For answers that no HTTP library would send. */
export async function serveRaw(onConnection: (socket: Socket) => void): Promise<LoopbackServer> {
  return await listen(createRawServer(onConnection))
}

export async function listen(server: Server | RawServer): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    // A client that gives up resets the connection; to the server of a test that is no event.
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}`, connections: () => connections }
}
