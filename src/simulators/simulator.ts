import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A vendor's server as its documents describe it, and a script of what goes wrong. Shares no code with the adapters. */
export type Simulator = {
  readonly url: string
  /** What was sent that the documents do not know, or that they demand and was not sent. A test ends with none. */
  readonly complaints: string[]
  /** Every request, in order: `submit`, `query`, ... */
  readonly asked: string[]
  /** What happens to the next requests of an operation, one after the other; then all is as it should be again. */
  plan(operation: string, ...faults: readonly Fault[]): void
  close(): Promise<void>
}

/** One thing that goes wrong with one request. */
export type Fault =
  /** Answers this instead, without carrying the request out. */
  | { readonly instead: Answer }
  /** Carries it out, and the answer never arrives. */
  | { readonly lost: true }
  /** Carries it out, and the connection breaks after so many bytes of the body. */
  | { readonly cutAfterBytes: number }
  /** Nobody hears the request. */
  | { readonly unheard: true }
  | { readonly delayMilliseconds: number }

export type Answer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | object
}

export type Received = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** Parsed when it is JSON. */
  readonly body: unknown
  readonly bytes: Buffer
}

export type Operation = {
  readonly name: string
  readonly method: string
  readonly path: RegExp
  /** Carries the request out. What is wrong with it goes to `complain`. */
  answer(received: Received, complain: (what: string) => void): Answer | Promise<Answer>
}

/** @param port on loopback; 0 is any free one. */
export async function startSimulator(operations: readonly Operation[], port = 0): Promise<Simulator> {
  const complaints: string[] = []
  const asked: string[] = []
  const planned = new Map<string, Fault[]>()

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const received = await receive(request)
    const operation = operations.find(
      ({ method, path }) => method === received.method && path.test(received.path),
    )
    if (operation === undefined) {
      complaints.push(`${received.method} ${received.path} is nothing that the documents know`)
      send(response, { status: 404, body: 'not found' })
      return
    }
    const { name } = operation
    asked.push(name)
    const fault = planned.get(name)?.shift() ?? null
    if (fault !== null && 'unheard' in fault) return void request.socket.destroy()
    if (fault !== null && 'instead' in fault) return send(response, fault.instead)
    if (fault !== null && 'delayMilliseconds' in fault) await pause(fault.delayMilliseconds)
    const answer = await operation.answer(received, (what) => complaints.push(`${name}: ${what}`))
    if (fault !== null && 'lost' in fault) return void request.socket.destroy()
    if (fault !== null && 'cutAfterBytes' in fault) return cut(response, answer, fault.cutAfterBytes)
    send(response, answer)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      complaints.push(`the simulator itself failed: ${String(error)}`)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    complaints,
    asked,
    plan: (operation, ...faults) =>
      void planned.set(operation, [...(planned.get(operation) ?? []), ...faults]),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator')
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: parsed(bytes),
    bytes,
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  response.writeHead(status, { ...typeOf(body), ...headers })
  response.end(bytesOf(body))
}

/** The whole length is announced, a part of it comes. */
function cut(
  response: ServerResponse,
  { status = 200, headers = {}, body }: Answer,
  afterBytes: number,
): void {
  const bytes = bytesOf(body)
  response.writeHead(status, { ...typeOf(body), ...headers, 'content-length': bytes.byteLength })
  response.write(bytes.subarray(0, afterBytes), () => response.destroy())
}

const bytesOf = (body: Answer['body']): Uint8Array =>
  body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))

const typeOf = (body: Answer['body']): Record<string, string> => ({
  'content-type':
    body instanceof Uint8Array ? 'video/mp4' : typeof body === 'string' ? 'text/html' : 'application/json',
})
