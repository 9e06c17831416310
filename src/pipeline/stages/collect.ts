import { rm } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import type { Result, Task } from '../../tasks/task.ts'
import type { Clip } from '../../vendors/vendor.ts'
import { downloadClip, type LocalClip } from '../clip-download.ts'
import type { StepAnswer } from '../engine.ts'
import type { StageCall } from './stage-call.ts'
import { inspectFilm } from '../film-inspection.ts'
import type { PipelineTools } from '../tools.ts'
import { noLongerConfigured, vendorOf } from '../tools.ts'
import { fail, onward } from './ending.ts'

/** A broken or vanished clip is asked for again this often; a vendor that is part of Reelay renders it again. */
const triesMax = 3
/** What is paid for is worth waiting for: a server that does not hand it over is tried for a quarter of an hour. */
const pausesSeconds = [1, 5, 15, 30, 60, 120, 300, 300]

/** Brings the vendor's clips into our store and checks them: a task is done only when the bytes are ours and whole. */
export async function collectClips({ task, claim, tools, signal }: StageCall): Promise<StepAnswer> {
  await tools.ledger.advance(claim, { stage: 'collect', event: { stage: 'collect', kind: 'started' } })
  let clips = task.clips ?? []
  for (let attempt = 1; ; attempt++) {
    const collected = await collectAll(tools, task, clips, signal)
    if (collected.outcome === 'collected') {
      await tools.ledger.advance(claim, {
        stage: 'collect',
        results: collected.results,
        event: { stage: 'collect', kind: 'collected', detail: { files: collected.results.map(summary) } },
      })
      return onward
    }
    const pauseSeconds = collected.isPassing ? pausesSeconds[attempt - 1] : attempt < triesMax ? 0 : undefined
    if (pauseSeconds === undefined) return fail(claim, tools, 'collect', collected.message)
    tools.log.warn({ taskId: task.id, reason: collected.message, pauseSeconds }, 'collecting again')
    await tools.pause(pauseSeconds, signal)
    const entry = vendorOf(tools, task.vendor)
    if (entry === null || task.ticket === null) return fail(claim, tools, 'collect', collected.message)
    const watched = await tools.lookout.watch({ task, ticket: task.ticket, entry, atOnce: true }, signal)
    if (watched.outcome === 'failed') return fail(claim, tools, 'collect', watched.message)
    clips = watched.clips
  }
}

export const resultKey = ({ id }: Task, index: number): string => `results/${id}/${id}_${index}.mp4`

type Collected =
  | { readonly outcome: 'collected'; readonly results: readonly Result[] }
  | Extract<LocalClip, { outcome: 'failed' }>

async function collectAll(
  tools: PipelineTools,
  task: Task,
  clips: readonly Clip[],
  signal: AbortSignal,
): Promise<Collected> {
  if (clips.length === 0) return broken(`${task.vendor} finished without handing over a video.`)
  const entry = vendorOf(tools, task.vendor)
  if (entry === null) return broken(noLongerConfigured(task.vendor))
  const results: Result[] = []
  const paths: string[] = []
  for (const [index, clip] of clips.entries()) {
    const local = await downloadClip(tools, clip, { task, index }, entry, signal)
    if (local.outcome === 'failed') return local
    const film = await inspectFilm(local.path)
    if (film.outcome === 'broken') {
      await rm(local.path, { force: true })
      return broken(`The video from ${task.vendor} is broken: ${film.reason}.`)
    }
    const key = resultKey(task, index)
    const stored = await tools.store.put(key, createReadStream(local.path), 'video/mp4')
    const { width, height, durationSeconds } = film
    results.push({ key, sizeBytes: stored.sizeBytes, sha256: stored.sha256, width, height, durationSeconds })
    paths.push(local.path)
  }
  // Only now: a crash before this point finds every clip where it was.
  for (const path of paths) await rm(path, { force: true })
  return { outcome: 'collected', results }
}

const broken = (message: string): Collected => ({ outcome: 'failed', message, isPassing: false })

const summary = ({ width, height, durationSeconds, sizeBytes }: Result) => ({
  size: `${width}x${height}`,
  durationSeconds,
  sizeBytes,
})
