import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job, StagedImage, StagedInputs } from '../../catalog/job.ts'
import { VendorFault, type Link, type Progress, type Ticket, type Vendor } from '../vendor.ts'
import { inspectFilm } from './encode/inspected-film.ts'
import type { PlanImage, RenderPlan } from './render-plan.ts'
import { createAnimaticVendor } from './vendor.ts'
import { createRenderPool, type RenderPool, type RenderState } from './worker/render-pool.ts'

const job: Job = {
  edition: '2026-01-08',
  family: 'Kling',
  version: '2.6',
  mode: 'image',
  prompt: 'Zoom in on the hill',
  negativePrompt: '',
  enhancePrompt: false,
  images: [{ parameter: 'ImageUrl', role: 'first', url: 'https://example.com/a.png' }],
  durationSeconds: 1,
  resolution: '540P',
  audio: true,
  additionalParameters: { seed: 5 },
}
const staged: StagedImage = {
  parameter: 'ImageUrl',
  role: 'first',
  key: 'staged/1',
  sha256: 'cd'.repeat(32),
  format: 'png',
  width: 320,
  height: 180,
  sizeBytes: 1000,
}

const linkOf = (clientId = 'task-1', asked: string[] = []): Link => ({
  clientId,
  signal: new AbortController().signal,
  now: () => new Date(0),
  send: () => Promise.reject(new Error('the animatic has no server')),
  media: () => Promise.reject(new Error('the animatic takes no videos and no sounds')),
  async image(key) {
    asked.push(key)
    return sharp({ create: { width: 320, height: 180, channels: 3, background: '#4a6' } })
      .png()
      .toBuffer()
  },
})

/** A pool whose renders are in whatever state a test wants. */
const poolIn = (states: Map<string, RenderState>) => {
  const started: { id: string; plan: RenderPlan; images: readonly PlanImage[] }[] = []
  let full = false
  const pool: RenderPool = {
    start(id, plan, images) {
      started.push({ id, plan, images })
      states.set(id, { state: 'queued', percent: 0 })
      return 'taken'
    },
    isFull: () => full,
    look: (id) => states.get(id),
    async cancel(id) {
      states.delete(id)
    },
    async close() {
      full = true
    },
  }
  return { pool, started }
}

const idOf = (ticket: Ticket): string => ticket['id'] as string

describe('a submit', () => {
  test('begins the render, and gives a ticket that holds the whole plan as JSON', async () => {
    const { pool, started } = poolIn(new Map())
    const vendor = createAnimaticVendor(pool)
    const call = vendor.compose(job, { images: [staged], videos: [], audios: [] })
    const ticket = await vendor.submit(call, linkOf())
    expect(JSON.parse(JSON.stringify(ticket))).toEqual({ id: expect.any(String), plan: call })
    expect(started.map(({ id }) => id)).toEqual([idOf(ticket)])
    expect(started[0]?.images).toMatchObject([
      { role: 'first', key: 'staged/1', bytes: expect.any(Uint8Array) },
    ])
  })

  test('gives the same ticket again for the same task, as find does, and another for another task', async () => {
    const vendor = createAnimaticVendor(poolIn(new Map()).pool)
    const call = vendor.compose(job, { images: [staged], videos: [], audios: [] })
    const ticket = await vendor.submit(call, linkOf('task-1'))
    expect(await vendor.submit(call, linkOf('task-1'))).toEqual(ticket)
    expect(await vendor.find?.(call, linkOf('task-1'))).toEqual(ticket)
    expect(idOf(await vendor.submit(call, linkOf('task-2')))).not.toBe(idOf(ticket))
  })

  test('refuses a video or a sound, which it cannot draw from, by the name of its parameter', () => {
    const kept = { key: 'k', sha256: '0', sizeBytes: 1, durationSeconds: 5 }
    const video = {
      ...kept,
      parameter: 'VideoInfos.0.VideoUrl',
      use: 'base',
      keepOriginalSound: true,
    } as const
    const audio = { ...kept, parameter: 'AudioInfos.0.AudioUrl', format: 'mp3' } as const
    const film = { ...video, format: 'mp4', width: 1280, height: 720 } as const
    const vendor = createAnimaticVendor(poolIn(new Map()).pool)
    const refused = (inputs: Partial<StagedInputs>) => () =>
      vendor.compose(job, { images: [], videos: [], audios: [], ...inputs })
    expect(refused({ videos: [film] })).toThrow(/^VideoInfos\.0\.VideoUrl: the animatic draws from words/)
    expect(refused({ audios: [audio] })).toThrow(/^AudioInfos\.0\.AudioUrl: /)
    expect(refused({ videos: [film] })).toThrow(VendorFault)
  })

  test('refuses a call that compose did not make', async () => {
    const vendor = createAnimaticVendor(poolIn(new Map()).pool)
    await expect(vendor.submit({ prompt: 'hello' }, linkOf())).rejects.toThrow()
  })

  test('costs no image and no memory while the pool is full', async () => {
    const { pool, started } = poolIn(new Map())
    await pool.close()
    const asked: string[] = []
    const vendor = createAnimaticVendor(pool)
    const ticket = await vendor.submit(
      vendor.compose(job, { images: [staged], videos: [], audios: [] }),
      linkOf('task-1', asked),
    )
    expect(await vendor.check(ticket, linkOf('task-1', asked))).toEqual({ state: 'waiting' })
    expect([started, asked]).toEqual([[], []])
  })
})

describe('a check', () => {
  const states = new Map<string, RenderState>()
  const prepared = async () => {
    states.clear()
    const { pool, started } = poolIn(states)
    const vendor = createAnimaticVendor(pool)
    const ticket = await vendor.submit(
      vendor.compose(job, { images: [staged], videos: [], audios: [] }),
      linkOf(),
    )
    return { vendor, ticket, started, set: (state: RenderState) => states.set(idOf(ticket), state) }
  }

  test('tells how far the render is', async () => {
    const { vendor, ticket, set } = await prepared()
    expect(await vendor.check(ticket, linkOf())).toEqual({ state: 'waiting' })
    set({ state: 'drawing', percent: 40 })
    expect(await vendor.check(ticket, linkOf())).toEqual({ state: 'rendering', percent: 40 })
    set({ state: 'done', path: '/films/a.mp4', frameHash: 'f' })
    expect(await vendor.check(ticket, linkOf())).toEqual({
      state: 'finished',
      clips: [{ path: '/films/a.mp4' }],
    })
  })

  test('draws from the ticket what this process does not know', async () => {
    const { vendor, ticket, started } = await prepared()
    states.clear()
    const stored = JSON.parse(JSON.stringify(ticket)) as Ticket
    expect(await vendor.check(stored, linkOf())).toEqual({ state: 'waiting' })
    expect(started).toHaveLength(2)
    expect(started[1]).toEqual(started[0])
  })

  test('tells of a plan that cannot be drawn', async () => {
    const { vendor, ticket, set } = await prepared()
    set({ state: 'failed', attempts: 1, failure: { fault: 'refused', reason: 'The image is damaged.' } })
    const progress = await vendor.check(ticket, linkOf())
    expect(progress).toMatchObject({
      state: 'failed',
      fault: { kind: 'refused', message: 'The image is damaged.' },
    })
    expect(progress.state === 'failed' && progress.fault).toBeInstanceOf(VendorFault)
  })

  test('tries again what this machine could not do, and after three times tells so', async () => {
    const { vendor, ticket, started, set } = await prepared()
    const failure = { fault: 'unavailable', reason: 'The disk for finished films is full.' } as const
    for (const attempts of [1, 2]) {
      set({ state: 'failed', attempts, failure })
      const fault = await vendor.check(ticket, linkOf()).catch((cause: unknown) => cause)
      expect(fault).toBeInstanceOf(VendorFault)
      expect(fault).toMatchObject({ kind: 'unavailable', message: failure.reason })
      expect(started).toHaveLength(attempts + 1)
    }
    set({ state: 'failed', attempts: 3, failure })
    expect(await vendor.check(ticket, linkOf())).toMatchObject({
      state: 'failed',
      fault: { kind: 'unavailable' },
    })
    expect(started).toHaveLength(3)
  })

  test('forgets a cancelled render', async () => {
    const { vendor, ticket } = await prepared()
    await vendor.cancel?.(ticket, linkOf())
    expect(states.size).toBe(0)
  })
})

describe('with a real pool', () => {
  let directory = ''
  let pool: RenderPool
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'reelay-animatic-'))
    pool = createRenderPool({ concurrency: 1, directory })
  })
  afterEach(async () => {
    await pool.close()
    await rm(directory, { recursive: true, force: true })
  })

  const finished = async (vendor: Vendor, ticket: Ticket): Promise<Progress> => {
    for (;;) {
      const progress = await vendor.check(ticket, linkOf())
      if (progress.state === 'finished' || progress.state === 'failed') return progress
      await pause(20)
    }
  }

  test('a killed process loses nothing: another one makes the same film from the ticket', async () => {
    const vendor = createAnimaticVendor(pool)
    const ticket = await vendor.submit(
      vendor.compose(job, { images: [staged], videos: [], audios: [] }),
      linkOf(),
    )
    const progress = await finished(vendor, ticket)
    if (progress.state !== 'finished') throw new Error(JSON.stringify(progress))
    const [clip] = progress.clips
    if (!clip || !('path' in clip)) throw new Error('the clip is not on this disk')
    const film = await inspectFilm(clip.path)
    expect(film.video).toMatchObject({ width: 960, height: 540, frameCount: 24 })
    expect(film.audio).not.toBeNull()

    const hash = (pool.look(idOf(ticket)) as { frameHash: string }).frameHash
    const elsewhere = createRenderPool({ concurrency: 1, directory: path.join(directory, 'elsewhere') })
    try {
      const after = await finished(
        createAnimaticVendor(elsewhere),
        JSON.parse(JSON.stringify(ticket)) as Ticket,
      )
      expect(after.state).toBe('finished')
      expect(elsewhere.look(idOf(ticket))).toMatchObject({ frameHash: hash })
    } finally {
      await elsewhere.close()
    }
  })
})
