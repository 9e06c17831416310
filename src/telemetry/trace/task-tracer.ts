import type { Observer, TaskFacts } from '../observer.ts'
import { attribute, generateContent, video } from './attribute-names.ts'
import { isSampled, namedSpanId, newSpanId, parseTraceparent, type Span, traceIdOf } from './span.ts'

export type TracerSettings = {
  readonly sampledShare: number
  readonly add: (span: Span) => void
}

/** Of these there is one in a task. */
const rootName = 'task'
const queueName = 'queue'

/**
 * Makes one trace of each task, whichever processes work on it: the create, the wait for a worker, every stage with its
 * calls of the vendor, the notifications; around all of them the root, from the create to the end of the task. No prompt
 * and no message is in it, for a trace goes to another system.
 */
export function createTaskTracer({ sampledShare, add }: TracerSettings): Observer {
  const record: RecordSpan = (taskId, span) => {
    const traceId = traceIdOf(taskId)
    if (traceId === null || !isSampled(traceId, sampledShare)) return
    const attributes = { [attribute.taskId]: taskId, ...span.attributes }
    add({ links: [], ...span, attributes, traceId })
  }
  return { ...traceEnds(record), ...traceStages(record) }
}

type NewSpan = Omit<Span, 'traceId' | 'links'> & Partial<Pick<Span, 'links'>>
type RecordSpan = (taskId: string, span: NewSpan) => void

/** What a task begins and ends with. */
const traceEnds = (record: RecordSpan): Observer => ({
  requestAnswered({ action, code, taskId, traceparent, beganAt, durationSeconds }) {
    if (action !== 'CreateAigcVideoTask' || taskId === '') return
    const caller = traceparent === undefined ? null : parseTraceparent(traceparent)
    record(taskId, {
      ...childOf(taskId, action, 'server', beganAt, durationSeconds),
      attributes: code === '' ? {} : { [attribute.errorType]: code },
      failed: code !== '',
      links: caller === null ? [] : [caller],
    })
  },
  taskEnded({ taskId, outcome, endedAt, task }) {
    if (task === null) return
    const model = modelOf(task)
    record(taskId, {
      spanId: rootOf(taskId),
      parentSpanId: '',
      name: `${generateContent} ${model[attribute.model]}`,
      kind: 'internal',
      beganAt: task.createdAt.getTime() / 1000,
      endedAt,
      attributes: {
        ...model,
        [attribute.requestId]: task.requestId,
        [attribute.operation]: generateContent,
        [attribute.outputType]: video,
        [attribute.outcome]: outcome,
      },
      failed: outcome === 'failed',
    })
  },
  notificationSent({ taskId, attempt, outcome, beganAt, durationSeconds }) {
    record(taskId, {
      ...childOf(taskId, 'notify', 'client', beganAt, durationSeconds),
      attributes: { [attribute.attempt]: attempt, [attribute.outcome]: outcome },
      failed: outcome !== 'delivered',
    })
  },
})

/** What comes between: each stage, and within it the calls of the vendor. */
function traceStages(record: RecordSpan): Observer {
  /** The stages that this process is telling. */
  const underWay = new Map<string, { readonly spanId: string; task: TaskFacts | null }>()
  return {
    stageBegan({ taskId, task }) {
      underWay.set(taskId, { spanId: newSpanId(), task })
    },
    taskTaken(task) {
      const stage = underWay.get(task.taskId)
      if (stage !== undefined) stage.task = task
    },
    stageEnded({ taskId, stage, outcome, task, beganAt, durationSeconds }) {
      const spanId = underWay.get(taskId)?.spanId ?? newSpanId()
      underWay.delete(taskId)
      if (stage === 'intake' && task !== null) record(taskId, queueSpanOf(task, beganAt))
      record(taskId, {
        ...childOf(taskId, stage, 'internal', beganAt, durationSeconds),
        spanId,
        attributes: { [attribute.stage]: stage, [attribute.outcome]: outcome, ...modelOf(task) },
        failed: outcome !== 'ok',
      })
    },
    vendorAnswered({ vendor, operation, outcome, taskId, beganAt, durationSeconds }) {
      if (taskId === '') return
      const stage = underWay.get(taskId)
      const model = modelOf(stage?.task ?? null)
      const submits = operation === 'submit'
      const name = submits
        ? `${generateContent} ${model[attribute.model] ?? vendor}`
        : `${operation} ${vendor}`
      record(taskId, {
        ...childOf(taskId, name, 'client', beganAt, durationSeconds),
        parentSpanId: stage?.spanId ?? rootOf(taskId),
        attributes: {
          ...model,
          [attribute.provider]: vendor,
          [attribute.vendorOperation]: operation,
          ...(submits ? { [attribute.operation]: generateContent } : {}),
          ...(outcome === 'ok' ? {} : { [attribute.errorType]: outcome }),
        },
        failed: outcome !== 'ok',
      })
    },
  }
}

/** From the create until a worker began. Told again after a crash, it is the same span. */
function queueSpanOf({ taskId, createdAt }: TaskFacts, endedAt: number): NewSpan {
  const beganAt = Math.min(createdAt.getTime() / 1000, endedAt)
  return {
    ...childOf(taskId, queueName, 'internal', beganAt, endedAt - beganAt),
    spanId: namedSpanId(taskId, queueName),
  }
}

const rootOf = (taskId: string): string => namedSpanId(taskId, rootName)

const childOf = (
  taskId: string,
  name: string,
  kind: Span['kind'],
  beganAt: number,
  durationSeconds: number,
): NewSpan => ({
  spanId: newSpanId(),
  parentSpanId: rootOf(taskId),
  name,
  kind,
  beganAt,
  endedAt: beganAt + durationSeconds,
  attributes: {},
  failed: false,
})

const modelOf = (task: TaskFacts | null): Readonly<Record<string, string>> =>
  task === null
    ? {}
    : {
        [attribute.model]: `${task.family} ${task.version}`.trim(),
        [attribute.provider]: task.vendor,
      }
