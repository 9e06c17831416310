import { setTimeout as pause } from 'node:timers/promises'
import { createTaskRegister } from '../../src/tasks/task-register.ts'
import { TaskUnconfirmed } from '../../src/tasks/tasks.ts'
import type { Arena } from './arena.ts'
import type { Schedule } from './cut.ts'
import { cutDatabase } from './cut-database.ts'
import { checkInvariants } from './invariants.ts'
import { asProcess, createLife, type Life } from './life.ts'
import { creationOf, type Wish } from './wishes.ts'
import { startProcess } from './worker-process.ts'

/** What a run begins with, and what happens to it. */
export type Plan = { readonly wishes: readonly Wish[]; readonly schedule: Schedule }

export type Verdict = {
  /** What a user would see that he must not; empty for a good run. */
  readonly violations: readonly string[]
  readonly schedule: Schedule
  readonly virtualSeconds: number
}

/** A frozen process goes on after so long: longer than the quarantine of a lost call. */
const frostSeconds = 200
/** By then the slowest script has long ended; whatever has not is stuck. */
const runSecondsMax = 3600
/** For what a process that was frozen does when it goes on, and for a call that was late: it must not come as a second. */
const settleSeconds = 70

/** One run from nothing to the end of every task, with the checks of what is left. */
export async function performRun(arena: Arena, { wishes, schedule }: Plan): Promise<Verdict> {
  await arena.reset()
  const { time } = arena
  const startedAt = time.now()
  const seconds = (): number => (time.now() - startedAt) / 1000
  const processes = openProcesses(arena, schedule)
  try {
    processes.startWorker()
    const acknowledged: string[] = []
    for (const wish of wishes) {
      const taskId = await createTask(arena, processes, schedule, wish)
      if (taskId !== null) acknowledged.push(taskId)
    }
    while (seconds() < runSecondsMax && !(await isOver(arena))) await pause(2000)
    processes.thawAll()
    if (schedule.made.some(({ moment, fate }) => moment === 'late' || fate === 'freezes')) {
      await pause(settleSeconds * 1000)
    }
    const violations = await checkInvariants(arena, { acknowledged, cuts: schedule.made })
    return { violations: [...processes.failures, ...violations], schedule, virtualSeconds: seconds() }
  } finally {
    await processes.endAll()
  }
}

type Processes = {
  /** Starts the first worker. Whenever one dies or freezes, the next takes its place. */
  startWorker(): void
  /** An API process for one create: it may die of it. */
  startApi(): Life
  thawAll(): void
  endAll(): Promise<void>
  readonly failures: string[]
}

function openProcesses(arena: Arena, schedule: Schedule): Processes {
  const lives: Life[] = []
  const failures: string[] = []
  let over = false
  const start = (changed: (life: Life) => void): Life => {
    const life = createLife(`${arena.time.now()}-${lives.length}`, arena.time, changed)
    lives.push(life)
    return life
  }
  const startWorker = (): void => {
    const life = start((life) => {
      if (over || life.state() === 'alive') return
      if (life.state() === 'frozen') setTimeout(() => life.thaw(), frostSeconds * 1000)
      // What the system does for a process that is gone.
      if (life.state() === 'dead') void arena.disconnect(life.name)
      startWorker()
    })
    asProcess(life, () => startProcess(arena, life, schedule)).catch((error: unknown) => {
      // A real one ends with a message, and its supervisor starts the next.
      if (life.state() === 'alive') life.die()
      else failures.push(`a process failed after its end: ${String(error)}`)
    })
  }
  return {
    failures,
    startWorker,
    startApi: () => start(() => undefined),
    thawAll: () => lives.forEach((life) => life.thaw()),
    async endAll() {
      over = true
      for (const life of lives) life.die()
      await Promise.all(lives.map((life) => arena.disconnect(life.name)))
      arena.time.forgetTimers()
    },
  }
}

/** `null` when the caller got no TaskId: the process died, or does not know. */
async function createTask(
  arena: Arena,
  processes: Processes,
  schedule: Schedule,
  wish: Wish,
): Promise<string | null> {
  const life = processes.startApi()
  const database = cutDatabase(arena.database, arena.listen, { life, schedule })
  const register = createTaskRegister(database, () => new Date())
  const died = (async () => {
    while (life.state() === 'alive') await pause(100)
    return null
  })()
  const created = register.create(creationOf(wish, arena.receiver.url)).then(
    ({ taskId }) => taskId,
    (error: unknown) => {
      if (error instanceof TaskUnconfirmed) return null
      throw error
    },
  )
  try {
    return await Promise.race([created, died])
  } finally {
    life.die()
  }
}

/** Every task has ended, everybody was told, and the engine has nothing left to do. */
async function isOver(arena: Arena): Promise<boolean> {
  const [row] = await arena.ask(
    `select
       (select count(*) from tasks where stage not in ('done', 'failed'))
       + (select count(*) from notifications where state in ('awaiting', 'due'))
       + (select count(*) from dbos.workflow_status where status in ('ENQUEUED', 'PENDING', 'DELAYED')) as open`,
  )
  return Number(row?.['open']) === 0
}
