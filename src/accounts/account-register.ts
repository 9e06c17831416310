import type { Database } from '../database/database.ts'
import { findAccessKey } from '../database/sql/find-access-key.ts'
import { noteAccessKeyUse } from '../database/sql/note-access-key-use.ts'
import type { Log } from '../telemetry/log.ts'
import type { AccessKey, Accounts, ActionRates } from './accounts.ts'
import { createAddressRules } from './address-rules.ts'
import { createKeyCache } from './key-cache.ts'
import { unseal } from './sealed-secret.ts'
import { isSecretId } from './secret-pair.ts'

export type AccountSettings = {
  readonly database: Database
  /** 32 bytes. */
  readonly masterKey: Uint8Array
  readonly log: Log
}

/** The accounts that the database holds. */
export function createAccounts({ database, masterKey, log }: AccountSettings): Accounts {
  const cache = createKeyCache()

  const load = async (secretId: string): Promise<AccessKey | null> => {
    const [row] = await database.query(findAccessKey, [secretId])
    if (row === undefined) return null
    return {
      secretId,
      secretKey: unseal(masterKey, secretId, row.secret),
      accountId: row.account_id,
      appId: row.app_id,
      ...temporaryOf(row),
      ...policyOf(row),
    }
  }

  return {
    async keyOf(secretId) {
      return isSecretId(secretId) ? cache.get(secretId, () => load(secretId)) : null
    },
    noteUse: createUseNotes(database, log),
  }
}

type KeyRow = NonNullable<(typeof findAccessKey)['row']>

function temporaryOf({ token_sha256: tokenSha256, expires_at: endsAt }: KeyRow): Partial<AccessKey> {
  return tokenSha256 === null || endsAt === null ? {} : { temporary: { tokenSha256, endsAt } }
}

function policyOf(row: KeyRow): Partial<AccessKey> {
  const { allowed_addresses: allowed, denied_addresses: denied } = row
  const perSecond: ActionRates = {
    ...(row.create_per_second === null ? {} : { CreateAigcVideoTask: row.create_per_second }),
    ...(row.describe_per_second === null ? {} : { DescribeAigcVideoTask: row.describe_per_second }),
  }
  const anywhere = allowed.length === 0 && denied.length === 0
  return {
    perSecond,
    ...(row.unfinished_max === null ? {} : { unfinishedMax: row.unfinished_max }),
    ...(anywhere ? {} : { addresses: createAddressRules(allowed, denied) }),
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
