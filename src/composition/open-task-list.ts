import type { OpenDatabase } from '../database/postgres.ts'
import { systemClock } from '../net/clock.ts'
import { openRenderTimeBook } from '../pipeline/looks/render-time-book.ts'
import { createCostBook } from '../tasks/cost-book.ts'
import { createQueueForecast } from '../tasks/queue-forecast.ts'
import { createTaskList, type TaskList } from '../tasks/task-list.ts'
import type { Log } from '../telemetry/log.ts'
import type { Undo } from './undo.ts'

/** The list of tasks, with what admission, the lookout and the price lists know of each. */
export async function openTaskList(database: OpenDatabase, log: Log, undo: Undo): Promise<TaskList> {
  const renderTimes = await openRenderTimeBook(database, log)
  undo(() => renderTimes.stop())
  return createTaskList({
    database,
    forecast: createQueueForecast(database),
    costs: createCostBook(database),
    typicalSeconds: (vendor, job) => renderTimes.typicalSeconds(vendor, job),
    now: () => systemClock.now(),
  })
}
