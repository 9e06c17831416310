import { once } from 'node:events'
import { connect } from 'node:net'

/** What a burst of requests came to. */
export type Load = {
  readonly perSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  /** Bodies that `isGood` did not like, the first of each kind. */
  readonly bad: readonly string[]
}

export type LoadPlan = {
  readonly port: number
  /** One whole HTTP/1.1 request, sent again and again: signing it each time would measure the client. */
  readonly request: Buffer
  readonly connections: number
  readonly seconds: number
  readonly isGood: (body: string) => boolean
}

/** Sends the request over kept connections, on each the next one when the last one's answer is there. */
export async function load({ port, request, connections, seconds, isGood }: LoadPlan): Promise<Load> {
  const end = performance.now() + seconds * 1000
  const milliseconds: number[] = []
  const bad = new Set<string>()
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      socket.setNoDelay(true)
      let received = ''
      while (performance.now() < end) {
        const sentAt = performance.now()
        socket.write(request)
        for (;;) {
          const [chunk] = (await once(socket, 'data')) as [Buffer]
          received += chunk.toString('latin1')
          const body = bodyOf(received)
          if (body === null) continue
          if (!isGood(body)) bad.add(body.slice(0, 300))
          received = ''
          break
        }
        milliseconds.push(performance.now() - sentAt)
      }
      socket.destroy()
    }),
  )
  const took = (performance.now() - startedAt) / 1000
  const sorted = milliseconds.toSorted((left, right) => left - right)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  return {
    perSecond: milliseconds.length / took,
    p50Milliseconds: at(0.5),
    p99Milliseconds: at(0.99),
    bad: [...bad].slice(0, 3),
  }
}

/** The body, when all of it is there. */
function bodyOf(received: string): string | null {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd === -1) return null
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? 0)
  const body = received.slice(headEnd + 4)
  return body.length >= length ? body : null
}
