import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange } from './raw-exchange.ts'
import { tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
beforeAll(async () => {
  server = await startWireServer()
})
afterAll(() => server.close())

const body = JSON.stringify({ ModelName: 'GV', Prompt: 'a lighthouse, 灯塔', Duration: 8 })
const query = 'ModelName=GV&Prompt=a%20lighthouse%2C%20%E7%81%AF%E5%A1%94&Duration=8'
const parameters = { ModelName: 'GV', Prompt: 'a lighthouse, 灯塔', Duration: '8' }

// The part of each request whose every byte is signed. Upper and lower case are left alone where they mean the same:
// in host names, media types and percent-encoding.
const requests = [
  {
    name: 'the Authorization of TC3',
    bytes: wireBytes(tc3Request({ body })),
    part: /(?<=authorization: ).*/,
  },
  { name: 'the body of TC3', bytes: wireBytes(tc3Request({ body })), part: /(?<=\r\n\r\n).*/s },
  {
    name: 'the query of TC3',
    bytes: wireBytes(tc3Request({ method: 'GET', query })),
    part: /(?<=GET \/\?)\S+/,
  },
  { name: 'the timestamp of TC3', bytes: wireBytes(tc3Request({ body })), part: /(?<=x-tc-timestamp: ).*/ },
  { name: 'the host of TC3', bytes: wireBytes(tc3Request({ body })), part: /(?<=host: ).*/, anyCase: true },
  {
    name: 'the media type of TC3',
    bytes: wireBytes(tc3Request({ body })),
    part: /(?<=content-type: ).*/,
    anyCase: true,
  },
  { name: 'the query of version 1', bytes: v1Bytes(parameters), part: /(?<=GET \/\?)\S+/, anyCase: true },
  { name: 'the host of version 1', bytes: v1Bytes(parameters), part: /(?<=host: ).*/, anyCase: true },
  {
    name: 'the body of version 1',
    bytes: v1Bytes(parameters, 'POST'),
    part: /(?<=\r\n\r\n).*/s,
    anyCase: true,
  },
]

describe.each(requests)('a request with one other byte in $name', ({ bytes, part, anyCase }) => {
  const match = part.exec(bytes.toString('latin1'))
  const [start, length] = [match?.index ?? -1, match?.[0].length ?? 0]
  // CR and LF would end the header instead of changing it.
  const otherByte = fc.integer({ min: 0x20, max: 0xff }).filter((byte) => byte !== 0x7f)

  test('is believed as it was signed', async () => {
    expect(length).toBeGreaterThan(0)
    const { Response: response } = JSON.parse((await exchange(server.port, bytes)).body)
    expect(response.Error).toBeUndefined()
  })

  test('is refused', async () => {
    const known = server.creations.length
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: length - 1 }), otherByte, async (offset, byte) => {
        const before = bytes[start + offset] ?? 0
        fc.pre(before !== byte)
        fc.pre(anyCase !== true || lowerCase(before) !== lowerCase(byte))
        const mutated = Buffer.from(bytes)
        mutated[start + offset] = byte
        const answer = await exchange(server.port, mutated)
        expect(answer.statusLine).toBe('HTTP/1.1 200 OK')
        const { Response: response } = JSON.parse(answer.body)
        expect(response.Error.Code).toMatch(/^(AuthFailure\.|Invalid|MissingParameter$|UnsupportedProtocol$)/)
        expect(response.TaskId).toBeUndefined()
      }),
      { numRuns: 150 },
    )
    expect(server.creations.length).toBe(known)
    expect(server.failures).toEqual([])
  })
})

const lowerCase = (byte: number): string => String.fromCharCode(byte).toLowerCase()
