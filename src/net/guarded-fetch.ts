import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { AllowList } from './allow-list.ts'
import { boundedBody } from './bounded-body.ts'
import type { DownloadRequest, ExchangeRequest, FetchPolicy } from './fetch-request.ts'
import type { Clock } from './clock.ts'
import { type Resolve, systemResolve } from './destination.ts'
import { type Journey, travel } from './journey.ts'
import { Refusal } from './refusal.ts'
import { startWatch } from './watch.ts'

export type { DownloadRequest, ExchangeRequest, FetchPolicy } from './fetch-request.ts'
export { type AllowList, allowNothing, alsoAllowing, parseAllowList } from './allow-list.ts'

/**
 * The one door for everything Reelay fetches or calls. It goes to public http and https addresses only, and to what
 * the operator's allow list names; it sends no cookies and no credentials of its own, and uses no proxy.
 * An answer that cannot be had is a `Refused`, not an exception; only a caller's own abort rejects, with its reason.
 */
export interface GuardedFetch {
  /** GET into memory. Anything but a 200 is refused. */
  download(request: DownloadRequest, policy: FetchPolicy): Promise<Fetched<Uint8Array> | Refused>
  /** GET into `receive`, with back-pressure. What `receive` throws of itself is thrown on. */
  downloadTo<Result>(
    request: DownloadRequest,
    policy: FetchPolicy,
    receive: (body: Readable, head: Head) => Promise<Result>,
  ): Promise<Fetched<Result> | Refused>
  /** One call of an API, sent once. Every status is an answer; a redirect is one too and is not followed. */
  exchange(request: ExchangeRequest, policy: FetchPolicy): Promise<Fetched<Uint8Array> | Refused>
}

export type Head = { readonly status: number; readonly headers: Headers }
export type Fetched<Body> = Head & { readonly outcome: 'fetched'; readonly body: Body }

export type Refused = {
  readonly outcome: 'refused'
  /** Fit for the caller of the API: `404 from the server`, `the address is not public`. */
  readonly reason: string
  /** Whether asking again later would be answered the same. */
  readonly permanent: boolean
  /** Whether the request may have reached the server: when `false`, it certainly caused nothing there. */
  readonly mayHaveArrived: boolean
}

/** One line of the outgoing log. No path and no query: signed links carry secrets there. */
export type FetchRecord = {
  readonly method: string
  readonly origin: string
  readonly outcome: 'fetched' | 'refused' | 'aborted'
  readonly status?: number
  readonly reason?: string
  /** What lies behind the reason, for the operator only. */
  readonly detail?: string
  readonly durationMilliseconds: number
}

export type GuardedFetchOptions = {
  readonly allow: AllowList
  readonly clock: Clock
  readonly log?: (record: FetchRecord) => void
  /** Names to addresses; the system's resolver by default. */
  readonly resolve?: Resolve
}

export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  return {
    download: (request, policy) =>
      run(options, { request: { ...request, method: 'GET' }, policy, onlySuccess: true }, readWhole),
    downloadTo: (request, policy, receive) =>
      run(options, { request: { ...request, method: 'GET' }, policy, onlySuccess: true }, receive),
    exchange: (request, policy) => run(options, { request, policy, onlySuccess: false }, readWhole),
  }
}

type Plan = Pick<Journey, 'request' | 'policy' | 'onlySuccess'>
type Receive<Result> = (body: Readable, head: Head) => Promise<Result>

async function run<Result>(
  options: GuardedFetchOptions,
  plan: Plan,
  receive: Receive<Result>,
): Promise<Fetched<Result> | Refused> {
  const { request } = plan
  const record = startRecord(options, request)
  let mayHaveArrived = false
  try {
    const fetched = await fetchOnce(options, plan, receive, () => (mayHaveArrived = true))
    record({ outcome: 'fetched', status: fetched.status })
    return fetched
  } catch (error) {
    if (request.signal?.aborted === true || !(error instanceof Refusal)) {
      record({ outcome: 'aborted' })
      throw request.signal?.aborted === true ? request.signal.reason : error
    }
    const detail = error.cause instanceof Error ? { detail: error.cause.message } : {}
    record({ outcome: 'refused', reason: error.message, ...detail })
    return { outcome: 'refused', reason: error.message, permanent: error.permanent, mayHaveArrived }
  }
}

/** Throws a Refusal, the caller's own abort, or what `receive` throws. */
async function fetchOnce<Result>(
  { allow, resolve = systemResolve }: GuardedFetchOptions,
  plan: Plan,
  receive: Receive<Result>,
  onConnect: () => void,
): Promise<Fetched<Result>> {
  const watch = startWatch(plan.policy.totalSeconds, plan.request.signal)
  let response: IncomingMessage | undefined
  try {
    response = await travel({ ...plan, allow, resolve, watch, onConnect })
    const head: Head = { status: response.statusCode ?? 0, headers: headersOf(response) }
    const body = boundedBody(response, plan.policy, watch)
    const received = await receive(body.stream, head).catch((error: unknown) => {
      throw body.failure() ?? error
    })
    return { outcome: 'fetched', ...head, body: received }
  } finally {
    watch.stop()
    response?.destroy()
  }
}

async function readWhole(body: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  return headers
}

function startRecord({ clock, log }: GuardedFetchOptions, { method, url }: ExchangeRequest) {
  const startedAt = clock.now().getTime()
  const origin = URL.parse(url)?.origin ?? ''
  return (facts: Pick<FetchRecord, 'outcome' | 'status' | 'reason' | 'detail'>) =>
    log?.({ method, origin, ...facts, durationMilliseconds: clock.now().getTime() - startedAt })
}
