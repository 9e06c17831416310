import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Crossing, crossingHeader, type Crossings } from './cut-door.ts'
import { befall } from './life.ts'

/** How long a call that arrives late was on its way: well within the quarantine of 120 s, for the hardest case. */
const lateSeconds = 60

export type Asked = {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answer = {
  /** `null`: the connection breaks instead of an answer. */
  readonly status: number | null
  readonly retryAfterSeconds?: number
  readonly body: object
}

export type CutServer = { readonly url: string; close(): Promise<void> }

/** A server on loopback that breaks off the calls that are to be cut, each where its cut says. */
export async function serveCut(
  crossings: Crossings,
  answer: (asked: Asked) => Answer | Promise<Answer>,
): Promise<CutServer> {
  const server = createServer((request, response) => {
    const crossing = crossings.get(String(request.headers[crossingHeader]))
    serve(request, response, crossing, answer).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  crossing: Crossing | undefined,
  answer: (asked: Asked) => Answer | Promise<Answer>,
): Promise<void> {
  const moment = crossing?.cut?.moment ?? 'after'
  const strike = (): void => {
    if (crossing?.cut) befall(crossing.life, crossing.cut)
    response.socket?.destroy()
  }
  if (moment === 'request') return strike()
  const { method = '', headers } = request
  const url = new URL(request.url ?? '', `http://${headers.host}`)
  const asked: Asked = { method, url, headers, body: await text(request) }
  if (moment === 'late') {
    setTimeout(() => void answer(asked), lateSeconds * 1000)
    return strike()
  }
  const given = await answer(asked)
  if (given.status === null) return void response.socket?.destroy()
  const bytes = bytesOf(given)
  if (!moment.startsWith('byte ')) return void response.socket?.end(bytes)
  const cutAt = Math.min(Number(moment.slice('byte '.length)), bytes.length - 1)
  response.socket?.write(bytes.subarray(0, cutAt), strike)
}

/** By hand, so that it can be cut at every byte. */
function bytesOf({ status, retryAfterSeconds, body }: Answer): Buffer {
  const isFile = body instanceof Uint8Array
  const content = isFile ? body : Buffer.from(JSON.stringify(body))
  const head = [
    `HTTP/1.1 ${status} Scripted`,
    `Content-Type: ${isFile ? 'application/octet-stream' : 'application/json'}`,
    `Content-Length: ${content.length}`,
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
    'Connection: close',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content])
}
