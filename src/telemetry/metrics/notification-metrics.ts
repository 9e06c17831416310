import { Counter, Histogram, type Registry } from 'prom-client'
import type { Observer } from '../observer.ts'

const durationBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

export function createNotificationMetrics(register: Registry): Observer {
  const registers = [register]
  const notifications = new Counter({
    name: 'reelay_notifications_total',
    help: 'Attempts to notify, by outcome (delivered; due: to be tried again; gone: the receiver said 410; dead: given up; late: another worker took over).',
    labelNames: ['outcome'],
    registers,
  })
  const durations = new Histogram({
    name: 'reelay_notification_duration_seconds',
    help: 'Time that attempts to notify took.',
    buckets: durationBuckets,
    registers,
  })
  return {
    notificationSent({ outcome, durationSeconds }) {
      notifications.inc({ outcome })
      durations.observe(durationSeconds)
    },
  }
}
