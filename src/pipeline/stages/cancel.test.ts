import { existsSync } from 'node:fs'
import { setTimeout as pauseMilliseconds } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGate } from '../../../tests/support/open-gate.ts'
import { type Script, scriptVendor } from '../../../tests/support/scripted-vendor.ts'
import { catJob, openStories, type Stories } from '../../../tests/support/stories.ts'
import { money } from '../../contract/money.ts'
import { statement } from '../../database/database.ts'
import { CancelRequested } from '../../tasks/task-ledger.ts'
import type { CancelState } from '../../tasks/task.ts'
import { createLog } from '../../telemetry/log.ts'
import { type Clip, type FaultKind, type Progress, VendorFault } from '../../vendors/vendor.ts'
import type { PaceGate } from '../admission/pace-gate.ts'
import { type CancelEars, startCancelEars } from '../cancel-ears.ts'

let stories: Stories
let ears: CancelEars & { stop(): Promise<void> }
beforeAll(async () => {
  stories = await openStories()
  ears = await startCancelEars(stories.database, createLog('silent'))
})
afterAll(async () => {
  await ears.stop()
  await stories.close()
})

const readCancel = statement<{ cancel: CancelState | null }>(
  'read-cancel',
  'select cancel from tasks where id = $1',
)

/** With ears, and pauses that last a moment. */
async function begin(...[script, changes, tools, entry]: Parameters<Stories['begin']>) {
  const story = await stories.begin(
    script,
    changes,
    {
      cancels: ears,
      lookout: stories.patientLookout(),
      pause: (_seconds, signal) => pauseMilliseconds(2, undefined, { signal }),
      ...tools,
    },
    entry,
  )
  return {
    ...story,
    state: async () => (await stories.database.query(readCancel, [story.taskId]))[0]?.cancel,
    ends: async () => (await story.events()).filter((event) => event.endsWith('ended')).length,
  }
}
type Begun = Awaited<ReturnType<typeof begin>>

async function expectCancelled(story: Begun, state: CancelState, message: RegExp): Promise<void> {
  expect(await story.look()).toMatchObject({ status: 'FAIL', message: expect.stringMatching(message) })
  expect([await story.state(), await story.ends()]).toEqual([state, 1])
}

/** Renders until it is asked `looks` times, and then says this. */
const rendering: Script = { progress: () => ({ state: 'rendering' }) }
const untilLooked = (story: Begun) => expect.poll(() => story.vendor.looks()).toBeGreaterThan(0)

describe('a task that waits', () => {
  test('ends with the cancel, has cost nothing, and is never begun', async () => {
    const story = await begin({})
    expect(await story.cancel()).toEqual({ outcome: 'cancelled' })
    await expectCancelled(story, 'unsent', /before anything was sent.*costs nothing/)
    await story.tell()
    expect(await story.events()).toEqual(['queued created', 'queued cancel-requested', 'queued ended'])
    expect(story.vendor.paid).toEqual([])
  })

  test('can be cancelled again, which changes nothing', async () => {
    const story = await begin({})
    await Promise.all([story.cancel(), story.cancel(), story.cancel()])
    expect(await story.cancel()).toEqual({ outcome: 'cancelled' })
    expect(await story.events()).toEqual(['queued created', 'queued cancel-requested', 'queued ended'])
  })

  test('is told of to whoever asked to be told of its end', async () => {
    const readState = statement<{ state: string }>(
      'state',
      'select state from notifications where task_id = $1',
    )
    const { taskId } = await stories.register.create({
      accountId: 1n,
      appId: 1n,
      requestId: 'r',
      request: {},
      job: catJob,
      vendor: 'scripted',
      notify: { url: 'https://a.example/hook', secret: new Uint8Array(1) },
    })
    await stories.register.cancel(1n, taskId)
    expect(await stories.database.query(readState, [taskId])).toEqual([{ state: 'due' }])
  })

  test('is not to be found by another account', async () => {
    const story = await begin({})
    expect(await stories.register.cancel(2n, story.taskId)).toEqual({ outcome: 'unknown' })
    expect(await stories.register.cancel(1n, 'nothing')).toEqual({ outcome: 'unknown' })
    expect(await story.state()).toBeNull()
  })
})

describe('a task whose images are being fetched', () => {
  test('leaves them, and nothing is sent', async () => {
    const images = [{ parameter: 'ImageUrl', role: 'first', url: 'https://a.example/cat.png' }] as const
    let fetching = false
    const story = await begin(
      {},
      { mode: 'image', images },
      {
        intake: {
          // A fetch that is cut off comes back as one that failed.
          stage: (_job, _taskId, signal) =>
            new Promise((resolve) => {
              fetching = true
              signal.addEventListener('abort', () => resolve({ outcome: 'refused', message: 'aborted' }))
            }),
          release: () => Promise.resolve(),
        },
      },
    )
    const told = story.tell()
    await expect.poll(() => fetching).toBe(true)
    await story.cancel()
    await told
    await expectCancelled(story, 'unsent', /costs nothing/)
    expect(story.vendor.paid).toEqual([])
  })
})

describe('a task that is being submitted', () => {
  test('lets the paid call end that is in the air, and stops what it began', async () => {
    const vendor = scriptVendor({ ...rendering, cancel: () => undefined })
    const story = await begin({}, {}, {}, { vendor: { ...vendor, submit } })
    async function submit(...[call, link]: Parameters<typeof vendor.submit>) {
      await story.cancel()
      await pauseMilliseconds(30)
      expect(link.signal.aborted).toBe(false)
      return await vendor.submit(call, link)
    }
    await story.tell()
    await expectCancelled(story, 'stopped', /scripted has stopped its job/)
    expect([vendor.paid.length, vendor.cancels()]).toEqual([1, 1])
  })

  test('no longer waits for a vendor that has put it off', async () => {
    const story = await begin({
      beforeAccepting: (): void => {
        throw new VendorFault('throttled', 'too many at once')
      },
    })
    let entries = 0
    const enter: PaceGate['enter'] = async (_vendor, _deadline, signal) => {
      if (++entries === 1) return { outcome: 'open' }
      void story.cancel()
      return pauseMilliseconds(60_000, { outcome: 'open' }, { signal })
    }
    await story.tell({ gate: { ...openGate, enter } })
    await expectCancelled(story, 'unsent', /costs nothing/)
  })

  test('sends nothing once the cancel is committed', async () => {
    const story = await begin({})
    const claim = await story.ledger.claim(story.taskId, 'test')
    await story.ledger.advance(claim!, { stage: 'submit', event: { stage: 'submit', kind: 'started' } })
    await story.cancel()
    await expect(story.ledger.intend(claim!, { estimate: null, chargesFailures: null })).rejects.toThrow(
      CancelRequested,
    )
    expect(await story.ledger.openSpend(story.taskId)).toBeNull()
  })

  test.each([
    ['finds the job and stops it', true, 'stopped', /has stopped its job/],
    [
      'tells that nobody knows, and waits for nothing',
      false,
      'discarded',
      /whether scripted took the job is not known/,
    ],
  ] as const)('whose answer was lost %s', async (_what, canFind, state, message) => {
    const story = await begin({
      ...rendering,
      canFind,
      cancel: () => undefined,
      afterAccepting: () => {
        throw Object.assign(new Error('power cut'), { code: '57P01' })
      },
    })
    await expect(story.tell()).rejects.toThrow('power cut')
    await story.cancel()
    await story.tell()
    await expectCancelled(story, state, message)
    expect(story.vendor.paid).toHaveLength(1)
  })

  test('that cannot be carried out gives up, however often it is told of', async () => {
    let isTold = false
    const told = { signal: AbortSignal.abort(), close: () => undefined }
    const story = await begin(
      {
        ...rendering,
        cancel: () => {
          isTold = true
          throw new TypeError('a translator with a bug')
        },
      },
      {},
      { cancels: { listen: (taskId) => (isTold ? told : ears.listen(taskId)) } },
    )
    const telling = story.tell()
    await untilLooked(story)
    await story.cancel()
    await telling
    await expectCancelled(story, 'discarded', /An internal error stopped the task/)
    expect(story.vendor.cancels()).toBeLessThanOrEqual(3)
  })

  test('whose call never arrived has cost nothing, which is known after the quarantine', async () => {
    const story = await begin({
      canFind: true,
      beforeAccepting: () => {
        throw Object.assign(new Error('power cut'), { code: '57P01' })
      },
    })
    await expect(story.tell()).rejects.toThrow('power cut')
    await story.cancel()
    let waits = 0
    await story.tell({ pause: async () => void (await story.age(30), waits++) })
    await expectCancelled(story, 'unsent', /costs nothing/)
    expect(waits).toBeGreaterThanOrEqual(4)
  })
})

describe('a task at the vendor', () => {
  const refusing = (kind: FaultKind): Script => ({
    cancel: () => {
      throw new VendorFault(kind, 'not now')
    },
  })
  const willing: Script = { cancel: () => undefined }
  test.each<readonly [string, Script, CancelState, RegExp]>([
    ['is stopped there', willing, 'stopped', /has stopped its job/],
    ['that cannot stop is left to it', {}, 'discarded', /cannot stop a job.*discarded/],
    ['that does not answer is left to it', refusing('unavailable'), 'discarded', /could not be told to stop/],
    ['that refuses is left to it', refusing('refused'), 'discarded', /did not stop it \(not now\)/],
  ])('%s', async (_what, script, state, message) => {
    const story = await begin({ ...rendering, ...script })
    const told = story.tell()
    await untilLooked(story)
    await story.cancel()
    await told
    await expectCancelled(story, state, message)
  })

  test.each([
    ['had finished', 'discarded', /had finished it already/],
    ['had stopped', 'stopped', /has stopped its job/],
  ] as const)('that comes too late because it %s says so', async (what, state, message) => {
    let over = false
    const story = await begin({
      progress: (): Progress => {
        if (!over) return { state: 'rendering' }
        if (what === 'had finished') return stories.finished()
        return { state: 'failed', fault: new VendorFault('refused', 'cancelled') }
      },
      cancel: () => {
        over = true
        throw new VendorFault('refused', 'has ended')
      },
    })
    const told = story.tell()
    await untilLooked(story)
    await story.cancel()
    await told
    await expectCancelled(story, state, message)
  })

  test('is told what it costs, where a price is known', async () => {
    const story = await begin(
      rendering,
      {},
      {},
      { price: () => ({ money: money('0.35', 'USD'), source: 'a list', date: '2026-11-22' }) },
    )
    const told = story.tell()
    await untilLooked(story)
    await story.cancel()
    await told
    await expectCancelled(story, 'discarded', /charges for it: 0\.35 USD by its list/)
  })

  test('is stopped by the next worker when the first is killed on the way', async () => {
    const story = await begin({
      ...rendering,
      cancel: (times) => {
        if (times === 1) throw Object.assign(new Error('killed'), { code: '57P01' })
      },
    })
    const told = story.tell()
    await untilLooked(story)
    await story.cancel()
    await expect(told).rejects.toThrow('killed')
    expect(await story.state()).toBe('requested')
    await story.tell()
    await expectCancelled(story, 'stopped', /has stopped its job/)
  })
})

describe('a task whose video is here', () => {
  test('throws it away, on the disk and in the store', async () => {
    const { clips } = stories.finished()
    const story = await begin({ progress: () => ({ state: 'finished', clips }) })
    const put: Stories['store']['put'] = async (...object) => {
      const stored = await stories.store.put(...object)
      await story.cancel()
      return stored
    }
    await story.tell({ store: { ...stories.store, put } })
    await expectCancelled(story, 'discarded', /had finished it already/)
    expect(await stories.store.stat(`results/${story.taskId}/${story.taskId}_0.mp4`)).toBeNull()
    expect(existsSync((clips[0] as Extract<Clip, { path: string }>).path)).toBe(false)
  })

  test('and is done cannot be cancelled any more', async () => {
    const story = await begin({})
    await story.tell()
    expect(await story.cancel()).toEqual({ outcome: 'ended', status: 'DONE' })
    expect((await story.look())?.status).toBe('DONE')
    expect(await story.state()).toBeNull()
  })
})

test('whenever the cancel comes, the task ends once, and as the caller was told', async () => {
  const delays = fc.integer({ min: 0, max: 40 })
  await fc.assert(
    fc.asyncProperty(delays, fc.boolean(), async (milliseconds, canCancel) => {
      const story = await begin({
        progress: (looks) => (looks < 3 ? { state: 'rendering' } : stories.finished()),
        ...(canCancel ? { cancel: () => undefined } : {}),
      })
      const [answer] = await Promise.all([pauseMilliseconds(milliseconds).then(story.cancel), story.tell()])
      expect(await story.ends()).toBe(1)
      expect((await story.look())?.status).toBe(answer.outcome === 'cancelled' ? 'FAIL' : 'DONE')
      expect(story.vendor.paid.length).toBeLessThanOrEqual(1)
      const sent = story.vendor.paid.length > 0
      if (answer.outcome === 'cancelled') expect((await story.state()) === 'unsent').toBe(!sent)
    }),
    { numRuns: 40 },
  )
})
