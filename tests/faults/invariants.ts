import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createTaskRegister } from '../../src/tasks/task-register.ts'
import type { Arena } from './arena.ts'
import type { Cut } from './cut.ts'
import { scriptOf } from './vendor-scripts.ts'
import { accountId } from './wishes.ts'

/** What a run leaves behind, beside what it left in the arena. */
export type Remains = {
  /** The TaskIds that callers were given. */
  readonly acknowledged: readonly string[]
  readonly cuts: readonly Cut[]
}

type Facts = {
  readonly id: string
  readonly script: string
  readonly stage: string
  readonly message: string
  readonly results: readonly { readonly key: string; readonly sha256: string }[] | null
  readonly ends: number
  readonly spends: readonly { readonly attempt: number; readonly outcome: string }[]
  readonly told: string | null
}

/** Everything that a user would see and must not, in his words. Empty: all promises were kept. */
export async function checkInvariants(arena: Arena, remains: Remains): Promise<readonly string[]> {
  const tasks = (await arena.ask(readFacts)) as Facts[]
  const lost = remains.acknowledged
    .filter((id) => !tasks.some((task) => task.id === id))
    .map((id) => `${id}: the caller was given this TaskId, and there is no such task`)
  const perTask = await Promise.all(
    tasks.map(async (task) => {
      const found = [
        ...endOf(task, remains.cuts),
        ...moneyOf(task, arena),
        ...notificationOf(task, arena, remains.cuts),
        ...(await filesOf(task, arena)),
        ...(await viewOf(task, arena)),
      ]
      return found.map((violation) => `${task.id} (${task.script}): ${violation}`)
    }),
  )
  const foreign = arena.vendor
    .jobs()
    .filter((job) => !tasks.some((task) => task.id === job.clientId))
    .map((job) => `the vendor was paid for ${job.clientId}, which is no task`)
  return [...lost, ...perTask.flat(), ...foreign, ...(await leftoversOf(arena, remains.cuts))]
}

function* endOf({ script, stage, message, ends }: Facts, cuts: readonly Cut[]): Iterable<string> {
  if (stage !== 'done' && stage !== 'failed') {
    yield `stuck: it is in its ${stage} stage and nobody works on it`
    return
  }
  if (ends !== 1) yield `it ended ${ends} times on its timeline`
  const status = stage === 'done' ? 'DONE' : 'FAIL'
  const { ends: uncut, mayEnd = [uncut] } = scriptOf(script)
  const allowed: readonly string[] = cuts.length === 0 ? [uncut] : mayEnd
  if (!allowed.includes(status)) {
    yield `the caller sees ${status} ("${message}") where it had to be ${allowed.join(' or ')}`
  }
  if (status === 'FAIL' && message === '') yield 'the caller sees FAIL without a reason'
}

function* moneyOf({ id, stage, spends }: Facts, arena: Arena): Iterable<string> {
  const paid = arena.vendor.jobs().filter((job) => job.clientId === id)
  const accepted = spends.filter(({ outcome }) => outcome === 'accepted')
  if (paid.length > 1) yield `paid ${paid.length} times: the vendor made ${paid.length} jobs of it`
  if (accepted.length > 1) yield `the ledger says that it was paid ${accepted.length} times`
  if (stage === 'done' && accepted.length === 0) yield 'it is done, and the ledger knows of no accepted call'
  if (accepted.length > paid.length) yield 'the ledger says paid, and the vendor has no such job'
  const owned = spends.some(({ outcome }) => outcome === 'accepted' || outcome === 'unknown')
  if (paid.length > 0 && !owned) yield 'the vendor was paid, and the ledger does not own up to it'
}

function* notificationOf({ id, stage, told }: Facts, arena: Arena, cuts: readonly Cut[]): Iterable<string> {
  const arrivals = arena.receiver.arrivals().filter((arrival) => arrival.taskId === id)
  if (told === null) return
  if (arrivals.length === 0) yield `the caller asked to be told and never was; the notification is ${told}`
  if (arrivals.length > 1 + cuts.length) yield `the caller was told ${arrivals.length} times`
  for (const arrival of arrivals) {
    if (arrival.stage !== 'done' && arrival.stage !== 'failed')
      yield `the caller was told of the end while the task was in its ${arrival.stage} stage`
    const status = stage === 'done' ? 'DONE' : 'FAIL'
    if (arrival.status !== status) yield `the caller was told ${arrival.status}, and it is ${status}`
  }
}

/** DONE only with the bytes in the store. */
async function filesOf({ stage, results }: Facts, arena: Arena): Promise<string[]> {
  if (stage !== 'done') return []
  if (results === null || results.length === 0) return ['DONE without a file']
  const broken: string[] = []
  for (const { key, sha256 } of results) {
    const bytes = await arena.store.read(key).then(buffer, () => null)
    if (bytes === null) broken.push(`DONE, and its file ${key} is not in the store`)
    else if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      broken.push(`DONE, and its file ${key} is not the one that was checked`)
  }
  return broken
}

/** What Describe answers to him, and to others. */
async function viewOf({ id, stage }: Facts, arena: Arena): Promise<string[]> {
  const register = createTaskRegister(arena.database, () => new Date())
  const view = await register.describe(accountId, id)
  const expected = stage === 'done' ? 'DONE' : 'FAIL'
  return [
    ...(view?.status === expected ? [] : [`Describe says ${view?.status} of a task that is ${stage}`]),
    ...((await register.describe(accountId + 1n, id)) === null ? [] : ['another account can see it']),
  ]
}

/**
 * What a crash leaves on the disk goes with the task. Not what a process writes that was frozen in the middle of writing:
 * it ends when it goes on, and its heir has tidied up long ago.
 */
async function leftoversOf({ directory }: Arena, cuts: readonly Cut[]): Promise<string[]> {
  if (cuts.some(({ fate }) => fate === 'freezes')) return []
  const folders = [
    ['objects/intake', 'staged files'],
    ['scratch/intake', 'downloads of staged files'],
    ['scratch/downloads', 'downloads of clips'],
  ] as const
  const left = await Promise.all(
    folders.map(async ([folder, words]) => {
      const entries = await readdir(join(directory, folder), { recursive: true, withFileTypes: true })
        .then((entries) => entries.filter((entry) => entry.isFile()))
        .catch(() => [])
      return entries.length === 0
        ? []
        : [`${words} stay on the disk: ${entries.map(({ name }) => name).join(', ')}`]
    }),
  )
  return left.flat()
}

const readFacts = `
  select id, job ->> 'prompt' as script, stage, message, results,
    (select count(*)::int from task_events where task_id = id and kind = 'ended') as ends,
    coalesce(
      (select jsonb_agg(jsonb_build_object('attempt', attempt, 'outcome', outcome)) from spends where task_id = id), '[]'
    ) as spends,
    (select state from notifications where task_id = id) as told
  from tasks`
