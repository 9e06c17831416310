import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { Cut } from './cut.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Whether a process lives. Everything that it does outside itself asks here first, and again before it hears. */
export type Life = {
  readonly name: string
  readonly state: () => 'alive' | 'frozen' | 'dead'
  /** Goes on at once while the process lives, after the thaw while it is frozen, and never once it is dead. */
  breathe(): Promise<void>
  /**
   * What comes of the work, be it an error, when and if the process can hear it. Time stands still meanwhile, unless the
   * process does.
   */
  hear<Answer>(work: Promise<Answer>): Promise<Answer>
  /** What the system does when the process dies, and when its machine sleeps for too long. */
  whenGone(work: (state: 'frozen' | 'dead') => void): void
  die(): void
  freeze(): void
  thaw(): void
}

/** `changed` hears of every death, frost and thaw. */
export function createLife(name: string, time: VirtualTime, changed: (life: Life) => void): Life {
  let state: 'alive' | 'frozen' | 'dead' = 'alive'
  let thawed = Promise.withResolvers<void>()
  const goneWork: ((state: 'frozen' | 'dead') => void)[] = []
  const turnTo = (next: typeof state): void => {
    if (state === 'dead' || state === next) return
    state = next
    // Others see it, whoever's doing it was.
    asNobody(() => {
      if (next !== 'alive') for (const work of goneWork) work(next)
      changed(life)
    })
  }
  const life: Life = {
    name,
    state: () => state,
    async breathe() {
      while (life.state() === 'frozen') await thawed.promise
      // A promise of its own each time, so that what waits for it goes with it.
      if (state === 'dead') await new Promise<never>(() => undefined)
    },
    async hear(work) {
      const release = time.hold()
      life.whenGone(release)
      try {
        return await work
      } finally {
        release()
        await life.breathe()
      }
    },
    whenGone(work) {
      goneWork.push(work)
      if (state !== 'alive') asNobody(() => work(state as 'frozen' | 'dead'))
    },
    die: () => turnTo('dead'),
    freeze: () => turnTo('frozen'),
    thaw() {
      if (state !== 'frozen') return
      turnTo('alive')
      thawed.resolve()
      thawed = Promise.withResolvers()
    },
  }
  return life
}

/** Whose code is running: everything that a process starts runs as its own, timers and connections too. */
const running = new AsyncLocalStorage<Life>()

export const asProcess = <Result>(life: Life, work: () => Result): Result => running.run(life, work)

/** For what goes on after the process that happens to begin it. */
export const asNobody = <Result>(work: () => Result): Result => running.exit(work)

/** Runs the work in the name of the process that asks now, when and if that process can run anything. */
export function whenAlive(work: () => void): () => void {
  const life = running.getStore()
  if (life === undefined) return work
  return () => {
    if (life.state() === 'alive') work()
    else if (life.state() === 'frozen') void life.breathe().then(work)
  }
}

/** What a process does on connections of its own, beside the database port: the dead and the frozen do nothing. */
export function silenceTheDead(): void {
  for (const name of ['connect', 'query'] as const) {
    const method = Reflect.get(pg.Client.prototype, name) as (...values: unknown[]) => unknown
    Reflect.set(pg.Client.prototype, name, function (this: pg.Client, ...values: unknown[]) {
      const life = running.getStore()
      if (life === undefined || life.state() === 'alive') return method.apply(this, values)
      // Whoever thaws goes on with it: a pool whose connection never opens would have one less for ever.
      return life.breathe().then(() => method.apply(this, values))
    })
  }
}

/** `loses` is the business of whoever holds the connection. */
export function befall(life: Life, { fate }: Cut): void {
  if (fate === 'dies') life.die()
  if (fate === 'freezes') life.freeze()
}
