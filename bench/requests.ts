// How many signed requests the API takes, end to end over loopback: durable creates, describes, refused signatures; one
// API process, then two. The ceiling of the same run is a bare node:http server that verifies the same TC3 signature and
// answers a constant, under the same load, from the same separate load process. PostgreSQL, the API and the load share
// this machine, so the ratios count, not the numbers. Median of 3; JSON goes to bench/results/.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { urlOf } from '../src/database/address.ts'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { nodeDigest } from '../src/http/node-digest.ts'
import { signRequest } from '../src/protocol/sign-request.ts'
import { parseAuthorization, signingKey, verifyTc3 } from '../src/protocol/tc3-signature.ts'
import { createLog } from '../src/telemetry/log.ts'
import { type Load, loadFromOutside } from './support/raw-load.ts'

const key = {
  secretId: 'AKIDbenchbenchbenchbenchbenchbench00',
  secretKey: 'benchbenchbenchbenchbenchbench00',
}
/** About what people write. */
const prompt =
  'A calm alpine lake at sunset, mist above the water, a red canoe drifts slowly towards the camera. '.repeat(
    4,
  )
const connections = 64
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3)
const repeats = Number(process.env['BENCH_REPEATS'] ?? 3)
/** `BENCH_ONLY=create,describe` leaves the other cases out; the ceiling is always measured. */
const only = process.env['BENCH_ONLY']?.split(',')

if (process.argv[2] === 'ceiling') await serveCeiling()
else await measure()

type Case = {
  readonly name: string
  readonly servers: readonly Server[]
  readonly request: string
  readonly expected: string
}

async function measure(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'reelay-bench-'))
  const log = createLog('warn')
  const postgres = await startEmbeddedPostgres({ dataDirectory: path.join(directory, 'postgres'), log })
  const servers: Server[] = []
  try {
    const url = urlOf(postgres.connection)
    const ceiling = await start([import.meta.filename, 'ceiling'], {}, servers)
    // One after the other: the first makes the key.
    const first = await startApi(path.join(directory, 'data'), url, servers)
    const second = await startApi(path.join(directory, 'data'), url, servers)
    const create = signed('CreateAigcVideoTask', { ModelName: 'Kling', Prompt: prompt })
    const taskId = await firstTask(first, create)
    const describe = signed('DescribeAigcVideoTask', { TaskId: taskId })
    const forged = create.replace(/Signature=\w{8}/, 'Signature=00000000')
    const cases: readonly Case[] = [
      { name: 'ceiling', servers: [ceiling], request: create, expected: '"TaskId"' },
      { name: 'create', servers: [first], request: create, expected: '"TaskId"' },
      { name: 'create, 2 processes', servers: [first, second], request: create, expected: '"TaskId"' },
      { name: 'describe', servers: [first], request: describe, expected: '"Status"' },
      { name: 'describe, 2 processes', servers: [first, second], request: describe, expected: '"Status"' },
      { name: 'forged', servers: [first], request: forged, expected: '"Error"' },
    ]
    await report(
      await runAll(cases.filter(({ name }) => name === 'ceiling' || (only?.includes(name) ?? true))),
    )
  } finally {
    for (const { child } of servers.reverse()) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

type Run = Load & {
  /** Of the processes that answered, without the database's; `null` where the system does not tell. */
  readonly cpuMicrosecondsPerRequest: number | null
}

async function runAll(cases: readonly Case[]): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, Run[]>(cases.map(({ name }) => [name, []]))
  // The first round warms everything up and is thrown away. Cases take turns, as the machine's speed drifts.
  for (let round = 0; round <= repeats; round++) {
    for (const { name, servers, request, expected } of cases) {
      const ports = servers.map(({ port }) => port)
      const before = cpuSecondsOf(servers)
      const plan = { ports, request, expected, connections, seconds: round === 0 ? 1 : seconds }
      const load = await loadFromOutside(plan)
      const after = cpuSecondsOf(servers)
      const cpuMicrosecondsPerRequest =
        before === null || after === null ? null : ((after - before) * 1e6) / load.requests
      if (round > 0) runs.get(name)?.push({ ...load, cpuMicrosecondsPerRequest })
    }
  }
  return runs
}

/** proc(5): utime and stime are the 14th and 15th field, in hundredths of a second. */
function cpuSecondsOf(servers: readonly Server[]): number | null {
  if (process.platform !== 'linux') return null
  return servers.reduce((seconds, { child }) => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return seconds + (Number(fields[11]) + Number(fields[12])) / 100
  }, 0)
}

async function report(runs: ReadonlyMap<string, readonly Run[]>): Promise<void> {
  const middle = (loads: readonly Run[]): Run | undefined =>
    loads.toSorted((left, right) => left.perSecond - right.perSecond)[Math.floor(loads.length / 2)]
  const top = middle(runs.get('ceiling') ?? [])?.perSecond ?? 0
  const rows = [...runs].flatMap(([name, loads]) => {
    const found = middle(loads)
    return found === undefined ? [] : [{ name, ofCeiling: found.perSecond / top, ...found }]
  })
  for (const { name, perSecond, ofCeiling, bad, ...row } of rows) {
    const { p50Milliseconds: p50, p99Milliseconds: p99, cpuMicrosecondsPerRequest: cpu } = row
    const speed = `${perSecond.toFixed(0).padStart(7)}/s  ${ofCeiling.toFixed(2)} of the ceiling`
    const delay = `p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`
    console.log(`${name.padEnd(22)} ${speed}  ${delay}  ${cpu?.toFixed(0) ?? '?'} µs of CPU each`)
    for (const body of bad) console.log(`  not as expected: ${body}`)
    if (bad.length > 0) process.exitCode = 1
  }
  const at = new Date().toISOString()
  const machine = { processors: os.availableParallelism(), model: os.cpus()[0]?.model, load: os.loadavg() }
  const folder = path.join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, `requests-${at.replaceAll(/[:.]/g, '-')}.json`)
  await writeFile(file, `${JSON.stringify({ at, machine, connections, seconds, repeats, rows }, null, 2)}\n`)
  console.log(`${path.relative(process.cwd(), file)} written`)
}

function startApi(dataDirectory: string, databaseUrl: string, servers: Server[]): Promise<Server> {
  // `BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=/tmp/profile'` shows where the time goes.
  const flags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? []
  const settings = {
    REELAY_ROLE: 'api',
    REELAY_PORT: '0',
    REELAY_DATA_DIR: dataDirectory,
    REELAY_DATABASE_URL: databaseUrl,
    REELAY_SECRET_ID: key.secretId,
    REELAY_SECRET_KEY: key.secretKey,
    REELAY_LIMIT_CREATE: '1000000',
    REELAY_LIMIT_UNFINISHED: '0',
    REELAY_LIMIT_DESCRIBE: '1000000',
    // What is measured is a signature that is refused, not an address.
    REELAY_LIMIT_FAILURES: '0',
    ...extraSettings(),
  }
  return start([...flags, path.join(import.meta.dirname, '../src/cli/reelay.ts'), 'serve'], settings, servers)
}

/** `REELAY_REQUEST_LOG_ROWS=0 node bench/requests.ts` measures with that setting. */
function extraSettings(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^(REELAY|OTEL)_/.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  )
}

type Server = { readonly child: ChildProcess; readonly port: number }

async function start(
  words: readonly string[],
  environment: Record<string, string>,
  servers: Server[],
): Promise<Server> {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env['PATH'], ...environment },
    // A log is written, as in real life, and thrown away.
    stdio: ['ignore', 'pipe', process.env['BENCH_LOG'] === undefined ? 'ignore' : 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]
    if (port !== undefined) {
      const server = { child, port: Number(port) }
      servers.push(server)
      return server
    }
  }
  throw new Error(`A server did not start: ${said}`)
}

/** What nobody can be faster than: HTTP and the signature, and nothing else. */
async function serveCeiling(): Promise<void> {
  const dayKeys = new Map<string, ReturnType<typeof nodeDigest.hmac>>()
  const answer = JSON.stringify({ Response: { TaskId: '1250000001-AigcVideo-0', RequestId: '0' } })
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = request.headers as Record<string, string>
      const claim = parseAuthorization(headers['authorization'] ?? '')
      const scope = `${claim.date}/${claim.service}`
      let sign = dayKeys.get(scope)
      if (sign === undefined) {
        sign = nodeDigest.hmac('sha256', signingKey(nodeDigest, key.secretKey, claim.date, claim.service))
        dayKeys.set(scope, sign)
      }
      const wire = { method: 'POST', path: '/', query: '', headers, body: Buffer.concat(chunks) } as const
      const { valid } = verifyTc3(nodeDigest, wire, claim, headers['x-tc-timestamp'] ?? '', sign)
      response.setHeader('content-type', 'application/json')
      response.end(valid ? answer : '{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  console.log(`listening on http://127.0.0.1:${port}`)
  process.once('SIGTERM', () => process.exit(0))
}

async function firstTask({ port }: Server, create: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.write(create, 'latin1')
  const said = String(await once(socket, 'data'))
  socket.destroy()
  const taskId = /"TaskId":"([^"]+)"/.exec(said)?.[1]
  if (taskId === undefined) throw new Error(`The first create was refused: ${said}`)
  return taskId
}

function signed(action: string, parameters: object): string {
  const body = Buffer.from(JSON.stringify(parameters))
  const host = '127.0.0.1'
  const contentType = 'application/json'
  const timestamp = Math.floor(Date.now() / 1000)
  const headers = signRequest(nodeDigest, key, { host, action, contentType, body, timestamp })
  const lines = Object.entries({ host, ...headers, 'content-length': body.length })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `POST / HTTP/1.1\r\n${head}\r\n${body.toString()}`
}
