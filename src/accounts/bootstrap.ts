import type { Database } from '../database/database.ts'
import { findAnySecret } from '../database/sql/find-any-secret.ts'
import { findFirstAccount } from '../database/sql/find-first-account.ts'
import { insertAccessKey } from '../database/sql/insert-access-key.ts'
import { insertAccount } from '../database/sql/insert-account.ts'
import { lockBootstrap } from '../database/sql/lock-bootstrap.ts'
import { putAccessKey } from '../database/sql/put-access-key.ts'
import { seal, unseal } from './sealed-secret.ts'
import { checkSecretPair, randomSecretPair, type SecretPair } from './secret-pair.ts'

export type Bootstrap = {
  readonly accountId: bigint
  readonly appId: bigint
  /** A key that was made up at this very start: print it, nobody can read it again. Absent at every later start. */
  readonly created?: SecretPair
}

export type BootstrapSettings = {
  readonly database: Database
  /** 32 bytes. */
  readonly masterKey: Uint8Array
  /** The key from the configuration. It works after this, also when it has changed or had been disabled. */
  readonly configured?: SecretPair
}

/**
 * Makes sure that somebody can call: the first account, and its key. Any number of processes may start at once; the
 * account and a made-up key come into being exactly once. Throws WrongMasterKey when the master key is not the one of
 * this database, before anything is written with it.
 */
export async function bootstrap({ database, masterKey, configured }: BootstrapSettings): Promise<Bootstrap> {
  if (configured !== undefined) checkSecretPair(configured)
  return database.transaction(async (transaction) => {
    const { accountId, appId, hasKeys } = await firstAccount(transaction, masterKey)
    if (configured !== undefined) {
      const sealed = seal(masterKey, configured.secretId, configured.secretKey)
      await transaction.query(putAccessKey, [configured.secretId, accountId, sealed])
      return { accountId, appId }
    }
    if (hasKeys) return { accountId, appId }
    const created = randomSecretPair()
    const sealed = seal(masterKey, created.secretId, created.secretKey)
    await transaction.query(insertAccessKey, [created.secretId, accountId, sealed])
    return { accountId, appId, created }
  })
}

/**
 * The same for a command, which needs an account to work on and must touch no key: a made-up one would be printed by
 * nobody, and a configured one may be what the operator has just disabled.
 */
export async function prepareAccounts({
  database,
  masterKey,
}: Omit<BootstrapSettings, 'configured'>): Promise<void> {
  await database.transaction((transaction) => firstAccount(transaction, masterKey))
}

async function firstAccount(
  transaction: Database,
  masterKey: Uint8Array,
): Promise<{ readonly accountId: bigint; readonly appId: bigint; readonly hasKeys: boolean }> {
  await transaction.query(lockBootstrap, [])
  const [stored] = await transaction.query(findAnySecret, [])
  if (stored !== undefined) unseal(masterKey, stored.secret_id, stored.secret)
  const [existing] = await transaction.query(findFirstAccount, [])
  const account = existing ?? (await transaction.query(insertAccount, ['first']))[0]
  if (account === undefined) throw new Error('The first account could not be created.')
  return { accountId: account.account_id, appId: account.app_id, hasKeys: stored !== undefined }
}
