import { setTimeout as pauseMilliseconds } from 'node:timers/promises'
import type { JsonObject } from '../catalog/job.ts'
import { type ApiClient, ApiRefusal, textOf } from './api-client.ts'
import { checkPlace, placeOf, saveFilm } from './save-film.ts'
import type { OpenClient } from './open-client.ts'
import type { Progress } from './progress.ts'

/** What DescribeAigcVideoTask answers. */
export type TaskAnswer = {
  readonly status: string
  readonly urls: readonly string[]
  readonly resolution: string
  readonly message: string
  /** The whole of it, as it came. */
  readonly response: JsonObject
}

export async function describeTask(client: ApiClient, taskId: string): Promise<TaskAnswer> {
  const response = await client.call('DescribeAigcVideoTask', { TaskId: taskId }, { repeatable: true })
  const urls: unknown = response['VideoUrls']
  return {
    status: textOf(response, 'Status'),
    urls: Array.isArray(urls) ? urls.map(String) : [],
    resolution: textIn(response['Resolution']),
    message: textIn(response['Message']),
    response,
  }
}

/** Whether other services answer with an empty text or with none before the end is not known. */
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Looks once a second at first, later every five: an animatic takes seconds, a model minutes. */
const pauseSeconds = (waited: number): number => Math.min(5, 1 + Math.floor(waited / 30))

/** Looks in a row, each of several tries, that may bring nothing: two minutes, in which a server is started anew. */
const awayLooksMax = 12

/** Looks at a task until it has ended. A server that was there and is away is waited for: the task is written down. */
export async function untilEnded(
  client: ApiClient,
  taskId: string,
  progress: Progress,
  signal: AbortSignal,
  pause: typeof pauseMilliseconds = pauseMilliseconds,
): Promise<TaskAnswer> {
  const began = performance.now()
  // Full until the first answer: an endpoint that never answered is a wrong one.
  let awayLooks = awayLooksMax
  for (;;) {
    const answer = await describeTask(client, taskId).catch((error: unknown) => {
      const isAway = !(error instanceof ApiRefusal) || error.isServersFault
      if (!isAway || ++awayLooks > awayLooksMax) throw error
      return null
    })
    const waited = (performance.now() - began) / 1000
    if (answer === null) {
      progress.show('the server does not answer', waited)
      await pause(pauseSeconds(waited) * 1000, undefined, { signal })
      continue
    }
    awayLooks = 0
    progress.show(answer.status, waited)
    if (answer.status === 'DONE' || answer.status === 'FAIL') {
      progress.end()
      return answer
    }
    await pause(pauseSeconds(waited) * 1000, undefined, { signal })
  }
}

/** What `--output` asks for: the answer as JSON, a file, or neither. */
export type Output = { readonly kind: 'text' | 'json' } | { readonly kind: 'file'; readonly path: string }

export async function outputIn(value: unknown): Promise<Output> {
  if (typeof value !== 'string') return { kind: 'text' }
  if (value === 'json') return { kind: 'json' }
  await checkPlace(value)
  return { kind: 'file', path: value }
}

/**
 * Waits for a task and hands over what it made. Resolves with the exit code: 0 done, 3 failed. An interrupt leaves no
 * file behind; the task itself goes on.
 */
export async function watchTask(
  { client, transport }: OpenClient,
  taskId: string,
  output: Output,
  progress: Progress,
): Promise<number> {
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const task = await untilEnded(client, taskId, progress, interrupted.signal)
    if (output.kind === 'json') printJson(task.response)
    if (task.status === 'FAIL') {
      progress.say(task.message)
      return 3
    }
    if (output.kind === 'text') process.stdout.write(task.urls.map((url) => `${url}\n`).join(''))
    if (output.kind === 'file') {
      for (const [index, url] of task.urls.entries()) {
        const path = placeOf(output.path, index)
        const { sizeBytes } = await saveFilm(transport, url, path, interrupted.signal)
        progress.say(`${path}  ${task.resolution}  ${Math.ceil(sizeBytes / 1024)} KB`)
      }
    }
    return 0
  } catch (error) {
    if (!interrupted.signal.aborted) throw error
    progress.say(`The task goes on: reelay watch ${taskId}`)
    return 130
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

/** The answer as the API gave it. */
export const printJson = (response: JsonObject): void =>
  void process.stdout.write(`${JSON.stringify({ Response: response }, null, 2)}\n`)
