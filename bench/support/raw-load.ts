import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'

/** What a burst of requests came to. */
export type Load = {
  readonly requests: number
  readonly perSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  /** Bodies without the expected text, the first three kinds. */
  readonly bad: readonly string[]
}

export type LoadPlan = {
  /** The connections are spread over these. */
  readonly ports: readonly number[]
  /** One whole HTTP/1.1 request, sent again and again: signing it each time would measure the client. */
  readonly request: string
  readonly connections: number
  readonly seconds: number
  /** What every good answer contains. */
  readonly expected: string
}

/** Sends the load from a process of its own, so that it and the server do not take turns on one thread. */
export async function loadFromOutside(plan: LoadPlan): Promise<Load> {
  const child = fork(import.meta.filename)
  child.send(plan)
  const [load] = (await once(child, 'message')) as [Load]
  await once(child, 'exit')
  return load
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  const [plan] = (await once(process, 'message')) as [LoadPlan]
  process.send(await load(plan))
  process.disconnect()
}

/** On each kept connection the next request goes out when the last one's answer is there. */
async function load({ ports, request, connections, seconds, expected }: LoadPlan): Promise<Load> {
  const bytes = Buffer.from(request, 'latin1')
  const startedAt = performance.now()
  const end = startedAt + seconds * 1000
  const milliseconds: number[] = []
  const bad = new Set<string>()
  const drive = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      let received = ''
      let sentAt = 0
      const send = (): void => {
        sentAt = performance.now()
        socket.write(bytes)
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString('latin1')
        if (!isWhole(received)) return
        const now = performance.now()
        milliseconds.push(now - sentAt)
        if (!received.includes(expected)) bad.add(received.slice(received.indexOf('\r\n\r\n') + 4, 400))
        received = ''
        if (now < end) return send()
        socket.destroy()
        resolve()
      })
    })
  await Promise.all(
    Array.from({ length: connections }, (_, index) => drive(ports[index % ports.length] ?? 0)),
  )
  const took = (performance.now() - startedAt) / 1000
  const sorted = Float64Array.from(milliseconds).toSorted()
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  return {
    requests: milliseconds.length,
    perSecond: milliseconds.length / took,
    p50Milliseconds: at(0.5),
    p99Milliseconds: at(0.99),
    bad: [...bad].slice(0, 3),
  }
}

function isWhole(received: string): boolean {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd === -1) return false
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0)
  return received.length >= headEnd + 4 + length
}
