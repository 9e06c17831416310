import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Observer } from '../observer.ts'

/** From an animatic of a second to a render of an hour. */
const durationBuckets = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600]

/** What the workers in this process do. Sum them over the processes. */
export function createPipelineMetrics(register: Registry): Observer {
  const registers = [register]
  const tasks = new Histogram({
    name: 'reelay_task_duration_seconds',
    help: 'Time from the create of a task to its end, by family and outcome (done, failed). Its count is the number of tasks that ended here.',
    labelNames: ['family', 'outcome'],
    buckets: durationBuckets,
    registers,
  })
  const stages = new Histogram({
    name: 'reelay_stage_duration_seconds',
    help: 'Time that a stage of a task took, by outcome (ok; failed: the task ended; error: cut off, to be told again).',
    labelNames: ['stage', 'outcome'],
    buckets: durationBuckets,
    registers,
  })
  const attempts = new Counter({
    name: 'reelay_stage_attempts_total',
    help: 'How often stages were told, by outcome.',
    labelNames: ['stage', 'outcome'],
    registers,
  })
  const running = new Gauge({
    name: 'reelay_stages_running',
    help: 'Stages that this process is telling now.',
    labelNames: ['stage'],
    registers,
  })
  return {
    stageBegan: ({ stage }) => running.inc({ stage }),
    stageEnded({ stage, outcome, durationSeconds }) {
      running.dec({ stage })
      attempts.inc({ stage, outcome })
      stages.observe({ stage, outcome }, durationSeconds)
    },
    taskEnded({ task, outcome, endedAt }) {
      if (task === null) return
      tasks.observe({ family: task.family, outcome }, Math.max(0, endedAt - task.createdAt.getTime() / 1000))
    },
  }
}
