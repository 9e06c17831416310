import { setTimeout as pause } from 'node:timers/promises'
import { isDatabaseAway } from '../../src/database/connection-loss.ts'
import { type Database, repeatableStatement, statement } from '../../src/database/database.ts'
import { enqueueWorkflows } from '../../src/database/sql/enqueue-workflows.ts'
import { readWorkflowStates } from '../../src/database/sql/read-workflow-states.ts'
import type { DurableEngineSettings } from '../../src/pipeline/durable-engine.ts'
import type { Engine, Step, StepPolicy, Story } from '../../src/pipeline/engine.ts'

/** Polls cost a statement each; a second of virtual time is nothing. */
const pollSeconds = 2

/**
 * A small engine on the tables of DBOS, with its rules: work is taken from the queue once, the answer of a step is
 * remembered, a step is tried as often as its policy says, and a workflow whose step gives up has ended for good.
 *
 * DBOS itself is one per Node process and dies only with it; here many processes live and die in one. DBOS is under test
 * in tests/faults/processes/.
 */
export function createSmallEngine({ database, executorId, story, fenced }: SmallEngineSettings): Engine {
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, fenced])
  const telling = new Set<string>()
  let polling: Promise<void> = Promise.resolve()

  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      const taken = await database.query(takeWorkflows, [executorId]).catch(away)
      for (const { id } of taken ?? []) {
        telling.add(id)
        void run(database, executorId, id, story, signal).finally(() => telling.delete(id))
      }
      await pause(pollSeconds * 1000, undefined, { signal }).catch(() => undefined)
    }
  }
  return {
    async enqueue(transaction, tasks) {
      await transaction.query(enqueueWorkflows, enqueueValues(tasks))
    },
    async start() {
      polling = poll()
    },
    async resume(taskIds, queue) {
      await database.query(resumeWorkflows, [taskIds, queue])
    },
    async forget(taskIds) {
      await database.query(forgetWorkflows, [taskIds])
    },
    async states(taskIds) {
      const rows = await database.query(readWorkflowStates, [taskIds])
      return new Map(rows.map(({ id, status }) => [id, stateOf(status)]))
    },
    isTelling: (taskId) => telling.has(taskId),
    async stop() {
      stopping.abort()
      await polling
    },
  }
}

type SmallEngineSettings = Pick<DurableEngineSettings, 'database' | 'executorId' | 'story' | 'fenced'>

/** The function's own parameters: name, version, application; then a queue for each id. */
const enqueueValues = (tasks: Parameters<Engine['enqueue']>[1]): readonly unknown[] => [
  'story',
  'reelay-1',
  'reelay',
  tasks.map((task) => task.taskId),
  tasks.map((task) => `vendor-${task.vendor}`),
]

function stateOf(status: string): 'waiting' | 'running' | 'ended' {
  if (status === 'PENDING') return 'running'
  return status === 'ENQUEUED' ? 'waiting' : 'ended'
}

async function run(
  database: Database,
  executorId: string,
  id: string,
  story: Story,
  signal: AbortSignal,
): Promise<void> {
  let number = 0
  const step: Step = async (name, policy, work) => {
    const place = number++
    const [known] = await persistently(() => database.query(recallStep, [id, place]))
    if (known !== undefined) return JSON.parse(known.output)
    const answer = await trying(policy, () => work(signal))
    await persistently(() => database.query(rememberStep, [id, place, name, JSON.stringify(answer)]))
    return answer
  }
  const outcome = await story(id, step).then(
    () => 'SUCCESS',
    () => 'ERROR',
  )
  await persistently(() => database.query(endWorkflow, [id, executorId, outcome]))
}

async function trying<Answer>(policy: StepPolicy, work: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= policy.triesMax) throw error
      await pause(policy.pauseSeconds * 1.5 ** (attempt - 1) * 1000)
    }
  }
}

/** DBOS repeats its own statements while its database is away. */
async function persistently<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      away(error)
      await pause(1000)
    }
  }
}

function away(error: unknown): null {
  if (!isDatabaseAway(error)) throw error
  return null
}

const takeWorkflows = statement<{ id: string }>(
  'engine-take',
  `update dbos.workflow_status set status = 'PENDING', executor_id = $1
   where workflow_uuid in (
     select workflow_uuid from dbos.workflow_status where status = 'ENQUEUED'
     order by created_at limit 16 for update skip locked
   )
   returning workflow_uuid as id`,
)
const recallStep = repeatableStatement<{ output: string }>(
  'engine-recall',
  'select output from dbos.operation_outputs where workflow_uuid = $1 and function_id = $2',
)
const rememberStep = repeatableStatement(
  'engine-remember',
  `insert into dbos.operation_outputs (workflow_uuid, function_id, function_name, output) values ($1, $2, $3, $4)
   on conflict do nothing`,
)
const endWorkflow = repeatableStatement(
  'engine-end',
  `update dbos.workflow_status set status = $3 where workflow_uuid = $1 and executor_id = $2 and status = 'PENDING'`,
)
const resumeWorkflows = repeatableStatement(
  'engine-resume',
  `update dbos.workflow_status set status = 'ENQUEUED', queue_name = $2
   where workflow_uuid = any($1::text[]) and status not in ('SUCCESS', 'ERROR')`,
)
const forgetWorkflows = repeatableStatement(
  'engine-forget',
  'delete from dbos.workflow_status where workflow_uuid = any($1::text[])',
)
