import { type Answer, type Asked, serveCut } from './cut-server.ts'
import type { Crossings } from './cut-door.ts'
import { type Reply, scriptOf } from './vendor-scripts.ts'

/** A job that the vendor made, and was paid for. */
export type VendorJob = {
  readonly id: string
  readonly clientId: string
  readonly script: string
  readonly madeAt: number
  cancelled: boolean
  fetches: number
}

export type VendorServer = {
  readonly url: string
  /** Every paid job of the run. */
  readonly jobs: () => readonly VendorJob[]
  /** Forgets the run that is over. */
  reset(): void
  close(): Promise<void>
}

export type VendorSettings = {
  readonly crossings: Crossings
  readonly film: Uint8Array
  readonly now: () => number
}

/** Speaks real HTTP, does with each job what its script says, and keeps the books. */
export async function startVendor({ crossings, film, now }: VendorSettings): Promise<VendorServer> {
  let jobs: VendorJob[] = []
  let submits = new Map<string, number>()

  const submit = ({ clientId, prompt, vendor }: Submit): Answer => {
    const times = submits.get(clientId) ?? 0
    submits.set(clientId, times + 1)
    const reply = replyOf(prompt, times)
    if (!reply.accepts) return { ...reply, body: {} }
    const known = jobs.find((job) => job.clientId === clientId)
    const isKnown = known !== undefined && vendor === 'deduplicating'
    const id = isKnown ? known.id : `${jobs.length + 1}-${clientId}`
    if (!isKnown) jobs.push({ id, clientId, script: prompt, madeAt: now(), cancelled: false, fetches: 0 })
    return { ...reply, body: { id } }
  }
  const find = (clientId: string): Answer => {
    const found = jobs.find((job) => job.clientId === clientId)
    return { status: 200, body: found === undefined ? {} : { id: found.id } }
  }
  const look = (job: VendorJob, origin: string): Answer => {
    const { renderSeconds = 20, comesTo = 'film' } = scriptOf(job.script)
    if (job.cancelled) return state('failed')
    if (renderSeconds === null || now() < job.madeAt + renderSeconds * 1000) return state('rendering')
    if (comesTo === 'failure') return state('failed')
    return { status: 200, body: { state: 'finished', clips: [`${origin}/clips/${job.id}`] } }
  }
  const handOver = (job: VendorJob): Answer => {
    const { comesTo = 'film' } = scriptOf(job.script)
    const isBad = !comesTo.endsWith('at first') || job.fetches === 0
    job.fetches++
    if (isBad && comesTo.startsWith('dead link')) return { status: 404, body: {} }
    if (isBad && comesTo.startsWith('broken film'))
      return { status: 200, body: film.subarray(0, film.length / 2) }
    return { status: 200, body: film }
  }
  const answer = ({ method, url, body }: Asked): Answer => {
    const [, place, id] = url.pathname.split('/')
    if (method === 'POST') return submit(JSON.parse(body) as Submit)
    if (id === undefined) return find(url.searchParams.get('client_id') ?? '')
    const job = jobs.find((job) => job.id === id)
    if (job === undefined) return { status: 404, body: {} }
    if (place === 'clips') return handOver(job)
    if (method === 'DELETE') job.cancelled = true
    return look(job, url.origin)
  }

  const server = await serveCut(crossings, answer)
  return {
    url: server.url,
    close: () => server.close(),
    jobs: () => jobs,
    reset() {
      jobs = []
      submits = new Map()
    },
  }
}

type Submit = { readonly clientId: string; readonly prompt: string; readonly vendor: string }

const state = (state: string): Answer => ({ status: 200, body: { state } })

function replyOf(script: string, times: number): Reply {
  const { submits = [{ accepts: true, status: 200 }] } = scriptOf(script)
  return submits[Math.min(times, submits.length - 1)]!
}
