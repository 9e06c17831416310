// How fast animatics are drawn, end to end: in a worker thread, with caption and sound, 8 seconds at 720p.
// Prints medians, the multiple of real time, and the ratio to a plain encode of the same size by the same ffmpeg, which
// is the floor on this machine in this minute. Then draws two at once and measures how long the main thread was late.
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import type { Job, StagedImage } from '../src/catalog/job.ts'
import { composePlan } from '../src/vendors/animatic/compose-plan.ts'
import { chooseEncoder } from '../src/vendors/animatic/encode/choose-encoder.ts'
import type { PlanImage, RenderPlan } from '../src/vendors/animatic/render-plan.ts'
import { createRenderPool, type RenderPool } from '../src/vendors/animatic/worker/render-pool.ts'

const SECONDS = 8
const REPEATS = 3
const DELAY_P99_MS_MAX = 20
const directory = await mkdtemp(path.join(os.tmpdir(), 'reelay-bench-'))
const encoder = await chooseEncoder()
const pool = createRenderPool({ concurrency: 2, directory, encoder })

const results: object[] = []
try {
  const floorSeconds = encoder.kind === 'ffmpeg' ? median(repeat(() => floor(encoder.program))) : null
  console.log(
    `encoder ${encoder.kind}; ${os.availableParallelism()} processors; load ${os.loadavg()[0]?.toFixed(1)}`,
  )
  console.log(`floor (testsrc2, same preset): ${floorSeconds?.toFixed(2) ?? 'no ffmpeg here'} s`)
  const plans = await plansToDraw()
  for (const [name, plan, images] of plans) {
    const seconds: number[] = []
    const before = process.cpuUsage()
    for (let run = 0; run < REPEATS; run++) seconds.push(await drawn(pool, `${name}-${run}`, plan, images))
    // Of this process with its threads; ffmpeg's own work is in the floor. Steadier than seconds on a busy machine.
    const { user, system } = process.cpuUsage(before)
    const drawingCpuSeconds = (user + system) / 1e6 / REPEATS
    const medianSeconds = median(seconds)
    const ratio = floorSeconds === null ? null : medianSeconds / floorSeconds
    results.push({
      name,
      medianSeconds,
      drawingCpuSeconds,
      timesRealTime: SECONDS / medianSeconds,
      ratio,
      seconds,
    })
    const cpu = `${drawingCpuSeconds.toFixed(1)} CPU s to draw`
    const share = ratio === null ? '' : `, ${ratio.toFixed(1)} x the floor`
    console.log(
      `${name}: ${medianSeconds.toFixed(2)} s, ${(SECONDS / medianSeconds).toFixed(2)} x real time${share}, ${cpu}`,
    )
  }
  const delay = await delayWhileTwoAreDrawn(plans)
  console.log(
    `event loop, two renders at once: p99 ${delay.p99Ms.toFixed(1)} ms, worst ${delay.worstMs.toFixed(1)} ms`,
  )
  await keep({ encoder: encoder.kind, floorSeconds, results, delay })
  if (delay.p99Ms >= DELAY_P99_MS_MAX) {
    console.error(`the main thread was late by more than ${DELAY_P99_MS_MAX} ms`)
    process.exitCode = 1
  }
} finally {
  await pool.close()
  await rm(directory, { recursive: true, force: true })
}

type Drawing = readonly [name: string, plan: RenderPlan, images: readonly PlanImage[]]

async function plansToDraw(): Promise<readonly Drawing[]> {
  const drawings: readonly (readonly [string, Job['mode'], string, number])[] = [
    ['image', 'image', 'The camera slowly zooms in', 1],
    ['frames', 'frames', 'From one to the other', 2],
    ['references', 'references', 'A meadow in the morning', 4],
    ['text-lake', 'text', 'A calm lake at dawn, mist, mountains behind, slow pan to the right', 0],
    ['text-neon-city', 'text', 'A neon city street at night in heavy rain, slow dolly forward', 0],
  ]
  const images = await Promise.all([40, 130, 210, 300].map(picture))
  return drawings.map(([name, mode, prompt, count]) => {
    const roles =
      mode === 'references'
        ? (['reference', 'reference', 'reference', 'reference'] as const)
        : (['first', 'last'] as const)
    const staged = roles.slice(0, count).map((role, index): StagedImage => ({
      parameter: 'ImageUrl',
      role,
      key: String(index),
      sha256: String(index).padStart(64, '0'),
      format: 'jpeg',
      width: 1920,
      height: 1080,
      sizeBytes: images[index]!.length,
    }))
    const plan = composePlan(jobOf(mode, prompt), staged)
    return [name, plan, plan.images.map((image, index) => ({ ...image, bytes: images[index]! }))]
  })
}

function jobOf(mode: Job['mode'], prompt: string): Job {
  return {
    edition: '2026-01-08',
    family: 'Kling',
    version: '2.6',
    mode,
    prompt,
    negativePrompt: '',
    enhancePrompt: false,
    images: [],
    durationSeconds: SECONDS,
    resolution: '720P',
    aspectRatio: '16:9',
    audio: true,
    additionalParameters: { seed: 7 },
  }
}

/** A picture of our own with edges, slopes and grain, so that decoding, matching and encoding have work to do. */
async function picture(hue: number): Promise<Buffer> {
  const hill = (y: number, light: number) =>
    `<path d="M0 ${y} C 500 ${y - 300} 900 ${y + 150} 1920 ${y - 120} V1080 H0Z" fill="hsl(${hue + light} 45% ${light}%)"/>`
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080"><rect width="1920" height="1080" fill="hsl(${hue + 180} 60% 70%)"/>` +
    `<circle cx="${400 + hue * 3}" cy="260" r="110" fill="#fff3c4"/>${hill(620, 45)}${hill(780, 34)}${hill(930, 22)}</svg>`
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const
  const grain = await sharp({
    create: { width: 1920, height: 1080, channels: 3, background: '#808080', noise },
  })
    .png()
    .toBuffer()
  return sharp(Buffer.from(svg))
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer()
}

async function drawn(
  pool: RenderPool,
  id: string,
  plan: RenderPlan,
  images: readonly PlanImage[],
): Promise<number> {
  const startedAt = performance.now()
  pool.start(id, plan, images)
  for (;;) {
    const render = pool.look(id)
    if (render?.state === 'done') {
      const seconds = (performance.now() - startedAt) / 1000
      await pool.cancel(id)
      return seconds
    }
    if (render?.state === 'failed')
      throw new Error(`${id}: ${render.failure.reason}\n${render.failure.detail ?? ''}`)
    await pause(10)
  }
}

async function delayWhileTwoAreDrawn(plans: readonly Drawing[]) {
  const histogram = monitorEventLoopDelay({ resolution: 5 })
  histogram.enable()
  await Promise.all(
    [plans[0]!, plans[3]!].map(([name, plan, images]) => drawn(pool, `two-${name}`, plan, images)),
  )
  histogram.disable()
  // The histogram counts whole intervals; what is above the resolution was late.
  return { p99Ms: histogram.percentile(99) / 1e6 - 5, worstMs: histogram.max / 1e6 - 5 }
}

/** The time to encode a film of this size with nothing to draw. */
function floor(program: string): number {
  const startedAt = performance.now()
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=24:duration=${SECONDS}`]
  const video = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '18',
    '-threads',
    '2',
    '-pix_fmt',
    'yuv420p',
  ]
  const file = path.join(directory, 'floor.mp4')
  const run = spawnSync(program, [
    '-v',
    'error',
    '-y',
    ...source,
    ...video,
    '-x264-params',
    'cpu-independent=1',
    file,
  ])
  if (run.status !== 0) throw new Error(`ffmpeg: ${run.stderr.toString()}`)
  return (performance.now() - startedAt) / 1000
}

function repeat(measure: () => number): number[] {
  return Array.from({ length: REPEATS }, measure)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

async function keep(result: object): Promise<void> {
  const machine = { processors: os.availableParallelism(), model: os.cpus()[0]?.model, node: process.version }
  const folder = path.join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  const at = new Date().toISOString()
  const file = path.join(folder, `animatic-${at.replaceAll(/[:.]/g, '-')}.json`)
  await writeFile(file, `${JSON.stringify({ at, machine, load: os.loadavg(), ...result }, null, 2)}\n`)
  console.log(`written: ${path.relative(process.cwd(), file)}`)
}
