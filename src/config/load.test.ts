import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { explainConfig } from './explain.ts'
import { ConfigProblems, loadConfig } from './load.ts'

const fileWith = (content: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'reelay-config-')), 'reelay.config.json')
  writeFileSync(path, content)
  return path
}
const problemsOf = (work: () => unknown): readonly string[] => {
  try {
    work()
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems
    throw error
  }
  return []
}

describe('configuration', () => {
  test('with nothing said is complete', () => {
    const { config } = loadConfig({ flags: {}, environment: {} })
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 9000,
      dataDirectory: '.reelay',
      role: 'all',
      'limit.create': 10,
    })
  })

  test('a file that is no JSON is told with the place, and without what stands there', () => {
    const REELAY_CONFIG = fileWith('{"secretId": "AKIDx", "secretKey": hunter2secret}')
    const [problem = ''] = problemsOf(() => loadConfig({ flags: {}, environment: { REELAY_CONFIG } }))
    expect(problem).toContain(`${REELAY_CONFIG} is not JSON`)
    expect(problem).not.toContain('hunter')
  })

  test('flags beat the environment, that beats the file, that beats the default', () => {
    const REELAY_CONFIG = fileWith(
      '{"port": 1, "host": "file.example", "limit": {"create": 3, "describe": 4}}',
    )
    const { config, origins } = loadConfig({
      flags: { port: '3' },
      environment: { REELAY_CONFIG, REELAY_PORT: '2', REELAY_LIMIT_CREATE: '2' },
    })
    expect(config).toMatchObject({ port: 3, host: 'file.example', 'limit.create': 2, 'limit.describe': 4 })
    expect(origins).toMatchObject({
      port: 'flag --port',
      'limit.create': 'environment REELAY_LIMIT_CREATE',
      edition: 'default',
    })
    expect(origins['limit.describe']).toContain(REELAY_CONFIG)
  })

  test('all problems are told at once, with key, origin and a suggestion', () => {
    const REELAY_CONFIG = fileWith('{"prot": 1, "role": "boss"}')
    const problems = problemsOf(() =>
      loadConfig({ flags: {}, environment: { REELAY_CONFIG, REELAY_PORT: 'many', REELAY_LIMIT_CREAT: '3' } }),
    )
    expect(problems.join('\n')).toContain('there is no setting prot; did you mean port?\n')
    expect(problems.join('\n')).toContain(
      'REELAY_LIMIT_CREAT, which is not a setting; did you mean REELAY_LIMIT_CREATE?',
    )
    expect(problems.some((problem) => problem.startsWith('port (environment REELAY_PORT)'))).toBe(true)
    expect(problems.some((problem) => problem.startsWith('role (file '))).toBe(true)
  })

  test.each([
    [
      { REELAY_PORT: 'many' },
      'port (environment REELAY_PORT): It has to be a whole number from 0 to 65535. Given: "many".',
    ],
    [
      { REELAY_VENDORS_VIDU_CONCURRENCY: '0' },
      'vendors.vidu.concurrency (environment REELAY_VENDORS_VIDU_CONCURRENCY): It has to be a whole number from 1 to 100000. Given: "0".',
    ],
    [
      { REELAY_VENDORS_GOOGLE_SERVICE_ACCOUNT: '{"type":"authorized_user"}' },
      'vendors.google.serviceAccount (environment REELAY_VENDORS_GOOGLE_SERVICE_ACCOUNT): It has no client_email; It has no private_key; ',
    ],
    [
      { REELAY_EXTENSIONS: 'yes' },
      'extensions (environment REELAY_EXTENSIONS): It has to be true or false. Given: "yes".',
    ],
    [
      { REELAY_TRUSTED_PROXIES: '10.0.0.1,proxy' },
      'trustedProxies (environment REELAY_TRUSTED_PROXIES): It has to be addresses or CIDRs, comma separated.',
    ],
    [
      { REELAY_ENDPOINT: '127.0.0.1:9000' },
      'endpoint (environment REELAY_ENDPOINT): It has to be a URL that begins with http:// or https://. Given: ',
    ],
  ])('a wrong value tells what it has to be: %j', (environment, message) => {
    expect(problemsOf(() => loadConfig({ flags: {}, environment }))).toEqual([
      expect.stringContaining(message),
    ])
  })

  test('a secret may come from a file, and is never shown', () => {
    const loaded = loadConfig({
      flags: {},
      environment: { REELAY_SECRET_ID: 'AKIDx', REELAY_SECRET_KEY_FILE: fileWith('hush-hush\n') },
    })
    expect(loaded.config.secretKey).toBe('hush-hush')
    expect(explainConfig(loaded)).not.toContain('hush-hush')
    expect(explainConfig(loaded)).toContain('REELAY_SECRET_KEY')
  })

  test('half a key pair is refused', () => {
    expect(
      problemsOf(() => loadConfig({ flags: {}, environment: { REELAY_SECRET_ID: 'AKIDx' } })).join(),
    ).toContain('belong together')
  })

  test('routes are read from a line or an object', () => {
    const line = loadConfig({ flags: {}, environment: { REELAY_ROUTES: 'Kling=animatic, GV 3.1=google' } })
    expect(line.config.routes).toEqual({ Kling: 'animatic', 'GV 3.1': 'google' })
    const object = loadConfig({
      flags: {},
      environment: { REELAY_CONFIG: fileWith('{"routes": {"Kling": "animatic"}}') },
    })
    expect(object.config.routes).toEqual({ Kling: 'animatic' })
  })
})
