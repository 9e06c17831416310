import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../../tests/support/postgres.ts'
import { loadConfig } from '../config/load.ts'
import { UserError } from './command.ts'
import { accountsCommand } from './commands/accounts.ts'
import { keysCommand } from './commands/keys.ts'

let fresh: FreshDatabase
const masterKey = randomBytes(32).toString('hex')

beforeAll(async () => {
  fresh = await freshDatabase()
  await run(accountsCommand, ['create', 'team-a'])
})
afterAll(() => fresh.drop())
afterEach(() => vi.restoreAllMocks())

/** What the command prints. Throws what it complains of. */
async function run(
  command: typeof keysCommand,
  positionals: readonly string[],
  flags: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const loaded = loadConfig({
    flags: {
      databaseUrl: fresh.url,
      masterKey,
      logLevel: 'silent',
      secretId: 'AKIDconfigured',
      secretKey: 'x',
    },
    environment: {},
  })
  let printed = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  try {
    expect(await command.run({ loaded, positionals, flags })).toBe(0)
  } finally {
    write.mockRestore()
  }
  return printed
}

const nameIn = (output: string): string => /AKID\w+/.exec(output)?.[0] ?? ''

describe('the accounts', () => {
  test('are printed as a table, or as JSON for programs', async () => {
    const table = (await run(accountsCommand, ['list'])).split('\n')
    expect(table[0]).toMatch(/^NAME +APPID +CREATE\/S +DESCRIBE\/S +UNFINISHED +ALLOW +DENY +MADE$/)
    expect(table[2]).toMatch(
      /^team-a +1250000002 +default +default +default +any +none +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    )
    const [first] = JSON.parse(await run(accountsCommand, ['list'], { output: 'json' }))
    expect(first).toEqual({
      name: 'first',
      appId: 1_250_000_001,
      createdAt: expect.any(String),
      createPerSecond: null,
      describePerSecond: null,
      unfinishedMax: null,
      allowedAddresses: [],
      deniedAddresses: [],
    })
  })

  test('show their limits, change those that are named, and go back to the configured ones', async () => {
    expect(await run(accountsCommand, ['limits', 'team-a'], { create: '0' })).toMatch(
      /^team-a +off +default +default$/m,
    )
    expect(await run(accountsCommand, ['limits', '1250000002'], { describe: '7', unfinished: '9' })).toMatch(
      /^team-a +off +7 +9$/m,
    )
    expect(await run(accountsCommand, ['limits', 'team-a'])).toMatch(/^team-a +off +7 +9$/m)
    const all = { create: 'default', describe: 'default', unfinished: 'default' }
    expect(await run(accountsCommand, ['limits', 'team-a'], all)).toMatch(
      /^team-a +default +default +default$/m,
    )
  })

  test('show their addresses one to a line, and in brief in the list of all', async () => {
    const allow = '10.1.2.3/8, 192.0.2.7,::ffff:192.0.2.8'
    const lists = await run(accountsCommand, ['addresses', 'team-a'], { allow, deny: '10.6.6.6' })
    expect(lists.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^team-a +10\.0\.0\.0\/8 +10\.6\.6\.6$/),
      expect.stringMatching(/^ +192\.0\.2\.7$/),
      expect.stringMatching(/^ +192\.0\.2\.8$/),
      '',
    ])
    expect(await run(accountsCommand, ['list'])).toContain('10.0.0.0/8, 192.0.2.7 and 1 more')
    const open = await run(accountsCommand, ['addresses', 'team-a'], { allow: 'any', deny: 'none' })
    expect(open).toMatch(/^team-a +any +none$/m)
  })
})

describe('the keys', () => {
  test('are listed with account, kind, state, last use and end, of one account if asked', async () => {
    const secretId = nameIn(await run(keysCommand, ['create'], { account: 'team-a' }))
    const temporary = await run(keysCommand, ['create'], { temporary: true })
    expect(temporary).toMatch(
      /^SecretId {3}AKID\w{32}\nSecretKey {2}\w{32}\nToken {6}\w{64}\nEnds {7}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/,
    )
    const all = await run(keysCommand, ['list'])
    expect(all).toMatch(/^SECRETID +ACCOUNT +KIND +STATE +LAST USED +ENDS$/m)
    expect(all).toMatch(new RegExp(`^${nameIn(temporary)} +first +temporary +active +never +\\d{4}-`, 'm'))
    const some = await run(keysCommand, ['list'], { account: '1250000002' })
    expect(some).toMatch(new RegExp(`^${secretId} +team-a +permanent +active +never +never$`, 'm'))
    expect(some).not.toContain(nameIn(temporary))
  })

  test('of the configuration are not touched by commands, which say that the next start will', async () => {
    expect(await run(keysCommand, ['list'])).not.toContain('AKIDconfigured')
    await fresh.database.query(
      {
        name: 'configure',
        text: `insert into access_keys (secret_id, account_id, secret, created_at)
          select 'AKIDconfigured', account_id, secret, created_at + interval '1 s' from access_keys limit 1`,
      },
      [],
    )
    const note = 'It is the key in REELAY_SECRET_ID'
    expect(await run(keysCommand, ['disable', 'AKIDconfigured'])).toContain(note)
    expect(await run(keysCommand, ['list'])).toMatch(/^AKIDconfigured .* disabled /m)
    await run(keysCommand, ['enable', 'AKIDconfigured'])
    expect(await run(keysCommand, ['rotate', 'AKIDconfigured'])).toContain(note)
  })

  test('cannot be rotated once they are disabled, nor when they are temporary', async () => {
    const disabled = nameIn(await run(keysCommand, ['create']))
    await run(keysCommand, ['disable', disabled])
    await expect(run(keysCommand, ['rotate', disabled])).rejects.toThrow(`${disabled} is disabled`)
    const temporary = nameIn(await run(keysCommand, ['create'], { temporary: true, hours: '0.5' }))
    await expect(run(keysCommand, ['rotate', temporary])).rejects.toThrow(`${temporary} is temporary`)
  })
})

test.each([
  [keysCommand, ['create'], { account: 'team-aa' }, 'no account "team-aa"; did you mean team-a?'],
  [keysCommand, ['create'], { account: 'zzzzzz' }, 'See them with: reelay accounts list'],
  [keysCommand, ['crate'], {}, 'There is no command keys crate; did you mean create'],
  [keysCommand, ['toString'], {}, 'There is no command keys toString.'],
  [keysCommand, ['create'], { temporary: true, hours: '36.1' }, 'from one minute to 36 hours'],
  [keysCommand, ['create'], { temporary: true, hours: '0.01' }, 'from one minute to 36 hours'],
  [keysCommand, ['create'], { temporary: true, hours: 'soon' }, '--hours is a number of hours'],
  [keysCommand, ['create'], { temporary: true, hours: '-1' }, '--hours is a number of hours'],
  [keysCommand, ['create'], { hours: '1' }, 'add --temporary'],
  [keysCommand, ['list'], { temporary: true }, '--temporary means nothing here'],
  [keysCommand, ['list', 'all'], {}, '"all" is one word too many'],
  [keysCommand, ['rotate'], {}, 'Which key? Say: reelay keys rotate <SecretId> [--grace-hours 24]'],
  [keysCommand, ['rotate', 'AKIDnobody'], {}, 'There is no key AKIDnobody. See them with: reelay keys list'],
  [keysCommand, ['disable', 'AKIDnobody'], {}, 'There is no key AKIDnobody'],
  [keysCommand, ['reseal'], {}, 'Name the file: reelay keys reseal --new-master-key-file FILE'],
  [keysCommand, ['reseal'], { 'new-master-key-file': '/nowhere' }, '/nowhere cannot be read'],
  [keysCommand, ['reseal'], { 'new-master-key-file': 'package.json' }, 'openssl rand -hex 32'],
  [accountsCommand, ['create', 'Team A'], {}, '"Team A" cannot be the name of an account'],
  [accountsCommand, ['create', 'team-a'], {}, 'There is an account team-a already.'],
  [accountsCommand, ['addresses', 'team-a'], { allow: 'home' }, '"home" is neither an address nor a range'],
  [accountsCommand, ['addresses', 'team-a'], { deny: '' }, '"" is neither an address nor a range'],
  [accountsCommand, ['limits', 'team-a'], { create: 'many' }, 'whole number of calls per second'],
  [accountsCommand, ['list'], { output: 'xml' }, '--output is table or json, not "xml"'],
])('%o %j %j is refused in a sentence that helps', async (command, positionals, flags, sentence) => {
  const refusal = run(command, positionals, flags)
  await expect(refusal).rejects.toBeInstanceOf(UserError)
  await expect(refusal).rejects.toThrow(sentence)
})
