import { createLookout, type Watch } from '../../src/pipeline/looks/lookout.ts'
import { binCount, binOf, learnFrom, type RenderTimes } from '../../src/pipeline/looks/render-times.ts'
import type { Sight } from '../../src/pipeline/looks/watched.ts'
import type { LookManners, VendorEntry } from '../../src/vendors/registry.ts'
import { type Progress, type Ticket, type Vendor, VendorFault } from '../../src/vendors/vendor.ts'
import { catJob } from './stories.ts'
import { virtualClock } from './virtual-clock.ts'

type Call = { readonly at: number; readonly ids: readonly string[] }

type Play = {
  /** Milliseconds of the clock at which a render ends; others never do. */
  readonly ends?: Readonly<Record<string, number>>
  /** Thrown or returned before anything else is said of this call. */
  readonly fault?: (ids: readonly string[], at: number) => VendorFault | Error | undefined
  /** What is said of a ticket instead. */
  readonly answer?: (id: string, at: number) => Progress | VendorFault | null | undefined
  readonly batchSizeMax?: number
  readonly look?: Partial<LookManners>
  readonly renderSecondsMax?: number
  readonly learned?: RenderTimes
  /** A call takes so long. */
  readonly milliseconds?: number
}

/** A model whose renders take any time from so many seconds to so many. */
export const modelOf = (fromSeconds: number, toSeconds: number): RenderTimes => {
  const weights = Array<number>(binCount).fill(0)
  const bins = binOf(toSeconds) - binOf(fromSeconds) + 1
  weights.fill(280 / bins, binOf(fromSeconds), binOf(toSeconds) + 1)
  return learnFrom(weights)
}
const idOf = ({ id }: Ticket): string => (typeof id === 'string' ? id : '')

/** A lookout over a vendor whose renders end when the play says, on a clock that the test moves. */
export function playLookout(play: Play = {}) {
  const clock = virtualClock()
  const calls: Call[] = []
  const noted: number[] = []
  const warnings: string[] = []
  const say = (id: string): Progress | VendorFault | null => {
    const said = play.answer?.(id, clock.now())
    if (said !== undefined) return said
    const finished = (play.ends?.[id] ?? Infinity) <= clock.now()
    return finished ? { state: 'finished', clips: [{ path: id }] } : { state: 'rendering' }
  }
  const call = async (ids: readonly string[], signal: AbortSignal) => {
    calls.push({ at: clock.now(), ids })
    const { milliseconds } = play
    if (milliseconds !== undefined) {
      await new Promise<void>((resolve, reject) => {
        clock.after(milliseconds, resolve)
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
    }
    const fault = play.fault?.(ids, clock.now())
    if (fault !== undefined) throw fault
    return ids.map(say)
  }
  const vendor: Vendor = {
    name: 'scripted',
    compose: () => ({}),
    submit: async () => ({}),
    async check(ticket, link) {
      const [said] = await call([idOf(ticket)], link.signal)
      if (said instanceof VendorFault) throw said
      return said ?? { state: 'waiting' }
    },
    ...(play.batchSizeMax === undefined
      ? {}
      : { checkMany: (tickets, link) => call(tickets.map(idOf), link.signal) }),
  }
  const entry: VendorEntry = {
    vendor,
    concurrency: { total: 100 },
    look: {
      firstSeconds: 10,
      longestSeconds: 20,
      ...(play.batchSizeMax === undefined ? {} : { batchSizeMax: play.batchSizeMax }),
      ...play.look,
    },
    renderSecondsMax: play.renderSecondsMax ?? 3600,
  }
  const lookout = createLookout({
    tools: { store: undefined as never, vendorFetch: undefined as never, now: () => new Date(clock.now()) },
    times: { of: () => play.learned ?? null, note: (_vendor, _key, seconds) => noted.push(seconds) },
    clock,
    log: { debug: () => {}, info: () => {}, warn: (_facts, text) => warnings.push(text), error: () => {} },
  })
  const sights = new Map<string, Sight | Error>()
  const seenAt = new Map<string, number>()
  return {
    clock,
    calls,
    noted,
    warnings,
    lookout,
    sights,
    seenAt,
    lookedAt: (id: string) => calls.filter(({ ids }) => ids.includes(id)).map(({ at }) => at / 1000),
    /** Watches from now on a task that was submitted so long ago. */
    watch: (id: string, { ageSeconds = 0, ...watch }: Partial<Watch> & { ageSeconds?: number } = {}) => {
      const stop = new AbortController()
      const submittedAt = new Date(clock.now() - ageSeconds * 1000)
      const task = { id, job: catJob, submittedAt }
      lookout.watch({ task, ticket: { id }, entry, ...watch }, stop.signal).then(
        (sight) => {
          seenAt.set(id, clock.now())
          sights.set(id, sight)
        },
        (error: Error) => sights.set(id, error),
      )
      return stop
    },
  }
}
export const numbered = (count: number) => Array.from({ length: count }, (_, index) => `task-${index}`)
