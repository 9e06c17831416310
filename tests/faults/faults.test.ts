import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmptyDatabase, emptyDatabase } from '../support/postgres.ts'
import { type Arena, openArena } from './arena.ts'
import { type Case, everyCutOf, performCase, replayOf, shuffled } from './cases.ts'
import { scriptNames } from './vendor-scripts.ts'

/** A sample; `npm run test:faults` makes all runs. */
const sample = { cuts: 24, storms: 3, seed: 20261122 }

let directory: string
let base: EmptyDatabase
let arena: Arena

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reelay-faults-'))
  base = await emptyDatabase()
  arena = await openArena(base.connection, directory)
})
afterAll(async () => {
  await arena.close()
  await base.drop()
  await rm(directory, { recursive: true, force: true })
})

/** What went wrong, with the command that shows it again. */
async function wrongIn(cases: readonly Case[]): Promise<string[]> {
  const wrong: string[] = []
  for (const given of cases) {
    const { violations } = await performCase(arena, given)
    if (violations.length > 0) wrong.push([replayOf(given), ...violations].join('\n  '))
  }
  return wrong
}

describe('a task that nobody cuts off', () => {
  test.each(scriptNames)('ends as it should at a vendor that: %s', async (script) => {
    expect(await wrongIn([{ kind: 'listed', script, cuts: [] }])).toEqual([])
  })
})

describe('a worker that dies, freezes, or loses its connection', () => {
  test('at any statement, any byte of the vendor, any write, leaves no task lost, stuck, or paid twice', async () => {
    const cuts = shuffled(await everyCutOf(arena, 'normal'), sample.seed)
    expect(await wrongIn(cuts.slice(0, sample.cuts))).toEqual([])
  })

  test('while others do too, and many tasks are under way, keeps every promise to every caller', async () => {
    const storms = Array.from({ length: sample.storms }, (_, index): Case => ({
      kind: 'storm',
      seed: sample.seed + index,
    }))
    expect(await wrongIn(storms)).toEqual([])
  })
})
