import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { isIPv6 } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Resolve } from '../destination.ts'

/** A name server on loopback that answers each question for addresses with the next of its answers, with a TTL of 0. */
export type DnsStub = {
  readonly resolve: Resolve
  /** How often an IPv4 address was asked for. */
  questions(): number
}

export async function serveDns(...answers: readonly (readonly string[])[]): Promise<DnsStub> {
  const socket = createSocket('udp4')
  const asked = { [typeA]: 0, [typeAaaa]: 0 }
  socket.on('message', (query, peer) => {
    const end = query.indexOf(0, headerBytes) + 5
    const type = query.readUInt16BE(end - 4)
    if (type !== typeA && type !== typeAaaa) return
    const addresses = answers[Math.min(asked[type], answers.length - 1)] ?? []
    asked[type] += 1
    const fitting = addresses.filter((address) => isIPv6(address) === (type === typeAaaa))
    socket.send(answerTo(query.subarray(0, end), fitting, type), peer.port, peer.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void socket.close())
  const resolver = new Resolver({ timeout: 2000, tries: 1 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  const none = (): string[] => []
  return {
    questions: () => asked[typeA],
    resolve: async (hostname) => [
      ...(await resolver.resolve4(hostname).catch(none)),
      ...(await resolver.resolve6(hostname).catch(none)),
    ],
  }
}

const headerBytes = 12
const typeA = 1
const typeAaaa = 28

/** RFC 1035, 4.1: the question again, and a record per address that points back to its name. */
function answerTo(question: Buffer, addresses: readonly string[], type: number): Buffer {
  const head = Buffer.from(question)
  head.writeUInt16BE(0x8180, 2)
  head.writeUInt16BE(addresses.length, 6)
  head.fill(0, 8, headerBytes)
  const records = addresses.map((address) => {
    const data = bytesOf(address)
    const record = Buffer.alloc(12)
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(type, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt16BE(data.length, 10)
    return Buffer.concat([record, data])
  })
  return Buffer.concat([head, ...records])
}

function bytesOf(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number))
  const [before = '', after = ''] = address.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const [first, last] = [groups(before), groups(after)]
  const all = [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}
