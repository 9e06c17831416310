import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { statement } from '../../src/database/database.ts'
import { readFilm } from '../support/film.ts'
import { paintPicture, type PictureServer, servePictures } from '../support/picture-server.ts'
import { freshDatabase } from '../support/postgres.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient, type SdkClient } from '../support/sdk-clients.ts'
import { type ComfySimulator, simulateComfyUi } from '../../src/simulators/comfyui.ts'
import { type GoogleSimulator, simulateGoogle } from '../../src/simulators/google.ts'
import { type HunyuanSimulator, simulateHunyuan } from '../../src/simulators/hunyuan.ts'
import { type KlingSimulator, simulateKling } from '../../src/simulators/kling.ts'
import { type MinimaxSimulator, simulateMinimax } from '../../src/simulators/minimax.ts'
import { type OpenAiSimulator, simulateOpenAiVideos } from '../../src/simulators/openai.ts'
import { simulateTencent, type TencentSimulator } from '../../src/simulators/tencent.ts'
import { simulateVidu, type ViduSimulator } from '../../src/simulators/vidu.ts'
import { watchTask } from '../support/watch-task.ts'

/** One Reelay with every vendor, each a simulator on loopback: from the SDK's create to the film. */
const keys = {
  kling: 'kling-key-5b1f',
  vidu: 'vidu-key-77aa',
  minimax: 'minimax-key-0c3d',
  openai: 'openai-key-4e2b',
  vclm: 'vclm-secret-9d80',
  mps: 'mps-secret-61fe',
  comfyui: 'Bearer comfyui-proxy-83ac',
}
type Simulators = {
  readonly kling: KlingSimulator
  readonly vidu: ViduSimulator
  readonly minimax: MinimaxSimulator
  readonly google: GoogleSimulator
  readonly openai: OpenAiSimulator
  readonly hunyuan: HunyuanSimulator
  readonly comfyui: ComfySimulator
  readonly tencent: TencentSimulator
}

let simulators: Simulators
let database: Awaited<ReturnType<typeof freshDatabase>>
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let web: PictureServer
let reelay: ReelayProcess
let client: SdkClient

async function startSimulators(): Promise<Simulators> {
  const region = 'ap-guangzhou'
  const vclm = { secretId: 'AKIDvclm', secretKey: keys.vclm, service: 'vclm', version: '2024-05-23', region }
  const mps = { secretId: 'AKIDmps', secretKey: keys.mps, service: 'mps', version: '2019-06-12' }
  return {
    kling: await simulateKling({ apiKey: keys.kling, accessKey: 'unused', secretKey: 'unused' }),
    vidu: await simulateVidu(keys.vidu),
    minimax: await simulateMinimax(keys.minimax),
    google: await simulateGoogle('/v1/projects/p-1/locations/us-central1/publishers/google/models'),
    openai: await simulateOpenAiVideos(keys.openai),
    hunyuan: await simulateHunyuan(vclm, 'unused'),
    comfyui: await simulateComfyUi({ authorization: keys.comfyui }),
    tencent: await simulateTencent(mps),
  }
}

/** Renders that are done at the first look: how they come there is each vendor's own test. */
function hurry({ kling, vidu, minimax, google, openai, hunyuan, comfyui, tencent }: Simulators): void {
  for (let tasks = 0; tasks < 10; tasks++) {
    kling.fates.push({ states: ['succeeded'] })
    vidu.fates.push({ states: ['success'] })
    minimax.fates.push({ states: ['Success'] })
    google.fates.push({ undone: 0 })
    openai.fates.push({ states: ['completed'] })
    hunyuan.fates.push({ states: ['DONE'] })
    comfyui.fates.push({ states: ['success'] })
    tencent.fates.push({ states: ['DONE'] })
  }
}

const environmentFor = ({ kling, vidu, minimax, google, openai, hunyuan, comfyui, tencent }: Simulators) => ({
  REELAY_VENDORS_KLING_API_KEY: keys.kling,
  REELAY_VENDORS_KLING_BASE_URL: kling.url,
  REELAY_VENDORS_VIDU_API_KEY: keys.vidu,
  REELAY_VENDORS_VIDU_BASE_URL: vidu.url,
  REELAY_VENDORS_MINIMAX_API_KEY: keys.minimax,
  REELAY_VENDORS_MINIMAX_BASE_URL: minimax.url,
  REELAY_VENDORS_GOOGLE_SERVICE_ACCOUNT: JSON.stringify(google.serviceAccount),
  REELAY_VENDORS_GOOGLE_PROJECT: 'p-1',
  REELAY_VENDORS_GOOGLE_BASE_URL: google.url,
  REELAY_VENDORS_OPENAI_API_KEY: keys.openai,
  REELAY_VENDORS_OPENAI_BASE_URL: openai.url,
  REELAY_VENDORS_HUNYUAN_SECRET_ID: 'AKIDvclm',
  REELAY_VENDORS_HUNYUAN_SECRET_KEY: keys.vclm,
  REELAY_VENDORS_HUNYUAN_BASE_URL: hunyuan.url,
  REELAY_VENDORS_HUNYUAN_CONCURRENCY: '5',
  REELAY_VENDORS_TENCENT_SECRET_ID: 'AKIDmps',
  REELAY_VENDORS_TENCENT_SECRET_KEY: keys.mps,
  REELAY_VENDORS_TENCENT_BASE_URL: tencent.url,
  REELAY_VENDORS_COMFYUI_BASE_URL: comfyui.url,
  REELAY_VENDORS_COMFYUI_HEADERS: JSON.stringify({ Authorization: keys.comfyui }),
  REELAY_VENDORS_COMFYUI_CONCURRENCY: '2',
  REELAY_ROUTES: 'Kling 2.5=tencent,Kling 2.0=comfyui',
})

beforeAll(async () => {
  directory = await temporaryDirectory('vendors')
  database = await freshDatabase()
  simulators = await startSimulators()
  hurry(simulators)
  const picture = await paintPicture({ width: 1280, height: 720, hue: 200, ball: 0.3 }, 'png')
  web = await servePictures({ 'a.png': { body: picture }, 'b.png': { body: picture } })
  reelay = await startReelay({
    dataDirectory: join(directory.path, 'data'),
    environment: {
      REELAY_DATABASE_URL: database.url,
      REELAY_NET_ALLOW: web.address,
      REELAY_LIMIT_CREATE: '0',
      REELAY_LIMIT_DESCRIBE: '0',
      REELAY_LOG_LEVEL: 'debug',
      ...environmentFor(simulators),
    },
  })
  client = mpsClient(reelay)
})
afterAll(async () => {
  await reelay?.stop()
  await web?.stop()
  for (const simulator of Object.values(simulators ?? {})) await simulator.close()
  await database?.drop()
  await directory?.remove()
})

const Prompt = 'a cat on a skateboard'
const image = (name: string) => web.url(`${name}.png`)

describe.concurrent('a task of every vendor ends with a film of its own', () => {
  test.each([
    ['Kling', () => ({ ModelName: 'Kling', Prompt }), 5, '1280x720'],
    [
      'Kling, with a frame',
      () => ({ ModelName: 'Kling', ImageUrl: image('a'), Duration: 10 }),
      10,
      '1280x720',
    ],
    [
      'Kling, by the real service',
      () => ({ ModelName: 'Kling', ModelVersion: '2.5', Prompt }),
      5,
      '1280x720',
    ],
    // Wan renders 81 frames, 16 a second.
    [
      'Kling, by open weights',
      () => ({ ModelName: 'Kling', ModelVersion: '2.0', ImageUrl: image('a') }),
      81 / 16,
      '1280x720',
    ],
    ['Vidu', () => ({ ModelName: 'Vidu', Prompt, Duration: 3 }), 3, '1280x720'],
    [
      'Vidu, between frames',
      () => ({ ModelName: 'Vidu', ImageUrl: image('a'), LastImageUrl: image('b'), Duration: 4 }),
      4,
      '1280x720',
    ],
    ['Hailuo', () => ({ ModelName: 'Hailuo', ImageUrl: image('a') }), 6, '1366x768'],
    ['GV', () => ({ ModelName: 'GV', Prompt, ImageInfos: [{ ImageUrl: image('a') }] }), 8, '1280x720'],
    ['OS', () => ({ ModelName: 'OS', Prompt, ImageUrl: image('a') }), 8, '1280x720'],
    ['Hunyuan', () => ({ ModelName: 'Hunyuan', Prompt }), 5, '1280x720'],
  ])('%s', async (_title, request, seconds, size) => {
    const { TaskId } = await client.create(request())
    const task = await watchTask(client, TaskId)
    expect(task).toMatchObject({ Status: 'DONE', Message: '', Resolution: size })
    const film = await readFilm(new Uint8Array(await (await fetch(task.VideoUrls[0] ?? '')).arrayBuffer()))
    expect(`${film.width}x${film.height}`).toBe(size)
    expect(film.durationSeconds).toBeCloseTo(seconds, 1)
  })
})

/** Each has a vendor to itself, so that no other task meets the fault. */
describe.concurrent('what goes wrong at a vendor', () => {
  const make = async (request: object) => watchTask(client, (await client.create(request)).TaskId)

  test('is told in its words, when it objects to the prompt; and waited for, when it has no place', async () => {
    const { vidu } = simulators
    const objection = { code: 400, reason: 'TaskPromptPolicyViolation', message: 'not that' }
    vidu.plan('submit', { instead: { status: 400, body: objection } })
    const { Status, Message } = await make({ ModelName: 'Vidu', Prompt })
    expect({ Status, Message }).toEqual({
      Status: 'FAIL',
      Message: expect.stringContaining('vidu: not that (TaskPromptPolicyViolation)'),
    })
    const full = { reason: 'QuotaExceeded', message: 'full' }
    vidu.plan('submit', { instead: { status: 429, headers: { 'retry-after': '1' }, body: full } })
    expect(await make({ ModelName: 'Vidu', Prompt })).toMatchObject({ Status: 'DONE' })
  })

  test('is looked up, when the answer to a paid call is lost: one call, one film', async () => {
    const before = simulators.kling.taken.length
    simulators.kling.plan('submit', { lost: true })
    expect(await make({ ModelName: 'Kling', Prompt: 'found again' })).toMatchObject({ Status: 'DONE' })
    expect(simulators.kling.taken.length - before).toBe(1)
  })

  test.each([
    ['breaks off', 'minimax', 'Hailuo', { cutAfterBytes: 2000 }],
    ['is a page', 'openai', 'OS', { instead: { body: '<h1>Not here</h1>' } }],
    ['is gone', 'hunyuan', 'Hunyuan', { instead: { status: 403, body: 'expired' } }],
  ] as const)('is asked for again, when the film %s', async (_title, vendor, ModelName, fault) => {
    simulators[vendor].plan('download', fault)
    expect(await make({ ModelName, Prompt })).toMatchObject({ Status: 'DONE' })
    expect(simulators[vendor].asked.filter((name) => name === 'download').length).toBeGreaterThan(1)
  })

  test('is refused before there is a task, when the vendor cannot do it at all', async () => {
    const refused = client.create({ ModelName: 'Vidu', ModelVersion: 'q2-pro', Prompt })
    await expect(refused).rejects.toMatchObject({
      code: 'UnsupportedOperation',
      message: expect.stringContaining('Vidu q2-pro does not render from a text alone'),
    })
  })
})

test('a ComfyUI that is restarted has forgotten its task, which ends with the truth', async () => {
  const { comfyui } = simulators
  comfyui.fates.unshift({ states: ['running'] })
  const { TaskId } = await client.create({ ModelName: 'Kling', ModelVersion: '2.0', Prompt: 'forgotten' })
  await vi.waitUntil(
    () => comfyui.taken.some(({ fate, asked }) => fate.states?.[0] === 'running' && asked > 0),
    { timeout: 20_000 },
  )
  comfyui.restart()
  const { Status, Message } = await watchTask(client, TaskId)
  expect({ Status, Message }).toEqual({
    Status: 'FAIL',
    Message: expect.stringContaining('comfyui: the server no longer knows this render: it was restarted'),
  })
})

test('no key of a vendor is in the log, in the database, or in what a vendor heard of another', async () => {
  const rows = await database.database.query(
    statement<{ text: string }>(
      'everything',
      `select to_jsonb(t)::text as text from tasks t union all select to_jsonb(e)::text from task_events e
       union all select to_jsonb(s)::text from spends s`,
    ),
    [],
  )
  const written = rows.map(({ text }) => text).join('\n')
  expect(written).toContain('a cat on a skateboard')
  const secrets = [...Object.values(keys), simulators.google.serviceAccount.private_key.split('\n')[1] ?? '']
  for (const secret of secrets) {
    expect(written).not.toContain(secret)
    expect(reelay.said()).not.toContain(secret)
  }
})

test('every vendor got what its documents say, and nothing else', () => {
  for (const [name, { complaints }] of Object.entries(simulators))
    expect([name, complaints]).toEqual([name, []])
})
