import type { Database } from '../database/database.ts'
import { countTasks } from './sql/count-tasks.ts'
import { isFinal, stages } from './task.ts'

/** How many tasks of an account have not ended, as exactly as a create can know it without asking each time. */
export interface Backlog {
  /** Asks for room for one more task. */
  enter(accountId: bigint, countMax: number): Promise<Room>
}

export type Room =
  /** To be left when the create has come to an end, whether it made a task or not. */
  { readonly granted: true; leave(): void } | { readonly granted: false; readonly count: number }

/** Between two looks a process knows of its own creates only: this is how much the others can overshoot. */
const freshMilliseconds = 1000
/** A count beyond the bound is for the message alone. */
const countedMin = 10_000
/** More accounts than that are not remembered between their creates. */
const accountsMax = 10_000

/**
 * Counts by the database once a second for an account that creates, and adds what this process creates meanwhile: alone it
 * never exceeds the bound, and refuses at most a second too long. With N API processes an account may exceed it by what the
 * N-1 others create within that second. It costs one look into `tasks_by_account` per second, process and such account:
 * measured 8 to 13 ms for 10,000 unfinished tasks, on two busy cores.
 */
export function createBacklog(database: Database): Backlog {
  const accounts = new Map<bigint, Account>()

  const look = async (account: Account, accountId: bigint, countMax: number): Promise<void> => {
    account.madeSinceLook = 0
    const counted = Math.max(countMax, countedMin)
    const [row] = await database.query(countTasks, [accountId, unfinished, null, null, counted])
    account.count = row?.count ?? 0
    account.lookedAt = performance.now()
  }
  const accountOf = (accountId: bigint): Account => {
    const known = accounts.get(accountId)
    if (known !== undefined) return known
    if (accounts.size >= accountsMax) accounts.clear()
    const account = { count: 0, lookedAt: -Infinity, look: null, madeSinceLook: 0, underWay: 0 }
    accounts.set(accountId, account)
    return account
  }

  return {
    async enter(accountId, countMax) {
      if (countMax === 0) return { granted: true, leave: () => undefined }
      const account = accountOf(accountId)
      if (performance.now() - account.lookedAt >= freshMilliseconds) {
        account.look ??= look(account, accountId, countMax).finally(() => (account.look = null))
        await account.look
      }
      const count = account.count + account.madeSinceLook + account.underWay
      if (count >= countMax) return { granted: false, count }
      account.underWay++
      return {
        granted: true,
        leave() {
          account.underWay--
          account.madeSinceLook++
        },
      }
    },
  }
}

type Account = {
  /** By the last look. */
  count: number
  lookedAt: number
  look: Promise<void> | null
  /** Since the last look began: some of them may be in its count too, until the next one. */
  madeSinceLook: number
  underWay: number
}

const unfinished = stages.filter((stage) => !isFinal(stage))
