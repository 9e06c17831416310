import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../support/command.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { type Endpoint, internationalClient, mpsClient } from '../support/sdk-clients.ts'

/** Two processes share a database: what an operator changes, both have to follow. */
let servers: readonly ReelayProcess[]
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
const secrets: string[] = []

beforeAll(async () => {
  directory = await temporaryDirectory('accounts')
  const settings = {
    dataDirectory: join(directory.path, 'data'),
    environment: {
      REELAY_ROLE: 'api',
      REELAY_LOG_LEVEL: 'debug',
      REELAY_TRUSTED_PROXIES: '127.0.0.1',
    },
  }
  servers = [await startReelay(settings), await startReelay(settings)]
})
afterAll(async () => {
  for (const server of servers ?? []) await server.stop()
  await directory?.remove()
})

type Key = Omit<Endpoint, 'host'>

const command = (...words: readonly string[]) =>
  runCommand(words, {
    directory: directory.path,
    environment: { REELAY_DATA_DIR: 'data', REELAY_LOG_LEVEL: 'warn' },
  })

/** What a command says that has to succeed. */
async function said(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await command(...words)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const printed = (output: string, name: string): string =>
  new RegExp(`^${name} +(\\S+)$`, 'm').exec(output)?.[1] ?? ''

async function makeKey(...words: readonly string[]): Promise<Key> {
  const output = await said('keys', ...words)
  const [secretKey, token] = [printed(output, 'SecretKey'), printed(output, 'Token')]
  secrets.push(secretKey, ...(token === '' ? [] : [token]))
  return { secretId: printed(output, 'SecretId'), secretKey, ...(token === '' ? {} : { token }) }
}

/** What a caller with this key gets: `passed`, or the code and text of the refusal. */
const attempt = (key: Key, server = servers[0]!, open = mpsClient): Promise<string> =>
  open({ ...key, host: server.host })
    .describe({ TaskId: 'nobody-knows' })
    .then(() => 'passed', outcomeOf)

const outcomeOf = ({ code, message }: { code?: string; message?: string }): string =>
  code === 'ResourceNotFound.TaskNotFound' ? 'passed' : `${code}: ${message}`

/** Both servers come to answer so, within the few seconds that a key is kept for. */
async function bothCome(key: Key, outcome: string): Promise<void> {
  for (const server of servers) {
    await expect.poll(() => attempt(key, server), { timeout: 20_000, interval: 250 }).toContain(outcome)
  }
}

const notFound =
  'AuthFailure.SecretIdNotFound: The SecretId is not found, please ensure that your SecretId is correct.'

describe('an operator, beside running servers', () => {
  test('makes an account, and a key whose tasks carry its AppId', async () => {
    expect(await said('accounts', 'create', 'team-a')).toContain('AppId 1250000002')
    const key = await makeKey('create', '--account', 'team-a')
    const { TaskId } = await mpsClient({ ...key, host: servers[1]!.host }).create({ Prompt: 'a lake' })
    expect(TaskId).toMatch(/^1250000002-AigcVideo-/)
    expect(await said('keys', 'list')).toMatch(
      new RegExp(`^${key.secretId} +team-a +permanent +active +\\S+Z +never$`, 'm'),
    )
  })

  test('makes a temporary key, which works with its token and with no other', async () => {
    const key = await makeKey('create', '--temporary', '--account', 'team-a', '--hours', '0.5')
    for (const open of [mpsClient, internationalClient]) {
      expect(await attempt(key, servers[0], open)).toBe('passed')
      for (const token of ['', 'another']) {
        expect(await attempt({ ...key, token }, servers[0], open)).toBe(
          'AuthFailure.TokenFailure: Token verification failed, please check if your Token is correct.',
        )
      }
    }
    const [listed] = JSON.parse(await said('keys', 'list', '--output', 'json')).slice(-1)
    expect(listed).toMatchObject({ secretId: key.secretId, kind: 'temporary', account: 'team-a' })
    const minutes = (Date.parse(listed.endsAt) - Date.parse(listed.createdAt)) / 60_000
    expect(Math.round(minutes)).toBe(30)
  })

  test('rotates a key: both work, then only the new one', async () => {
    const old = await makeKey('create', '--account', 'team-a')
    const next = await makeKey('rotate', old.secretId)
    expect(await attempt(old)).toBe('passed')
    expect(await attempt(next)).toBe('passed')
    const last = await makeKey('rotate', next.secretId, '--grace-hours', '0')
    await bothCome(next, notFound)
    expect(await attempt(last)).toBe('passed')
  })

  test('disables a key and enables it again', async () => {
    const key = await makeKey('create', '--account', 'team-a')
    await bothCome(key, 'passed')
    await said('keys', 'disable', key.secretId)
    await bothCome(key, notFound)
    await said('keys', 'enable', key.secretId)
    await bothCome(key, 'passed')
  })

  test('decides from where an account may be called, as the trusted proxy tells it', async () => {
    await said('accounts', 'create', 'team-b')
    const key = await makeKey('create', '--account', 'team-b')
    await bothCome(key, 'passed')
    await said('accounts', 'addresses', 'team-b', '--deny', '127.0.0.1,192.0.2.0/24')
    await bothCome(
      key,
      'IpInBlacklist: Requests from `127.0.0.1` are blocked for this account. The operator can change that: `reelay accounts addresses 1250000003 --deny ...`.',
    )
    expect(await forwarded(key, '192.0.2.66')).toContain('IpInBlacklist: Requests from `192.0.2.66`')
    expect(await forwarded(key, '198.51.100.7')).toBe('passed')
    await said('accounts', 'addresses', 'team-b', '--deny', 'none', '--allow', '198.51.100.0/24')
    await bothCome(key, 'IpNotInWhitelist: Requests from `127.0.0.1` are not allowed for this account.')
    expect(await forwarded(key, '198.51.100.7')).toBe('passed')
    await said('accounts', 'addresses', 'team-b', '--allow', 'any')
    await bothCome(key, 'passed')
  })

  test('gives an account a limit of its own, which all servers share', async () => {
    await said('accounts', 'create', 'team-c')
    const key = await makeKey('create', '--account', 'team-c')
    await said('accounts', 'limits', 'team-c', '--describe', '1')
    // So many that two of them meet within a second, however busy the machine is.
    const burst = () =>
      Promise.all(servers.flatMap((server) => Array.from({ length: 8 }, () => attempt(key, server))))
    await expect
      .poll(async () => (await burst()).find((outcome) => outcome !== 'passed'))
      .toMatch(/RequestLimitExceeded: .*exceeds the frequency limit `1` for a second/)
    expect(await said('accounts', 'limits', 'team-c', '--describe', 'default')).toMatch(
      /^team-c +default +default +default$/m,
    )
  })

  test('hears in one sentence what is wrong', async () => {
    const outcome = await command('keys', 'create', '--account', 'team-aa')
    expect(outcome).toEqual({
      code: 1,
      stdout: '',
      stderr: 'reelay: There is no account "team-aa"; did you mean team-a or team-b or team-c?\n',
    })
  })

  test('finds no secret and no token in the log, however much is logged', () => {
    expect(secrets.length).toBeGreaterThan(8)
    const log = servers.map((server) => server.said()).join('\n')
    expect(log).toContain('refused a request')
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
  })
})

/** A call that comes through the proxy, for this client. */
async function forwarded({ secretId, secretKey }: Key, address: string): Promise<string> {
  const { mps } = createRequire(import.meta.url)('tencentcloud-sdk-nodejs-mps')
  const client = new mps.v20190612.Client({
    credential: { secretId, secretKey },
    region: '',
    profile: {
      httpProfile: {
        endpoint: servers[0]!.host,
        protocol: 'http://',
        headers: { 'X-Forwarded-For': `10.9.9.9, ${address}` },
      },
    },
  })
  return client.DescribeAigcVideoTask({ TaskId: 'nobody-knows' }).then(() => 'passed', outcomeOf)
}
