import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errors } from '../../src/contract/errors.ts'
import type { FuzzReport } from './fuzz-server.ts'
import { malformed } from './malformed.ts'
import { exchange, type RawAnswer } from './raw-exchange.ts'
import { tc3Request, wireBytes } from './signed-requests.ts'
import { exampleKey } from './wire-server.ts'

// `npm run test:wire` sends them all (`--mode whole`), `npm test` a quarter. The seed makes a run repeatable.
const requests = process.env['MODE'] === 'whole' ? 10_000 : 2_500
const seed = 20_261_122
const kinds = Object.keys(malformed)
const atOnce = 8
/** What the engine compiles and keeps on the way is about 1 MB; one kept request is more than 1 KB. */
const growthBytesMax = 2 * 1024 * 1024
const settlingMilliseconds = 300
const noiseBytes = 64 * 1024

let child: ChildProcess
let before: FuzzReport
beforeAll(async () => {
  const program = fileURLToPath(new URL('fuzz-server.ts', import.meta.url))
  child = fork(program, { execArgv: ['--expose-gc'] })
  await once(child, 'message')
  before = await report()
})
afterAll(() => child.kill())

async function report(): Promise<FuzzReport> {
  child.send('report')
  const [message] = await once(child, 'message')
  return message as FuzzReport
}

/** As the report is when connections and their bodies have gone: asked for until it no longer falls. */
async function settledReport(): Promise<FuzzReport> {
  let { bytes } = await report()
  for (let steady = 0; ;) {
    await pause(settlingMilliseconds)
    const next = await report()
    steady = next.bytes < bytes - noiseBytes ? 0 : steady + 1
    bytes = Math.min(bytes, next.bytes)
    if (steady === 3) return { ...next, bytes }
  }
}

/** Sends many and checks each answer. */
async function fire(kind: string, count: number, firstSeed: number): Promise<void> {
  const arbitrary = malformed[kind]?.() ?? fc.constant(new Uint8Array())
  const shots = fc.sample(arbitrary, { numRuns: count, seed: firstSeed })
  const next = shots.entries()
  const lanes = Array.from({ length: atOnce }, async () => {
    for (const [number, bytes] of next) await expectDocumented(bytes, `${kind}, ${number}`)
  })
  await Promise.all(lanes)
}

async function expectDocumented(bytes: Uint8Array, which: string): Promise<void> {
  const said = () => `${which}: ${Buffer.from(bytes).toString('latin1').slice(0, 3000)}`
  const answer = await exchange(before.port, bytes, false).catch((error: unknown) => {
    if (mayStaySilent(Buffer.from(bytes))) return null
    throw new Error(`${String(error)} at ${said()}`)
  })
  if (answer === null) return
  expect(answer.statusLine, said()).toBe('HTTP/1.1 200 OK')
  expect(answer.headers.get('content-type'), said()).toBe('application/json')
  expectNoInside(answer, said)
  const { Response: response } = JSON.parse(answer.body)
  expect(response.RequestId, said()).toMatch(/^[0-9a-f-]{36}$/)
  if (response.Error === undefined) return
  expect(Object.keys(errors), said()).toContain(response.Error.Code)
  expect(response.Error.Code, said()).not.toBe('InternalError')
  expect(response.Error.Message.length, said()).toBeGreaterThan(10)
}

/** HEAD is answered without a body, and who has not sent a whole word yet has asked nothing. */
const mayStaySilent = (bytes: Buffer): boolean => /^[\r\n]*(HEAD |$)/.test(bytes.toString('latin1'))

/** Paths, stacks and secrets; and what would be there if a line of ours could be broken in two. */
const inside = [process.cwd(), 'node_modules', 'node:internal', '.ts:', '    at ', exampleKey.secretKey]
const injected = ['injected', 'set-cookie']

function expectNoInside({ headers, body }: RawAnswer, said: () => string): void {
  const text = `${JSON.stringify([...headers])}${body}`
  expect(
    inside.filter((word) => text.includes(word)),
    said(),
  ).toEqual([])
  expect(
    injected.filter((name) => headers.has(name)),
    said(),
  ).toEqual([])
}

describe(`${requests} malformed requests`, () => {
  test('warm the server up', async () => {
    for (const [index, kind] of kinds.entries()) await fire(kind, 60, seed - 1 - index)
    before = await settledReport()
  })

  test.each(kinds)('%s: each gets a documented answer', async (kind) => {
    await fire(kind, Math.ceil(requests / kinds.length), seed + kinds.indexOf(kind))
  })

  test('leave nothing behind', async () => {
    const after = await report()
    expect(after.failures).toEqual([])
    expect(after.pollution).toEqual([])
    // A request that never ends holds its bytes until its time is up.
    const growth = async () => (await report()).bytes - before.bytes
    await expect.poll(growth, { timeout: 90_000, interval: 1000 }).toBeLessThan(growthBytesMax)
  })

  test('do not keep a good one from its answer', async () => {
    const good = wireBytes(tc3Request({ body: '{"Prompt":"a lighthouse"}' }))
    expect(JSON.parse((await exchange(before.port, good)).body).Response).toHaveProperty('TaskId')
  })
})
