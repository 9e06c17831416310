import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errors } from '../../src/contract/errors.ts'
import { bytesOf, captured } from './captured.ts'
import { exchange, type RawAnswer } from './raw-exchange.ts'
import { tc3Request, wireBytes } from './signed-requests.ts'
import { coveredBy, parse, uncovered, type Signer } from './uncovered.ts'
import { exampleKey, startWireServer } from './wire-server.ts'

/** A good request, the moment at which it is one, and what its client signs. */
type Seed = Signer & { readonly id: string; readonly bytes: Buffer; readonly timestamp: number }

type Mutation = { readonly kind: 'flip' | 'insert' | 'delete'; readonly at: number; readonly byte: number }

/** No captured client signs more than it has to. */
const signsMore: Seed = (() => {
  const { timestamp, ...request } = tc3Request({
    body: '{"Prompt":"a lighthouse"}',
    timestamp: 1_795_360_000,
    signedHeaders: ['content-type', 'host', 'x-tc-action', 'x-tc-content-sha256'],
    headers: { 'x-tc-content-sha256': 'UNSIGNED-PAYLOAD' },
  })
  const bytes = wireBytes(request)
  return { id: 'one that signs more', bytes, timestamp, signsPort: true, signsPath: false }
})()

const seeds: readonly Seed[] = [
  signsMore,
  ...captured
    .filter(({ expect: { signature_valid: valid } }) => valid === true)
    .map((one): Seed => {
      const { timestamp, signed_host: host } = one.expect
      const bytes = bytesOf(one)
      const target = parse(bytes)?.target ?? ''
      // Whoever signs the path of the request signs / when that is the path.
      const signsPath = !/^\/(\?|$)/.test(target)
      return { id: one.id, bytes, timestamp, signsPort: host === 'host-header', signsPath }
    }),
]

/** A server with its own clock that tells whether it found a signature good. */
type Verifier = {
  /** Sends a request at a moment of its own. */
  judge(bytes: Buffer, timestamp: number): Promise<{ readonly believed: boolean; readonly answer: RawAnswer }>
  close(): Promise<void>
}

async function startVerifier(): Promise<Verifier> {
  let now = new Date()
  let believed = 0
  const server = await startWireServer({
    clock: { now: () => now },
    accounts: {
      keyOf: async (secretId) => (secretId === exampleKey.secretId ? exampleKey : null),
      noteUse: () => void believed++,
    },
  })
  return {
    async judge(bytes, timestamp) {
      now = new Date(timestamp * 1000)
      const known = believed
      const answer = await exchange(server.port, bytes, false)
      return { believed: believed > known, answer }
    },
    async close() {
      await server.close()
      expect(server.failures).toEqual([])
    },
  }
}

/** Parts of the protocol that were seen not to be covered. */
const seen = new Set<string>()

/** Sends one mutation. It has to be refused with a documented code, unless the signature does not cover that byte. */
async function expectRefused(verifier: Verifier, seed: Seed, mutation: Mutation): Promise<void> {
  const bytes = mutated(seed.bytes, mutation)
  if (bytes.equals(seed.bytes)) return
  const { believed, answer } = await verifier.judge(bytes, seed.timestamp)
  const said = JSON.stringify({
    seed: seed.id,
    mutation,
    sent: bytes.toString('latin1'),
    answer: answer.body,
  })
  expect(answer.statusLine, said).toBe('HTTP/1.1 200 OK')
  const { Error: error } = JSON.parse(answer.body).Response
  expect(error?.Code, said).not.toBe('InternalError')
  if (believed) noteUncovered(seed, bytes, said)
  else expect(Object.keys(errors), said).toContain(error?.Code)
}

function noteUncovered(seed: Seed, bytes: Buffer, said: string): void {
  const [good, other] = [parse(seed.bytes), parse(bytes)]
  if (good === null || other === null) throw new Error(`believed, although it is not HTTP: ${said}`)
  expect(coveredBy(other, seed), said).toBe(coveredBy(good, seed))
  for (const { what } of uncovered) {
    const others = uncovered.filter((part) => part.what !== what)
    if (coveredBy(other, seed, others) !== coveredBy(good, seed, others)) seen.add(what)
  }
}

function mutated(bytes: Buffer, { kind, at, byte }: Mutation): Buffer {
  const after = bytes.subarray(kind === 'insert' ? at : at + 1)
  const between = kind === 'delete' ? [] : [kind === 'flip' ? (bytes[at] ?? 0) ^ byte : byte]
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(between), after])
}

let verifier: Verifier
beforeAll(async () => {
  verifier = await startVerifier()
})
afterAll(() => verifier.close())

test.each(seeds)('$id is believed as it was signed', async ({ bytes, timestamp }) => {
  expect(await verifier.judge(bytes, timestamp)).toMatchObject({ believed: true })
})

/** The shortest of every kind. */
const exhausted = [
  signsMore.id,
  '023-node-mps-localhost-port-tc3-hmac-sha256-post-describe',
  '124-java-localhost-port-tc3-hmac-sha256-get-create-multi-image',
  '044-node-intl-en-localhost-port-default-hmacsha256-post-describe',
  '096-go-localhost-port-hmacsha1-get-create-multi-image',
]

describe('every single byte', () => {
  test.concurrent.each(exhausted)('of %s counts, or is named as not covered', async (id) => {
    const seed = seeds.find((one) => one.id === id)
    if (seed === undefined) throw new Error(`there is no request ${id}`)
    const own = await startVerifier()
    for (let at = 0; at < seed.bytes.length; at++) {
      await expectRefused(own, seed, { kind: 'flip', at, byte: at % 2 === 0 ? 0x20 : 0x01 })
      await expectRefused(own, seed, { kind: 'delete', at, byte: 0 })
      await expectRefused(own, seed, { kind: 'insert', at, byte: 0x20 })
    }
    // What means something in a request line, and what comes after the end.
    for (let at = 0; at < 12; at++) {
      for (const byte of Buffer.from('\r\n?&#/%'))
        await expectRefused(own, seed, { kind: 'insert', at, byte })
    }
    await expectRefused(own, seed, { kind: 'insert', at: seed.bytes.length, byte: 0x20 })
    await own.close()
  })

  test('of any request counts, or is named as not covered', async () => {
    const mutation = fc.record({
      kind: fc.constantFrom('flip' as const, 'insert' as const, 'delete' as const),
      place: fc.nat({ max: 100_000 }),
      byte: fc.integer({ min: 0, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), mutation, async (seed, { kind, place, byte }) => {
        await expectRefused(verifier, seed, { kind, at: place % seed.bytes.length, byte })
      }),
      { numRuns: 3000 },
    )
  })

  test('that is named as not covered was seen not to be', () => {
    expect([...seen].toSorted()).toEqual(uncovered.map(({ what }) => what).toSorted())
  })
})
