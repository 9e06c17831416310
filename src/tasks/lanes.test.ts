import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  accountOf,
  laneTasks,
  type LaneTasks,
  laneVendor,
  type WaitingTask,
} from '../../tests/support/lane-tasks.ts'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { statement } from '../database/database.ts'
import { openDatabase } from '../database/postgres.ts'
import { createLog } from '../telemetry/log.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { createTaskRegister } from './task-register.ts'

const vendor = laneVendor
let base: Awaited<ReturnType<typeof freshDatabase>>
let tasks: LaneTasks

beforeAll(async () => {
  base = await freshDatabase()
  tasks = laneTasks(base.database)
})
afterAll(() => base.drop())
beforeEach(() => tasks.empty())

const wait = (waiting: readonly WaitingTask[]) => tasks.wait(waiting)
const admit = (countMax?: number, by?: Lanes) => tasks.admit(countMax, by)
const total = (slots: number) => tasks.total(slots)
const finish = (id: string, stage?: string) => tasks.move(id, stage)
const beat = statement(
  'beat',
  'insert into workers (executor_id, host, process_id, version) values ($1, $1, 1, $1)',
)

describe('a lane', () => {
  test('admits as many as it has slots, and another one for each that leaves the vendor', async () => {
    await total(2)
    const [first, second, third] = await wait([{ account: 1 }, { account: 1 }, { account: 1 }])
    expect((await admit()).toSorted()).toEqual([first, second])
    expect(await admit()).toEqual([])
    await finish(first!)
    expect(await admit()).toEqual([third])
  })

  test.each(['queued', 'intake', 'submit', 'render'])('holds the slot of a task in %s', async (stage) => {
    await total(1)
    const [first] = await wait([{ account: 1 }, { account: 1 }])
    await admit()
    await finish(first!, stage)
    expect(await admit()).toEqual([])
  })

  test('has its slots once per worker that lives, and once when none says so', async () => {
    await tasks.lanes.register([{ vendor, concurrency: { perWorker: 2 } }])
    await wait(Array.from({ length: 10 }, () => ({ account: 1 })))
    expect(await admit()).toHaveLength(2)
    for (const worker of ['one', 'two', 'three']) await base.database.query(beat, [worker])
    expect(await admit()).toHaveLength(4)
    const silence = statement('silence', `update workers set beat_at = now() - interval '1 minute'`)
    await base.database.query(silence, [])
    expect(await admit()).toEqual([])
  })

  test('that nobody has registered admits nobody', async () => {
    await wait([{ account: 1 }])
    expect(await admit()).toEqual([])
  })

  test('is named as waiting only while somebody waits in it', async () => {
    await total(1)
    expect(await tasks.lanes.waiting([vendor, 'another'])).toEqual([])
    await wait([{ account: 1 }])
    expect(await tasks.lanes.waiting([vendor, 'another'])).toEqual([vendor])
    await admit()
    expect(await tasks.lanes.waiting([vendor, 'another'])).toEqual([])
  })

  test('keeps its tasks, and its lock comes free, when who admits is killed in the middle', async () => {
    await total(1)
    const ids = await wait([{ account: 1 }])
    const die = statement('die', 'select pg_terminate_backend(pg_backend_pid())')
    const killed = tasks.lanes.admit(vendor, 10, async (transaction) => {
      await transaction.query(die, [])
    })
    await expect(killed).rejects.toThrow()
    await expect.poll(() => admit()).toEqual(ids)
  })

  test('keeps its tasks when the hand-over fails', async () => {
    await total(1)
    const ids = await wait([{ account: 1 }])
    const failing = tasks.lanes.admit(vendor, 10, () => Promise.reject(new Error('killed')))
    await expect(failing).rejects.toThrow('killed')
    expect(await admit()).toEqual(ids)
  })
})

describe('within an account', () => {
  test('the higher priority goes first, and of equals the older', async () => {
    await total(1)
    const [low, middle, later, high] = await wait(
      [-10, 0, 0, 10].map((priority) => ({ account: 1, priority })),
    )
    const order: string[] = []
    for (let round = 0; round < 4; round++) {
      const [admitted] = await admit()
      order.push(admitted!)
      await finish(admitted!)
    }
    expect(order).toEqual([high, middle, later, low])
  })

  test('the priority is that of the create', async () => {
    await total(1)
    const register = createTaskRegister(base.database, () => new Date())
    const creation = { accountId: 1n, appId: 1n, requestId: 'r', request: {}, job: {} as never, vendor }
    await register.create(creation)
    const { taskId } = await register.create({ ...creation, priority: 1 })
    expect(await admit()).toEqual([taskId])
  })

  test('a priority counts, not between accounts', async () => {
    await total(1)
    const [first] = await wait([{ account: 1 }])
    await admit()
    const [other] = await wait([
      { account: 2, priority: -10 },
      { account: 1, priority: 10 },
    ])
    await finish(first!)
    expect(await admit()).toEqual([other])
  })
})

describe('between accounts', () => {
  test('ten thousand tasks of one delay another by one slot', async () => {
    await total(1)
    const many = statement(
      'many',
      `insert into tasks (id, account_id, vendor, request_id, request, job, created_at)
       select 'a1-many' || n, 1, $1, 'r', '{}', '{}', timestamptz '2026-11-01' from generate_series(1, 10000) as n`,
    )
    await base.database.query(many, [vendor])
    const [running] = await admit()
    const [other] = await wait([{ account: 2 }])
    await finish(running!)
    expect(await admit()).toEqual([other])
  })

  test('whoever has fewer in flight goes first, also within one pass', async () => {
    await total(4)
    await wait(Array.from({ length: 6 }, () => ({ account: 1 })))
    const running = await admit()
    await wait([{ account: 2 }, { account: 2 }, { account: 2 }])
    for (const id of running.slice(0, 2)) await finish(id)
    expect((await admit()).map(accountOf)).toEqual(['2', '2'])
  })

  test('every limit is kept, nobody starves, and nobody is served twice before an equal once', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('create' as const),
          account: fc.integer({ min: 1, max: 5 }),
          priority: fc.integer({ min: -10, max: 10 }),
          count: fc.integer({ min: 1, max: 4 }),
        }),
        fc.record({ kind: fc.constant('finish' as const), which: fc.nat() }),
        fc.record({ kind: fc.constant('admit' as const), countMax: fc.integer({ min: 1, max: 3 }) }),
      ),
      { minLength: 5, maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), steps, async (slots, script) => {
        await tasks.empty()
        await total(slots)
        const model = new LaneModel(slots)
        for (const step of script) {
          if (step.kind === 'create') {
            const created = Array.from({ length: step.count }, () => step)
            for (const id of await wait(created)) model.create(id, step.account, step.priority)
          } else if (step.kind === 'finish') {
            const id = model.inFlight[step.which % Math.max(1, model.inFlight.length)]
            if (id === undefined) continue
            await finish(id)
            model.finish(id)
          } else {
            expect((await admit(step.countMax)).toSorted()).toEqual(model.admit(step.countMax).toSorted())
          }
          expect(model.inFlight.length).toBeLessThanOrEqual(slots)
        }
        // Nobody is left behind when the others have gone.
        for (let round = 0; round < 400 && model.waiting.length > 0; round++) {
          for (const id of model.inFlight.slice()) {
            await finish(id)
            model.finish(id)
          }
          expect((await admit()).toSorted()).toEqual(model.admit(256).toSorted())
        }
        expect(model.waiting).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

describe('two processes at once', () => {
  test('never exceed the limit together, and admit nobody twice', async () => {
    await total(7)
    await wait(Array.from({ length: 60 }, (_, index) => ({ account: index % 3 })))
    const other = await openDatabase({ connection: base.connection, poolSize: 4, log: createLog('silent') })
    try {
      const processes = [tasks.lanes, createLanes(other)]
      const seen: string[] = []
      const inFlight = new Set<string>()
      for (let round = 0; seen.length < 60 && round < 200; round++) {
        const passes = await Promise.all(
          Array.from({ length: 6 }, (_, index) => admit(3, processes[index % 2])),
        )
        for (const id of passes.flat()) {
          seen.push(id)
          inFlight.add(id)
        }
        expect(inFlight.size).toBeLessThanOrEqual(7)
        for (const id of [...inFlight].slice(0, round % 4)) {
          await finish(id)
          inFlight.delete(id)
        }
      }
      expect(new Set(seen).size).toBe(60)
      expect(seen).toHaveLength(60)
    } finally {
      await other.close()
    }
  })
})

/** What fairness means, told one slot at a time. */
class LaneModel {
  readonly waiting: {
    readonly id: string
    readonly account: number
    readonly priority: number
    readonly age: number
  }[] = []
  readonly inFlight: string[] = []
  readonly #turns = new Map<number, number>()
  readonly #slots: number
  #clock = 0
  #age = 0

  constructor(slots: number) {
    this.#slots = slots
  }

  create(id: string, account: number, priority: number): void {
    this.waiting.push({ id, account, priority, age: this.#age++ })
  }

  finish(id: string): void {
    this.inFlight.splice(this.inFlight.indexOf(id), 1)
  }

  /** Within a pass everybody's turn is the same moment. */
  admit(countMax: number): string[] {
    const admitted: string[] = []
    const now = ++this.#clock
    const served = new Map<number, number>()
    const inPassBegin = new Map(this.#turns)
    const heads = new Map<number, number>()
    for (const { account } of this.waiting) heads.set(account, this.#lineOf(account)[0]!.age)
    while (admitted.length < countMax && this.inFlight.length < this.#slots && this.waiting.length > 0) {
      const accounts = [...new Set(this.waiting.map(({ account }) => account))]
      const rank = (account: number): readonly number[] => [
        this.inFlight.filter((id) => accountOf(id) === String(account)).length,
        served.get(account) ?? 0,
        this.inFlight.filter((id) => accountOf(id) === String(account)).length - (served.get(account) ?? 0),
        inPassBegin.get(account) ?? -1,
        heads.get(account) ?? 0,
      ]
      const next = accounts.toSorted((left, right) => compare(rank(left), rank(right)))[0]!
      const task = this.#lineOf(next)[0]!
      this.waiting.splice(this.waiting.indexOf(task), 1)
      this.inFlight.push(task.id)
      served.set(next, (served.get(next) ?? 0) + 1)
      this.#turns.set(next, now)
      admitted.push(task.id)
    }
    return admitted
  }

  #lineOf(account: number) {
    return this.waiting
      .filter((task) => task.account === account)
      .toSorted((left, right) => right.priority - left.priority || left.age - right.age)
  }
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
