import { existsSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Log } from '../../../telemetry/log.ts'
import type { PlanImage, RenderPlan } from '../render-plan.ts'
import { FilmDrawer, type FilmDrawerSettings, type Wish } from './film-drawer.ts'
import { sweepFilms } from './film-sweep.ts'
import type { RenderFailure } from './render-order.ts'

/** Draws films in worker threads, a few at a time, and remembers how they ended. */
export interface RenderPool {
  /**
   * Queues a render; a queued, drawing or finished one of that id is left as it is, a failed one is tried again.
   * @param id A file name without extension: letters, digits, `-`, `_`.
   * @returns `full` when as many are waiting as the pool cares to hold; ask again later.
   */
  start(id: string, plan: RenderPlan, images: readonly PlanImage[]): 'taken' | 'full'
  /** Whether `start` would refuse a new render: worth asking before its images are fetched. */
  isFull(): boolean
  /** `undefined` for an id that this process does not know, or whose film is no longer on the disk. */
  look(id: string): RenderState | undefined
  /** Stops and forgets a render and removes its film. Unknown ids are not an error. */
  cancel(id: string): Promise<void>
  /** Stops everything and takes nothing more. Finished films stay. */
  close(): Promise<void>
}

export type RenderState =
  | { readonly state: 'queued' | 'drawing'; readonly percent: number }
  | { readonly state: 'done'; readonly path: string; readonly frameHash: string }
  | { readonly state: 'failed'; readonly failure: RenderFailure; readonly attempts: number }

export type RenderPoolSettings = FilmDrawerSettings & {
  /** Films drawn at a time. */
  readonly concurrency: number
  readonly log?: Pick<Log, 'info' | 'warn'>
}

export function createRenderPool(settings: RenderPoolSettings): RenderPool {
  mkdirSync(settings.directory, { recursive: true })
  void sweepFilms(settings.directory, settings.log)
  return new ThreadPool(settings)
}

/** Each waiting render may hold several images of 10 MB. */
const QUEUED_MAX = 32
/** How many ended renders are remembered; a forgotten film is removed and would be drawn again. */
const ENDED_MAX = 500
const ID = /^[\w-]{1,100}$/

type Render = {
  readonly id: string
  readonly attempts: number
  state: RenderState
  /** While it waits. */
  wish: Wish | null
  /** While it is drawn. */
  drawing: { readonly stop: AbortController; readonly ended: Promise<void> } | null
}

class ThreadPool implements RenderPool {
  readonly #settings: RenderPoolSettings
  readonly #drawer: FilmDrawer
  /** In the order of their start. */
  readonly #renders = new Map<string, Render>()
  #drawingCount = 0
  #closed = false

  constructor(settings: RenderPoolSettings) {
    this.#settings = settings
    this.#drawer = new FilmDrawer(settings)
  }

  start(id: string, plan: RenderPlan, images: readonly PlanImage[]): 'taken' | 'full' {
    if (!ID.test(id)) throw new Error(`not an id for a render: ${id}`)
    const known = this.look(id)
    if (known && known.state !== 'failed') return 'taken'
    if (this.isFull()) return 'full'
    const attempts = (known?.attempts ?? 0) + 1
    const wish = { id, plan, images }
    this.#renders.delete(id)
    this.#renders.set(id, { id, attempts, state: { state: 'queued', percent: 0 }, wish, drawing: null })
    this.#drawWaiting()
    return 'taken'
  }

  isFull(): boolean {
    const waiting = [...this.#renders.values()].filter(({ wish }) => wish)
    return this.#closed || waiting.length >= QUEUED_MAX
  }

  look(id: string): RenderState | undefined {
    const state = this.#renders.get(id)?.state
    if (state?.state !== 'done' || existsSync(state.path)) return state
    this.#renders.delete(id)
    return undefined
  }

  async cancel(id: string): Promise<void> {
    const render = this.#renders.get(id)
    if (!render) return
    await this.#drop(render)
    await rm(this.#drawer.pathOf(id), { force: true })
  }

  async close(): Promise<void> {
    this.#closed = true
    const unfinished = [...this.#renders.values()].filter(({ wish, drawing }) => wish ?? drawing)
    await Promise.all(unfinished.map((render) => this.#drop(render)))
  }

  /** Forgets first: a render that is given up has not failed, and may be started again elsewhere. */
  async #drop(render: Render): Promise<void> {
    this.#renders.delete(render.id)
    render.drawing?.stop.abort()
    await render.drawing?.ended
  }

  #drawWaiting(): void {
    for (const render of this.#renders.values()) {
      if (this.#closed || this.#drawingCount >= this.#settings.concurrency) return
      if (!render.wish) continue
      const { wish } = render
      render.wish = null
      const stop = new AbortController()
      this.#drawingCount++
      render.drawing = { stop, ended: this.#draw(render, wish, stop.signal) }
    }
  }

  async #draw(render: Render, wish: Wish, signal: AbortSignal): Promise<void> {
    const { id, attempts } = render
    const { log } = this.#settings
    const startedAt = performance.now()
    render.state = { state: 'drawing', percent: 0 }
    const outcome = await this.#drawer.draw(wish, signal, (percent) => {
      render.state = { state: 'drawing', percent }
    })
    const seconds = Math.round(performance.now() - startedAt) / 1000
    if (outcome.kind === 'done') {
      const { frameHash } = outcome
      render.state = { state: 'done', path: this.#drawer.pathOf(id), frameHash }
      log?.info({ render: id, seconds, frameHash }, 'animatic drawn')
    } else {
      render.state = { state: 'failed', failure: outcome, attempts }
      const { fault, reason, detail } = outcome
      log?.warn({ render: id, seconds, attempts, fault, reason, detail }, 'animatic not drawn')
    }
    render.drawing = null
    this.#drawingCount--
    this.#forgetOldest()
    this.#drawWaiting()
  }

  #forgetOldest(): void {
    const ended = [...this.#renders.values()].filter(({ wish, drawing }) => !wish && !drawing)
    for (const { id } of ended.slice(0, Math.max(0, ended.length - ENDED_MAX))) {
      this.#renders.delete(id)
      rm(this.#drawer.pathOf(id), { force: true }).catch((cause: unknown) => {
        this.#settings.log?.warn({ render: id, cause }, 'a forgotten film could not be removed')
      })
    }
  }
}
