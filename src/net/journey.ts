import type { IncomingMessage } from 'node:http'
import type { AllowList } from './allow-list.ts'
import { findDestination, type Resolve } from './destination.ts'
import type { ExchangeRequest, FetchPolicy } from './fetch-request.ts'
import { send } from './hop.ts'
import { Refusal, refusalFrom } from './refusal.ts'
import type { Watch } from './watch.ts'

/** A request on its way: through lookup, connection and redirects to the head of an answer. */
export type Journey = {
  readonly request: ExchangeRequest
  readonly policy: FetchPolicy
  /** Whether an answer other than 200 is of no use, and redirects are worth following. */
  readonly onlySuccess: boolean
  readonly allow: AllowList
  readonly resolve: Resolve
  readonly watch: Watch
  /** Called when a connection stands: from here on a server may have seen the request. */
  readonly onConnect: () => void
}

/** Throws a Refusal when no usable answer begins. Every hop is looked up and checked like the first. */
export async function travel(journey: Journey): Promise<IncomingMessage> {
  const { request, policy } = journey
  let { url, headers } = request
  for (let redirects = 0; ; redirects += 1) {
    const response = await oneHop(
      { ...journey, request: { ...request, url, headers: headers ?? {} } },
      redirects,
    )
    const target = journey.onlySuccess ? redirectTarget(response, url) : null
    if (target === null) return response
    response.destroy()
    if (redirects === policy.redirectsMax)
      throw new Refusal(`more than ${policy.redirectsMax} redirects`, 'permanent')
    if (URL.parse(target)?.origin !== URL.parse(url)?.origin) headers = {}
    url = target
  }
}

async function oneHop(journey: Journey, redirects: number): Promise<IncomingMessage> {
  const { policy, watch } = journey
  try {
    watch.expect(`no connection within ${policy.connectSeconds} s`, policy.connectSeconds)
    const response = await knock(journey)
    if (journey.onlySuccess && !isRedirect(response) && response.statusCode !== 200) {
      response.destroy()
      throw refusedStatus(response.statusCode ?? 0)
    }
    return response
  } catch (error) {
    const refusal = refusalFrom(watch.signal.aborted ? watch.signal.reason : error)
    if (redirects === 0) throw refusal
    const permanence = refusal.permanent ? 'permanent' : 'passing'
    throw new Refusal(`after a redirect: ${refusal.message}`, permanence, refusal.cause)
  }
}

async function knock({
  request,
  policy,
  allow,
  resolve,
  watch,
  onConnect,
}: Journey): Promise<IncomingMessage> {
  const destination = await untilAborted(findDestination(request.url, allow, resolve), watch.signal)
  return await send(
    {
      destination,
      method: request.method,
      headers: {
        accept: policy.accept,
        'user-agent': 'reelay',
        ...request.headers,
        // A compressed answer could unfold to any size, so none is asked for and none is taken.
        'accept-encoding': 'identity',
      },
      ...(request.body === undefined ? {} : { body: request.body }),
      onConnect() {
        onConnect()
        watch.expect(`no answer within ${policy.idleSeconds} s`, policy.idleSeconds)
      },
    },
    watch.signal,
  )
}

function isRedirect({ statusCode, headers }: IncomingMessage): boolean {
  return [301, 302, 303, 307, 308].includes(statusCode ?? 0) && headers.location !== undefined
}

function redirectTarget(response: IncomingMessage, base: string): string | null {
  if (!isRedirect(response)) return null
  const target = URL.parse(response.headers.location ?? '', base)
  // A target that does not parse is handed on as it is, to be refused like any other.
  return target?.href ?? response.headers.location ?? ''
}

function refusedStatus(status: number): Refusal {
  const passing = status >= 500 || status === 408 || status === 425 || status === 429
  return new Refusal(`${status} from the server`, passing ? 'passing' : 'permanent')
}

/** A lookup cannot be called off, so the wait for it is. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([promise, aborted])
}
