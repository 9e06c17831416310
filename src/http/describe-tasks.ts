import type { AccessKey } from '../accounts/accounts.ts'
import type { JsonObject } from '../catalog/job.ts'
import type {
  DescribeTasksRequest,
  DescribeTasksResponse,
  TaskSimpleInfo,
} from '../contract/describe-tasks-shapes.ts'
import { type Finding, invalidValue } from '../contract/finding.ts'
import { findingsError } from '../contract/findings-error.ts'
import { amountText, type Money } from '../contract/money.ts'
import { text } from '../contract/text.ts'
import type { Clock } from '../net/clock.ts'
import type { TaskCost } from '../tasks/cost-book.ts'
import type { ListedTask, TaskList, TaskQuestion } from '../tasks/task-list.ts'
import { wireViewOf } from '../tasks/task-view.ts'
import { isFinal, type Stage, stages, wireStatus } from '../tasks/task.ts'
import { readScroll, type Scroll, writeScroll } from './scroll-token.ts'

export type DescribeTasksParts = {
  readonly taskList: TaskList
  readonly resultUrl: (key: string, now: Date) => string
  readonly clock: Clock
}

const limitDefault = 10
const limitMax = 100
/** More are not counted: it would cost more than the page. */
const totalMax = 10_000

/** DescribeTasks, after the shape: the account's own tasks, newest first. */
export async function describeTasks(
  { taskList, resultUrl, clock }: DescribeTasksParts,
  request: DescribeTasksRequest,
  { key: { accountId } }: { readonly key: AccessKey },
): Promise<JsonObject> {
  const { question, limit, scroll, conditions } = readRequest(request)
  const now = clock.now()
  const infosOf = (tasks: readonly ListedTask[]) =>
    tasks.map((task) => infoOf(task, (resultKey) => resultUrl(resultKey, now)))
  if (request.TaskId !== undefined) {
    const task = await taskList.find(accountId, request.TaskId)
    const found = task !== null && fits(task, question) ? [task] : []
    return {
      TaskSet: infosOf(found),
      TotalCount: found.length,
      ScrollToken: '',
    } satisfies DescribeTasksResponse
  }
  const [page, total] = await Promise.all([
    taskList.page(accountId, question, scroll?.place ?? null, limit),
    scroll?.total ?? taskList.count(accountId, question, totalMax),
  ])
  return {
    TaskSet: infosOf(page.tasks),
    TotalCount: total,
    ScrollToken: page.next === null ? '' : writeScroll({ place: page.next, total }, conditions),
  } satisfies DescribeTasksResponse
}

type Reading = {
  readonly question: TaskQuestion
  readonly limit: number
  readonly scroll: Scroll | null
  readonly conditions: string
}

/** @throws ApiError InvalidParameterValue */
function readRequest({
  Status,
  SubTaskHasFailed,
  Limit: limit = limitDefault,
  ScrollToken = '',
  StartTime,
  EndTime,
}: DescribeTasksRequest): Reading {
  const conditions = JSON.stringify([Status, SubTaskHasFailed, StartTime, EndTime])
  const scroll = ScrollToken === '' ? null : readScroll(ScrollToken, conditions)
  const from = timeOf(StartTime)
  const until = timeOf(EndTime)
  const findings: Finding[] = []
  if (Status !== undefined && !Object.hasOwn(stagesByStatus, Status)) {
    const advice = text(
      'Allowed: WAITING, PROCESSING, FINISH; left out: all.',
      '可选值：WAITING、PROCESSING、FINISH；不传表示全部。',
    )
    findings.push(invalidValue('Status', Status, advice))
  }
  if (limit < 1 || limit > limitMax) {
    findings.push(
      invalidValue('Limit', limit, text(`Allowed: 1 to ${limitMax}.`, `可选值：1 至 ${limitMax}。`)),
    )
  }
  if (from === null) findings.push(invalidValue('StartTime', StartTime, timeAdvice))
  if (until === null) findings.push(invalidValue('EndTime', EndTime, timeAdvice))
  if (from && until && from > until) {
    const advice = text('It is before StartTime.', '早于 StartTime。')
    findings.push(invalidValue('EndTime', EndTime, advice))
  }
  if (ScrollToken !== '' && scroll === null) {
    const advice = text(
      'It is no token of an earlier page with these conditions. Send what that page answered, or begin without one.',
      '它不是相同条件下前一页返回的翻页标识。请原样传入前一页返回的值，或不传以从头开始。',
    )
    findings.push(invalidValue('ScrollToken', ScrollToken, advice))
  }
  if (findings.length > 0) throw findingsError(findings)
  const wanted = Status === undefined ? stages : (stagesByStatus[Status] ?? [])
  const question: TaskQuestion = {
    stages: wanted.filter(
      (stage) => SubTaskHasFailed === undefined || (stage === 'failed') === SubTaskHasFailed,
    ),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
  }
  return { question, limit, scroll, conditions }
}

const fits = ({ stage, createdAt }: ListedTask, { stages, from, until }: TaskQuestion): boolean =>
  stages.includes(stage) && !(from && createdAt < from) && !(until && createdAt > until)

const stagesByStatus: Readonly<Record<string, readonly Stage[]>> = {
  WAITING: stages.filter((stage) => wireStatus(stage) === 'WAIT'),
  PROCESSING: stages.filter((stage) => wireStatus(stage) === 'RUN'),
  FINISH: stages.filter(isFinal),
}

const timeAdvice = text(
  'It takes a date and time in ISO 8601 with a zone: 2026-01-10T15:00:00Z or 2026-01-10T23:00:00+08:00.',
  '应为带时区的 ISO 8601 日期时间：2026-01-10T15:00:00Z 或 2026-01-10T23:00:00+08:00。',
)
const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/

/** `null` for what is no time. */
function timeOf(value: string | undefined): Date | undefined | null {
  if (value === undefined) return undefined
  const time = new Date(timeForm.test(value) ? value : NaN)
  return Number.isNaN(time.getTime()) ? null : time
}

const promptCharactersMax = 100

function infoOf(task: ListedTask, resultUrl: (key: string) => string) {
  const { job, cost, cancel } = task
  return {
    TaskId: task.taskId,
    TaskType: 'AigcVideoTask',
    CreateTime: wireTime(task.createdAt),
    BeginProcessTime: wireTime(task.submittedAt),
    FinishTime: wireTime(task.finishedAt),
    SubTaskTypes: [],
    ...wireViewOf(task, resultUrl),
    ModelName: job.family,
    ModelVersion: job.version ?? '',
    Prompt: Array.from(job.prompt).slice(0, promptCharactersMax).join(''),
    Duration: job.durationSeconds,
    ...(task.queuePosition === null ? {} : { QueuePosition: task.queuePosition }),
    ...(task.expectedAt === null ? {} : { EstimatedFinishTime: wireTime(task.expectedAt) }),
    ...(cancel === null ? {} : { Cancel: cancel }),
    ...(cost === null ? {} : { Cost: costOf(cost) }),
  } satisfies TaskSimpleInfo
}

const costOf = ({ estimate, charge, charged }: TaskCost) => ({
  ...(estimate === null ? {} : { Estimate: wireMoney(estimate) }),
  ...(charge === null ? {} : { Charge: charge }),
  ...(charged === null ? {} : { Charged: wireMoney(charged) }),
})

const wireMoney = ({ micros, currency }: Money) => ({ Amount: amountText(micros), Currency: currency })

/** To the second, as MPS writes times, and as it writes that there is none. */
const wireTime = (time: Date | null): string =>
  time === null ? '0000-00-00T00:00:00Z' : `${time.toISOString().slice(0, 19)}Z`
