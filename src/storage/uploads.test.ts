import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createFilesystemStore } from './filesystem-store.ts'
import { createMediaLinks } from './media-links.ts'
import { createUploadSweep } from './upload-sweep.ts'
import { createUploads } from './uploads.ts'

const image = (text: string) => ({ bytes: Buffer.from(text), format: 'png' as const })
const hour = 3_600_000

async function open({ bytesMax = 1024 ** 2, secret = 7 } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'reelay-uploads-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const store = await createFilesystemStore(directory)
  let at = Date.now()
  const clock = { now: () => new Date(at) }
  const keepHours = 72
  const links = createMediaLinks({
    baseUrl: () => 'https://reelay.example/base',
    secret: Buffer.alloc(32, secret),
    lifetimeSeconds: keepHours * 3600,
  })
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  const uploads = createUploads({ store, links, clock, keepHours, bytesMax })
  return {
    store,
    uploads,
    sweep: createUploadSweep({ store, clock, keepHours, log }),
    keep: async (text: string, appId = 1n) => {
      const kept = await uploads.keep(appId, image(text))
      if (kept.outcome === 'full') throw new Error('full')
      return kept
    },
    pass: (hours: number) => (at += hours * hour),
    async keys() {
      const keys: string[] = []
      for await (const key of store.list('uploads')) keys.push(key)
      return keys
    },
  }
}

describe('an uploaded image', () => {
  test('is found again under its link, whatever host the link is used with', async () => {
    const { uploads, keep } = await open()
    const { url, expiresAt } = await keep('cat')
    expect(url).toMatch(
      /^https:\/\/reelay\.example\/base\/media\/uploads\/1\/[0-9a-f]{64}\.png\?expires=\d+&signature=/,
    )
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(71.9 * hour)
    for (const link of [url, url.replace('https://reelay.example/base', 'http://10.0.0.7:9000')])
      expect(await uploads.find(link, '1')).toEqual({ outcome: 'found', bytes: Buffer.from('cat') })
  })

  test('that comes twice is one object, and its time begins anew', async () => {
    const place = await open()
    const first = await place.keep('cat')
    place.pass(60)
    const second = await place.keep('cat')
    expect(await place.keys()).toHaveLength(1)
    expect(new URL(second.url).pathname).toBe(new URL(first.url).pathname)
    place.pass(60)
    expect(await place.uploads.find(first.url, '1')).toMatchObject({
      reason: expect.stringContaining('expired'),
    })
    expect(await place.uploads.find(second.url, '1')).toMatchObject({ outcome: 'found' })
    expect(place.uploads.objection(first.url, '1')?.zh).toBe('上传图片的链接已过期，请重新上传')
    expect(place.uploads.objection(second.url, '1')).toBeNull()
  })

  test('of another account is refused, and says nothing about whether it is there', async () => {
    const place = await open()
    const { url } = await place.keep('cat', 2n)
    const refusal = { outcome: 'refused', reason: 'the image was uploaded by another account' }
    expect(await place.uploads.find(url, '1')).toEqual(refusal)
    expect(place.uploads.objection(url, '1')?.en).toBe(refusal.reason)
    expect(place.uploads.objection(url.replace('signature=', 'signature=x'), '1')).toBeNull()
    for (const key of await place.keys()) await place.store.delete(key)
    expect(await place.uploads.find(url, '1')).toEqual(refusal)
  })

  test('that is gone says to upload it again', async () => {
    const place = await open()
    const { url } = await place.keep('cat')
    for (const key of await place.keys()) await place.store.delete(key)
    expect(await place.uploads.find(url, '1')).toEqual({
      outcome: 'refused',
      reason: 'the uploaded image is no longer kept, upload it again',
    })
  })

  test('under a forged link is just a URL', async () => {
    const place = await open()
    const { url } = await place.keep('cat')
    const others = await open({ secret: 8 })
    expect(await others.uploads.find(url, '1')).toBeNull()
    for (const changed of [
      url.replace(/expires=\d+/, 'expires=99999999999'),
      url.replace('/uploads/1/', '/uploads/2/'),
      url.replace('.png', '.jpg'),
      url.replace('/uploads/', '/results/'),
      url.replace(/&signature.*/, ''),
      'https://example.com/cat.png',
      'not a url',
    ])
      expect(await place.uploads.find(changed, '2')).toBeNull()
  })
})

describe("an account's uploads together", () => {
  test('are bounded, and one that is there already always fits', async () => {
    // Each small image counts as 64 KB.
    const { uploads } = await open({ bytesMax: 128 * 1024 })
    const kept = { outcome: 'kept' }
    expect(await uploads.keep(1n, image('a'))).toMatchObject(kept)
    expect(await uploads.keep(1n, image('b'))).toMatchObject(kept)
    expect(await uploads.keep(1n, image('c'))).toMatchObject({ outcome: 'full', bytesMax: 128 * 1024 })
    expect(await uploads.keep(1n, image('a'))).toMatchObject(kept)
    expect(await uploads.keep(2n, image('c'))).toMatchObject(kept)
  })

  test('are bounded also when they arrive at once, and count what another process kept before', async () => {
    const place = await open({ bytesMax: 128 * 1024 })
    await place.store.put(`uploads/1/${'0'.repeat(64)}.png`, Buffer.alloc(10), 'image/png')
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (text) => (await place.uploads.keep(1n, image(text))).outcome),
    )
    expect(outcomes.toSorted()).toEqual(['full', 'full', 'full', 'kept'])
  })

  test('give back what could not be written', async () => {
    const place = await open({ bytesMax: 64 * 1024 })
    const put = place.store.put.bind(place.store)
    place.store.put = () => Promise.reject(new Error('the disk is full'))
    await expect(place.uploads.keep(1n, image('a'))).rejects.toThrow('the disk is full')
    place.store.put = put
    expect(await place.uploads.keep(1n, image('b'))).toMatchObject({ outcome: 'kept' })
  })
})

describe('the sweep', () => {
  test('deletes what nobody has a good link to, an hour later, and nothing else', async () => {
    const place = await open()
    await place.keep('old')
    await place.store.put('results/1/0.mp4', Buffer.from('film'), 'video/mp4')
    place.pass(72.9)
    expect(await place.sweep()).toEqual({ looked: 1, deleted: 0 })
    place.pass(0.2)
    expect(await place.sweep()).toEqual({ looked: 1, deleted: 1 })
    expect(await place.keys()).toEqual([])
    expect(await place.store.stat('results/1/0.mp4')).not.toBeNull()
  })
})
