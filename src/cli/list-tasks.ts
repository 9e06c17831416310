import type { JsonObject, JsonValue } from '../catalog/job.ts'
import { type ApiClient, textOf } from './api-client.ts'

/** What DescribeTasks tells of a task; an endpoint that is not a Reelay tells less of it. */
export type ListedTask = {
  readonly taskId: string
  readonly createdAt: string
  readonly status: string
  readonly model: string
  readonly prompt: string
  readonly message: string
  readonly queuePosition: number | undefined
  readonly expectedAt: string | undefined
  readonly cancel: string | undefined
  /** As it came. */
  readonly info: JsonObject
}

/** The most that the API gives at a time. */
const pageSizeMax = 100

/** The newest tasks that fit the conditions, page by page. */
export async function listTasks(
  client: ApiClient,
  conditions: JsonObject,
  countMax: number,
): Promise<readonly ListedTask[]> {
  const tasks: ListedTask[] = []
  for (let token = ''; ;) {
    const size = Math.min(pageSizeMax, countMax - tasks.length)
    const scroll = token === '' ? {} : { ScrollToken: token }
    const page = await client.call(
      'DescribeTasks',
      { ...conditions, Limit: size, ...scroll },
      { repeatable: true },
    )
    const infos = page['TaskSet']
    if (Array.isArray(infos)) tasks.push(...infos.filter(isObject).map(listedOf))
    token = textOf(page, 'ScrollToken')
    if (token === '' || tasks.length >= countMax) return tasks
  }
}

function listedOf(info: JsonObject): ListedTask {
  const text = (name: string): string | undefined => {
    const value = info[name]
    return typeof value === 'string' ? value : undefined
  }
  const place = info['QueuePosition']
  return {
    taskId: textOf(info, 'TaskId'),
    createdAt: text('CreateTime') ?? '',
    status: text('Status') ?? '',
    model: [text('ModelName'), text('ModelVersion')].filter(Boolean).join(' '),
    prompt: text('Prompt') ?? '',
    message: text('Message') ?? '',
    queuePosition: typeof place === 'number' ? place : undefined,
    expectedAt: text('EstimatedFinishTime'),
    cancel: text('Cancel'),
    info,
  }
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
