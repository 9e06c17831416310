import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FilmFacts, hasFfmpeg, probeVideo, readFilm, similarity } from '../support/film.ts'
import { type PictureServer, paintPicture, servePictures } from '../support/picture-server.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { internationalClient, mpsClient, type SdkClient } from '../support/sdk-clients.ts'
import { watchTask } from '../support/watch-task.ts'

const pictures = {
  'meadow.jpg': await paintPicture({ width: 1920, height: 1080, hue: 200, ball: 0.3 }, 'jpeg'),
  'evening.png': await paintPicture({ width: 1920, height: 1080, hue: 20, ball: 0.7 }, 'png'),
  'portrait.jpg': await paintPicture({ width: 900, height: 1600, hue: 120, ball: 0.5 }, 'jpeg'),
  'square.png': await paintPicture({ width: 800, height: 800, hue: 280, ball: 0.5 }, 'png'),
}

let reelay: ReelayProcess
let web: PictureServer
let directory: Awaited<ReturnType<typeof temporaryDirectory>>

beforeAll(async () => {
  directory = await temporaryDirectory('journey')
  web = await servePictures(
    Object.fromEntries(Object.entries(pictures).map(([name, body]) => [name, { body, type: 'text/plain' }])),
  )
  reelay = await startReelay({
    dataDirectory: join(directory.path, 'data'),
    environment: { REELAY_NET_ALLOW: web.address, REELAY_LIMIT_DESCRIBE: '0' },
  })
})
afterAll(async () => {
  await reelay?.stop()
  await web?.stop()
  await directory?.remove()
})

type Journey = {
  readonly title: string
  readonly request: () => object
  readonly size: string
  readonly seconds: number
  readonly sound?: boolean
  readonly first?: keyof typeof pictures
  readonly last?: keyof typeof pictures
}

const withMps: readonly Journey[] = [
  {
    title: 'a prompt (Kling)',
    request: () => ({ ModelName: 'Kling', Prompt: 'A calm alpine lake at sunset, slow zoom in' }),
    size: '1280x720',
    seconds: 5,
  },
  {
    title: 'a JPEG that says it is text (Kling, with sound)',
    request: () => ({
      ModelName: 'Kling',
      ModelVersion: '2.6',
      ImageUrl: web.url('meadow.jpg'),
      AdditionalParameters: '{"sound":"on","camera_control":{"type":"simple","config":{"zoom":4}}}',
    }),
    size: '1280x720',
    seconds: 5,
    sound: true,
    first: 'meadow.jpg',
  },
  {
    title: 'two frames (GV, which has sound by nature)',
    request: () => ({
      ModelName: 'GV',
      Prompt: 'the day turns to evening',
      ImageUrl: web.url('meadow.jpg'),
      LastImageUrl: web.url('evening.png'),
    }),
    size: '1280x720',
    seconds: 8,
    sound: true,
    first: 'meadow.jpg',
    last: 'evening.png',
  },
  {
    title: 'reference images (GV, upright)',
    request: () => ({
      ModelName: 'GV',
      Prompt: 'they meet on a hill',
      ImageInfos: [
        { ImageUrl: web.url('portrait.jpg'), ReferenceType: 'asset' },
        { ImageUrl: web.url('square.png'), ReferenceType: 'style' },
      ],
      ExtraParameters: { AspectRatio: '9:16' },
    }),
    size: '720x1280',
    seconds: 8,
    sound: true,
  },
]

const withInternational: readonly Journey[] = [
  {
    title: 'a prompt (Vidu, square, Chinese)',
    request: () => ({
      ModelName: 'Vidu',
      Prompt: '一只白色的小猫在雪地里奔跑，镜头拉远',
      Duration: 2,
      ExtraParameters: { AspectRatio: '1:1' },
    }),
    size: '720x720',
    seconds: 2,
  },
  {
    title: 'an upright JPEG (Vidu)',
    request: () => ({
      ModelName: 'Vidu',
      ModelVersion: 'q2-pro',
      ImageUrl: web.url('portrait.jpg'),
      Duration: 2,
    }),
    size: '720x1280',
    seconds: 2,
    first: 'portrait.jpg',
  },
  {
    title: 'two frames (Vidu)',
    request: () => ({
      ModelName: 'Vidu',
      ModelVersion: 'q2-turbo',
      ImageUrl: web.url('evening.png'),
      LastImageUrl: web.url('meadow.jpg'),
      Duration: 3,
      ExtraParameters: { Resolution: '1080P' },
    }),
    size: '1920x1080',
    seconds: 3,
    first: 'evening.png',
    last: 'meadow.jpg',
  },
  {
    title: 'reference images (Vidu)',
    request: () => ({
      ModelName: 'Vidu',
      ModelVersion: 'q2',
      Prompt: 'hero and friend walk home',
      ImageInfos: ['portrait.jpg', 'square.png', 'meadow.jpg', 'evening.png'].map((name, index) => ({
        ImageUrl: web.url(name),
        ReferenceType: `subject${index}`,
      })),
      Duration: 4,
      ExtraParameters: { AspectRatio: '4:3' },
    }),
    size: '960x720',
    seconds: 4,
  },
]

describe.each([
  { sdk: 'tencentcloud-sdk-nodejs-mps', client: mpsClient, journeys: withMps },
  { sdk: 'tencentcloud-sdk-nodejs-intl-en', client: internationalClient, journeys: withInternational },
])('$sdk, unchanged, makes a video from', ({ client: open, journeys }) => {
  test.concurrent.each(journeys)('$title', { timeout: 180_000 }, async (journey) => {
    await travel(open(reelay), journey)
  })
})

async function travel(client: SdkClient, journey: Journey): Promise<void> {
  const created = await client.create(journey.request())
  expect(created.TaskId).toMatch(/^\d+-AigcVideo-[0-9a-f]{32}$/)
  const done = await watchTask(client, created.TaskId, 170)
  expect(done).toMatchObject({ Status: 'DONE', Message: '', Resolution: journey.size })
  expect(['WAIT RUN DONE', 'RUN DONE']).toContain(done.seen.join(' '))

  const [url = ''] = done.VideoUrls
  const answer = await fetch(url)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('video/mp4')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const film = await readFilm(bytes)
  expectFilm(film, journey)

  const path = join(directory.path, `${created.TaskId}.mp4`)
  await writeFile(path, bytes)
  if (!hasFfmpeg) return
  expect(probeVideo(path)).toEqual({ codec: 'h264', pixelFormat: 'yuv420p', range: 'tv' })
  for (const which of ['first', 'last'] as const) {
    const name = journey[which]
    if (name) expect(similarity(path, which, await fitted(name, film))).toBeGreaterThanOrEqual(0.95)
  }
}

function expectFilm(film: FilmFacts, { size, seconds, sound = false }: Journey): void {
  expect(`${film.width}x${film.height}`).toBe(size)
  expect(film).toMatchObject({ videoCodec: 'avc', audioCodec: sound ? 'aac' : null, startsFast: true })
  expect(film.frames).toBe(seconds * 24)
  expect(Math.abs(film.durationSeconds - seconds)).toBeLessThanOrEqual(1 / 24)
  expect(film.title).toContain('Animatic preview')
}

async function fitted(name: keyof typeof pictures, { width, height }: FilmFacts): Promise<string> {
  const path = join(directory.path, `${width}x${height}-${name}.png`)
  await sharp(pictures[name]).resize(width, height, { fit: 'fill' }).png().toFile(path)
  return path
}

test.runIf(!hasFfmpeg)(
  'without ffmpeg, frames were not compared with the images: install ffmpeg to check them',
  () => {
    expect(hasFfmpeg).toBe(false)
  },
)
