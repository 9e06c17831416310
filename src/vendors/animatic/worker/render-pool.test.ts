import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inspectFilm } from '../encode/inspected-film.ts'
import type { PlanImage, PlannedImage, RenderPlan } from '../render-plan.ts'
import { createRenderPool, type RenderPool, type RenderPoolSettings } from './render-pool.ts'

const BUILT_IN = { kind: 'built-in' } as const
const FFMPEG_HERE = spawnSync('ffmpeg', ['-version']).status === 0

let directory = ''
const pools: RenderPool[] = []
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'reelay-pool-'))
})
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close()
  await rm(directory, { recursive: true, force: true })
})

const openPool = (settings: Partial<RenderPoolSettings> = {}): RenderPool => {
  const pool = createRenderPool({ concurrency: 2, directory, ...settings })
  pools.push(pool)
  return pool
}

const planOf = (changes: Partial<RenderPlan> = {}): RenderPlan => ({
  mode: 'image',
  width: 160,
  height: 90,
  outputWidth: 160,
  outputHeight: 90,
  framesPerSecond: 24,
  frameCount: 24,
  seed: 11,
  prompt: 'Zoom in on the hill',
  negativePrompt: '',
  moves: ['zoom-in'],
  audio: true,
  model: 'Kling 2.6',
  images: [{ role: 'first', key: 'a', sha256: 'a', label: 'First frame' }],
  ...changes,
})

const picture = async (plan: RenderPlan): Promise<PlanImage[]> => {
  const pixels = Buffer.from({ length: 320 * 180 * 3 } as ArrayLike<number>).map(
    (_, index) => (index * 7) % 251,
  )
  const bytes = await sharp(pixels, { raw: { width: 320, height: 180, channels: 3 } })
    .png()
    .toBuffer()
  return plan.images.map((image) => ({ ...image, bytes }))
}

const startFilm = async (pool: RenderPool, id: string, plan = planOf()) =>
  pool.start(id, plan, await picture(plan))

/** Waits until the render has ended, or is forgotten. */
const ending = async (pool: RenderPool, id: string) => {
  for (;;) {
    const render = pool.look(id)
    if (render === undefined || render.state === 'done' || render.state === 'failed') return render
    await pause(10)
  }
}

const program = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`)

describe('the render pool', () => {
  test('draws a film and says where it lies', async () => {
    const pool = openPool()
    expect(await startFilm(pool, 'one')).toBe('taken')
    const render = await ending(pool, 'one')
    if (render?.state !== 'done') throw new Error(`not drawn: ${JSON.stringify(render)}`)
    expect(render.path).toBe(path.join(directory, 'one.mp4'))
    expect(render.frameHash).toMatch(/^[\da-f]{64}$/)
    const film = await inspectFilm(render.path)
    expect(film.video).toMatchObject({ width: 160, height: 90, frameCount: 24 })
    expect(film.audio).toMatchObject({ channels: 2 })
    expect(film.durationSeconds).toBeCloseTo(1, 6)
    expect(await readdir(directory)).toEqual(['one.mp4'])
  })

  const imageOf = (role: PlannedImage['role'], label: string): PlannedImage => ({
    role,
    key: label,
    sha256: label,
    label,
  })
  test.each<[RenderPlan['mode'], readonly PlannedImage[]]>([
    ['text', []],
    ['image', [imageOf('first', 'First frame')]],
    ['frames', [imageOf('first', 'First frame'), imageOf('last', 'Last frame')]],
    ['references', [imageOf('reference', 'Reference 1'), imageOf('reference', 'Reference 2 · style')]],
  ])('draws a film in mode %s', async (mode, images) => {
    const pool = openPool()
    await startFilm(
      pool,
      mode,
      planOf({ mode, images, width: 320, height: 180, outputWidth: 320, outputHeight: 180 }),
    )
    expect(await ending(pool, mode)).toMatchObject({ state: 'done' })
    expect((await inspectFilm(path.join(directory, `${mode}.mp4`))).video).toMatchObject({
      frameCount: 24,
      width: 320,
    })
  })

  test('writes into the film what it is and what made it, and never that an AI did', async () => {
    const pool = openPool()
    await startFilm(pool, 'tagged')
    await ending(pool, 'tagged')
    const { title, comment = '' } = await inspectFilm(path.join(directory, 'tagged.mp4'))
    expect(title).toBe('Animatic preview (not model output)')
    expect(JSON.parse(comment)).toMatchObject({
      generator: 'Reelay animatic',
      model: 'Kling 2.6',
      seed: 11,
      mode: 'image',
      promptSha256: expect.stringMatching(/^[\da-f]{64}$/),
      notes: expect.any(Object),
    })
    expect(`${title} ${comment}`).not.toMatch(/\bAI\b/)
  })

  test('draws the same frames for the same plan, whatever the encoder, and others for another seed', async () => {
    const pool = openPool({ encoder: BUILT_IN })
    const other = openPool()
    await startFilm(pool, 'same-1')
    await startFilm(other, 'same-2')
    await startFilm(pool, 'other', planOf({ prompt: 'Another caption' }))
    const [one, two, three] = [
      await ending(pool, 'same-1'),
      await ending(other, 'same-2'),
      await ending(pool, 'other'),
    ]
    expect(one).toMatchObject({ state: 'done', frameHash: expect.any(String) })
    expect(two).toMatchObject({ frameHash: (one as { frameHash: string }).frameHash })
    expect(three).not.toMatchObject({ frameHash: (one as { frameHash: string }).frameHash })
  })

  test('draws as many at a time as it may, and the others in their turn', async () => {
    const pool = openPool({ concurrency: 2 })
    const ids = ['a', 'b', 'c', 'd']
    for (const id of ids) await startFilm(pool, id)
    expect(ids.map((id) => pool.look(id)?.state)).toEqual(['drawing', 'drawing', 'queued', 'queued'])
    const mostAtATime = new Set<number>()
    const watching = setInterval(() => {
      mostAtATime.add(ids.filter((id) => pool.look(id)?.state === 'drawing').length)
    }, 5)
    for (const id of ids) expect(await ending(pool, id)).toMatchObject({ state: 'done' })
    clearInterval(watching)
    expect(Math.max(...mostAtATime)).toBe(2)
  })

  test('draws a film once however often it is asked for it', async () => {
    const pool = openPool()
    await startFilm(pool, 'once')
    expect(await startFilm(pool, 'once')).toBe('taken')
    const first = await ending(pool, 'once')
    expect(await startFilm(pool, 'once')).toBe('taken')
    expect(pool.look('once')).toBe(first)
  })

  test('refuses more than it can hold', async () => {
    const pool = openPool({ concurrency: 1, program: program('setInterval(() => {}, 1000)') })
    const images = await picture(planOf({ images: [] }))
    const answers = Array.from({ length: 34 }, (_, index) => pool.start(`wish-${index}`, planOf(), images))
    expect(answers.filter((answer) => answer === 'taken').length).toBe(33)
    expect(answers.at(-1)).toBe('full')
    expect(pool.isFull()).toBe(true)
  })

  test('leaves the main thread free while it draws', async () => {
    const pool = openPool({ encoder: BUILT_IN })
    const before = performance.eventLoopUtilization()
    await startFilm(pool, 'x', planOf({ frameCount: 96 }))
    await startFilm(pool, 'y', planOf({ frameCount: 96 }))
    await ending(pool, 'x')
    await ending(pool, 'y')
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
  })

  test('forgets a film that is no longer on the disk', async () => {
    const pool = openPool()
    await startFilm(pool, 'gone')
    await ending(pool, 'gone')
    await rm(path.join(directory, 'gone.mp4'))
    expect(pool.look('gone')).toBeUndefined()
    await startFilm(pool, 'gone')
    expect(await ending(pool, 'gone')).toMatchObject({ state: 'done' })
  })
})

describe('a render that is no longer wanted', () => {
  test.each(FFMPEG_HERE ? [undefined, BUILT_IN] : [BUILT_IN])(
    'is stopped and leaves nothing behind (encoder %o)',
    async (encoder) => {
      const pool = openPool({ concurrency: 1, ...(encoder ? { encoder } : {}) })
      await startFilm(pool, 'unwanted', planOf({ width: 640, height: 360, frameCount: 2000 }))
      await startFilm(pool, 'next')
      while ((pool.look('unwanted') as { percent: number }).percent < 1) await pause(10)
      await pool.cancel('unwanted')
      expect(pool.look('unwanted')).toBeUndefined()
      expect(await ending(pool, 'next')).toMatchObject({ state: 'done' })
      expect(await readdir(directory)).toEqual(['next.mp4'])
    },
  )

  test('is forgotten while it waits, and afterwards with its film', async () => {
    const pool = openPool({ concurrency: 1 })
    await startFilm(pool, 'first')
    await startFilm(pool, 'second')
    await pool.cancel('second')
    await pool.cancel('unknown')
    expect(pool.look('second')).toBeUndefined()
    await ending(pool, 'first')
    await pool.cancel('first')
    expect(await readdir(directory)).toEqual([])
  })

  test('is given up when the pool closes, without being called a failure', async () => {
    const pool = openPool({ concurrency: 1 })
    await startFilm(pool, 'one', planOf({ frameCount: 2000 }))
    await startFilm(pool, 'two')
    await pool.close()
    expect([pool.look('one'), pool.look('two')]).toEqual([undefined, undefined])
    expect(await startFilm(pool, 'three')).toBe('full')
    expect(await readdir(directory)).toEqual([])
  })
})

describe('a render that fails', () => {
  const failureOf = async (pool: RenderPool, id = 'bad') => {
    const render = await ending(pool, id)
    if (render?.state !== 'failed') throw new Error(`not failed: ${JSON.stringify(render)}`)
    expect(await readdir(directory)).toEqual([])
    return render.failure
  }

  test('is refused when its image is damaged, and the next one is drawn', async () => {
    const pool = openPool()
    pool.start('bad', planOf(), [{ ...planOf().images[0]!, bytes: new Uint8Array(100).fill(7) }])
    const failure = await failureOf(pool)
    expect(failure.fault).toBe('refused')
    expect(failure.reason).toMatch(/^The animatic could not be drawn: /)
    await startFilm(pool, 'good')
    expect(await ending(pool, 'good')).toMatchObject({ state: 'done' })
  })

  test.each([
    ['throws', 'throw new Error("a bug")'],
    ['leaves without a word', 'process.exit(3)'],
    ['loses a promise', 'Promise.reject(new Error("lost")); setInterval(() => {}, 1000)'],
  ])('is refused when the thread %s', async (_what, code) => {
    const pool = openPool({ program: program(code) })
    await startFilm(pool, 'bad')
    expect(await failureOf(pool)).toMatchObject({
      fault: 'refused',
      reason: 'The thread that drew the animatic broke down.',
    })
  })

  test('is unavailable when the thread never ends', async () => {
    const pool = openPool({ program: program('for (;;);'), timeLimitSeconds: 0.2 })
    await startFilm(pool, 'bad')
    expect(await failureOf(pool)).toMatchObject({
      fault: 'unavailable',
      reason: 'The animatic was not drawn within 0.2 seconds.',
    })
  })

  test.each([
    ['is full', 'No space left on device', 'The disk for finished films is full.'],
    ['is something else', 'Unknown encoder', 'The video encoder stopped with exit code 1.'],
  ])('is unavailable when what the encoder complains of %s', async (_what, complaint, reason) => {
    const encoder = path.join(directory, '..', `${path.basename(directory)}-ffmpeg`)
    await writeFile(
      encoder,
      `#!/bin/sh\nhead -c 1000 > /dev/null\necho "film.mp4: ${complaint}" >&2\nexit 1\n`,
    )
    await chmod(encoder, 0o755)
    const pool = openPool({ encoder: { kind: 'ffmpeg', program: encoder } })
    await startFilm(pool, 'bad')
    expect(await failureOf(pool)).toMatchObject({ fault: 'unavailable', reason })
    await rm(encoder)
  })

  test('is unavailable while there is no usable encoder, and is tried again when asked', async () => {
    const ffmpegPath = path.join(directory, '..', `${path.basename(directory)}-late-ffmpeg`)
    const pool = openPool({ ffmpegPath })
    await startFilm(pool, 'bad')
    expect((await failureOf(pool)).reason).toBe('The configured ffmpeg cannot be used: no ffmpeg was found.')
    await startFilm(pool, 'bad')
    expect(await ending(pool, 'bad')).toMatchObject({ state: 'failed', attempts: 2 })
  })
})
