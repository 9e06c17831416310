import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient } from '../support/sdk-clients.ts'
import { startTraceReceiver, valueOf } from '../support/trace-receiver.ts'
import { watchTask } from '../support/watch-task.ts'

const prompt = 'a heliotrope lighthouse'
const secretKey = 'telemetry-secret-key-0000000001'
const receiverKey = 'receiver-key-0123456789'

let database: FreshDatabase
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let receiver: Awaited<ReturnType<typeof startTraceReceiver>>
const processes: ReelayProcess[] = []
let taskId = ''

/** One API process and one worker, as an operator with a collector would run them. */
beforeAll(async () => {
  database = await freshDatabase()
  directory = await temporaryDirectory('telemetry')
  receiver = await startTraceReceiver()
  for (const role of ['api', 'worker']) {
    const server = await startReelay({
      dataDirectory: join(directory.path, 'data'),
      environment: {
        REELAY_ROLE: role,
        REELAY_SECRET_KEY: secretKey,
        REELAY_DATABASE_URL: database.url,
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_HEADERS: `x-key=${receiverKey}`,
        OTEL_BSP_SCHEDULE_DELAY: '100',
      },
    })
    processes.push(server)
  }
  const [api] = processes
  const client = mpsClient({ ...api!, secretKey })
  taskId = (await client.create({ ModelName: 'Vidu', Prompt: prompt, Duration: 1 })).TaskId ?? ''
  await watchTask(client, taskId)
  for (const each of processes) await each.stop()
}, 180_000)

afterAll(async () => {
  for (const each of processes) await each.stop()
  await receiver?.close()
  await database?.drop()
  await directory?.remove()
})

describe('a task that an API process took and a worker did', () => {
  test('is one trace, whose id is in its TaskId', () => {
    const [api, worker, ...more] = new Set(receiver.spans.map(({ instance }) => instance))
    expect([api, worker]).not.toContain(undefined)
    expect(more).toEqual([])
    expect(taskId).toMatch(/-[0-9a-f]{32}$/)
    expect(new Set(receiver.spans.map(({ traceId }) => traceId))).toEqual(new Set([taskId.slice(-32)]))
  })

  test('has a span for the create, the wait, every stage and every call of the vendor, in one tree', () => {
    const { spans } = receiver
    const named = (name: string) => spans.filter((span) => span.name === name)
    const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined)
    expect(roots.map(({ name }) => name)).toEqual(['generate_content Vidu q2'])
    const steps = ['CreateAigcVideoTask', 'queue', 'intake', 'submit', 'render', 'collect', 'deliver']
    for (const step of steps) {
      expect(
        named(step).map(({ parentSpanId }) => parentSpanId),
        step,
      ).toEqual([roots[0]?.spanId])
    }
    const submits = spans.filter((span) => valueOf(span.attributes, 'reelay.vendor.operation') === 'submit')
    expect(submits.map(({ name, kind }) => [name, kind])).toEqual([['generate_content Vidu q2', 3]])
    expect(submits[0]?.parentSpanId).toBe(named('submit')[0]?.spanId)
    expect(named('check animatic').length).toBeGreaterThan(0)
    const ids = new Set(spans.map(({ spanId }) => spanId))
    expect(ids.size).toBe(spans.length)
    for (const { parentSpanId } of spans) if (parentSpanId !== undefined) expect(ids).toContain(parentSpanId)
  })

  test('tells of times that follow each other', () => {
    const timesOf = (name: string) => {
      const span = receiver.spans.find((each) => each.name === name)!
      return [BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)] as const
    }
    const order = ['intake', 'submit', 'render', 'collect', 'deliver'].map(timesOf)
    for (const [index, [began, ended]] of order.entries()) {
      expect(began).toBeLessThanOrEqual(ended)
      if (index > 0) expect(began).toBeGreaterThanOrEqual(order[index - 1]![1])
    }
  })

  test('goes to the receiver in JSON with the headers that the operator set', () => {
    for (const request of receiver.headers)
      expect(request).toMatchObject({
        url: '/v1/traces',
        'content-type': 'application/json',
        'x-key': receiverKey,
      })
  })

  test('leaves one line for its create and for each of its steps, with the same names in both processes', () => {
    const lines = processes.flatMap((each) => jsonLines(each.said()))
    const own = lines.filter((line) => line['taskId'] === taskId)
    expect(own).toContainEqual(
      expect.objectContaining({ msg: 'served a request', action: 'CreateAigcVideoTask' }),
    )
    const requestId = own.find(({ msg }) => msg === 'served a request')?.['requestId']
    const moves = own.filter(({ msg }) => msg === 'task moved')
    expect(new Set(moves.map(({ stage }) => stage))).toEqual(
      new Set(['intake', 'submit', 'render', 'collect', 'deliver']),
    )
    expect(new Set(moves.map((line) => line['requestId']))).toEqual(new Set([requestId]))
  })

  test('leaves neither its prompt nor a secret in a log or a trace', () => {
    const told = [...processes.map((each) => each.said()), JSON.stringify(receiver.spans)].join('\n')
    expect(told).toContain(taskId)
    const secrets = [prompt, 'heliotrope', receiverKey, secretKey, database.url]
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
  })
})

const jsonLines = (said: string): Record<string, unknown>[] =>
  said
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : []))
