import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { urlOf } from '../../src/database/address.ts'
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.ts'
import { type Arena, log, openArena } from './arena.ts'
import { type Case, everyCutOf, performCase, replayOf, shuffled } from './cases.ts'
import { cutOf, wordsOf } from './cut.ts'
import { type ScriptName, scriptNames, scriptOf } from './vendor-scripts.ts'

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    share: { type: 'string', default: '1/1' },
    script: { type: 'string' },
    cut: { type: 'string', multiple: true, default: [] },
    storm: { type: 'string' },
  },
})

const seed = Number(options.seed)
const directory = await mkdtemp(join(tmpdir(), 'reelay-faults-'))
const server = await startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres'), log })
try {
  await forgetCare()
  const arena = await openArena(server.connection, join(directory, 'arena'))
  const failed = await performAll(arena, await chosenCases(arena))
  await arena.close()
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  await server.stop()
  await rm(directory, { recursive: true, force: true })
}

/** Nothing here has to survive this program. */
async function forgetCare(): Promise<void> {
  const client = new pg.Client(urlOf({ ...server.connection, user: 'postgres', database: 'postgres' }))
  await client.connect()
  await client.query('alter system set fsync = off')
  await client.query('select pg_reload_conf()')
  await client.end()
}

/** One that is named, or all: every cut of every script, and a storm after every third. */
async function chosenCases(arena: Arena): Promise<readonly Case[]> {
  if (options.storm !== undefined) return [{ kind: 'storm', seed: Number(options.storm) }]
  const names = options.script === undefined ? scriptNames : [options.script as ScriptName]
  names.forEach(scriptOf)
  if (options.script !== undefined && options.cut.length > 0)
    return [{ kind: 'listed', script: names[0]!, cuts: options.cut.map(cutOf) }]
  const uncut = names.map((script): Case => ({ kind: 'listed', script, cuts: [] }))
  const cut: Case[] = []
  for (const name of names) cut.push(...(await everyCutOf(arena, name)))
  const mixed = shuffled(cut, seed).flatMap((given, index): readonly Case[] =>
    index % 3 === 2 ? [given, { kind: 'storm', seed: seed * 1_000_000 + index }] : [given],
  )
  console.log(`${cut.length} cuts of ${names.length} scripts, and storms between them`)
  return [...uncut, ...mixed]
}

/** Returns how many failed. */
async function performAll(arena: Arena, cases: readonly Case[]): Promise<number> {
  const [share = 1, shares = 1] = options.share.split('/').map(Number)
  const runsMax = Number(options.runs ?? cases.length)
  const deadline = process.uptime() + Number(options.minutes ?? Infinity) * 60
  let runs = 0
  let failed = 0
  for (let index = Number(options.from); index < cases.length && runs < runsMax; index++) {
    if (index % shares !== share - 1) continue
    if (process.uptime() > deadline) break
    runs++
    const given = cases[index]!
    const { violations, schedule } = await performCase(arena, given)
    if (violations.length > 0) {
      failed++
      console.log(`\nrun ${index} failed: ${replayOf(given)}`)
      for (const violation of violations) console.log(`  ${violation}`)
      console.log(`  after: ${schedule.made.map(wordsOf).join('; ') || 'no cut'}`)
    }
    if (runs % 100 === 0) console.log(`${runs} runs, ${failed} failed; go on with --from ${index + 1}`)
  }
  console.log(`${runs} runs, ${failed} failed`)
  return failed
}
