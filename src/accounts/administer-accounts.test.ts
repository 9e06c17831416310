import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../../tests/support/postgres.ts'
import { lockSigningKeys } from '../database/sql/lock-signing-keys.ts'
import { createTaskRegister } from '../tasks/task-register.ts'
import { createLog } from '../telemetry/log.ts'
import { createAccounts } from './account-register.ts'
import type { AccessKey } from './accounts.ts'
import { administerAccounts } from './administer-accounts.ts'
import type { Account, AccountAdministration, AccountPolicy } from './administration.ts'
import { prepareAccounts } from './bootstrap.ts'
import { openSigningKey, sealSigningKey } from './signing-keys.ts'

const masterKey = randomBytes(32)
let fresh: FreshDatabase
let administration: AccountAdministration
let first: Account

beforeEach(async () => {
  fresh = await freshDatabase()
  administration = administerAccounts({ database: fresh.database, masterKey })
  await prepareAccounts({ database: fresh.database, masterKey })
  first = (await administration.listAccounts())[0]!
})
afterEach(() => fresh.drop())

/** As a server that has not looked yet sees it. */
const keyOf = (secretId: string, key: Uint8Array = masterKey): Promise<AccessKey | null> =>
  createAccounts({ database: fresh.database, masterKey: key, log: createLog('silent') }).keyOf(secretId)

const change = async (policy: Partial<AccountPolicy>): Promise<Account> => {
  const result = await administration.changeAccount(first.accountId, policy)
  if (result.outcome === 'refused') throw new Error(result.message)
  return result.account
}

const run = (text: string) =>
  fresh.database.query<Record<string, unknown>>({ name: text.slice(0, 60), text }, [])

describe('accounts', () => {
  test('are made with a number of their own, and listed oldest first', async () => {
    const made = await administration.createAccount('team-a')
    expect(made).toMatchObject({ outcome: 'changed', account: { name: 'team-a', appId: 1_250_000_002n } })
    const names = (await administration.listAccounts()).map(({ name }) => name)
    expect(names).toEqual(['first', 'team-a'])
  })

  test('have names that nobody else has, however many ask at once', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => administration.createAccount('team-a')))
    expect(made.filter(({ outcome }) => outcome === 'changed').length).toBe(1)
    expect(made).toContainEqual({ outcome: 'refused', message: 'There is an account team-a already.' })
  })

  test('cannot be called what is no name, or could be an AppId', async () => {
    const names = ['', 'Team', '1250000001', 'a b', '-x', 'a'.repeat(65), 'команда', 'a\n']
    const outcomes = await Promise.all(names.map((name) => administration.createAccount(name)))
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['refused']))
  })

  test('keep what a change does not name', async () => {
    await change({ createPerSecond: 3, deniedAddresses: ['192.0.2.66'] })
    const after = await change({ describePerSecond: 0, allowedAddresses: ['10.0.0.0/8'] })
    expect(after).toEqual({
      ...first,
      createPerSecond: 3,
      describePerSecond: 0,
      allowedAddresses: ['10.0.0.0/8'],
      deniedAddresses: ['192.0.2.66'],
    })
    expect(await change({ createPerSecond: null, describePerSecond: null })).toMatchObject({
      createPerSecond: null,
      describePerSecond: null,
    })
  })

  test('keep address lists cut to their prefix, sorted, without repetition, IPv4 as IPv4', async () => {
    const allowedAddresses = [
      '2001:DB8::1/32',
      '192.0.2.7',
      '10.1.2.3/8',
      '::ffff:192.0.2.7',
      '10.0.0.0/8',
      '::ffff:a00:0/104',
    ]
    expect((await change({ allowedAddresses })).allowedAddresses).toEqual([
      '10.0.0.0/8',
      '192.0.2.7',
      '2001:db8::/32',
    ])
  })

  test.each([
    [{ createPerSecond: -1 }, 'whole number'],
    [{ describePerSecond: 1.5 }, 'whole number'],
    [{ describePerSecond: NaN }, 'whole number'],
    [{ createPerSecond: 1_000_001 }, 'up to 1000000'],
    [{ allowedAddresses: ['10.0.0.0/8', 'example.com'] }, '"example.com"'],
    [{ deniedAddresses: ['10.0.0.0/33'] }, '"10.0.0.0/33"'],
    [{ deniedAddresses: Array.from({ length: 257 }, () => '10.0.0.1') }, 'up to 256'],
  ])('refuse a policy that makes no sense, saying why: %o', async (policy, why) => {
    const refusal = await administration.changeAccount(first.accountId, policy)
    expect(refusal).toEqual({ outcome: 'refused', message: expect.stringContaining(why) })
    expect(await administration.listAccounts()).toEqual([first])
  })
})

describe('the policy of an account', () => {
  test('comes with each of its keys', async () => {
    const { secretId } = await administration.createKey(first.accountId)
    expect(await keyOf(secretId)).toMatchObject({ perSecond: {} })
    expect(await keyOf(secretId)).not.toHaveProperty('addresses')
    await change({ createPerSecond: 0, describePerSecond: 7, allowedAddresses: ['10.0.0.0/8'] })
    const key = await keyOf(secretId)
    expect(key?.perSecond).toEqual({ CreateAigcVideoTask: 0, DescribeAigcVideoTask: 7 })
    expect(key?.addresses?.judge('10.9.9.9')).toBe('allowed')
    expect(key?.addresses?.judge('192.0.2.1')).toBe('not allowed')
    await change({ allowedAddresses: [], deniedAddresses: ['10.9.9.9'] })
    expect((await keyOf(secretId))?.addresses?.judge('10.9.9.9')).toBe('denied')
  })
})

describe('a permanent key', () => {
  test('is made for an account, listed without its secret, and refused once disabled until it is enabled', async () => {
    const pair = await administration.createKey(first.accountId)
    expect(await keyOf(pair.secretId)).toMatchObject({ ...pair, appId: first.appId })
    expect(await administration.disableKey(pair.secretId)).toBe(true)
    expect(await keyOf(pair.secretId)).toBeNull()
    expect((await administration.listKeys())[0]?.state).toBe('disabled')
    expect(await administration.enableKey(pair.secretId)).toBe(true)
    expect(await keyOf(pair.secretId)).not.toBeNull()
    const [summary] = await administration.listKeys()
    expect(summary).toEqual({
      secretId: pair.secretId,
      account: 'first',
      appId: first.appId,
      kind: 'permanent',
      state: 'active',
      createdAt: expect.any(Date),
      lastUsedAt: null,
      endsAt: null,
    })
  })

  test.each(['AKIDnobody', '', 'AKID\u0000nul'])(
    'that does not exist changes nothing: %j',
    async (secretId) => {
      expect(await administration.disableKey(secretId)).toBe(false)
      expect(await administration.enableKey(secretId)).toBe(false)
      expect(await administration.rotateKey(secretId, 60)).toBeNull()
    },
  )

  test('is not made for an account that does not exist', async () => {
    await expect(administration.createKey(4711n)).rejects.toThrow('no account 4711')
    await expect(administration.createTemporaryKey(4711n, 60)).rejects.toThrow('no account 4711')
  })
})

describe('a rotated key', () => {
  test('works beside its successor, in the same account, until the grace is over', async () => {
    const old = await administration.createKey(first.accountId)
    const rotated = await administration.rotateKey(old.secretId, 3600)
    expect(await keyOf(old.secretId)).toMatchObject({ secretKey: old.secretKey })
    expect(await keyOf(rotated?.secretId ?? '')).toMatchObject({
      secretKey: rotated?.secretKey,
      accountId: first.accountId,
    })
    expect(rotated?.secretId).not.toBe(old.secretId)
    const [listed] = await administration.listKeys()
    expect(listed).toMatchObject({ state: 'active', endsAt: rotated?.replacedEndsAt })
    const secondsLeft = (rotated!.replacedEndsAt.getTime() - listed!.createdAt.getTime()) / 1000
    expect(Math.round(secondsLeft / 60)).toBe(60)
  })

  test('is refused as if it were disabled after that, and works for good once it is enabled', async () => {
    const { secretId } = await administration.createKey(first.accountId)
    await administration.rotateKey(secretId, 0)
    expect(await keyOf(secretId)).toBeNull()
    expect((await administration.listKeys())[0]?.state).toBe('ended')
    expect(await administration.rotateKey(secretId, 60)).toBeNull()
    expect(await administration.enableKey(secretId)).toBe(true)
    expect(await keyOf(secretId)).not.toBeNull()
  })

  test('does not live longer when it is rotated again', async () => {
    const { secretId } = await administration.createKey(first.accountId)
    const once = await administration.rotateKey(secretId, 60)
    const twice = await administration.rotateKey(secretId, 3600)
    expect(twice?.replacedEndsAt).toEqual(once?.replacedEndsAt)
  })

  test('leaves no successor behind when it was disabled or temporary', async () => {
    const { secretId } = await administration.createKey(first.accountId)
    await administration.disableKey(secretId)
    const temporary = await administration.createTemporaryKey(first.accountId, 60)
    expect(await administration.rotateKey(secretId, 60)).toBeNull()
    expect(await administration.rotateKey(temporary.secretId, 60)).toBeNull()
    expect((await administration.listKeys()).length).toBe(2)
  })
})

describe('a temporary key', () => {
  test('comes with the hash of its token and its end', async () => {
    const { secretId, secretKey, token, endsAt } = await administration.createTemporaryKey(
      first.accountId,
      60,
    )
    expect(token).toMatch(/^[A-Za-z0-9]{64}$/)
    const tokenSha256 = createHash('sha256').update(token).digest('hex')
    expect(await keyOf(secretId)).toMatchObject({ secretKey, temporary: { tokenSha256, endsAt } })
    expect(await administration.listKeys()).toMatchObject([{ kind: 'temporary', state: 'active', endsAt }])
  })

  test('is in the database without its secret and its token', async () => {
    const { secretKey, token } = await administration.createTemporaryKey(first.accountId, 60)
    const [row] = await run('select access_keys::text as row from access_keys')
    for (const secret of [secretKey, token]) {
      expect(row?.['row']).not.toContain(secret)
      expect(row?.['row']).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })

  test('is still found right after its end, for its callers to hear that it is over, but cannot be enabled', async () => {
    const { secretId } = await administration.createTemporaryKey(first.accountId, 60)
    await run(`update access_keys set expires_at = now() - interval '1 minute'`)
    expect(await keyOf(secretId)).toHaveProperty('temporary')
    expect(await administration.listKeys()).toMatchObject([{ state: 'ended' }])
    expect(await administration.enableKey(secretId)).toBe(false)
  })

  test('is forgotten a day after its end, when another one is made; permanent keys never are', async () => {
    const permanent = await administration.createKey(first.accountId)
    await administration.rotateKey(permanent.secretId, 0)
    const old = await administration.createTemporaryKey(first.accountId, 60)
    await run(`update access_keys set expires_at = expires_at - interval '25 hours'`)
    const next = await administration.createTemporaryKey(first.accountId, 60)
    const left = (await administration.listKeys()).map(({ secretId }) => secretId)
    expect(left).toContain(permanent.secretId)
    expect(left).toContain(next.secretId)
    expect(left).not.toContain(old.secretId)
  })
})

describe('another master key', () => {
  test('opens every secret after they were sealed anew, and the old one opens none', async () => {
    const pairs = [
      await administration.createKey(first.accountId),
      await administration.createTemporaryKey(first.accountId, 60),
    ]
    const next = randomBytes(32)
    expect(await administration.resealSecrets(next)).toBe(2)
    for (const { secretId, secretKey } of pairs) {
      expect(await keyOf(secretId, next)).toMatchObject({ secretKey })
      await expect(keyOf(secretId)).rejects.toThrow('REELAY_MASTER_KEY')
    }
  })

  test('reseals the keys of notifications that may still be sent', async () => {
    const next = randomBytes(32)
    const { accountId } = first
    const url = 'https://example.com/hook'
    const facts = { accountId, url, notifyKey: 'correct horse battery', secretKey: 'unused' }
    const { taskId } = await createTaskRegister(fresh.database, () => new Date()).create({
      accountId,
      appId: 1n,
      requestId: 'r',
      request: {},
      job: {} as never,
      vendor: 'nobody',
      notify: { url, secret: sealSigningKey(masterKey, facts) },
    })
    expect(await administration.resealSecrets(next)).toBe(1)
    const rows = await fresh.database.query(lockSigningKeys, [])
    expect(rows.map((row) => row.task_id)).toEqual([taskId])
    expect(openSigningKey(next, { accountId, url, secret: rows[0]!.secret })).toBe('correct horse battery')
    expect(() => openSigningKey(next, { accountId: 2n, url, secret: rows[0]!.secret })).toThrow()
  })

  test('changes nothing when the present one does not open them all', async () => {
    const { secretId, secretKey } = await administration.createKey(first.accountId)
    const stranger = administerAccounts({ database: fresh.database, masterKey: randomBytes(32) })
    await expect(stranger.resealSecrets(randomBytes(32))).rejects.toThrow('REELAY_MASTER_KEY')
    expect(await keyOf(secretId)).toMatchObject({ secretKey })
  })
})
