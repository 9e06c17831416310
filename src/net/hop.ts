import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Address, Destination } from './destination.ts'
import { Refusal } from './refusal.ts'

/** One request to one place, no redirect followed. */
export type Hop = {
  readonly destination: Destination
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly onConnect: () => void
}

const headerBytesMax = 16 * 1024

/** Sends the request and resolves with the head of the answer; its body is still to come. Rejects with Node's errors. */
export function send(hop: Hop, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { destination, method, headers, body, onConnect } = hop
  const secure = destination.url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(destination.url, {
      method,
      headers,
      lookup: pinnedLookup(destination.addresses),
      // Every request opens its own connection: a pooled one could have been opened for another address of the name,
      // and the shared agent may take a proxy from the environment.
      agent: false,
      maxHeaderSize: headerBytesMax,
      signal,
    })
    request.once('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', onConnect))
    request.once('response', resolve)
    // Stays for the life of the request: what breaks after the answer began reaches the reader of the body as well.
    request.on('error', reject)
    // A request can also close without an answer and without an error, as after a `101 Switching Protocols`.
    request.once('close', () => reject(new Refusal('the connection broke off', 'passing')))
    request.end(body)
  })
}

/** Answers with the checked addresses, whatever is asked. */
function pinnedLookup(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses
    if (options.all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}
