import type { Database } from '../database/database.ts'
import { disableAccessKey } from '../database/sql/disable-access-key.ts'
import { findAccessKey } from '../database/sql/find-access-key.ts'
import { insertAccessKey } from '../database/sql/insert-access-key.ts'
import { listAccessKeys } from '../database/sql/list-access-keys.ts'
import { noteAccessKeyUse } from '../database/sql/note-access-key-use.ts'
import type { Log } from '../telemetry/log.ts'
import type { AccessKey, Accounts } from './accounts.ts'
import { createKeyCache } from './key-cache.ts'
import { seal, unseal } from './sealed-secret.ts'
import { isSecretId, randomSecretPair } from './secret-pair.ts'

export type AccountSettings = {
  readonly database: Database
  /** 32 bytes. */
  readonly masterKey: Uint8Array
  readonly log: Log
}

/** The accounts that the database holds. */
export function createAccounts({ database, masterKey, log }: AccountSettings): Accounts {
  const cache = createKeyCache()
  const noteUse = createUseNotes(database, log)

  const load = async (secretId: string): Promise<AccessKey | null> => {
    const [row] = await database.query(findAccessKey, [secretId])
    if (row === undefined) return null
    const secretKey = unseal(masterKey, secretId, row.secret)
    return { secretId, secretKey, accountId: row.account_id, appId: row.app_id }
  }

  return {
    async keyOf(secretId) {
      return isSecretId(secretId) ? cache.get(secretId, () => load(secretId)) : null
    },
    noteUse,
    async createKey(accountId) {
      const pair = randomSecretPair()
      const sealed = seal(masterKey, pair.secretId, pair.secretKey)
      const rows = await database.query(insertAccessKey, [pair.secretId, accountId, sealed])
      if (rows.length === 0) throw new Error(`There is no account ${accountId}.`)
      return pair
    },
    async listKeys() {
      const rows = await database.query(listAccessKeys, [])
      return rows.map((row) => ({
        secretId: row.secret_id,
        accountId: row.account_id,
        appId: row.app_id,
        createdAt: row.created_at,
        disabledAt: row.disabled_at,
        lastUsedAt: row.last_used_at,
      }))
    },
    async disableKey(secretId) {
      if (!isSecretId(secretId)) return false
      const rows = await database.query(disableAccessKey, [secretId])
      cache.delete(secretId)
      return rows.length > 0
    },
  }
}

const noteEveryMilliseconds = 60_000
const notesMax = 10_000

/** Writes a use down at most once a minute per key. A use that could not be noted is not worth failing a request. */
function createUseNotes(database: Database, log: Log): Accounts['noteUse'] {
  const notedAt = new Map<string, number>()
  return (secretId) => {
    const now = performance.now()
    if (now - (notedAt.get(secretId) ?? -Infinity) < noteEveryMilliseconds) return
    // Starting over costs one extra write per key, and nobody has that many keys.
    if (notedAt.size >= notesMax) notedAt.clear()
    notedAt.set(secretId, now)
    database.query(noteAccessKeyUse, [secretId]).catch((error: unknown) => {
      log.warn({ err: error, secretId }, 'could not note the use of a key')
    })
  }
}
