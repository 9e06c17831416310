import type { Fetched, FetchPolicy, GuardedFetch, Refused } from '../../net/guarded-fetch.ts'
import type { ClaimedNotification, NotificationOutbox, Settlement } from '../../tasks/notification-outbox.ts'
import type { Log } from '../../telemetry/log.ts'
import { signedNotification } from './notification.ts'
import { pauseAfter } from './schedule.ts'

/** What a delivery works with. */
export type DeliveryTools = {
  readonly outbox: NotificationOutbox
  readonly fetch: GuardedFetch
  /** The key that signs; `null` when it does not open here. */
  openSecret(claimed: ClaimedNotification): string | null
  /** A link to a stored result that works for a while from `now`. */
  resultUrl(key: string, now: Date): string
  now(): Date
  /** From 0 to 1. */
  random(): number
  readonly log: Log
}

/** A receiver says that it has taken note, and does its work afterwards. */
const receiverPolicy: FetchPolicy = {
  // Nobody reads the answer; one that never ends is broken off.
  bytesMax: 256 * 1024,
  connectSeconds: 5,
  idleSeconds: 15,
  totalSeconds: 15,
  redirectsMax: 0,
  accept: '*/*',
}

/** For so long nobody else sends it: longer than a request can last, so that two workers never send at a time. */
export const leaseSeconds = 4 * receiverPolicy.totalSeconds

/** Sends a claimed notification once and writes down what came of it. */
export async function deliver(
  claimed: ClaimedNotification,
  tools: DeliveryTools,
  signal: AbortSignal,
): Promise<void> {
  const answer = await sendSigned(claimed, tools, signal)
  const settlement = settlementOf(claimed, answer, () => tools.random())
  const { taskId } = claimed.view
  const fields = { taskId, receiver: claimed.receiver, attempt: claimed.attempt, answer: settlement.answer }
  if (!(await tools.outbox.settle(claimed, settlement))) {
    tools.log.warn(fields, 'a notification took longer than its lease; another worker has it now')
  } else if (settlement.state === 'dead') {
    tools.log.warn(fields, 'a notification was given up; reelay notifications replay sends it again')
  } else {
    tools.log.info({ ...fields, state: settlement.state }, 'notified')
  }
}

async function sendSigned(
  claimed: ClaimedNotification,
  tools: DeliveryTools,
  signal: AbortSignal,
): Promise<Fetched<Uint8Array> | Refused> {
  const secret = tools.openSecret(claimed)
  // Unsigned it would be worth nothing. Another worker may have the right master key.
  if (secret === null)
    return { outcome: 'refused', reason: lockedKey, permanent: false, mayHaveArrived: false }
  const now = tools.now()
  const { body, headers } = signedNotification(claimed, secret, (key) => tools.resultUrl(key, now), now)
  return tools.fetch.exchange({ method: 'POST', url: claimed.url, headers, body, signal }, receiverPolicy)
}

const lockedKey = 'the key that signs does not open with the master key of this worker'

function settlementOf(
  { receiver, attempt, failures }: ClaimedNotification,
  answer: Fetched<Uint8Array> | Refused,
  random: () => number,
): Settlement {
  const words = answer.outcome === 'refused' ? answer.reason : wordsOfStatus(answer.status)
  const detail = { receiver, attempt, answer: words }
  if (answer.outcome === 'fetched') {
    if (answer.status >= 200 && answer.status < 300) {
      return { state: 'delivered', answer: words, event: { kind: 'delivered', detail } }
    }
    if (answer.status === 410) return { state: 'gone', answer: words, event: { kind: 'gone', detail } }
  }
  const pauseSeconds = pauseAfter(failures, random)
  if (pauseSeconds === null) return { state: 'dead', answer: words, event: { kind: 'given-up', detail } }
  return {
    state: 'due',
    pauseSeconds,
    answer: words,
    event: { kind: 'put-off', detail: { ...detail, againInSeconds: Math.round(pauseSeconds) } },
  }
}

function wordsOfStatus(status: number): string {
  const words = `${status} from the receiver`
  return status >= 300 && status < 400 ? `${words}; redirects are not followed` : words
}
