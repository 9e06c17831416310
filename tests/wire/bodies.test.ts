import { connect } from 'node:net'
import { once } from 'node:events'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange } from './raw-exchange.ts'
import { tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
beforeAll(async () => {
  server = await startWireServer()
})
afterAll(async () => {
  await server.close()
  expect(server.failures).toEqual([])
})

const kilobyte = 1024
const megabyte = 1024 * kilobyte

type Response = {
  readonly TaskId?: string
  readonly Error?: { readonly Code: string; readonly Message: string }
}

async function send(bytes: Uint8Array): Promise<Response> {
  return JSON.parse((await exchange(server.port, bytes)).body).Response
}

/** The same request, its body in chunks. */
function chunked(bytes: Buffer, sizes: readonly number[]): Buffer {
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.toString('latin1', 0, end).replace(/\r\ncontent-length: \d+/, '')
  const chunks: Buffer[] = [Buffer.from(`${head}\r\ntransfer-encoding: chunked\r\n\r\n`, 'latin1')]
  let rest = bytes.subarray(end + 4)
  for (let index = 0; rest.length > 0; index++) {
    const chunk = rest.subarray(0, sizes[index] ?? rest.length)
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'))
    rest = rest.subarray(chunk.length)
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')])
}

describe('a body in chunks', () => {
  test('reads as in one piece, wherever it is cut', async () => {
    const prompt = '让画面动起来 🎬 + 100% & more'
    const whole = [
      wireBytes(tc3Request({ body: JSON.stringify({ Prompt: prompt }) })),
      v1Bytes({ Prompt: prompt }, 'POST'),
    ]
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...whole), sizes, async (bytes, cuts) => {
        expect(await send(chunked(bytes, cuts))).toHaveProperty('TaskId')
        expect(server.creations.at(-1)?.request).toEqual({ Prompt: prompt })
      }),
    )
  })

  test('is signed as the body, not as its chunks', async () => {
    const bytes = chunked(wireBytes(tc3Request({ body: '{"Prompt":"a lighthouse"}' })), [5])
    const other = Buffer.from(bytes.toString('latin1').replace('house', 'horse'))
    expect((await send(other)).Error?.Code).toBe('AuthFailure.SignatureFailure')
  })
})

test('a client that expects 100 Continue gets it before its 5 MB, and then the answer', async () => {
  const body = `{"Prompt":"a lighthouse"${' '.repeat(5 * megabyte)}}`
  const bytes = wireBytes(tc3Request({ body, headers: { expect: '100-continue' } }))
  const headEnd = bytes.indexOf('\r\n\r\n') + 4
  const socket = connect(server.port, '127.0.0.1')
  const received: string[] = []
  socket.on('data', (chunk) => received.push(chunk.toString('latin1')))
  const known = server.creations.length
  socket.write(bytes.subarray(0, headEnd))
  await once(socket, 'data')
  expect(received.join('')).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  expect(server.creations.length).toBe(known)
  socket.write(bytes.subarray(headEnd))
  await expect.poll(() => received.join('')).toMatch(/\r\n\r\nHTTP\/1\.1 200 OK\r\n[^]*"TaskId"/)
  socket.destroy()
})

/** Spaces make a JSON body as long as it has to be. */
const jsonOf = (bytes: number): Buffer => {
  const body = '{"Prompt":"a lighthouse"}'
  return wireBytes(tc3Request({ body: body.padEnd(bytes, ' ') }))
}

/** A form is made longer by its last value, which no rule of the catalog then likes. */
const formOf = (bytes: number): Buffer => {
  const bodyBytes = (request: Buffer) => request.length - request.indexOf('\r\n\r\n') - 4
  // The signature's escapes change with every length: look for a nonce whose signature is as long as it has to be.
  for (let nonce = 1; nonce < 1000; nonce++) {
    const own = { Nonce: String(nonce).padStart(4, '1'), Prompt: '' }
    const empty = bodyBytes(v1Bytes(own, 'POST'))
    const request = v1Bytes({ ...own, Prompt: 'a'.repeat(bytes - empty) }, 'POST')
    if (bodyBytes(request) === bytes) return request
  }
  throw new Error(`no form of ${bytes} bytes was found`)
}

const queryOf = (bytes: number): Buffer =>
  wireBytes(tc3Request({ method: 'GET', query: 'Prompt='.padEnd(bytes - '/?'.length, 'a') }))

/** What is answered up to the limit, and above it. */
const posts = [
  {
    what: 'a TC3 POST',
    limit: 10 * megabyte,
    make: jsonOf,
    below: undefined,
    above: 'RequestSizeLimitExceeded',
  },
  {
    what: 'a version 1 POST',
    limit: megabyte,
    make: formOf,
    below: 'InvalidParameterValue',
    above: 'AuthFailure.SignatureFailure',
  },
]

describe('the size', () => {
  test.each([
    ...posts,
    {
      what: 'a GET',
      limit: 32 * kilobyte,
      make: queryOf,
      below: 'InvalidParameterValue',
      above: 'RequestSizeLimitExceeded',
    },
  ])('of $what may be $limit bytes, and not one more', async ({ limit, make, below, above }) => {
    expect((await send(make(limit - 1))).Error?.Code).toBe(below)
    expect((await send(make(limit))).Error?.Code).toBe(below)
    const { Error: error } = await send(make(limit + 1))
    expect(error?.Code).toBe(above)
    expect(error?.Message).toMatch(new RegExp(`${limit}|exceeding request size limit`))
  })

  test.each(posts)(
    'of $what is the same when no length is announced',
    async ({ limit, make, below, above }) => {
      const sizes = Array.from({ length: 200 }, () => 64 * kilobyte)
      expect((await send(chunked(make(limit), sizes))).Error?.Code).toBe(below)
      expect((await send(chunked(make(limit + 1), sizes))).Error?.Code).toBe(above)
    },
  )
})
