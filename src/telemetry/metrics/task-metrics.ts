import { Gauge, type Registry } from 'prom-client'

export type TaskSources = {
  /** Tasks that have not ended. Rejects when the database does not answer. */
  readonly unfinishedTasks: () => Promise<readonly UnfinishedTasks[]>
}

export type UnfinishedTasks = {
  readonly family: string
  readonly stage: string
  /** As the wire calls the stage: WAIT or RUN. */
  readonly status: string
  readonly count: number
  /** Since the oldest of them was created. */
  readonly oldestSeconds: number
}

/** Asked at every look. The tasks are those of all processes: every process shows the same numbers. */
export function createTaskMetrics(register: Registry, { unfinishedTasks }: TaskSources): () => Promise<void> {
  const registers = [register]
  const up = new Gauge({ name: 'reelay_database_up', help: 'Whether the database answers.', registers })
  const count = new Gauge({
    name: 'reelay_tasks',
    help: 'Tasks of all processes that have not ended, by family, stage and status (WAIT, RUN).',
    labelNames: ['family', 'stage', 'status'],
    registers,
  })
  const oldest = new Gauge({
    name: 'reelay_task_oldest_age_seconds',
    help: 'Age of the oldest task that has not ended, by stage.',
    labelNames: ['stage'],
    registers,
  })
  const queue = new Gauge({
    name: 'reelay_queue_oldest_age_seconds',
    help: 'Age of the oldest task that nobody has begun to work on; 0 when there is none.',
    registers,
  })
  return async () => {
    // An outage is one of the things to be shown.
    const tasks = await unfinishedTasks().catch(() => null)
    up.set(tasks === null ? 0 : 1)
    count.reset()
    oldest.reset()
    queue.set(0)
    const ages = new Map<string, number>()
    for (const { family, stage, status, count: tasksOfKind, oldestSeconds } of tasks ?? []) {
      count.set({ family, stage, status }, tasksOfKind)
      ages.set(stage, Math.max(ages.get(stage) ?? 0, oldestSeconds))
    }
    for (const [stage, seconds] of ages) oldest.set({ stage }, seconds)
    queue.set(ages.get('queued') ?? 0)
  }
}
