import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulateKling } from '../../src/simulators/kling.ts'
import type { KlingSimulator } from '../../src/simulators/kling.ts'
import { simulateVidu, type ViduSimulator } from '../../src/simulators/vidu.ts'
import { runCommand } from '../support/command.ts'
import { freshDatabase } from '../support/postgres.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'

type Finding = {
  readonly check: string
  readonly state: string
  readonly what: string
  readonly advice?: string
}

let kling: KlingSimulator
let vidu: ViduSimulator
let database: Awaited<ReturnType<typeof freshDatabase>>
let place: Awaited<ReturnType<typeof temporaryDirectory>>
let reelay: ReelayProcess
let environment: Record<string, string>

beforeAll(async () => {
  place = await temporaryDirectory('doctor')
  database = await freshDatabase()
  kling = await simulateKling({ apiKey: 'kling-key-31d0', accessKey: 'a', secretKey: 's' })
  vidu = await simulateVidu('vidu-key-44aa')
  environment = {
    REELAY_DATABASE_URL: database.url,
    REELAY_VENDORS_KLING_API_KEY: 'kling-key-31d0',
    REELAY_VENDORS_KLING_BASE_URL: kling.url,
  }
  reelay = await startReelay({ dataDirectory: join(place.path, 'data'), environment })
})
afterAll(async () => {
  await reelay?.stop()
  await kling?.close()
  await vidu?.close()
  await database?.drop()
  await place?.remove()
})

async function examine(changes: Record<string, string> = {}) {
  const { port } = new URL(reelay.url)
  const end = await runCommand(['doctor', '--output', 'json'], {
    directory: place.path,
    environment: { ...environment, REELAY_DATA_DIR: join(place.path, 'data'), REELAY_PORT: port, ...changes },
  })
  const findings = JSON.parse(end.stdout) as readonly Finding[]
  return { ...end, findings, about: (check: string) => findings.filter((finding) => finding.check === check) }
}

describe('reelay doctor', () => {
  test('finds a running Reelay well, and asks its vendor without ordering anything', async () => {
    const { code, stderr, findings, about } = await examine()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(findings.filter(({ state }) => state === 'problem')).toEqual([])
    expect(about('vendor kling')).toEqual([
      {
        check: 'vendor kling',
        state: 'ok',
        what: expect.stringMatching(/it takes the API key \(\d+ ms; 5 tasks at a time\)$/),
      },
    ])
    expect(about('workers')).toMatchObject([{ what: '1 at work on this database now' }])
    expect(about('server')).toMatchObject([{ what: `runs at ${reelay.url}` }])
    for (const check of ['migrations', 'secrets at rest', 'media store', 'data directory', 'master key'])
      expect([check, about(check)]).toMatchObject([check, [{ state: 'ok' }]])
    expect(about('route Kling').map(({ state, what }) => [state, what])).toContainEqual([
      'ok',
      '2.5, O1, 2.6: goes to kling',
    ])
    // A family that nobody serves is no fault: creates say so.
    expect(about('route GV')).toMatchObject([
      { state: 'warning', what: expect.stringContaining('REELAY_VENDORS_GOOGLE_API_KEY') },
    ])
    expect(kling.taken).toEqual([])
  })

  test('says what is wrong, which setting it is, and ends with 1; keys are not shown', async () => {
    const { code, stdout, about } = await examine({
      REELAY_VENDORS_KLING_API_KEY: 'a-wrong-key-9c2e',
      REELAY_VENDORS_VIDU_API_KEY: 'vidu-key-44aa',
      REELAY_VENDORS_VIDU_BASE_URL: vidu.url,
      REELAY_ROUTES: 'GV=openai,Vidu q9=vidu',
      REELAY_MASTER_KEY: randomBytes(32).toString('hex'),
      REELAY_PUBLIC_URL: 'http://192.168.1.7:9000',
    })
    expect(code).toBe(1)
    expect(about('vendor kling')).toMatchObject([
      { state: 'problem', advice: expect.stringContaining('REELAY_VENDORS_KLING_') },
    ])
    expect(about('vendor vidu')).toMatchObject([{ state: 'ok' }])
    expect(about('secrets at rest')).toMatchObject([{ state: 'problem' }])
    expect(about('route GV')).toMatchObject([{ state: 'problem' }])
    expect(about('route OS')).toMatchObject([{ state: 'warning' }])
    expect(about('route Vidu q9')).toMatchObject([{ state: 'warning' }])
    expect(about('public address')).toMatchObject([
      { state: 'warning', what: expect.stringContaining('local address') },
    ])
    for (const secret of ['a-wrong-key-9c2e', 'vidu-key-44aa']) expect(stdout).not.toContain(secret)
  })

  test('says where a clock is wrong', async () => {
    kling.plan('query', {
      instead: {
        headers: { date: new Date(Date.now() - 600_000).toUTCString() },
        body: { code: 0, message: 'SUCCEED', data: [] },
      },
    })
    const { code, about } = await examine()
    expect(code).toBe(0)
    expect(about('clock')).toMatchObject([
      {
        state: 'warning',
        what: expect.stringMatching(/^this machine's clock is \d+ s ahead of that of kling$/),
      },
    ])
  })

  test('says that the database is away', async () => {
    const { code, about } = await examine({ REELAY_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
    expect(code).toBe(1)
    expect(about('database')).toMatchObject([
      { state: 'problem', what: expect.stringContaining('REELAY_DATABASE_URL') },
    ])
  })

  test('makes nothing where there is nothing yet', async () => {
    const empty = await temporaryDirectory('doctor-empty')
    try {
      const words = ['doctor', '--port', '0']
      const end = await runCommand(words, { directory: empty.path, environment: {} })
      expect(end).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('All is well.') })
      expect(await readdir(empty.path)).toEqual([])
    } finally {
      await empty.remove()
    }
  })

  test('tells settings that cannot be, where nothing else could run', async () => {
    const environment = { REELAY_PORRT: '1', REELAY_LIMIT_CREATE: 'many' }
    const end = await runCommand(['doctor'], { directory: place.path, environment })
    expect(end.code).toBe(1)
    expect(end.stdout).toMatch(/^problem {2}configuration {2}.*REELAY_PORRT.*did you mean REELAY_PORT\?/m)
    expect(end.stdout).toMatch(/^problem {2}configuration {2}limit\.create/m)
    expect(end.stdout).toContain('2 problems, 0 warnings.')
  })
})
