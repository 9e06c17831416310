import { createHash } from 'node:crypto'
import type { Database } from '../database/database.ts'
import type { AccountRow } from '../database/sql/account-row.ts'
import { changeAccount } from '../database/sql/change-account.ts'
import { disableAccessKey } from '../database/sql/disable-access-key.ts'
import { enableAccessKey } from '../database/sql/enable-access-key.ts'
import { insertAccessKey } from '../database/sql/insert-access-key.ts'
import { insertAccount } from '../database/sql/insert-account.ts'
import { insertTemporaryKey } from '../database/sql/insert-temporary-key.ts'
import { listAccessKeys } from '../database/sql/list-access-keys.ts'
import { listAccounts } from '../database/sql/list-accounts.ts'
import { lockBootstrap } from '../database/sql/lock-bootstrap.ts'
import { lockSecrets } from '../database/sql/lock-secrets.ts'
import { lockSigningKeys } from '../database/sql/lock-signing-keys.ts'
import { replaceSigningKeys } from '../database/sql/replace-signing-keys.ts'
import { replaceSecrets } from '../database/sql/replace-secrets.ts'
import { retireAccessKey } from '../database/sql/retire-access-key.ts'
import { sweepTemporaryKeys } from '../database/sql/sweep-temporary-keys.ts'
import type { Account, AccountAdministration, AccountChange, AccountPolicy } from './administration.ts'
import { parseAddressRange } from './address-rules.ts'
import { openSigningKey, signingKeyName } from './signing-keys.ts'
import { seal, unseal } from './sealed-secret.ts'
import { isSecretId, randomCharacters, randomSecretPair, type SecretPair } from './secret-pair.ts'

export type AdministrationSettings = {
  readonly database: Database
  /** 32 bytes. */
  readonly masterKey: Uint8Array
}

/** The accounts and keys of the database, for those who run it. */
export function administerAccounts({ database, masterKey }: AdministrationSettings): AccountAdministration {
  return {
    async listAccounts() {
      return (await database.query(listAccounts, [])).map(accountOf)
    },
    async createAccount(name) {
      if (!/^[a-z][a-z0-9._-]{0,63}$/.test(name)) {
        return refused(
          `${quoted(name)} cannot be the name of an account: up to 64 lower-case letters, digits, dots, dashes and underscores, the first of them a letter.`,
        )
      }
      const [row] = await database.query(insertAccount, [name])
      return row === undefined ? refused(`There is an account ${name} already.`) : changed(row)
    },
    async changeAccount(accountId, policy) {
      const objection = objectionTo(policy)
      if (objection !== null) return refused(objection)
      const [row] = await database.query(changeAccount, [accountId, JSON.stringify(canonical(policy))])
      if (row === undefined) throw new Error(`There is no account ${accountId}.`)
      return changed(row)
    },
    async listKeys() {
      const rows = await database.query(listAccessKeys, [])
      return rows.map((row) => ({
        secretId: row.secret_id,
        account: row.account,
        appId: row.app_id,
        kind: row.kind,
        state: row.state,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        endsAt: row.expires_at,
      }))
    },
    createKey: (accountId) => createKey(database, masterKey, accountId),
    async createTemporaryKey(accountId, lifeSeconds) {
      await database.query(sweepTemporaryKeys, [])
      const pair = randomSecretPair()
      const token = randomCharacters(tokenCharacters)
      const [row] = await database.query(insertTemporaryKey, [
        pair.secretId,
        accountId,
        seal(masterKey, pair.secretId, pair.secretKey),
        createHash('sha256').update(token).digest(),
        lifeSeconds,
      ])
      if (row === undefined) throw new Error(`There is no account ${accountId}.`)
      return { ...pair, token, endsAt: row.expires_at }
    },
    async rotateKey(secretId, graceSeconds) {
      if (!isSecretId(secretId)) return null
      return database.transaction(async (transaction) => {
        const [replaced] = await transaction.query(retireAccessKey, [secretId, graceSeconds])
        if (replaced === undefined) return null
        const pair = await createKey(transaction, masterKey, replaced.account_id)
        return { ...pair, replacedEndsAt: replaced.expires_at }
      })
    },
    async disableKey(secretId) {
      return isSecretId(secretId) && (await database.query(disableAccessKey, [secretId])).length > 0
    },
    async enableKey(secretId) {
      return isSecretId(secretId) && (await database.query(enableAccessKey, [secretId])).length > 0
    },
    resealSecrets: (nextMasterKey) => resealSecrets(database, masterKey, nextMasterKey),
  }
}

/** 380 random bits; the real ones are longer still, and clients take any length. */
const tokenCharacters = 64

async function createKey(database: Database, masterKey: Uint8Array, accountId: bigint): Promise<SecretPair> {
  const pair = randomSecretPair()
  const sealed = seal(masterKey, pair.secretId, pair.secretKey)
  const rows = await database.query(insertAccessKey, [pair.secretId, accountId, sealed])
  if (rows.length === 0) throw new Error(`There is no account ${accountId}.`)
  return pair
}

function resealSecrets(
  database: Database,
  masterKey: Uint8Array,
  nextMasterKey: Uint8Array,
): Promise<number> {
  return database.transaction(async (transaction) => {
    await transaction.query(lockBootstrap, [])
    const rows = await transaction.query(lockSecrets, [])
    const ids = rows.map((row) => row.secret_id)
    const sealed = rows.map(({ secret_id: secretId, secret }) =>
      seal(nextMasterKey, secretId, unseal(masterKey, secretId, secret)),
    )
    await transaction.query(replaceSecrets, [ids, sealed])
    return ids.length + (await resealSigningKeys(transaction, masterKey, nextMasterKey))
  })
}

/** What is still to be told of, or told of again, is signed by the same key as before. */
async function resealSigningKeys(
  transaction: Database,
  masterKey: Uint8Array,
  nextMasterKey: Uint8Array,
): Promise<number> {
  const rows = await transaction.query(lockSigningKeys, [])
  const sealed = rows.map(({ account_id: accountId, url, secret }) =>
    seal(
      nextMasterKey,
      signingKeyName(accountId, url),
      openSigningKey(masterKey, { accountId, url, secret }),
    ),
  )
  await transaction.query(replaceSigningKeys, [rows.map((row) => row.task_id), sealed])
  return rows.length
}

const rangesMax = 256
const perSecondMax = 1_000_000
const unfinishedMaxMax = 1_000_000_000

/** What is wrong with the policy, in one sentence; `null` when nothing is. */
function objectionTo(policy: Partial<AccountPolicy>): string | null {
  for (const rate of [policy.createPerSecond ?? 0, policy.describePerSecond ?? 0]) {
    if (isCount(rate, perSecondMax)) continue
    return `A limit is a whole number of calls per second, up to ${perSecondMax}; 0 is no limit.`
  }
  const { unfinishedMax: tasks } = policy
  if (tasks !== undefined && tasks !== null && !isCount(tasks, unfinishedMaxMax)) {
    return `A limit of unfinished tasks is a whole number, up to ${unfinishedMaxMax}; 0 is no limit.`
  }
  for (const ranges of [policy.allowedAddresses ?? [], policy.deniedAddresses ?? []]) {
    if (ranges.length > rangesMax) return `A list holds up to ${rangesMax} addresses and ranges.`
    const wrong = ranges.find((range) => parseAddressRange(range) === null)
    if (wrong !== undefined) {
      return `${quoted(wrong)} is neither an address nor a range: 192.0.2.7, 10.0.0.0/8 and 2001:db8::/32 are.`
    }
  }
  return null
}

const isCount = (value: number, max: number): boolean => Number.isInteger(value) && value >= 0 && value <= max

function canonical(policy: Partial<AccountPolicy>): Partial<AccountPolicy> {
  const { allowedAddresses, deniedAddresses } = policy
  return {
    ...policy,
    ...(allowedAddresses ? { allowedAddresses: allowedAddresses.map(canonicalRange) } : {}),
    ...(deniedAddresses ? { deniedAddresses: deniedAddresses.map(canonicalRange) } : {}),
  }
}

function canonicalRange(range: string): string {
  const parsed = parseAddressRange(range)
  return parsed === null ? range : `${parsed.text}/${parsed.prefix}`
}

const accountOf = (row: AccountRow): Account => ({
  accountId: row.account_id,
  appId: row.app_id,
  name: row.name,
  createdAt: row.created_at,
  createPerSecond: row.create_per_second,
  describePerSecond: row.describe_per_second,
  unfinishedMax: row.unfinished_max,
  allowedAddresses: row.allowed_addresses,
  deniedAddresses: row.denied_addresses,
})

const changed = (row: AccountRow): AccountChange => ({ outcome: 'changed', account: accountOf(row) })
const refused = (message: string): AccountChange => ({ outcome: 'refused', message })
const quoted = (text: string): string => JSON.stringify(text.slice(0, 80))
