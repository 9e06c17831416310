import { expect, test } from 'vitest'
import { createMetrics, type MetricSources } from './metrics.ts'
import type { NotedRequest } from './request-log.ts'

const quiet: MetricSources = { actions: ['CreateAigcVideoTask'], unfinishedTasks: async () => [] }

function noted(changed: Partial<NotedRequest>): NotedRequest {
  return {
    at: new Date(0),
    requestId: 'r',
    accountId: null,
    secretId: '',
    action: 'CreateAigcVideoTask',
    code: '',
    message: '',
    address: '',
    client: '',
    latencyMilliseconds: 30,
    taskId: '',
    edition: '',
    signature: '',
    requestBytes: 0,
    explanation: '',
    ...changed,
  }
}

async function linesOf(sources: MetricSources, requests: readonly NotedRequest[] = []): Promise<string[]> {
  const metrics = createMetrics(sources)
  for (const request of requests) metrics.requests.note(request)
  return (await metrics.page()).text.split('\n')
}

test('requests are counted by action and code, with their time in seconds', async () => {
  const lines = await linesOf(quiet, [noted({}), noted({}), noted({ code: 'InvalidParameterValue' })])
  expect(lines).toContain('reelay_requests_total{action="CreateAigcVideoTask",code="ok"} 2')
  expect(lines).toContain(
    'reelay_requests_total{action="CreateAigcVideoTask",code="InvalidParameterValue"} 1',
  )
  expect(lines).toContain('reelay_request_seconds_bucket{le="0.025",action="CreateAigcVideoTask"} 0')
  expect(lines).toContain('reelay_request_seconds_bucket{le="0.05",action="CreateAigcVideoTask"} 3')
})

test('names that callers make up share one label', async () => {
  const claimed = Array.from({ length: 1000 }, (_, index) =>
    noted({ action: `A${index}`, code: 'InvalidAction' }),
  )
  const lines = await linesOf(quiet, claimed)
  expect(lines.filter((line) => line.startsWith('reelay_requests_total{'))).toEqual([
    'reelay_requests_total{action="other",code="InvalidAction"} 1000',
  ])
})

test('unfinished tasks are shown as they are at each look', async () => {
  let tasks = [{ stage: 'render', count: 7, oldestSeconds: 12.5 }]
  const metrics = createMetrics({ ...quiet, unfinishedTasks: async () => tasks })
  const first = (await metrics.page()).text.split('\n')
  expect(first).toContain('reelay_unfinished_tasks{stage="render"} 7')
  expect(first).toContain('reelay_unfinished_task_oldest_seconds{stage="render"} 12.5')
  tasks = []
  expect((await metrics.page()).text).not.toContain('stage="render"')
})

test('an outage of the database is shown, and hides nothing else', async () => {
  const lines = await linesOf({ ...quiet, unfinishedTasks: () => Promise.reject(new Error('away')) }, [
    noted({}),
  ])
  expect(lines).toContain('reelay_database_up 0')
  expect(lines).toContain('reelay_requests_total{action="CreateAigcVideoTask",code="ok"} 1')
  expect(await linesOf(quiet)).toContain('reelay_database_up 1')
})

test('what the request log could not keep is shown', async () => {
  expect(await linesOf({ ...quiet, droppedNotes: () => 3 })).toContain('reelay_request_log_dropped 3')
})
