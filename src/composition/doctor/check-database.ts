import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { unseal } from '../../accounts/sealed-secret.ts'
import { loadMasterKey } from '../../config/master-key.ts'
import type { Config } from '../../config/settings.ts'
import type { Database } from '../../database/database.ts'
import { pendingMigrations } from '../../database/migrate.ts'
import type { Target } from '../../database/pool.ts'
import { openDatabase } from '../../database/postgres.ts'
import { countLiveWorkers } from '../../database/sql/count-live-workers.ts'
import { describeServer } from '../../database/sql/describe-server.ts'
import { findAnySecret } from '../../database/sql/find-any-secret.ts'
import type { Log } from '../../telemetry/log.ts'
import { clockFinding, type Finding, ok, problem, warning, wordsOf } from './finding.ts'

/** Lends the database server of the configuration, started when it is ours and does not run. */
export type LendServer = <Result>(
  config: Config,
  log: Log,
  use: (target: Target) => Promise<Result>,
) => Promise<Result>

const check = 'database'

/** The database as it is: nothing is made or brought up to date here. */
export async function checkDatabase(
  config: Config,
  dataDirectory: string,
  log: Log,
  lend: LendServer,
): Promise<readonly Finding[]> {
  if (config.databaseUrl === undefined && !existsSync(join(dataDirectory, 'postgres'))) {
    return [ok(check, 'the embedded PostgreSQL is made at the first start')]
  }
  try {
    return await lend(config, log, (target) => examine(config, dataDirectory, log, target))
  } catch (error) {
    return [problem(check, wordsOf(error), 'Nothing works without it.')]
  }
}

async function examine(
  config: Config,
  dataDirectory: string,
  log: Log,
  target: Target,
): Promise<readonly Finding[]> {
  const database = await openDatabase({ ...target, poolSize: 1, log, applicationName: 'reelay doctor' })
  try {
    const askedAt = new Date()
    const [server] = await database.query(describeServer, [])
    if (server === undefined) throw new Error('The database says nothing of itself.')
    const clock = clockFinding(check, 'the database', server.now, [askedAt, new Date()])
    const kind = config.databaseUrl === undefined ? 'embedded PostgreSQL' : 'PostgreSQL'
    return [
      ok(check, `${kind} ${server.version} answers`),
      ...(clock === null ? [] : [clock]),
      ...(await checkSchema(target, log, database)),
      ...(server.has_tables ? [await checkSealed(config, dataDirectory, database)] : []),
    ]
  } finally {
    await database.close()
  }
}

async function checkSchema(target: Target, log: Log, database: Database): Promise<readonly Finding[]> {
  try {
    const pending = await pendingMigrations({ ...target, log })
    if (pending.length > 0) {
      const what = `the database lacks ${pending.length} of our files, from ${pending[0]} on`
      return [warning('migrations', what, 'A start applies them, or: reelay migrate')]
    }
    const [counted] = await database.query(countLiveWorkers, [])
    return [
      ok('migrations', 'the database is up to date'),
      ok('workers', `${counted?.workers ?? 0} at work on this database now`),
    ]
  } catch (error) {
    return [problem('migrations', wordsOf(error), 'See docs/operations.md, "A new version".')]
  }
}

async function checkSealed(config: Config, dataDirectory: string, database: Database): Promise<Finding> {
  const check = 'secrets at rest'
  const [stored] = await database.query(findAnySecret, [])
  if (stored === undefined) return ok(check, 'none yet')
  const advice = 'Give the key that this database was set up with: docs/security.md, "The master key".'
  if (config.masterKey === undefined && !existsSync(join(dataDirectory, 'master.key'))) {
    return problem(check, `there are some, and no ${join(dataDirectory, 'master.key')}`, advice)
  }
  try {
    unseal(await loadMasterKey(config.masterKey, dataDirectory), stored.secret_id, stored.secret)
    return ok(check, 'the master key opens them')
  } catch (error) {
    return problem(check, wordsOf(error), advice)
  }
}
