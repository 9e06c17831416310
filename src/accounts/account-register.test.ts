import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../../tests/support/postgres.ts'
import type { Database } from '../database/database.ts'
import { createLog } from '../telemetry/log.ts'
import { createAccounts } from './account-register.ts'
import type { Accounts } from './accounts.ts'
import { administerAccounts } from './administer-accounts.ts'
import type { AccountAdministration } from './administration.ts'
import { bootstrap, prepareAccounts } from './bootstrap.ts'

const log = createLog('silent')
const masterKey = randomBytes(32)
let fresh: FreshDatabase
let accounts: Accounts
let administration: AccountAdministration
const open = (key: Uint8Array = masterKey): Accounts =>
  createAccounts({ database: fresh.database, masterKey: key, log })
const start = (configured?: { secretId: string; secretKey: string }, key: Uint8Array = masterKey) =>
  bootstrap({ database: fresh.database, masterKey: key, ...(configured ? { configured } : {}) })

beforeEach(async () => {
  fresh = await freshDatabase()
  accounts = open()
  administration = administerAccounts({ database: fresh.database, masterKey })
})
afterEach(() => fresh.drop())

describe('the first start', () => {
  test('makes an account and a key that works, and tells the key', async () => {
    const { created, accountId, appId } = await start()
    expect(created?.secretId).toMatch(/^AKID[A-Za-z0-9]{32}$/)
    expect(created?.secretKey).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(await accounts.keyOf(created?.secretId ?? '')).toEqual({
      ...created,
      accountId,
      appId,
      perSecond: {},
    })
    expect(appId).toBe(1_250_000_001n)
  })

  test('makes them once, however many processes start together, and the later starts tell nothing', async () => {
    const starts = await Promise.all(Array.from({ length: 8 }, () => start()))
    expect(starts.filter(({ created }) => created !== undefined).length).toBe(1)
    expect(new Set(starts.map(({ accountId }) => accountId)).size).toBe(1)
    expect((await administration.listKeys()).length).toBe(1)
    expect((await start()).created).toBeUndefined()
  })

  test('takes the configured key instead, however many processes start together', async () => {
    const configured = {
      secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    }
    const starts = await Promise.all(Array.from({ length: 8 }, () => start(configured)))
    expect(starts.every(({ created }) => created === undefined)).toBe(true)
    expect((await administration.listKeys()).length).toBe(1)
    expect(await accounts.keyOf(configured.secretId)).toMatchObject(configured)
  })
})

describe('a command before the first start', () => {
  test('finds the first account, and leaves the first key to that start', async () => {
    await prepareAccounts({ database: fresh.database, masterKey })
    expect(await administration.listAccounts()).toMatchObject([{ name: 'first', appId: 1_250_000_001n }])
    expect(await administration.listKeys()).toEqual([])
    const { created, appId } = await start()
    expect(appId).toBe(1_250_000_001n)
    expect(await accounts.keyOf(created?.secretId ?? '')).not.toBeNull()
  })

  test('with another master key is told so', async () => {
    await start()
    const other = prepareAccounts({ database: fresh.database, masterKey: randomBytes(32) })
    await expect(other).rejects.toThrow('REELAY_MASTER_KEY')
  })
})

describe('a configured key', () => {
  test('works when it is named later, beside the one that was made up, in the same account', async () => {
    const first = await start()
    const later = await start({ secretId: 'AKIDlater', secretKey: 'later' })
    expect(later.accountId).toBe(first.accountId)
    expect(await accounts.keyOf('AKIDlater')).toMatchObject({
      secretKey: 'later',
      accountId: first.accountId,
    })
    expect(await accounts.keyOf(first.created?.secretId ?? '')).not.toBeNull()
  })

  test('works with its new secret, and again after it had been disabled', async () => {
    await start({ secretId: 'AKIDsame', secretKey: 'old' })
    await start({ secretId: 'AKIDsame', secretKey: 'new' })
    expect(await accounts.keyOf('AKIDsame')).toMatchObject({ secretKey: 'new' })
    await administration.disableKey('AKIDsame')
    await start({ secretId: 'AKIDsame', secretKey: 'new' })
    expect(await open().keyOf('AKIDsame')).not.toBeNull()
  })

  test('works for good again after it had been rotated', async () => {
    const configured = { secretId: 'AKIDsame', secretKey: 'same' }
    await start(configured)
    await administration.rotateKey('AKIDsame', 0)
    expect(await open().keyOf('AKIDsame')).toBeNull()
    await start(configured)
    expect(await open().keyOf('AKIDsame')).not.toBeNull()
    expect((await administration.listKeys())[0]).toMatchObject({ state: 'active', endsAt: null })
  })

  test.each([
    { secretId: 'AKID with spaces', secretKey: 'x' },
    { secretId: 'AKID/slash', secretKey: 'x' },
    { secretId: 'AKID,comma', secretKey: 'x' },
    { secretId: '', secretKey: 'x' },
    { secretId: 'AKIDgood', secretKey: '' },
    { secretId: 'AKIDgood', secretKey: ' copied ' },
  ])('that no client could sign with is refused: %o', async (configured) => {
    await expect(start(configured)).rejects.toThrow(/Secret(Id|Key)/)
  })
})

describe('a wrong master key', () => {
  test('is named at the start, and nothing is written with it', async () => {
    await start({ secretId: 'AKIDfirst', secretKey: 'x' })
    const other = start({ secretId: 'AKIDsecond', secretKey: 'x' }, randomBytes(32))
    await expect(other).rejects.toThrow('REELAY_MASTER_KEY')
    expect((await administration.listKeys()).map(({ secretId }) => secretId)).toEqual(['AKIDfirst'])
  })

  test('is named when a key is used', async () => {
    await start({ secretId: 'AKIDfirst', secretKey: 'x' })
    await expect(open(randomBytes(32)).keyOf('AKIDfirst')).rejects.toThrow('REELAY_MASTER_KEY')
  })
})

describe('keys', () => {
  test('are not in clear text in the database', async () => {
    const { created } = await start()
    const dump = await fresh.database.query<{ row: string }>(
      { name: 'dump', text: 'select access_keys::text as row from access_keys' },
      [],
    )
    expect(dump.length).toBe(1)
    const hex = Buffer.from(created?.secretKey ?? '').toString('hex')
    expect(dump[0]?.row).not.toContain(created?.secretKey)
    expect(dump[0]?.row).not.toContain(hex)
  })

  test('do not open under another name', async () => {
    await start({ secretId: 'AKIDmine', secretKey: 'mine' })
    await fresh.database.query(
      { name: 'move', text: `update access_keys set secret_id = 'AKIDtheirs' where secret_id = 'AKIDmine'` },
      [],
    )
    await expect(accounts.keyOf('AKIDtheirs')).rejects.toThrow('AKIDtheirs')
  })

  test.each(['', 'AKIDnobody', 'AKID\u0000nul', 'ключ', 'x'.repeat(10_000)])(
    'that do not exist are not found: %j',
    async (secretId) => {
      expect(await accounts.keyOf(secretId)).toBeNull()
    },
  )

  test('remember when they were used', async () => {
    const { created } = await start()
    accounts.noteUse(created?.secretId ?? '')
    await expect.poll(async () => (await administration.listKeys())[0]?.lastUsedAt).toBeInstanceOf(Date)
  })
})

test('a key that is asked for a thousand times at once costs one query', async () => {
  const { created } = await start()
  let queries = 0
  const counting: Database = {
    ...fresh.database,
    query: (statement, values) => {
      queries++
      return fresh.database.query(statement, values)
    },
  }
  const busy = createAccounts({ database: counting, masterKey, log })
  const keys = await Promise.all(Array.from({ length: 1000 }, () => busy.keyOf(created?.secretId ?? '')))
  expect(keys.every((key) => key?.secretKey === created?.secretKey)).toBe(true)
  expect(queries).toBe(1)
})
