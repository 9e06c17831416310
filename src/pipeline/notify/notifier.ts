import type { Database } from '../../database/database.ts'
import type { ClaimedNotification } from '../../tasks/notification-outbox.ts'
import { watchOutbox } from '../outbox-watch.ts'
import { deliver, type DeliveryTools, leaseSeconds } from './delivery.ts'

/** Requests under way at a time: they wait far more than they work. */
const sendingMax = 64
/** To one receiver, so that one that hangs, or has a long queue, leaves room for the others. */
const perReceiverMax = 4
/** What is under way when the process is told to stop gets so long; the rest goes on elsewhere after its lease. */
const graceSeconds = 5

export type Notifier = { stop(): Promise<void> }

export type NotifierSettings = DeliveryTools & { readonly database: Database }

/** Tells callers that their tasks have ended. Any number of processes may: each claims what it sends. */
export async function startNotifier(settings: NotifierSettings): Promise<Notifier> {
  const { database, log, outbox } = settings
  const halt = new AbortController()
  const underWay = new Set<Promise<void>>()
  const sending = new Map<string, number>()

  const send = async (claimed: ClaimedNotification): Promise<void> => {
    const { receiver } = claimed
    sending.set(receiver, (sending.get(receiver) ?? 0) + 1)
    try {
      await deliver(claimed, settings, halt.signal)
    } catch (error) {
      // Nothing was written down: it is sent again when its lease is over.
      if (!halt.signal.aborted)
        log.error({ err: error, taskId: claimed.view.taskId }, 'a notification failed')
    } finally {
      const left = (sending.get(receiver) ?? 1) - 1
      if (left === 0) sending.delete(receiver)
      else sending.set(receiver, left)
    }
  }

  const watch = await watchOutbox({
    database,
    channel: 'reelay_notifications',
    log,
    async drain({ wake }) {
      const countMax = sendingMax - underWay.size
      if (countMax === 0) return
      for (const claimed of await outbox.claim({ countMax, sending, perReceiverMax, leaseSeconds })) {
        const delivery = send(claimed).then(() => {
          underWay.delete(delivery)
          wake()
        })
        underWay.add(delivery)
      }
    },
  })
  return {
    async stop() {
      await watch.stop()
      const timer = setTimeout(() => halt.abort(), graceSeconds * 1000)
      await Promise.all(underWay)
      clearTimeout(timer)
    },
  }
}
