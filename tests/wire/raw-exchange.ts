import { connect } from 'node:net'

export type RawAnswer = {
  readonly statusLine: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** Sends bytes as they are and reads one answer. The connection is ended after sending unless it `staysOpen`. */
export function exchange(port: number, bytes: Uint8Array | string, staysOpen = true): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes)
      if (!staysOpen) socket.end()
    })
    let received = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const answer = parseAnswer(received)
      if (answer === null) return
      socket.destroy()
      resolve(answer)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`the connection closed after ${received.length} bytes`)))
    socket.setTimeout(20_000, () => {
      socket.destroy()
      reject(new Error('no answer in 20 s'))
    })
  })
}

/** `null` while it is not complete. Interim answers (100 Continue) are passed over. */
function parseAnswer(received: Buffer): RawAnswer | null {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd === -1) return null
  const [statusLine = '', ...lines] = received.subarray(0, headEnd).toString('latin1').split('\r\n')
  if (statusLine.startsWith('HTTP/1.1 100')) return parseAnswer(received.subarray(headEnd + 4))
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const length = Number(headers.get('content-length') ?? 0)
  const body = received.subarray(headEnd + 4)
  return body.length < length
    ? null
    : { statusLine, headers, body: body.subarray(0, length).toString('utf8') }
}
