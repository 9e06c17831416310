/**
 * 10,000 live renders at a vendor over real HTTP, in real minutes: how late is a finish seen, and for how many calls?
 * A fixed poller that looks at each every 5 s is what is compared with; its calls are counted, not made. The models are
 * known (280 renders each); callbacks go through the real face, without the NOTIFY between processes.
 *
 *   node bench/looks.ts [batches] [callbacks] [neither]     BENCH_LIVE=10000 BENCH_SECONDS=120
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Job } from '../src/catalog/job.ts'
import { openDoors } from '../src/composition/outgoing-doors.ts'
import { createApp } from '../src/http/app.ts'
import { createCallbackFace } from '../src/http/callback-face.ts'
import { allowNothing } from '../src/net/guarded-fetch.ts'
import { createCallbackLinks } from '../src/pipeline/looks/callback-links.ts'
import { createLookout, type Lookout } from '../src/pipeline/looks/lookout.ts'
import { modelKeyOf } from '../src/pipeline/looks/model-key.ts'
import { binCount, binOf, learnFrom, type RenderTimes } from '../src/pipeline/looks/render-times.ts'
import { createLog } from '../src/telemetry/log.ts'
import type { VendorEntry } from '../src/vendors/registry.ts'
import { heapMegabytes } from './support/heap.ts'
import { quantiles } from './support/quantiles.ts'
import { renderingVendor, serveRenders } from './support/rendering-vendor.ts'

/** Lognormal, as renders are: the median in seconds, and the spread of its logarithm. */
const models = [
  { family: 'Vidu', version: 'q2', median: 45, sigma: 0.3 },
  { family: 'Kling', version: '2.6', median: 90, sigma: 0.35 },
  { family: 'GV', version: '3.1', median: 70, sigma: 0.25 },
  { family: 'Hailuo', version: '02', median: 180, sigma: 0.4 },
] as const
type Model = (typeof models)[number]

const live = Number(process.env['BENCH_LIVE'] ?? 10_000)
const measuredSeconds = Number(process.env['BENCH_SECONDS'] ?? 120)
const warmUpSeconds = 30
const pollerSeconds = 5
/** Of a thousand callbacks so many are lost, as happens. */
const lostPerThousand = 5
const looks: Readonly<Record<string, Partial<VendorEntry['look']>>> = {
  batches: { batchSizeMax: 100 },
  callbacks: {},
  // What a fifth of the poller's calls can buy.
  neither: { priceSeconds: 5 },
}

let ids = 0
const known: ReadonlyMap<string, RenderTimes> = new Map(
  models.map((model) => {
    const weights = Array<number>(binCount).fill(0)
    for (let count = 0; count < 280; count++) {
      const bin = binOf(draw(model))
      weights[bin] = (weights[bin] ?? 0) + 1
    }
    return [modelKeyOf(jobOf(model)), learnFrom(weights)]
  }),
)

if (process.argv[2] === 'vendor') await serveRenders()
else {
  const chosen = process.argv.slice(2)
  const vendor = await startVendor()
  try {
    const results = []
    for (const way of chosen.length > 0 ? chosen : Object.keys(looks))
      results.push(await measure(way, vendor.url))
    console.log(JSON.stringify({ live, measuredSeconds, lostPerThousand, results }, null, 2))
  } finally {
    vendor.child.kill('SIGTERM')
    await once(vendor.child, 'exit')
  }
}

async function measure(way: string, vendorUrl: string) {
  const log = createLog('error')
  const links = { callbacks: null as null | ReturnType<typeof createCallbackLinks> }
  const entry: VendorEntry = {
    vendor: renderingVendor(vendorUrl, way === 'batches'),
    baseUrl: vendorUrl,
    concurrency: { total: live },
    look: { firstSeconds: 10, longestSeconds: 20, callsPerSecondMax: 2000, ...looks[way] },
    renderSecondsMax: 3600,
  }
  const heapBefore = heapMegabytes()
  const lookout = createLookout({
    tools: {
      store: undefined as never,
      vendorFetch: openDoors(allowNothing, log).vendorFetch,
      now: () => new Date(),
    },
    times: { of: (_vendor, key) => known.get(key) ?? null, note: () => undefined },
    log,
  })
  const app = createApp({
    faces: [
      createCallbackFace({
        isOurs: (...parts) => links.callbacks?.isOurs(...parts) ?? false,
        tell: async (taskId) => lookout.hint(taskId),
        failures: { excessOf: () => null, note: () => undefined },
        log,
      }),
    ],
    log,
  })
  const baseUrl = await app.listen('127.0.0.1', 0)
  if (way === 'callbacks') links.callbacks = createCallbackLinks({ baseUrl, secret: Buffer.alloc(32, 1) })

  const lateness: number[] = []
  let isMeasuring = false
  let stopped = false
  const begin = async (model: Model, seconds: number, ageSeconds: number): Promise<void> => {
    const endsAt = Date.now() + (seconds - ageSeconds) * 1000
    const id = `task-${ids++}`
    const ticket = { id: `${Math.round(endsAt)}-${id}` }
    if (links.callbacks !== null && ids % 1000 >= lostPerThousand)
      void announce(vendorUrl, endsAt, links.callbacks.urlFor('rendering', id))
    await see(lookout, entry, id, ticket, model, ageSeconds)
    if (stopped) return
    if (isMeasuring) lateness.push((Date.now() - endsAt) / 1000)
    void begin(model, draw(model), 0)
  }
  for (let count = 0; count < live; count++) {
    const { model, seconds } = drawLive()
    void begin(model, seconds, Math.random() * seconds)
  }
  await pause(100)
  const kilobytesPerTask = ((heapMegabytes() - heapBefore) * 1024) / live
  await pause(warmUpSeconds * 1000)
  isMeasuring = true
  const [cpu, calls] = [process.cpuUsage(), await callsOf(vendorUrl)]
  await pause(measuredSeconds * 1000)
  const used = process.cpuUsage(cpu)
  const made = (await callsOf(vendorUrl)) - calls
  stopped = true
  lookout.stop()
  await app.close()
  const fixed = (live * measuredSeconds) / pollerSeconds
  const result = {
    way,
    finished: lateness.length,
    latenessSeconds: quantiles(lateness),
    calls: made,
    callsPerRender: round(made / lateness.length),
    shareOfFixedPoller: round(made / fixed, 4),
    cpuCores: round((used.user + used.system) / 1e6 / measuredSeconds),
    heapKilobytesPerTask: round(kilobytesPerTask),
    residentMegabytes: Math.round(process.memoryUsage().rss / 1e6),
  }
  const { latenessSeconds: late, shareOfFixedPoller: share } = result
  console.error(
    `${way.padEnd(9)} late p50 ${late.p50} s  p99 ${late.p99} s   ${(share * 100).toFixed(1)} % of the calls of a fixed ${pollerSeconds} s poller`,
  )
  return result
}

function see(
  lookout: Lookout,
  entry: VendorEntry,
  id: string,
  ticket: { id: string },
  model: Model,
  age: number,
) {
  const task = { id, job: jobOf(model), submittedAt: new Date(Date.now() - age * 1000) }
  return lookout.watch({ task, ticket, entry }, new AbortController().signal)
}

function jobOf({ family, version }: Model): Job {
  return { family, version, resolution: '720P', durationSeconds: 5 } as Job
}

/** Box and Muller. */
function draw({ median, sigma }: Model): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())
  return median * Math.exp(sigma * normal)
}

/** Of what is live at a moment: the longer a render takes, the likelier one meets it. */
function drawLive(): { readonly model: Model; readonly seconds: number } {
  for (;;) {
    const model = models[Math.floor(Math.random() * models.length)] ?? models[0]
    const seconds = draw(model)
    if (Math.random() * 600 < seconds) return { model, seconds }
  }
}

async function startVendor(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [import.meta.filename, 'vendor'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, url: said.toString().trim() }
}

async function announce(vendorUrl: string, endsAt: number, callbackUrl: string): Promise<void> {
  const body = JSON.stringify({ endsAt, callbackUrl })
  // Ten thousand at once are more than a socket's queue holds.
  for (let tries = 0; tries < 10; tries++) {
    const sent = await fetch(`${vendorUrl}/callbacks`, { method: 'POST', body }).catch(() => null)
    if (sent !== null) return
    await pause(500 * Math.random())
  }
}

async function callsOf(vendorUrl: string): Promise<number> {
  return Number(await (await fetch(`${vendorUrl}/calls`)).text())
}

function round(value: number, places = 2): number {
  return Number(value.toFixed(places))
}
