import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { chooseEncoder, type EncoderChoice } from '../encode/choose-encoder.ts'
import type { PlanImage, RenderPlan } from '../render-plan.ts'
import type { RenderFailure } from './render-order.ts'
import { startRenderThread, type RenderOutcome, type RenderThread } from './render-thread.ts'

export type FilmDrawerSettings = {
  /** Where finished films lie until they are collected; may be shared with other processes. */
  readonly directory: string
  /** An ffmpeg other than the one on the PATH. */
  readonly ffmpegPath?: string
  /** Do not look for an encoder, use this one. */
  readonly encoder?: EncoderChoice
  /** A render that takes longer has failed. */
  readonly timeLimitSeconds?: number
  /** The threads' program; tests have others. */
  readonly program?: URL
}

export type Wish = { readonly id: string; readonly plan: RenderPlan; readonly images: readonly PlanImage[] }

/** Long enough for twelve seconds of 4K on a busy laptop without ffmpeg. */
const TIME_LIMIT_SECONDS = 900

/** Draws one film after another, each in a thread of its own, into files that appear whole or not at all. */
export class FilmDrawer {
  readonly #settings: FilmDrawerSettings
  #choice: Promise<EncoderChoice> | undefined
  #filmCount = 0

  constructor(settings: FilmDrawerSettings) {
    this.#settings = settings
  }

  /** Where the finished film of an id lies. */
  pathOf(id: string): string {
    return path.join(this.#settings.directory, `${id}.mp4`)
  }

  /** Never rejects: whatever happens is an outcome. An abort ends in a failure, and leaves no file. */
  async draw(
    { id, plan, images }: Wish,
    signal: AbortSignal,
    report: (percent: number) => void,
  ): Promise<RenderOutcome> {
    // Its own name until it is whole: another process may draw the same film into the same directory.
    const unfinished = path.join(
      this.#settings.directory,
      `${id}.${process.pid}-${(this.#filmCount += 1)}.part`,
    )
    try {
      const encoder = await this.#pickEncoder()
      const order = { plan, images, path: unfinished, encoder }
      const outcome = await this.#limited(startRenderThread(order, report, this.#settings.program), signal)
      if (outcome.kind === 'done') await rename(unfinished, this.pathOf(id))
      else await rm(unfinished, { force: true })
      return outcome
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      return { kind: 'failed', fault: 'unavailable', reason }
    }
  }

  /** Waits for the thread, but not for ever, and not when the film is no longer wanted. */
  async #limited(thread: RenderThread, signal: AbortSignal): Promise<RenderOutcome> {
    const limitSeconds = this.#settings.timeLimitSeconds ?? TIME_LIMIT_SECONDS
    const tooLong: RenderFailure = {
      fault: 'unavailable',
      reason: `The animatic was not drawn within ${limitSeconds} seconds.`,
    }
    const unwanted: RenderFailure = { fault: 'refused', reason: 'The render was cancelled.' }
    const timer = setTimeout(() => void thread.stop(tooLong), limitSeconds * 1000)
    const onAbort = (): void => void thread.stop(unwanted)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    try {
      return await thread.ended
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
  }

  /** Looks once; a machine without an encoder is looked at again, somebody may be installing one. */
  async #pickEncoder(): Promise<EncoderChoice> {
    if (this.#settings.encoder) return this.#settings.encoder
    this.#choice ??= chooseEncoder(this.#settings.ffmpegPath)
    try {
      return await this.#choice
    } catch (cause) {
      this.#choice = undefined
      throw cause
    }
  }
}
