import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../../src/database/embedded/embedded-postgres.ts'
import { createLog } from '../../../src/telemetry/log.ts'
import { startReelay, temporaryDirectory, type ReelayProcess } from '../../support/reelay-process.ts'
import { mpsClient } from '../../support/sdk-clients.ts'
import { watchTask } from '../../support/watch-task.ts'
import { firstCases, nameOf, secondCases, type Case, type Outcome, type Plan } from './calls.ts'
import { clients, clientsNotRun, type Client, type Command } from './toolchains.ts'

// Runs the official clients, unchanged, against a real Reelay. What cannot run here is named with the reason and passes,
// unless `--require python,go` says that it must run. `--only java` runs a part.
const runMillisecondsMax = 240_000
const { values: flags } = parseArgs({ options: { require: { type: 'string' }, only: { type: 'string' } } })
const namesIn = (list = '') => list.split(',').filter((name) => name !== '')
const required = namesIn(flags.require ?? process.env['REELAY_WIRE_REQUIRE'])
const only = namesIn(flags.only)

type Report = { readonly client: Client; readonly calls: number; readonly failures: readonly string[] }
type Skip = { readonly name: string; readonly reason: string }

const known = [...clients.map(({ name }) => name), ...Object.keys(clientsNotRun)]
for (const name of [...required, ...only]) {
  assert(known.includes(name), `There is no client ${name}; there are ${known.join(', ')}.`)
}

const isWanted = (name: string) => only.length === 0 || only.includes(name) || required.includes(name)
const wanted = clients.filter(({ name }) => isWanted(name))
console.log(`getting ${wanted.map(({ name }) => name).join(', ')} ...`)
const prepared = await Promise.all(
  wanted.map(async (client) => ({ client, preparation: await client.prepare() })),
)
const reports: Report[] = []
const skips: Skip[] = Object.entries(clientsNotRun)
  .filter(([name]) => isWanted(name))
  .map(([name, reason]) => ({ name, reason }))

const directory = await temporaryDirectory('wire-clients')
const postgres = await startEmbeddedPostgres({
  dataDirectory: join(directory.path, 'postgres'),
  log: createLog('silent'),
})
const reelay = await startReelay({
  dataDirectory: join(directory.path, 'data'),
  environment: {
    REELAY_DATABASE_URL: postgres.url,
    REELAY_LIMIT_CREATE: '0',
    REELAY_LIMIT_UNFINISHED: '0',
    REELAY_LIMIT_DESCRIBE: '0',
    REELAY_LIMIT_FAILURES: '0',
  },
})
try {
  for (const { client, preparation } of prepared) {
    if ('missing' in preparation) skips.push({ name: client.name, reason: preparation.missing })
    else reports.push(await prove(client, preparation.command, reelay))
  }
} finally {
  await reelay.stop()
  await postgres.stop()
  await directory.remove()
}
process.exitCode = conclude()

/** Every call of one client, judged. */
async function prove(client: Client, command: Command, server: ReelayProcess): Promise<Report> {
  console.log(`${client.name} ...`)
  const { settings, name } = client
  const first = firstCases(server, settings)
  const created = await callAll(name, command, { host: server.host, calls: first.map(({ call }) => call) })
  const failures = await judge(first, created)
  const taskIds = new Map<string, string>()
  for (const outcome of created) {
    if ('answer' in outcome) taskIds.set(outcome.id, String(outcome.answer['TaskId']))
  }
  const second = secondCases(server, settings, taskIds, client.waits)
  if (!client.waits) await waitForAll([...taskIds.values()], server)
  const described = await callAll(name, command, { host: server.host, calls: second.map(({ call }) => call) })
  failures.push(...(await judge(second, described)))
  return { client, calls: first.length + second.length, failures }
}

async function callAll(name: string, command: Command, plan: Plan): Promise<readonly Outcome[]> {
  const file = join(directory.path, `${name}.json`)
  await writeFile(file, JSON.stringify(plan))
  const environment = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...command.environment }
  const { stdout } = await promisify(execFile)(command.file, [...command.arguments, file], {
    env: environment,
    timeout: runMillisecondsMax,
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome)
}

async function waitForAll(taskIds: readonly string[], server: ReelayProcess): Promise<void> {
  const client = mpsClient(server)
  for (const taskId of taskIds) await watchTask(client, taskId)
}

/** What is wrong, a line each. */
async function judge(cases: readonly Case[], outcomes: readonly Outcome[]): Promise<string[]> {
  const failures: string[] = []
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  for (const one of cases) {
    try {
      await judgeOne(one, byId.get(one.call.id))
    } catch (error) {
      failures.push(`${one.call.id}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return failures
}

async function judgeOne({ call, expected }: Case, outcome: Outcome | undefined): Promise<void> {
  assert(outcome, 'the client said nothing of it')
  if (expected.kind === 'refused') {
    assert('exception' in outcome, `no exception, but ${JSON.stringify(outcome)}`)
    const { code, message, requestId } = outcome.exception
    assert.equal(code, expected.code)
    assert(message.includes(expected.says), `the message is: ${message}`)
    assert.match(requestId, /^[0-9a-f-]{36}$/)
    return
  }
  assert('answer' in outcome, `an exception: ${JSON.stringify(outcome)}`)
  const { answer } = outcome
  assert.match(String(answer['RequestId']), /^[0-9a-f-]{36}$/)
  if (expected.kind === 'created') {
    assert.match(String(answer['TaskId']), /^\d+-AigcVideo-[0-9a-f]{32}$/)
    assert.deepEqual(await recordedRequest(String(answer['TaskId'])), call.parameters)
    return
  }
  assert.equal(answer['Status'], expected.status)
  const done = expected.status === 'DONE'
  assert.equal((answer['VideoUrls'] as readonly string[]).length, done ? 1 : 0)
  assert.match(String(answer['Resolution']), done ? /^\d+x\d+$/ : /^$/)
  assert.match(String(answer['Message']), done ? /^(ok)?$/ : /ImageInfos/)
}

/** What Reelay understood and wrote down. */
async function recordedRequest(taskId: string): Promise<unknown> {
  const client = new pg.Client(postgres.url)
  await client.connect()
  try {
    const { rows } = await client.query('select request from tasks where id = $1', [taskId])
    return rows[0]?.request
  } finally {
    await client.end()
  }
}

/** The table, the skips, the failures; the exit code. */
function conclude(): number {
  for (const { client, calls, failures } of reports) {
    console.log(`\n${client.name}: ${failures.length === 0 ? 'passed' : 'FAILED'}, ${calls} calls`)
    console.log(`  ${client.versions.join(', ')}`)
    console.log(`  ${client.settings.map(nameOf).join(', ')}`)
    for (const failure of failures) console.log(`  FAILED ${failure}`)
  }
  console.log('')
  for (const { name, reason } of skips) {
    console.log(`${required.includes(name) ? 'FAILED' : 'skipped'} ${name}: ${reason}`)
  }
  const failed = reports.some(({ failures }) => failures.length > 0)
  return failed || skips.some(({ name }) => required.includes(name)) ? 1 : 0
}
