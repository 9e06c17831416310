import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmptyDatabase, emptyDatabase } from '../../tests/support/postgres.ts'
import { createLog } from '../telemetry/log.ts'
import { type Address, urlOf } from './address.ts'
import { migrate } from './migrate.ts'

const log = createLog('silent')

let place: EmptyDatabase
let folder: string
const target = (): { connection: Address; directory: URL; log: typeof log } => ({
  connection: place.connection,
  directory: pathToFileURL(`${folder}/`),
  log,
})
const file = (name: string, text: string) => writeFile(path.join(folder, name), text)

beforeEach(async () => {
  place = await emptyDatabase()
  folder = await mkdtemp(path.join(os.tmpdir(), 'reelay-migrations-'))
  await file('0001-first.sql', 'create table first (id integer);')
  await file('0002-second.sql', 'create table second (id integer);\ninsert into second values (2);')
})
afterEach(async () => {
  await place.drop()
  await rm(folder, { recursive: true })
})

async function ask(text: string): Promise<unknown[]> {
  const client = new pg.Client(urlOf(place.connection))
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

describe('migrating', () => {
  test('applies every file once, in order', async () => {
    expect(await migrate(target())).toEqual(['0001-first.sql', '0002-second.sql'])
    expect(await migrate(target())).toEqual([])
    await file('0003-third.sql', 'create table third (id integer);')
    expect(await migrate(target())).toEqual(['0003-third.sql'])
    expect(await ask('select number, name from schema_migrations order by number')).toEqual([
      { number: 1, name: '0001-first.sql' },
      { number: 2, name: '0002-second.sql' },
      { number: 3, name: '0003-third.sql' },
    ])
  })

  test('keeps the files before one that fails, and nothing of that one', async () => {
    await file('0003-third.sql', 'create table third (id integer); select nonsense();')
    await expect(migrate(target())).rejects.toThrow(
      'Migration 0003-third.sql failed, and nothing of it was kept.',
    )
    expect(await ask(`select to_regclass('second') as second, to_regclass('third') as third`)).toEqual([
      { second: 'second', third: null },
    ])
  })

  test('takes the files of a Windows checkout for the same', async () => {
    await migrate(target())
    await file('0002-second.sql', 'create table second (id integer);\r\ninsert into second values (2);')
    expect(await migrate(target())).toEqual([])
  })

  test("Reelay's own files apply to an empty database", async () => {
    const names = await migrate({ connection: place.connection, log })
    expect(names).toContain('0002-tasks.sql')
  })
})

describe('migrating refuses', () => {
  test('a file that was changed after it had been applied', async () => {
    await migrate(target())
    await file('0001-first.sql', 'create table first (id bigint);')
    await expect(migrate(target())).rejects.toThrow(
      'Migration 0001-first.sql was changed after it had been applied',
    )
  })

  test('a database of a newer Reelay', async () => {
    await file('0003-third.sql', 'create table third (id integer);')
    await migrate(target())
    await rm(path.join(folder, '0003-third.sql'))
    await expect(migrate(target())).rejects.toThrow(
      'was migrated by a newer Reelay: it has 0003-third.sql, and this Reelay knows files up to 0002-second.sql',
    )
  })

  test.each(['0004-gap.sql', 'third.sql', '0002-twice.sql'])('a file called %s after 0002', async (name) => {
    await file(name, 'select 1')
    await expect(migrate(target())).rejects.toThrow(/should be called 000\d-<name>\.sql/)
    expect(await ask(`select to_regclass('first') as first`)).toEqual([{ first: null }])
  })

  test('a file that is missing', async () => {
    await migrate(target())
    await rename(path.join(folder, '0001-first.sql'), path.join(folder, '0001-first.sql.gone'))
    await expect(migrate(target())).rejects.toThrow('should be called 0001-<name>.sql')
  })
})

describe('processes that migrate at the same time', () => {
  test('take turns: each file is applied once, and one at a time is in the locked part', async () => {
    const code = `
      import { migrate } from ${JSON.stringify(new URL('migrate.ts', import.meta.url).href)}
      import { appendFile } from 'node:fs/promises'
      import { setTimeout as pause } from 'node:timers/promises'
      const say = (word) => appendFile(${JSON.stringify(path.join(folder, 'diary'))}, word + '\\n')
      const quiet = () => undefined
      const applied = await migrate({
        url: ${JSON.stringify(urlOf(place.connection))},
        directory: new URL(${JSON.stringify(pathToFileURL(`${folder}/`).href)}),
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
        whileLocked: async () => { await say('in'); await pause(200); await say('out') },
      })
      console.log(applied.length)`
    const children = Array.from({ length: 3 }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', code])
      let said = ''
      child.stdout.on('data', (chunk) => (said += chunk))
      child.stderr.on('data', (chunk) => (said += chunk))
      return once(child, 'close').then(() => said.trim())
    })
    expect((await Promise.all(children)).toSorted()).toEqual(['0', '0', '2'])
    expect(await readFile(path.join(folder, 'diary'), 'utf8')).toBe('in\nout\n'.repeat(3))
  })

  test('do not wait in the server, where the engine could not build an index past them', async () => {
    await migrate(target())
    await ask('create table big as select generate_series(1, 100) as id')
    let other: Promise<readonly string[]> | undefined
    await migrate({
      ...target(),
      whileLocked: async () => {
        other = migrate(target())
        await pause(300)
        await ask('create index concurrently big_id on big (id)')
      },
    })
    expect(await other).toEqual([])
    expect(await ask(`select indisvalid from pg_index where indexrelid = 'big_id'::regclass`)).toEqual([
      { indisvalid: true },
    ])
  })

  test('give up when the other one does not end, and say where to look', async () => {
    let refused: unknown
    await migrate({
      ...target(),
      whileLocked: async () => {
        refused = await migrate({ ...target(), lockSecondsMax: 0.2 }).catch((error: unknown) => error)
      },
    })
    expect(String(refused)).toContain('pg_stat_activity')
  })

  test('let the next one in when they fail', async () => {
    const fails = migrate({ ...target(), whileLocked: () => Promise.reject(new Error('engine')) })
    await expect(fails).rejects.toThrow('engine')
    expect(await migrate({ ...target(), lockSecondsMax: 5 })).toEqual([])
  })
})
