import type { ClaimedNotification, NotificationOutbox } from '../../tasks/notification-outbox.ts'
import { nowSeconds, type Observer } from '../../telemetry/observer.ts'

/** The same outbox; every attempt is heard, from its claim to what came of it. */
export function observeOutbox(outbox: NotificationOutbox, observer: Observer): NotificationOutbox {
  const beganAt = new WeakMap<ClaimedNotification, number>()
  return {
    async claim(wish) {
      const claimed = await outbox.claim(wish)
      const now = nowSeconds()
      for (const each of claimed) beganAt.set(each, now)
      return claimed
    },
    async settle(claimed, settlement) {
      const began = beganAt.get(claimed) ?? nowSeconds()
      const kept = await outbox.settle(claimed, settlement)
      observer.notificationSent?.({
        taskId: claimed.view.taskId,
        attempt: claimed.attempt,
        outcome: kept ? settlement.state : 'late',
        beganAt: began,
        durationSeconds: nowSeconds() - began,
      })
      return kept
    },
  }
}
