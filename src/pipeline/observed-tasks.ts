import type { Progression, TaskLedger } from '../tasks/task-ledger.ts'
import type { Task } from '../tasks/task.ts'
import type { Log } from '../telemetry/log.ts'
import { nowSeconds, type Observer, type TaskFacts } from '../telemetry/observer.ts'
import type { Step, Story } from './engine.ts'

/** The work on tasks, with somebody looking. Neither the story nor its stages know. */
export type ObservedTasks = {
  /** The same ledger; what is written there is heard, and told to the log. */
  ledger(ledger: TaskLedger): TaskLedger
  /** The same story; how long its steps take is heard. A step that the engine remembers is not told again. */
  story(story: Story): Story
}

export function observeTasks(observer: Observer, log: Log): ObservedTasks {
  /** Of the tasks that are being told here: as many as the process carries, and no more. */
  const told = new Map<string, Told>()

  const moved = (taskId: string, { stage, message = '', event }: Progression): void => {
    const { facts = null } = told.get(taskId) ?? {}
    if (event !== undefined) {
      log.info({ taskId, requestId: facts?.requestId, stage: event.stage, kind: event.kind }, 'task moved')
    }
    if (stage !== 'done' && stage !== 'failed') return
    observer.taskEnded?.({ taskId, outcome: stage, message, endedAt: nowSeconds(), task: facts })
  }

  const observedStep =
    (taskId: string, step: Step): Step =>
    (name, policy, work) =>
      step(name, policy, async (signal) => {
        const factsNow = (): TaskFacts | null => told.get(taskId)?.facts ?? null
        const begun = { taskId, stage: name, beganAt: nowSeconds(), task: factsNow() }
        const end = (outcome: 'ok' | 'failed' | 'error'): void =>
          observer.stageEnded?.({
            ...begun,
            durationSeconds: nowSeconds() - begun.beganAt,
            outcome,
            task: factsNow(),
          })
        observer.stageBegan?.(begun)
        try {
          const answer = await work(signal)
          end(answer.ended && told.get(taskId)?.failed === true ? 'failed' : 'ok')
          return answer
        } catch (error) {
          end('error')
          throw error
        }
      })

  return {
    ledger: (ledger) => ({
      ...ledger,
      async read(claim) {
        const task = await ledger.read(claim)
        const entry = told.get(claim.taskId)
        if (entry !== undefined && entry.facts === undefined) {
          entry.facts = factsOf(task)
          observer.taskTaken?.(entry.facts)
        }
        return task
      },
      async advance(claim, progression) {
        await ledger.advance(claim, progression)
        const entry = told.get(claim.taskId)
        if (entry !== undefined) entry.failed = progression.stage === 'failed'
        moved(claim.taskId, progression)
      },
      async settle(...words) {
        const [claim, , , , progression] = words
        await ledger.settle(...words)
        moved(claim.taskId, progression)
      },
    }),
    story: (story) => async (taskId, step) => {
      told.set(taskId, {})
      try {
        await story(taskId, observedStep(taskId, step))
      } finally {
        told.delete(taskId)
      }
    },
  }
}

type Told = { facts?: TaskFacts; failed?: boolean }

const factsOf = ({ id, requestId, job, vendor, createdAt }: Task): TaskFacts => ({
  taskId: id,
  requestId,
  family: job.family,
  version: job.version ?? '',
  vendor,
  createdAt,
})
