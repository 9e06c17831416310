import type { Database } from '../database/database.ts'
import { rankWaitingTasks } from './sql/rank-waiting-tasks.ts'
import { surveyLanes, type WaitingAccountRow } from './sql/survey-lanes.ts'

/** How far the line of one account is read. */
const placesMax = 10_000

/** Who waits where is looked at again after so long, and only when somebody asks. */
const freshMilliseconds = 2000

/** Tells those who wait where they stand, by the same rules by which admission will choose (sql/admit-tasks.ts). */
export interface QueueForecast {
  /** The places of those of these tasks that wait; the others are left out. As it stands now: who comes later may pass. */
  places(taskIds: readonly string[]): Promise<ReadonlyMap<string, QueuePlace>>
}

export type QueuePlace = {
  /** In its vendor's lane, over all accounts; 1 is the next to start. */
  readonly position: number
  /** It stands further back than lines are read: `position` is the least it can be. */
  readonly isAtLeast: boolean
  /** How many tasks its lane works on at a time; 0 while it is closed, and then nobody knows when it goes on. */
  readonly slots: number
}

export function createQueueForecast(database: Database): QueueForecast {
  let survey: { readonly at: number; readonly lanes: Promise<Survey> } | null = null
  const look = (): Promise<Survey> => {
    const now = performance.now()
    if (survey === null || now - survey.at > freshMilliseconds) {
      const lanes = database.query(surveyLanes, []).then(byVendor)
      const fresh = { at: now, lanes }
      survey = fresh
      // A look that failed is nobody's answer but theirs who waited for it.
      lanes.catch(() => {
        if (survey === fresh) survey = null
      })
    }
    return survey.lanes
  }

  return {
    async places(taskIds) {
      const tasks = await database.query(rankWaitingTasks, [taskIds, placesMax])
      if (tasks.length === 0) return new Map()
      const lanes = await look()
      return new Map(
        tasks.map(({ id, vendor, account_id, place }) => {
          const accounts = lanes.get(vendor) ?? []
          const position = positionOf(account_id, place ?? placesMax + 1, accounts)
          return [id, { position, isAtLeast: place === null, slots: accounts[0]?.slots ?? 0 }]
        }),
      )
    },
  }
}

type Survey = ReadonlyMap<string, readonly WaitingAccountRow[]>

const byVendor = (rows: readonly WaitingAccountRow[]): Survey => Map.groupBy(rows, ({ vendor }) => vendor)

/** How many are served before the `place`-th task of this account, and itself. */
function positionOf(accountId: bigint, place: number, accounts: readonly WaitingAccountRow[]): number {
  const own = accounts.find(({ account_id }) => account_id === accountId)
  // It has come since the survey: behind its own, and everybody's turn before it.
  const { in_flight = 0, turn = null, since = Infinity } = own ?? {}
  const level = in_flight + place - 1
  let position = place
  for (const other of accounts) {
    if (other.account_id === accountId) continue
    const below = level - other.in_flight
    const first = { place: below + 1, turn: other.turn, since: other.since, account_id: other.account_id }
    const isFirst = precedes(first, { place, turn, since, account_id: accountId })
    position += Math.min(other.waiting, Math.max(0, below + (isFirst ? 1 : 0)))
  }
  return position
}

type Turn = Pick<WaitingAccountRow, 'turn' | 'since' | 'account_id'> & { readonly place: number }

/** Of two whose accounts will have as much in flight: the order of admit-tasks.ts. */
function precedes(one: Turn, other: Turn): boolean {
  if (one.place !== other.place) return one.place < other.place
  if (one.turn !== other.turn) return (one.turn ?? -Infinity) < (other.turn ?? -Infinity)
  if (one.since !== other.since) return one.since < other.since
  return one.account_id < other.account_id
}
