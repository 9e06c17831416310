import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasFfmpeg, readFilm, similarity } from '../support/film.ts'
import { type PictureServer, paintPicture, servePictures } from '../support/picture-server.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient } from '../support/sdk-clients.ts'
import { watchTask } from '../support/watch-task.ts'

let reelay: ReelayProcess
let web: PictureServer
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
const picture = await paintPicture({ width: 1280, height: 720, hue: 60, ball: 0.4 }, 'png')

beforeAll(async () => {
  directory = await temporaryDirectory('without-ffmpeg')
  web = await servePictures({ 'still.png': { body: picture } })
  reelay = await startReelay({
    dataDirectory: join(directory.path, 'data'),
    // Nothing is on this PATH: what runs is what npm installed.
    environment: { REELAY_NET_ALLOW: web.address, PATH: directory.path },
  })
})
afterAll(async () => {
  await reelay?.stop()
  await web?.stop()
  await directory?.remove()
})

test('npm ci alone suffices: without ffmpeg the film is as exact, with sound, and the same each time', async () => {
  const client = mpsClient(reelay)
  const request = {
    ModelName: 'Vidu',
    ModelVersion: 'q2-pro',
    ImageUrl: web.url('still.png'),
    Duration: 2,
    AdditionalParameters: '{"audio":true}',
  }
  const films: Uint8Array[] = []
  for (const { TaskId } of [await client.create(request), await client.create(request)]) {
    const done = await watchTask(client, TaskId)
    expect(done).toMatchObject({ Status: 'DONE', Resolution: '1280x720' })
    films.push(new Uint8Array(await (await fetch(done.VideoUrls[0]!)).arrayBuffer()))
  }
  const [film, again] = films as [Uint8Array, Uint8Array]
  expect(Buffer.compare(film, again)).toBe(0)
  expect(await readFilm(film)).toMatchObject({
    frames: 48,
    videoCodec: 'avc',
    audioCodec: 'aac',
    startsFast: true,
  })
  if (!hasFfmpeg) return
  const [filmPath, stillPath] = [join(directory.path, 'film.mp4'), join(directory.path, 'still.png')]
  await writeFile(filmPath, film)
  await sharp(picture).toFile(stillPath)
  expect(similarity(filmPath, 'first', stillPath)).toBeGreaterThanOrEqual(0.95)
})
