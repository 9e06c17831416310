import { type Progress, VendorFault } from '../../vendors/vendor.ts'
import type { LaneSettings } from './lane.ts'
import type { Answered } from './look-call.ts'
import type { Pace } from './pace.ts'
import type { Schedule } from './schedule.ts'
import { verdictOn } from './verdict.ts'
import type { Watched } from './watched.ts'

/** A vendor that is down is told of once in a while, not once for each task. */
const warnEveryMilliseconds = 30_000

export type SettlementSettings = Pick<LaneSettings, 'entry' | 'log' | 'clock'> & {
  readonly batchSizeMax: number
  readonly pace: Pace
  readonly schedule: Schedule
  /** To be looked at again at this moment. */
  readonly put: (task: Watched, dueAt: number) => void
  /** To be looked at no more. */
  readonly end: (task: Watched) => void
}

/** Decides what the answer to a call means for each task that it was about. */
export type Settlement = {
  /** @param hinted those that were looked at because of a callback */
  settle(group: readonly Watched[], answered: Answered, hinted: ReadonlySet<Watched>, now: number): void
}

export function createSettlement(settings: SettlementSettings): Settlement {
  const { batchSizeMax, pace, put, end } = settings
  const warn = seldom(settings)
  const meet = meeting(settings, warn)

  /** One ticket may have spoiled it: each goes on in half the company, until the one is alone with its answer. */
  const settleFailedBatch = (group: readonly Watched[], failure: unknown, now: number): void => {
    if (!isThrottle(failure)) {
      warn({ err: failure, tickets: group.length }, 'a look at many failed; looking at fewer at a time')
      for (const task of group) task.batchSizeMax = Math.ceil(group.length / 2)
    }
    for (const task of group) {
      if (isThrottle(failure) || isOutage(failure)) meet(task, failure, now, false)
      else if (task.state === 'looking') put(task, now)
    }
  }

  return {
    settle(group, answered, hinted, now) {
      for (const task of group) {
        task.call = null
        task.calledAt = now
      }
      if (answered.outcome === 'answered') {
        pace.succeeded()
        group.forEach((task, index) => {
          // Doubled and not restored: what spoils every batch would spoil the largest again at once.
          task.batchSizeMax = Math.min(task.batchSizeMax * 2, batchSizeMax)
          meet(task, answered.answers[index] ?? null, now, hinted.has(task))
        })
        return
      }
      const failure = answered.outcome === 'fault' ? answered.fault : answered.error
      if (isOutage(failure)) pace.failed(now)
      if (group.length > 1) return settleFailedBatch(group, failure, now)
      for (const task of group) {
        if (failure instanceof VendorFault) meet(task, failure, now, false)
        else if (task.state === 'looking') {
          end(task)
          task.fail(failure)
        }
      }
    },
  }
}

type Meet = (task: Watched, answer: Progress | VendorFault | null, now: number, hinted: boolean) => void

/** What an answer about one task leads to. The vendor's own answer wins over the time limit. */
function meeting(settings: SettlementSettings, warn: Warn): Meet {
  const { entry, pace, schedule, put, end } = settings
  const tellUnheardOf = oncePerState(settings)
  const giveUp = (task: Watched): void => {
    const minutes = Math.round(entry.renderSecondsMax / 60)
    const message = `${entry.vendor.name} did not finish the video within ${minutes} minutes.`
    end(task)
    task.end({ outcome: 'failed', message })
  }
  return (task, answer, now, hinted) => {
    if (task.state !== 'looking') return
    const verdict = verdictOn(answer)
    switch (verdict.is) {
      case 'ended':
        if (verdict.sight.outcome === 'finished') schedule.finished(task, now, hinted)
        end(task)
        return task.end(verdict.sight)
      case 'throttled': {
        const seconds = pace.throttled(now, verdict.retryAfterSeconds)
        if (seconds !== null) warn({ seconds }, 'the vendor wants fewer looks; all of them pause')
        return put(task, now)
      }
      case 'unseen': {
        const { reason, retryAfterSeconds } = verdict
        warn({ taskId: task.taskId, reason }, 'a look at a render failed; looking again')
        if (now >= task.deadlineAt) return giveUp(task)
        return put(task, schedule.afterFault(task, now, retryAfterSeconds))
      }
      case 'unfinished':
        if (verdict.unheardOf !== undefined) tellUnheardOf(verdict.unheardOf, task.taskId)
        if (now >= task.deadlineAt) return giveUp(task)
        task.lookedAt = now
        task.isResumed = false
        return put(task, schedule.next(task))
    }
  }
}

const isThrottle = (failure: unknown): failure is VendorFault =>
  failure instanceof VendorFault && failure.kind === 'throttled'

/** About the vendor or the way to it, and not about what was asked. */
const isOutage = (failure: unknown): failure is VendorFault =>
  failure instanceof VendorFault && ['unavailable', 'unknown', 'credentials'].includes(failure.kind)

type Warn = (facts: object, text: string) => void

function seldom({ clock, log, entry }: SettlementSettings): Warn {
  let warnedAt = -Infinity
  return (facts, text) => {
    if (clock.now() - warnedAt < warnEveryMilliseconds) return
    warnedAt = clock.now()
    log.warn({ vendor: entry.vendor.name, ...facts }, text)
  }
}

/** A vendor may think of as many words as it likes. */
const statesMax = 20

/** A state that no document names is told once: it may be an end that nobody here knows. */
function oncePerState({ log, entry }: SettlementSettings): (state: string, taskId: string) => void {
  const told = new Set<string>()
  return (state, taskId) => {
    if (told.has(state) || told.size >= statesMax) return
    told.add(state)
    log.warn(
      { vendor: entry.vendor.name, state, taskId },
      'a state that no document of the vendor names; the render counts as unfinished',
    )
  }
}
