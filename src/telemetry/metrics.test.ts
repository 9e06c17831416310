import { describe, expect, test } from 'vitest'
import { createMetrics, type MetricSources } from './metrics.ts'
import type { AnsweredRequest, Observer, TaskFacts } from './observer.ts'

const quiet: MetricSources = {
  actions: ['CreateAigcVideoTask'],
  unfinishedTasks: async () => [],
  lanes: async () => [],
  droppedNotes: () => 0,
  traffic: () => ({ connections: 0, requests: 0 }),
  build: { version: '1.2.3', edition: '2026-01-08', role: 'api' },
  pools: () => [],
  freeBytes: async () => null,
}

const answered = (changed: Partial<AnsweredRequest> = {}): AnsweredRequest => ({
  face: 'mps',
  action: 'CreateAigcVideoTask',
  code: '',
  taskId: '',
  traceparent: undefined,
  beganAt: 0,
  durationSeconds: 0.03,
  ...changed,
})

const task: TaskFacts = {
  taskId: '1-AigcVideo-0',
  requestId: 'r',
  family: 'Kling',
  version: '2.6',
  vendor: 'animatic',
  createdAt: new Date(100_000),
}

/** The page after what the observer was told. */
async function linesAfter(tell: (observer: Observer) => void, sources = quiet): Promise<string[]> {
  const metrics = createMetrics(sources)
  tell(metrics.observer)
  return (await metrics.page()).text.split('\n')
}

describe('requests', () => {
  test('are counted by face, action and code, with their time in seconds', async () => {
    const lines = await linesAfter((observer) => {
      observer.requestAnswered?.(answered())
      observer.requestAnswered?.(answered())
      observer.requestAnswered?.(answered({ code: 'InvalidParameterValue' }))
      observer.requestAnswered?.(answered({ face: 'media', action: '/media/*', code: '206' }))
    })
    expect(lines).toContain('reelay_requests_total{face="mps",action="CreateAigcVideoTask",code="ok"} 2')
    expect(lines).toContain(
      'reelay_requests_total{face="mps",action="CreateAigcVideoTask",code="InvalidParameterValue"} 1',
    )
    expect(lines).toContain('reelay_requests_total{face="media",action="/media/*",code="206"} 1')
    const bucket = (le: string) =>
      `reelay_request_duration_seconds_bucket{le="${le}",face="mps",action="CreateAigcVideoTask"}`
    expect(lines).toContain(`${bucket('0.025')} 0`)
    expect(lines).toContain(`${bucket('0.05')} 3`)
  })

  test('whose action callers make up share one label', async () => {
    const lines = await linesAfter((observer) => {
      for (let index = 0; index < 1000; index++)
        observer.requestAnswered?.(answered({ action: `A${index}`, code: 'InvalidAction' }))
    })
    expect(lines.filter((line) => line.startsWith('reelay_requests_total{'))).toEqual([
      'reelay_requests_total{face="mps",action="other",code="InvalidAction"} 1000',
    ])
  })

  test('that were too many are counted apart', async () => {
    const lines = await linesAfter((observer) => {
      observer.requestAnswered?.(answered({ code: 'RequestLimitExceeded' }))
      observer.requestAnswered?.(answered({ action: '', code: 'RequestLimitExceeded.IPLimitExceeded' }))
      observer.requestAnswered?.(answered({ code: 'InternalError' }))
    })
    expect(lines.filter((line) => line.startsWith('reelay_rate_limited_total{'))).toEqual([
      'reelay_rate_limited_total{action="CreateAigcVideoTask"} 1',
      'reelay_rate_limited_total{action="other"} 1',
    ])
  })
})

describe('the work', () => {
  test('is shown by stage while it runs, and by outcome when it has ended', async () => {
    const begun = { taskId: task.taskId, stage: 'render', beganAt: 110, task }
    const lines = await linesAfter((observer) => {
      observer.stageBegan?.(begun)
      observer.stageBegan?.({ ...begun, taskId: 'another' })
      observer.stageEnded?.({ ...begun, durationSeconds: 4, outcome: 'ok' })
      observer.taskEnded?.({ taskId: task.taskId, outcome: 'done', message: '', endedAt: 120, task })
    })
    expect(lines).toContain('reelay_stages_running{stage="render"} 1')
    expect(lines).toContain('reelay_stage_attempts_total{stage="render",outcome="ok"} 1')
    expect(lines).toContain('reelay_stage_duration_seconds_sum{stage="render",outcome="ok"} 4')
    expect(lines).toContain('reelay_task_duration_seconds_sum{family="Kling",outcome="done"} 20')
  })

  test('of vendors, receivers and the disk is counted by how it ended', async () => {
    const timed = { beganAt: 0, durationSeconds: 0.2, taskId: task.taskId }
    const lines = await linesAfter((observer) => {
      const call = { ...timed, vendor: 'kling', operation: 'submit' }
      observer.vendorAnswered?.({ ...call, outcome: 'throttled' })
      observer.notificationSent?.({ ...timed, attempt: 1, outcome: 'due' })
      observer.bytesStored?.({ kind: 'results', sizeBytes: 1000 })
    })
    expect(lines).toContain(
      'reelay_vendor_requests_total{vendor="kling",operation="submit",outcome="throttled"} 1',
    )
    expect(lines).toContain('reelay_notifications_total{outcome="due"} 1')
    expect(lines).toContain('reelay_stored_bytes_total{kind="results"} 1000')
  })
})

describe('the database', () => {
  test('tells of unfinished tasks as they are at each look', async () => {
    const render = { family: 'Kling', stage: 'render', status: 'RUN', count: 7, oldestSeconds: 12.5 }
    const queued = { family: 'Vidu', stage: 'queued', status: 'WAIT', count: 2, oldestSeconds: 3 }
    const older = { ...queued, family: 'Kling', oldestSeconds: 9 }
    let tasks = [render, queued, older]
    const metrics = createMetrics({ ...quiet, unfinishedTasks: async () => tasks })
    const lines = (await metrics.page()).text.split('\n')
    expect(lines).toContain('reelay_tasks{family="Kling",stage="render",status="RUN"} 7')
    expect(lines).toContain('reelay_task_oldest_age_seconds{stage="render"} 12.5')
    expect(lines).toContain('reelay_queue_oldest_age_seconds 9')
    tasks = []
    const later = (await metrics.page()).text
    expect(later).not.toContain('stage="render"')
    expect(later).toContain('reelay_queue_oldest_age_seconds 0')
  })

  test('tells of every vendor’s lane', async () => {
    const lane = { vendor: 'kling', slots: 4, configuredSlots: 8, inFlight: 4, waiting: 90, stoppedAt: null }
    const since = { oldestWaitingAt: new Date(Date.now() - 60_000), pausedUntil: new Date() }
    const lines = await linesAfter(() => undefined, { ...quiet, lanes: async () => [{ ...lane, ...since }] })
    expect(lines).toContain('reelay_lane_slots{vendor="kling",kind="now"} 4')
    expect(lines).toContain('reelay_lane_slots{vendor="kling",kind="configured"} 8')
    expect(lines).toContain('reelay_lane_waiting{vendor="kling"} 90')
    expect(lines).toContain('reelay_lane_paused{vendor="kling",by="vendor"} 1')
    expect(lines).toContain('reelay_lane_paused{vendor="kling",by="operator"} 0')
    expect(lines.some((line) => /^reelay_lane_oldest_age_seconds\{vendor="kling"\} 6\d/.test(line))).toBe(
      true,
    )
  })

  test('that is away is shown, and hides nothing else', async () => {
    const away = { ...quiet, unfinishedTasks: () => Promise.reject(new Error('away')) }
    const lines = await linesAfter((observer) => observer.requestAnswered?.(answered()), away)
    expect(lines).toContain('reelay_database_up 0')
    expect(lines).toContain('reelay_requests_total{face="mps",action="CreateAigcVideoTask",code="ok"} 1')
    expect(await linesAfter(() => undefined)).toContain('reelay_database_up 1')
  })
})

test('a process tells what it is, what it has open and what it could not keep', async () => {
  const lines = await linesAfter(() => undefined, {
    ...quiet,
    droppedNotes: () => 3,
    traffic: () => ({ connections: 5, requests: 2 }),
    pools: () => [{ pool: 'main', open: 4, idle: 1, waiting: 6 }],
    freeBytes: async () => 2 ** 30,
  })
  expect(lines).toContain('reelay_build_info{version="1.2.3",edition="2026-01-08",role="api"} 1')
  expect(lines).toContain('reelay_request_log_dropped 3')
  expect(lines).toContain('reelay_connections_open 5')
  expect(lines).toContain('reelay_requests_under_way 2')
  expect(lines).toContain('reelay_database_connections{pool="main",state="used"} 3')
  expect(lines).toContain('reelay_database_waiting{pool="main"} 6')
  expect(lines).toContain(`reelay_data_free_bytes ${2 ** 30}`)
})
