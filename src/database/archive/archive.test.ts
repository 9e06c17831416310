import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable, Writable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import pg from 'pg'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { emptyDatabase, freshDatabase } from '../../../tests/support/postgres.ts'
import { createLog } from '../../telemetry/log.ts'
import { type Address, urlOf } from '../address.ts'
import { applyWithin, ensureRecord, migrate, readMigrations } from '../migrate.ts'
import { exportArchive } from './export-archive.ts'
import { importArchive } from './import-archive.ts'

const log = createLog('silent')
const drops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const drop of drops.splice(0)) await drop()
})

/** A migrated database without a connection of ours, and one with nothing in it. */
async function full(): Promise<Address> {
  const base = await freshDatabase()
  drops.push(() => base.drop())
  await base.database.close()
  return base.connection
}
async function empty(): Promise<Address> {
  const { connection, drop } = await emptyDatabase()
  drops.push(drop)
  return connection
}

async function withClient<Result>(
  connection: Address,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: urlOf(connection), application_name: 'test' })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

async function archiveOf(connection: Address): Promise<Buffer> {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  await exportArchive({ connection, log }, sink)
  return Buffer.concat(chunks)
}

/** In small pieces, so that lines and end marks are cut everywhere. */
function* piecesOf(archive: Buffer, bytes = 1000): Generator<Buffer> {
  for (let at = 0; at < archive.length; at += bytes) yield archive.subarray(at, at + bytes)
}
const load = (connection: Address, archive: Buffer) =>
  importArchive({ connection, log, whenLoaded: async () => undefined }, Readable.from(piecesOf(archive)))
const reason = (loading: Promise<unknown>): Promise<string> =>
  loading.then(
    () => 'it was imported',
    (error: Error) => `${error.name}: ${error.message}`,
  )

/** Every row of every table that stays, as text, and where the numbers go on. */
const contentsOf = (connection: Address) =>
  withClient(connection, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'
         and relname <> 'workers' order by 1`,
    )
    const contents: Record<string, unknown> = {}
    for (const { name } of tables) {
      // When a migration was applied is the one thing that is another time.
      const columns = name === 'schema_migrations' ? 'number, name, checksum' : `${name}.*`
      const { rows } = await client.query<{ row: string }>(
        `select row(${columns})::text as row from ${name} order by 1`,
      )
      contents[name] = rows.map(({ row }) => row)
    }
    const { rows } = await client.query(
      `select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`,
    )
    return { ...contents, sequences: rows }
  })

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\0', '')),
  fc.constantFrom('\\.', '\\.\n', 'a\tb', 'a\nb\r\nc', '\\N', '\\', '{"rows":1}', '雨の東京 🌧', ''),
)
const anyTask = fc.record({
  stage: fc.constantFrom('queued', 'intake', 'submit', 'render', 'collect', 'deliver', 'done', 'failed'),
  prompt: nasty,
  outcomes: fc.constantFrom<string[]>(
    [],
    ['intended'],
    ['refused', 'unknown'],
    ['refused', 'refused', 'accepted'],
  ),
  sessionId: fc.option(nasty),
  secret: fc.option(fc.uint8Array({ minLength: 1, maxLength: 64 })),
})
type AnyTask = typeof anyTask extends fc.Arbitrary<infer Task> ? Task : never

const fill = (connection: Address, tasks: readonly AnyTask[]) =>
  withClient(connection, async (client) => {
    await client.query(
      `insert into accounts (name, allowed_addresses) values ('first', '{10.0.0.0/8}'), ('team-a', '{}')`,
    )
    await client.query(`insert into access_keys (secret_id, account_id, secret) values ('AKID1', 1, $1)`, [
      randomBytes(60),
    ])
    for (const [index, { stage, prompt, outcomes, sessionId, secret }] of tasks.entries()) {
      const id = `1250000001-AigcVideo-${index}`
      await client.query(
        `insert into tasks (id, account_id, stage, vendor, request_id, request, job, message, enqueued_at)
         values ($1, 1, $2, 'scripted', 'r', $3, $3, $4, now())`,
        [id, stage, JSON.stringify({ Prompt: prompt }), prompt],
      )
      await client.query(`insert into task_events (task_id, stage, kind) values ($1, 'queued', 'created')`, [
        id,
      ])
      for (const [attempt, outcome] of outcomes.entries()) {
        await client.query(
          `insert into spends (task_id, attempt, vendor, outcome, reason) values ($1, $2, 'scripted', $3, $4)`,
          [id, attempt + 1, outcome, prompt],
        )
      }
      if (sessionId !== null) {
        await client.query(
          `insert into idempotency_keys (account_id, key, digest, task_id) values (1, $1, 'd', $2)`,
          [`${index}${sessionId}`, id],
        )
      }
      if (secret !== null) {
        await client.query(
          `insert into notifications (task_id, url, receiver, secret) values ($1, 'https://a.test', 'a.test', $2)`,
          [id, secret],
        )
      }
    }
  })

const someTasks: AnyTask[] = [
  { stage: 'render', prompt: 'a cat', outcomes: ['accepted'], sessionId: 's', secret: randomBytes(32) },
  { stage: 'queued', prompt: 'a dog', outcomes: [], sessionId: null, secret: null },
]

describe('an archive', () => {
  test('brings back every row of every table, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTask, { maxLength: 12 }), async (tasks) => {
        const [from, to] = [await full(), await empty()]
        await fill(from, tasks)
        const counts = await load(to, await archiveOf(from))
        expect(await contentsOf(to)).toEqual(await contentsOf(from))
        expect(counts).toMatchObject({ accounts: 2, access_keys: 1, tasks: tasks.length })
      }),
      { numRuns: 4 },
    )
  })

  test('of an older Reelay is read as it was, and migrated to what this one knows', async () => {
    const [from, to] = [await empty(), await empty()]
    const files = await readMigrations()
    await withClient(from, async (client) => {
      await ensureRecord(client)
      for (const file of files.slice(0, 2)) await applyWithin(client, file)
      await client.query(`insert into accounts (name) values ('first')`)
      await client.query(
        `insert into tasks (id, account_id, stage, vendor, request_id, request, job) values ('t', 1, 'done', 'v', 'r', '{}', '{}')`,
      )
    })
    await load(to, await archiveOf(from))
    await migrate({ connection: from, log })
    expect(await contentsOf(to)).toEqual(await contentsOf(from))
  })

  test('carries a table that somebody adds, and of it what is written, not what is computed', async () => {
    const from = await full()
    await withClient(from, (client) =>
      client.query('create table "Added later" (id int, twice int generated always as (id * 2) stored)'),
    )
    expect(gunzipSync(await archiveOf(from)).toString()).toContain('{"table":"Added later","columns":["id"]}')
  })

  test('leaves out what is gone after a crash, and who works where it was made', async () => {
    const from = await full()
    await withClient(from, (client) =>
      client.query(
        `insert into request_counts (account_id, action, second, count) values (1, 'Create', 1, 1)`,
      ),
    )
    const text = gunzipSync(await archiveOf(from)).toString()
    expect(text).not.toContain('{"table":"request_counts"')
    expect(text).not.toContain('{"table":"workers"')
  })

  test('is of one instant: what is written while it is being made is not in it', async () => {
    const from = await full()
    await fill(from, someTasks)
    await withClient(from, async (client) => {
      for (let row = 0; row < 60; row++) {
        await client.query(
          `insert into requests (request_id, at, secret_id, action, code, message, address, client, latency_ms, task_id, edition, signature, request_bytes, explanation)
           values ($1, now(), '', '', '', '', '', '', 0, '', '', '', 0, $2)`,
          [`r${row}`, randomBytes(100_000).toString('hex')],
        )
      }
    })
    const chunks: Buffer[] = []
    let goOn: () => void = () => undefined
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        if (chunks.length > 1) return done()
        goOn = done
        sink.emit('held')
      },
    })
    const held = once(sink, 'held')
    const exporting = exportArchive({ connection: from, log }, sink)
    await held
    // The rows before `tasks` do not fit into what lies between the server and the sink.
    await withClient(from, (client) =>
      client.query(
        `insert into tasks (id, account_id, vendor, request_id, request, job) values ('late', 1, 'v', 'r', '{}', '{}')`,
      ),
    )
    goOn()
    expect(await exporting).toMatchObject({ tasks: 2, requests: 60 })
  })
})

describe('an import', () => {
  let archive: Buffer
  beforeAll(async () => {
    const base = await freshDatabase()
    await fill(base.connection, someTasks)
    archive = await archiveOf(base.connection)
    await base.drop()
  })
  const changed = (change: (text: string) => string): Buffer =>
    gzipSync(change(gunzipSync(archive).toString()))
  const tablesIn = (connection: Address) =>
    withClient(connection, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from pg_class where relnamespace = 'public'::regnamespace`,
      )
      return rows[0]?.count
    })

  test('refuses an archive that was cut off anywhere, and leaves nothing behind', async () => {
    const to = await empty()
    const cuts = [0, 1, 17, 20, archive.length - 9, archive.length - 8, archive.length - 1]
    for (let step = 1; step < 12; step++) cuts.push(Math.floor((archive.length * step) / 12))
    for (const cut of cuts) {
      expect(await reason(load(to, archive.subarray(0, cut)))).toMatch(
        /^ArchiveRefusal: The archive is damaged/,
      )
      expect(await tablesIn(to)).toBe(0)
    }
  })

  test('refuses lines that are missing although the file is whole', async () => {
    const to = await empty()
    const lines = gunzipSync(archive).toString().split('\n')
    for (let kept = 1; kept < lines.length - 1; kept += 4) {
      const cut = gzipSync(`${lines.slice(0, kept).join('\n')}\n`)
      expect(await reason(load(to, cut))).toMatch(/^ArchiveRefusal: The archive is damaged/)
    }
    expect(await tablesIn(to)).toBe(0)
  })

  test.each([
    ['a changed row', (text: string) => text.replace('a cat', 'a bat')],
    [
      'a changed sequence',
      (text: string) => text.replace('"accounts_app_id_seq":"', '"accounts_app_id_seq":"1'),
    ],
    ['a lost row', (text: string) => text.replace(/.*a dog.*\n/, '')],
    ['a lost trailer', (text: string) => text.replace(/\{"sha256.*\n/, '')],
    ['something behind its end', (text: string) => `${text}{}\n`],
    ['a table that there is not', (text: string) => text.replace('{"table":"spends"', '{"table":"gifts"')],
  ])('refuses an archive with %s', async (_what, change) => {
    const to = await empty()
    expect(await reason(load(to, changed(change)))).toMatch(/^ArchiveRefusal: The archive is damaged/)
    expect(await tablesIn(to)).toBe(0)
  })

  test.each([
    ['no archive at all', () => gzipSync('hello\n'), 'This is no archive of Reelay'],
    ['a file that is not even compressed', () => Buffer.from('hello, world'), 'The archive is damaged'],
    [
      'a later format',
      () => changed((text) => text.replace('"version":1', '"version":2')),
      'The archive is of format 2',
    ],
    [
      'a newer Reelay',
      () =>
        changed((text) =>
          text.replace(
            '],"connections"',
            ',{"number":9999,"name":"9999-new.sql","checksum":""}],"connections"',
          ),
        ),
      'The archive was made by another Reelay: it has 9999-new.sql',
    ],
  ])('refuses %s', async (_what, made, message) => {
    const to = await empty()
    expect(await reason(load(to, made()))).toContain(`ArchiveRefusal: ${message}`)
    expect(await tablesIn(to)).toBe(0)
  })

  test('takes a database that was migrated and never used', async () => {
    const to = await full()
    expect(await load(to, archive)).toMatchObject({ tasks: 2 })
  })

  test('refuses a database that has rows, and leaves them alone', async () => {
    const to = await full()
    await fill(to, [])
    const before = await contentsOf(to)
    expect(await reason(load(to, archive))).toContain(
      'ArchiveRefusal: The database is not empty: "accounts" has rows',
    )
    expect(await contentsOf(to)).toEqual(before)
  })

  test('refuses a database that a Reelay is connected to', async () => {
    const base = await freshDatabase()
    drops.push(() => base.drop())
    expect(await reason(load(base.connection, archive))).toContain('ArchiveRefusal: Reelay is connected')
  })

  test('is undone by what comes after the rows, if that fails', async () => {
    const to = await empty()
    const loading = importArchive(
      { connection: to, log, whenLoaded: () => Promise.reject(new Error('another key')) },
      Readable.from([archive]),
    )
    expect(await reason(loading)).toBe('Error: another key')
    expect(await tablesIn(to)).toBe(0)
  })
})
