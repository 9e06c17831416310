import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.ts'
import { isAlive } from '../../src/database/embedded/whole-directory.ts'
import { createLog } from '../../src/telemetry/log.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly postgresRun: PostgresRun
  }
}

/** What the test files of one run share: a server, and the beginning of their databases' names. */
export type PostgresRun = {
  /** REELAY_TEST_DATABASE_URL: a role that may create databases. Absent: a server in `directory`. */
  readonly url: string | null
  /** The first test that wants a database starts the server here; runs without such tests pay nothing. */
  readonly directory: string
  readonly prefix: string
}

const directoryPrefix = 'reelay-test-'

/** Vitest runs this once around all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeKilledRuns()
  // Not below the repository: under root the server runs as nobody, for whom that may be closed.
  const directory = await mkdtemp(path.join(os.tmpdir(), `${directoryPrefix}${process.pid}-`))
  const url = process.env['REELAY_TEST_DATABASE_URL'] ?? null
  const run = { url, directory, prefix: `reelay_test_${process.pid}_` }
  project.provide('postgresRun', run)
  return async () => {
    if (url !== null) await dropDatabases(url, run.prefix)
    await removeRun(directory)
  }
}

/** The databases that tests left on a given server. */
async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of rows) await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`)
  } finally {
    await client.end()
  }
}

/** Stops the run's server, if a test started one, and removes what it left. */
async function removeRun(directory: string): Promise<void> {
  const dataDirectory = path.join(directory, 'postgres')
  const isThere = (await readdir(directory)).includes('postgres')
  if (isThere) await (await startEmbeddedPostgres({ dataDirectory, log: createLog('silent') })).stop()
  await rm(directory, { recursive: true, force: true })
}

/** A run that was killed leaves its server running. Other users' runs are theirs, and another run may clean up as well. */
async function removeKilledRuns(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const pid = /^reelay-test-(\d+)-/.exec(name)?.[1]
    const directory = path.join(os.tmpdir(), name)
    if (pid === undefined || isAlive(Number(pid))) continue
    try {
      if ((await stat(directory)).uid === process.getuid?.()) await removeRun(directory)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
}
