import type { ExchangeRequest, FetchPolicy, GuardedFetch } from '../../src/net/guarded-fetch.ts'
import type { Cut } from './cut.ts'
import type { CutTools } from './cut-database.ts'
import { befall, type Life } from './life.ts'

/** A call on its way: the vendor's server knows it by its header, and does there what the cut says. */
export type Crossing = { readonly cut: Cut | null; readonly life: Life }

export const crossingHeader = 'x-crossing'

/** Where a call is left for the server that it comes to. */
export type Crossings = Map<string, Crossing>

/** The door to the vendor as one process sees it, cut at every call. */
export function cutDoor(
  door: GuardedFetch,
  { life, schedule }: CutTools,
  crossings: Crossings,
): GuardedFetch {
  const call = async <Answer>(
    request: Pick<ExchangeRequest, 'url' | 'headers'> & { method: string },
    send: (headers: Record<string, string>) => Promise<Answer>,
  ) => {
    await life.breathe()
    const cut = schedule.pass(`${request.method} ${routeOf(request.url)}`, 'call')
    if (cut?.moment === 'before') {
      befall(life, cut)
      await life.breathe()
      if (cut.fate === 'loses') return noConnection
    }
    const crossing = String(crossings.size)
    crossings.set(crossing, { cut, life })
    const headers = { ...request.headers, [crossingHeader]: crossing }
    const answer = await life.hear(send(headers))
    if (cut?.moment === 'after') {
      befall(life, cut)
      await life.breathe()
    }
    return answer
  }
  return {
    download: (request, policy) =>
      call({ ...request, method: 'GET' }, (headers) => door.download({ ...request, headers }, policy)),
    downloadTo: (request, policy: FetchPolicy, receive) =>
      call({ ...request, method: 'GET' }, (headers) =>
        door.downloadTo({ ...request, headers }, policy, receive),
      ),
    exchange: (request, policy) => call(request, (headers) => door.exchange({ ...request, headers }, policy)),
  }
}

const noConnection = {
  outcome: 'refused',
  reason: 'no connection: cut',
  permanent: false,
  mayHaveArrived: false,
} as const

/** `/jobs/17` of one run is `/jobs/18` of the next: for the point they are the same. */
function routeOf(url: string): string {
  const { pathname, search } = new URL(url)
  const path = pathname.replace(/\/\d[^/]*/g, '/:id')
  return search === '' ? path : `${path}?`
}
