import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Job, NamedImage } from '../catalog/job.ts'
import { systemClock } from '../net/clock.ts'
import { allowNothing, createGuardedFetch } from '../net/guarded-fetch.ts'
import { serveHttp } from '../net/testing/loopback-server.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { createMediaLinks } from '../storage/media-links.ts'
import { createUploads } from '../storage/uploads.ts'
import { createIntake } from './intake.ts'
import { picture } from './testing/test-images.ts'
import { openIntake as open, testJob as job } from '../../tests/support/caller-intake.ts'

const jpeg = await picture().jpeg().toBuffer()
const png = await picture().png().toBuffer()
const gif = await picture().gif().toBuffer()

const first = (url: string): NamedImage => ({ parameter: 'ImageUrl', role: 'first', url })
const last = (url: string): NamedImage => ({ parameter: 'LastImageUrl', role: 'last', url })
const reference = (index: number, url: string): NamedImage => ({
  parameter: `ImageInfos.${index}.ImageUrl`,
  role: 'reference',
  url,
  referenceType: 'asset',
})

async function keysIn(store: ObjectStore): Promise<string[]> {
  const keys: string[] = []
  for await (const key of store.list('intake')) keys.push(key)
  return keys
}

describe('images that can be used', () => {
  test('are staged in their order, by content and not by name or type', async () => {
    const { stage, url, store } = await open({ 'cat.png': jpeg, 'cat.jpg': png })
    const staging = await stage([first(url('cat.png')), last(url('cat.jpg'))], { mode: 'frames' })
    if (staging.outcome !== 'staged') throw new Error(staging.message)
    expect(staging.inputs.images).toMatchObject([
      { parameter: 'ImageUrl', role: 'first', format: 'jpeg', width: 96, height: 64, sizeBytes: jpeg.length },
      { parameter: 'LastImageUrl', role: 'last', format: 'png', width: 96, height: 64 },
    ])
    for (const image of staging.inputs.images) {
      expect(image).not.toHaveProperty('url')
      const extension = image.format === 'jpeg' ? 'jpg' : 'png'
      expect(image.key).toBe(`intake/task-1/${image.sha256}.${extension}`)
      expect(await store.stat(image.key)).toMatchObject({
        sha256: image.sha256,
        sizeBytes: image.sizeBytes,
        contentType: `image/${image.format}`,
      })
    }
    expect((await buffer(await store.read(staging.inputs.images[0]?.key ?? ''))).equals(jpeg)).toBe(true)
  })

  test('the same URL is fetched once, the same picture is kept once', async () => {
    const { stage, url, asked, store } = await open({ a: jpeg, b: jpeg })
    const staging = await stage([reference(0, url('a')), reference(1, url('a')), reference(2, url('b'))])
    if (staging.outcome !== 'staged') throw new Error(staging.message)
    expect(asked).toEqual(['/a', '/b'])
    expect(new Set(staging.inputs.images.map(({ key }) => key)).size).toBe(1)
    expect(await keysIn(store)).toHaveLength(1)
    expect(staging.inputs.images.map(({ parameter, referenceType }) => [parameter, referenceType])).toEqual([
      ['ImageInfos.0.ImageUrl', 'asset'],
      ['ImageInfos.1.ImageUrl', 'asset'],
      ['ImageInfos.2.ImageUrl', 'asset'],
    ])
  })

  test('are upright and without metadata, with the size they have then', async () => {
    const { stage, url, store } = await open({
      a: await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    })
    const staging = await stage([first(url('a'))])
    if (staging.outcome !== 'staged') throw new Error(staging.message)
    expect(staging.inputs.images).toMatchObject([{ width: 64, height: 96 }])
    const header = await sharp(await buffer(await store.read(staging.inputs.images[0]?.key ?? ''))).metadata()
    expect(header).toMatchObject({ width: 64, height: 96 })
    expect(header.exif).toBeUndefined()
  })

  test('staging again gives the same and writes nothing anew', async () => {
    const { stage, url, store } = await open({ a: jpeg })
    const once = await stage([first(url('a'))])
    const [key = ''] = await keysIn(store)
    const stored = await store.stat(key)
    expect(await stage([first(url('a'))])).toEqual(once)
    expect(await keysIn(store)).toEqual([key])
    expect(await store.stat(key)).toEqual(stored)
  })

  test('a task without images has nothing to stage', async () => {
    const { stage } = await open({})
    expect(await stage([])).toEqual({ outcome: 'staged', inputs: { images: [], videos: [], audios: [] } })
  })

  test('are removed when the task has ended, and only those of this task', async () => {
    const { intake, stage, url, store } = await open({ a: jpeg, b: png })
    await stage([first(url('a')), last(url('b'))])
    await intake.stage({ ...job, images: [first(url('a'))] }, 'task-10', new AbortController().signal)
    await intake.release('task-1')
    expect(await keysIn(store)).toEqual([expect.stringMatching(/^intake\/task-10\//)])
    await intake.release('task-1')
  })
})

describe('images that can never be used', () => {
  test('are refused with the parameter and the reason, and nothing of the server inside', async () => {
    const { stage, url } = await open({ gif, large: Buffer.concat([png, Buffer.alloc(11 * 1024 * 1024)]) })
    const messages = {
      missing: 'ImageUrl: 404 from the server',
      gif: 'ImageUrl: it is a GIF image; send JPEG or PNG',
      large: 'ImageUrl: larger than 10 MB',
    }
    for (const [name, message] of Object.entries(messages))
      expect(await stage([first(url(name))])).toEqual({ outcome: 'refused', message })
  })

  test('a cut JPEG is refused here, before anyone is paid for it', async () => {
    const { stage, url } = await open({ a: jpeg.subarray(0, 1000) })
    expect(await stage([first(url('a'))])).toEqual({
      outcome: 'refused',
      message: 'ImageUrl: the image is cut off before its end',
    })
  })

  test('an address inside is refused and never connected to', async () => {
    const { stage } = await open({})
    const canary = await serveHttp((_request, response) => response.end(jpeg))
    expect(await stage([first(`${canary.url}/cat.jpg`)])).toEqual({
      outcome: 'refused',
      message: 'ImageUrl: the address is not public',
    })
    expect(canary.connections()).toBe(0)
  })

  test('all of them are named, in the order of the request', async () => {
    const { stage, url } = await open({ good: jpeg, gif })
    expect(
      await stage([reference(0, url('good')), reference(1, url('gif')), reference(2, url('missing'))]),
    ).toEqual({
      outcome: 'refused',
      message:
        'ImageInfos.1.ImageUrl: it is a GIF image; send JPEG or PNG; ImageInfos.2.ImageUrl: 404 from the server',
    })
  })

  test("a size that the family's clause does not take is refused in the words of the catalog", async () => {
    const { stage, url } = await open({
      small: jpeg,
      fitting: await picture(1280, 720).jpeg().toBuffer(),
      lying: await picture(720, 1280).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    })
    const sora: Partial<Job> = { family: 'OS', version: '2.0', durationSeconds: 8 }
    expect(await stage([first(url('fitting'))], sora)).toMatchObject({ outcome: 'staged' })
    expect(await stage([first(url('lying'))], sora)).toMatchObject({
      outcome: 'staged',
      inputs: { images: [{ width: 1280, height: 720 }] },
    })
    expect(await stage([first(url('small'))], sora)).toEqual({
      outcome: 'refused',
      message: expect.stringMatching(/`ImageUrl`.*96x64.*1280x720/),
    })
  })
})

describe('servers that do not answer now', () => {
  test('are worth another try', async () => {
    const { stage, url } = await open({ busy: (_request, response) => response.writeHead(503).end() })
    expect(await stage([first(url('busy'))])).toEqual({
      outcome: 'unreachable',
      message: 'ImageUrl: 503 from the server',
      retryable: true,
    })
  })

  test('are not, when another image can never be used', async () => {
    const { stage, url, asked } = await open({
      gif,
      busy: (_request, response) => response.writeHead(503).end(),
    })
    expect(
      await stage([reference(0, url('gif')), reference(1, url('busy')), reference(2, url('gif2'))]),
    ).toMatchObject({
      outcome: 'refused',
      message: expect.stringMatching(/^ImageInfos\.0\.ImageUrl: /),
    })
    expect(asked).toEqual(['/gif', '/busy'])
  })

  test('an abort ends the wait with its own reason', async () => {
    const controller = new AbortController()
    const stop = new Error('cancelled')
    const { intake, url } = await open({ slow: () => controller.abort(stop) })
    const staging = intake.stage({ ...job, images: [first(url('slow'))] }, 'task-1', controller.signal)
    await expect(staging).rejects.toBe(stop)
  })
})

describe('a link to an image that was uploaded here', () => {
  const links = (secret: number) =>
    createMediaLinks({
      baseUrl: () => 'http://127.0.0.1:1',
      secret: Buffer.alloc(32, secret),
      lifetimeSeconds: 72 * 3600,
    })
  async function openWithUploads() {
    const { store, scratchDirectory } = await open({})
    const parts = { store, clock: systemClock, keepHours: 72, bytesMax: 1024 ** 3 }
    const uploads = createUploads({ ...parts, links: links(7) })
    const fetch = createGuardedFetch({ allow: allowNothing, clock: systemClock })
    const intake = createIntake({ fetch, store, uploads, scratchDirectory })
    const signal = new AbortController().signal
    return {
      uploads,
      forging: createUploads({ ...parts, links: links(8) }),
      stage: (url: string) => intake.stage({ ...job, images: [first(url)] }, '7-AigcVideo-0123', signal),
    }
  }
  const image = { bytes: jpeg, format: 'jpeg' } as const

  test('is staged without a request, and without an allow list', async () => {
    const { uploads, stage } = await openWithUploads()
    const kept = await uploads.keep(7n, image)
    expect(await stage('url' in kept ? kept.url : '')).toMatchObject({
      outcome: 'staged',
      inputs: { images: [{ parameter: 'ImageUrl', width: 96, height: 64 }] },
    })
  })

  test("is refused when it is another account's, with the parameter", async () => {
    const { uploads, stage } = await openWithUploads()
    const kept = await uploads.keep(8n, image)
    expect(await stage('url' in kept ? kept.url : '')).toEqual({
      outcome: 'refused',
      message: 'ImageUrl: the image was uploaded by another account',
    })
  })

  test('that is forged goes the way of every URL, and ends at its guard', async () => {
    const { forging, stage } = await openWithUploads()
    const kept = await forging.keep(7n, image)
    expect(await stage('url' in kept ? kept.url : '')).toEqual({
      outcome: 'refused',
      message: 'ImageUrl: the address is not public',
    })
  })
})
