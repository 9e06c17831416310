// How many requests one API process takes, end to end over loopback: a create, a describe, a refused signature. The
// ceiling of the same run is a bare Fastify that reads the same bytes and answers a constant, driven by the same client.
// Load and server share this machine, so the ratios count, not the numbers.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { nodeDigest } from '../src/http/node-digest.ts'
import { signRequest } from '../src/protocol/sign-request.ts'
import { load, type Load } from './support/raw-load.ts'

const key = {
  secretId: 'AKIDbenchbenchbenchbenchbenchbench00',
  secretKey: 'benchbenchbenchbenchbenchbench00',
}
const connections = 64
const seconds = 3
const repeats = 3

if (process.argv[2] === 'ceiling') await serveCeiling()
else await measure()

async function measure(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'reelay-bench-'))
  const ceiling = await start([import.meta.filename, 'ceiling'], {})
  const reelay = await start([path.join(import.meta.dirname, '../src/cli/reelay.ts'), 'serve'], {
    REELAY_ROLE: 'api',
    REELAY_PORT: '0',
    REELAY_DATA_DIR: directory,
    REELAY_SECRET_ID: key.secretId,
    REELAY_SECRET_KEY: key.secretKey,
    REELAY_LIMIT_CREATE: process.env['BENCH_LIMIT'] ?? '1000000',
    REELAY_LIMIT_DESCRIBE: process.env['BENCH_LIMIT'] ?? '1000000',
    // What is measured is a signature that is refused, not an address.
    REELAY_LIMIT_FAILURES: '0',
    REELAY_LOG_LEVEL: 'error',
    ...extraSettings(),
  })
  try {
    const create = signed('CreateAigcVideoTask', {
      ModelName: 'Kling',
      Prompt: 'A calm alpine lake at sunset',
    })
    const created = await answerOf(reelay.port, create)
    const taskId = /"TaskId":"([^"]+)"/.exec(created)?.[1]
    if (taskId === undefined) throw new Error(`The first create was refused: ${created}`)
    const describe = signed('DescribeAigcVideoTask', { TaskId: taskId })
    const forged = Buffer.from(
      create.toString('latin1').replace(/Signature=\w{8}/, 'Signature=00000000'),
      'latin1',
    )
    const cases: readonly (readonly [string, number, Buffer, (body: string) => boolean])[] = [
      ['ceiling', ceiling.port, create, () => true],
      ['create', reelay.port, create, (body) => body.includes('"TaskId"')],
      ['describe', reelay.port, describe, (body) => body.includes('"Status"')],
      ['forged', reelay.port, forged, (body) => body.includes('"Error"')],
    ]
    const runs = new Map<string, Load[]>(cases.map(([name]) => [name, []]))
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const [name, port, request, isGood] of cases)
        runs.get(name)?.push(await load({ port, request, connections, seconds, isGood }))
    }
    report(runs)
  } finally {
    for (const { child } of [ceiling, reelay]) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    await rm(directory, { recursive: true, force: true })
  }
}

function report(runs: ReadonlyMap<string, readonly Load[]>): void {
  const middle = (loads: readonly Load[]) =>
    loads.toSorted((left, right) => left.perSecond - right.perSecond)[Math.floor(loads.length / 2)]
  const top = middle(runs.get('ceiling') ?? [])?.perSecond ?? 0
  for (const [name, loads] of runs) {
    const found = middle(loads)
    if (found === undefined) continue
    const { perSecond, p50Milliseconds: p50, p99Milliseconds: p99, bad } = found
    console.log(
      `${name.padEnd(10)} ${perSecond.toFixed(0).padStart(7)}/s  ${((100 * perSecond) / top).toFixed(0).padStart(4)} % of the ceiling  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`,
    )
    for (const body of bad) console.log(`  not as expected: ${body}`)
    if (bad.length > 0) process.exitCode = 1
  }
}

/** `REELAY_REQUEST_LOG_ROWS=0 node bench/requests.ts` measures with that setting. */
function extraSettings(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('REELAY_') && value !== undefined ? [[name, value]] : [],
    ),
  )
}

type Server = { readonly child: ChildProcess; readonly port: number }

async function start(words: readonly string[], environment: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]
    if (port !== undefined) return { child, port: Number(port) }
  }
  throw new Error(`A server did not start: ${said}`)
}

async function serveCeiling(): Promise<void> {
  const app = Fastify()
  app.post('/', async () => ({ Response: { TaskId: '1', RequestId: '2' } }))
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  console.log(`listening on ${address}`)
  process.once('SIGTERM', () => process.exit(0))
}

async function answerOf(port: number, request: Buffer): Promise<string> {
  let answer = ''
  await load({ port, request, connections: 1, seconds: 0.5, isGood: (body) => ((answer = body), true) })
  return answer
}

function signed(action: string, parameters: object): Buffer {
  const body = Buffer.from(JSON.stringify(parameters))
  const host = '127.0.0.1'
  const contentType = 'application/json'
  const timestamp = Math.floor(Date.now() / 1000)
  const headers = signRequest(nodeDigest, key, { host, action, contentType, body, timestamp })
  const lines = Object.entries({ host, ...headers, 'content-length': body.length })
  return Buffer.from(
    `POST / HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body.toString()}`,
  )
}
