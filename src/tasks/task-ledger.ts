import type { StagedInputs } from '../catalog/job.ts'
import { amountText, type Money } from '../contract/money.ts'
import type { Database } from '../database/database.ts'
import type { Clip, Ticket } from '../vendors/vendor.ts'
import { advanceTask } from './sql/advance-task.ts'
import { claimTask, type TaskRow } from './sql/claim-task.ts'
import { intendSpend } from './sql/intend-spend.ts'
import { readOpenSpend } from './sql/read-open-spend.ts'
import { readTask } from './sql/read-task.ts'
import { settleSpend } from './sql/settle-spend.ts'
import {
  type CancelOutcome,
  type Claim,
  isFinal,
  type Result,
  type Stage,
  type Task,
  type TaskEvent,
} from './task.ts'

/** Somebody else has claimed the task, or it has ended: this process has nothing more to say about it. */
export class OwnershipLost extends Error {
  override readonly name = 'OwnershipLost'
}

/** The caller has cancelled the task: no paid call may leave, and it can only end as cancelled. */
export class CancelRequested extends Error {
  override readonly name = 'CancelRequested'
}

/** What a stage leaves behind. Members that are absent stay as they are. */
export type Progression = {
  readonly stage: Stage
  readonly inputs?: StagedInputs
  readonly ticket?: Ticket
  readonly clips?: readonly Clip[]
  readonly results?: readonly Result[]
  readonly message?: string
  /** The vendor's last word on the job that it took: the paid call is charged by it. */
  readonly vendorWord?: VendorWord
  /** How a cancel came out; means nothing to a task that nobody has cancelled. */
  readonly cancel?: CancelOutcome
  /** Absent: nothing that the timeline has not told already. */
  readonly event?: TaskEvent
}

export type VendorWord = {
  readonly said: 'finished' | 'failed' | 'stopped'
  /** What it says that it charged. */
  readonly cost?: Money
}

/** What is known of the price of a call before it leaves. */
export type Expectation = {
  /** `null`: no list names it. */
  readonly estimate: Money | null
  /** Whether the vendor charges for what it cannot finish; `null`: not known. */
  readonly chargesFailures: boolean | null
}

export type OpenSpend = {
  readonly attempt: number
  readonly outcome: 'intended' | 'unknown' | 'accepted'
  readonly ageSeconds: number
  /** By the price list, or by the vendor's word. `false` also when the price is not known. */
  readonly isFree: boolean
}

/**
 * The pipeline's side of the tasks table. Every write carries the claim; a stale one throws OwnershipLost, and what a cancel
 * forbids throws CancelRequested.
 */
export interface TaskLedger {
  /** `null` for a task that has ended or never was. */
  claim(taskId: string, owner: string): Promise<Claim | null>
  read(claim: Claim): Promise<Task>
  advance(claim: Claim, progression: Progression): Promise<void>
  openSpend(taskId: string): Promise<OpenSpend | null>
  /** The number of the attempt; `null` when a call may be in the air already. */
  intend(claim: Claim, expectation: Expectation): Promise<number | null>
  /** Settles the attempt and, when accepted, keeps the ticket in the same transaction. May be said twice. */
  settle(
    claim: Claim,
    attempt: number,
    outcome: 'accepted' | 'refused' | 'unknown',
    reason: string,
    progression: Progression,
  ): Promise<void>
}

export function createTaskLedger(database: Database): TaskLedger {
  const advance = async (on: Database, claim: Claim, progression: Progression): Promise<void> => {
    const { stage, inputs, ticket, clips, results, message, vendorWord, cancel, event } = progression
    const moved = await on.query(advanceTask, [
      claim.taskId,
      claim.version,
      stage,
      jsonOrNull(inputs?.images),
      jsonOrNull(ticket),
      jsonOrNull(clips),
      jsonOrNull(results),
      message ?? null,
      event?.stage,
      event?.kind,
      JSON.stringify(event?.detail ?? {}),
      jsonOrNull(inputs?.videos),
      jsonOrNull(inputs?.audios),
      vendorWord?.said,
      ...columnsOf(vendorWord?.cost),
      cancel ?? null,
    ])
    if (moved.length === 0) throw await objection(on, claim)
  }

  return {
    async claim(taskId, owner) {
      const [row] = await database.query(claimTask, [taskId, owner])
      return row ? { taskId, version: row.ownership_version } : null
    },
    async read(claim) {
      const [row] = await database.query(readTask, [claim.taskId, claim.version])
      if (!row) throw new OwnershipLost(claim.taskId)
      return taskOf(row)
    },
    advance: (claim, progression) => advance(database, claim, progression),
    async openSpend(taskId) {
      const [row] = await database.query(readOpenSpend, [taskId])
      if (!row) return null
      const { attempt, outcome, age_seconds: ageSeconds, is_free: isFree } = row
      return { attempt, outcome, ageSeconds, isFree }
    },
    async intend(claim, { estimate, chargesFailures }) {
      const [row] = await database.query(intendSpend, [
        claim.taskId,
        claim.version,
        ...columnsOf(estimate),
        chargesFailures,
      ])
      if (row !== undefined) return row.attempt
      const objected = await objection(database, claim)
      if (objected instanceof CancelRequested) throw objected
      return null
    },
    settle: (claim, attempt, outcome, reason, progression) =>
      database.transaction(async (transaction) => {
        const [settled] = await transaction.query(settleSpend, [
          claim.taskId,
          attempt,
          outcome,
          reason,
          claim.version,
        ])
        if (settled === undefined) throw new OwnershipLost(claim.taskId)
        // Said before, and the answer was lost: what goes with it was committed together with it.
        if (settled.is_new) await advance(transaction, claim, progression)
      }),
  }
}

/** Why a write with this claim changed nothing. */
async function objection(on: Database, claim: Claim): Promise<OwnershipLost | CancelRequested> {
  const [row] = await on.query(readTask, [claim.taskId, claim.version])
  const isCancelled = row !== undefined && !isFinal(row.stage) && row.cancel !== null
  return isCancelled ? new CancelRequested(claim.taskId) : new OwnershipLost(claim.taskId)
}

export const columnsOf = (money: Money | null | undefined): readonly (string | null)[] =>
  money ? [amountText(money.micros), money.currency] : [null, null]

const jsonOrNull = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** A row that was staged before there were videos and sounds has none of them. */
export const inputsOf = ({
  images,
  videos,
  audios,
}: Pick<TaskRow, 'images' | 'videos' | 'audios'>): StagedInputs | null =>
  images === null ? null : { images, videos: videos ?? [], audios: audios ?? [] }

const taskOf = (row: TaskRow): Task => ({
  id: row.id,
  accountId: row.account_id,
  stage: row.stage,
  vendor: row.vendor,
  requestId: row.request_id,
  job: row.job,
  inputs: inputsOf(row),
  ticket: row.ticket,
  clips: row.clips,
  results: row.results,
  createdAt: row.created_at,
  admittedAt: row.enqueued_at,
  submittedAt: row.submitted_at,
  cancel: row.cancel,
})
