import { type Database, statement } from '../../src/database/database.ts'
import { createLanes, type Lanes } from '../../src/tasks/lanes.ts'

/** A lane whose tasks a test writes down, admits and finishes itself, without an engine. */
export const laneVendor = 'scripted'

export type WaitingTask = { readonly account: number; readonly priority?: number }

export type LaneTasks = {
  readonly lanes: Lanes
  /** Nobody waits, nobody works, nothing is remembered. */
  empty(): Promise<void>
  /** Gives the lane so many slots for all workers together. */
  total(slots: number): Promise<void>
  /** Writes tasks down, one second apart. Resolves with their ids, which begin with the account. */
  wait(tasks: readonly WaitingTask[]): Promise<readonly string[]>
  /** One pass. Resolves with the tasks that got a slot. */
  admit(countMax?: number, by?: Lanes): Promise<string[]>
  /** Moves a task on; without a stage it leaves its vendor. */
  move(id: string, stage?: string): Promise<void>
}

const emptyTables = statement(
  'empty-tables',
  'truncate tasks, task_events, spends, idempotency_keys, notifications, vendor_lanes, lane_turns, workers',
)
const insertTask = statement(
  'insert-task',
  `insert into tasks (id, account_id, vendor, request_id, request, job, priority, created_at)
   values ($1, $2, $3, 'r', '{}', '{}', $4, timestamptz '2026-11-22' + make_interval(secs => $5))`,
)
const moveTask = statement('move-task', `update tasks set stage = $2 where id = $1`)

export function laneTasks(database: Database): LaneTasks {
  const lanes = createLanes(database)
  let written = 0
  return {
    lanes,
    empty: async () => void (await database.query(emptyTables, [])),
    total: (slots) => lanes.register([{ vendor: laneVendor, concurrency: { total: slots } }]),
    async wait(tasks) {
      const ids: string[] = []
      for (const { account, priority = 0 } of tasks) {
        const id = `a${account}-${++written}`
        await database.query(insertTask, [id, account, laneVendor, priority, written])
        ids.push(id)
      }
      return ids
    },
    async admit(countMax = 256, by = lanes) {
      const ids: string[] = []
      await by.admit(laneVendor, countMax, async (_transaction, admitted) => {
        ids.push(...admitted.map(({ taskId }) => taskId))
      })
      return ids
    },
    move: async (id, stage = 'collect') => void (await database.query(moveTask, [id, stage])),
  }
}

/** The account of a task that `wait` wrote down. */
export const accountOf = (id: string): string => id.slice(1).split('-')[0] ?? ''
