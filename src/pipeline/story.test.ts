import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGate } from '../../tests/support/open-gate.ts'
import { openStories, type Stories } from '../../tests/support/stories.ts'
import type { GuardedFetch } from '../net/guarded-fetch.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { readTaskEvents } from '../tasks/sql/read-task-events.ts'
import { StatementLost } from '../database/connection-loss.ts'
import { createTaskRegister } from '../tasks/task-register.ts'
import { VendorFault } from '../vendors/vendor.ts'
import type { PaceGate } from './admission/pace-gate.ts'
import type { PipelineTools } from './tools.ts'

let stories: Stories
beforeAll(async () => {
  stories = await openStories()
})
afterAll(() => stories.close())

const begin: Stories['begin'] = (...story) => stories.begin(...story)
const finished = () => stories.finished()

const lostAnswer = () => {
  throw new VendorFault('unknown', 'the connection broke')
}

describe('a story that goes well', () => {
  test('leads from WAIT to DONE with one event per step, and pays once', async () => {
    const { vendor, tell, look, events, taskId } = await begin({})
    expect(await look()).toMatchObject({ status: 'WAIT', resultKeys: [], resolution: '', message: '' })
    await tell()
    expect(await look()).toMatchObject({
      status: 'DONE',
      resultKeys: [`results/${taskId}/${taskId}_0.mp4`],
      resolution: '320x180',
    })
    expect(await events()).toEqual([
      'queued created',
      'intake skipped',
      'submit accepted',
      'render started',
      'render finished',
      'collect started',
      'collect collected',
      'deliver ended',
    ])
    expect(vendor.paid).toHaveLength(1)
  })

  test('puts the file into the bucket that the caller named', async () => {
    const { tell, look, taskId } = await begin(
      {},
      { bucket: { name: 'b-1', region: 'ap-guangzhou', path: '/films/../mine/' } },
    )
    await tell()
    expect((await look())?.resultKeys).toEqual([`buckets/ap-guangzhou/b-1/films/mine/${taskId}_0.mp4`])
  })

  test('told twice pays once and ends once', async () => {
    const { vendor, tell, events } = await begin({})
    await tell()
    await tell()
    expect(vendor.paid).toHaveLength(1)
    expect((await events()).filter((event) => event.endsWith('ended'))).toHaveLength(1)
  })
})

describe('a submit', () => {
  test('with EnhancePrompt sends the rewritten prompt and records it', async () => {
    const { tell, taskId } = await begin({}, { enhancePrompt: true })
    await tell()
    const timeline = await stories.database.query(readTaskEvents, [taskId])
    const accepted = timeline.find((event) => event.kind === 'accepted')
    expect(accepted?.detail).toMatchObject({ enhancedPrompt: expect.stringMatching(/^a cat\. The camera/) })
  })

  test('with EnhancePrompt sends the prompt as it is where the added words are more than the vendor takes', async () => {
    const { tell, taskId } = await begin({ promptLengthMax: 10 }, { enhancePrompt: true })
    await tell()
    const timeline = await stories.database.query(readTaskEvents, [taskId])
    expect(timeline.find((event) => event.kind === 'accepted')?.detail).not.toHaveProperty('enhancedPrompt')
  })

  test('that the vendor refuses ends as FAIL with the vendor’s reason', async () => {
    const { vendor, tell, look } = await begin({
      beforeAccepting: () => {
        throw new VendorFault('moderated', 'The prompt was refused: violence.')
      },
    })
    await tell()
    expect(await look()).toMatchObject({ status: 'FAIL', message: 'The prompt was refused: violence.' })
    expect(vendor.paid).toHaveLength(0)
  })

  test('that the vendor puts off is sent again later', async () => {
    const { vendor, tell, look } = await begin({
      beforeAccepting: (times) => {
        if (times < 3) throw new VendorFault('throttled', 'too many at once', { retryAfterSeconds: 7 })
      },
    })
    await tell()
    expect((await look())?.status).toBe('DONE')
    expect(vendor.paid).toHaveLength(1)
  })

  test('that the vendor puts off again and again says so once per reason, and tells the gate each time', async () => {
    const told: unknown[] = []
    const { vendor, tell, events, look } = await begin({
      beforeAccepting: (times) => {
        if (times < 8) throw new VendorFault('throttled', `too many (${times})`, { retryAfterSeconds: 7 })
        if (times < 12) throw new VendorFault('unavailable', '503')
      },
    })
    const putOff: PaceGate['putOff'] = async (...refusal) => void told.push(refusal)
    await tell({ gate: { ...openGate, putOff } })
    expect((await look())?.status).toBe('DONE')
    expect(vendor.paid).toHaveLength(1)
    expect((await events()).filter((event) => event === 'submit put-off')).toHaveLength(2)
    expect(told).toHaveLength(11)
    expect(told[0]).toEqual(['scripted', 'too many (1)', 7])
  })

  test('that is put off beyond the deadline fails with the truth, and was never paid', async () => {
    const { vendor, tell, look } = await begin({})
    const enter: PaceGate['enter'] = async () => ({ outcome: 'closed', because: 'the quota is used up' })
    await tell({ gate: { ...openGate, enter } })
    expect(await look()).toMatchObject({
      status: 'FAIL',
      message: expect.stringMatching(/scripted.*4 hours \(the quota is used up\).*costs nothing/),
    })
    expect(vendor.paid).toHaveLength(0)
  })

  test('whose answer was lost is looked up, not sent again', async () => {
    const { vendor, tell, look, events } = await begin({ afterAccepting: lostAnswer, canFind: true })
    await tell()
    expect((await look())?.status).toBe('DONE')
    expect(vendor.paid).toHaveLength(1)
    expect(await events()).toContain('submit found')
  })

  test('whose answer was lost, at a vendor that cannot be asked, is never sent again and fails with the truth', async () => {
    const { vendor, tell, look, age } = await begin({ afterAccepting: lostAnswer })
    const hurry = { pause: async () => void (await age(60)) }
    await tell(hurry)
    expect(await look()).toMatchObject({
      status: 'FAIL',
      message: expect.stringContaining('nothing is paid twice'),
    })
    expect(vendor.paid).toHaveLength(1)
  })

  test.each([
    ['before', false],
    ['after', true],
  ])(
    'whose answer cannot be written down because the database goes away %s it was, is not lost where nobody can ask for it',
    async (_when, isCarriedOut) => {
      const { vendor, ledger, tell, look, events } = await begin({})
      let losses = 1
      const settle: typeof ledger.settle = async (...words) => {
        if (losses > 0 && isCarriedOut) await ledger.settle(...words)
        if (losses-- > 0) throw new StatementLost('power cut')
        await ledger.settle(...words)
      }
      const persist: PipelineTools['persist'] = (work) => work().catch(work)
      await tell({ ledger: { ...ledger, settle }, persist })
      expect((await look())?.status).toBe('DONE')
      expect(vendor.paid).toHaveLength(1)
      expect((await events()).filter((event) => event === 'submit accepted')).toHaveLength(1)
    },
  )

  test('that the vendor certainly never got is sent again, but only after the quarantine', async () => {
    let dropped = false
    const { vendor, tell, look, age, events } = await begin({
      beforeAccepting: () => {
        if (!dropped) {
          dropped = true
          throw new VendorFault('unknown', 'the connection broke')
        }
      },
      canFind: true,
    })
    let waits = 0
    await tell({
      pause: async () => {
        waits++
        await age(30)
      },
    })
    expect((await look())?.status).toBe('DONE')
    expect(vendor.paid).toHaveLength(1)
    expect(waits).toBeGreaterThanOrEqual(4)
    expect(await events()).toContain('submit never-arrived')
  })

  test('cut off between the vendor’s yes and our note of it is found again by the next telling', async () => {
    const { vendor, tell, look } = await begin({
      afterAccepting: () => {
        throw Object.assign(new Error('power cut'), { code: '57P01' })
      },
      canFind: true,
    })
    await expect(tell()).rejects.toThrow('power cut')
    await tell()
    expect((await look())?.status).toBe('DONE')
    expect(vendor.paid).toHaveLength(1)
  })
})

describe('a render', () => {
  test('that fails at the vendor ends as FAIL with the reason', async () => {
    const fault = new VendorFault('refused', 'The image shows nothing.')
    const { tell, look } = await begin({ progress: () => ({ state: 'failed', fault }) })
    await tell()
    expect(await look()).toMatchObject({ status: 'FAIL', message: 'The image shows nothing.' })
  })

  test('goes on through looks that fail', async () => {
    const { tell, look } = await begin({
      progress: (looks) => {
        if (looks < 4) throw new VendorFault('unavailable', '503')
        return finished()
      },
    })
    await tell()
    expect((await look())?.status).toBe('DONE')
  })

  test('that never ends is given up at its time limit', async () => {
    const { tell, look } = await begin({ progress: () => ({ state: 'rendering' }) })
    await tell()
    expect(await look()).toMatchObject({ status: 'FAIL', message: expect.stringContaining('did not finish') })
  })
})

describe('collecting', () => {
  test('a clip that has vanished asks the vendor again', async () => {
    const { vendor, tell, look } = await begin({
      progress: (looks) =>
        looks === 1 ? { state: 'finished', clips: [{ path: '/nowhere/clip.mp4' }] } : finished(),
    })
    await tell()
    expect((await look())?.status).toBe('DONE')
    expect(vendor.paid).toHaveLength(1)
  })

  test('a clip that stays broken is a FAIL, not a DONE', async () => {
    const { tell, look } = await begin({
      progress: () => ({
        state: 'finished',
        clips: [{ path: join(stories.scratch, 'objects', '..', 'nothing') }],
      }),
    })
    await tell()
    expect((await look())?.status).toBe('FAIL')
  })

  test('a film whose server is away for minutes is waited for: it is paid for', async () => {
    const { tell, look } = await begin({
      progress: (looks) =>
        looks < 8 ? { state: 'finished', clips: [{ url: 'http://127.0.0.1:1/film.mp4' }] } : finished(),
    })
    const pauses: number[] = []
    const away = {
      outcome: 'refused',
      reason: 'no connection',
      permanent: false,
      mayHaveArrived: false,
    } as const
    const vendorFetch = () => ({ downloadTo: () => Promise.resolve(away) }) as unknown as GuardedFetch
    await tell({ vendorFetch, pause: (seconds) => Promise.resolve(void pauses.push(seconds)) })
    expect((await look())?.status).toBe('DONE')
    expect(pauses).toEqual([1, 5, 15, 30, 60, 120, 300])
  })

  test('onto a full disk is a FAIL that says so', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const store = { put: () => Promise.reject(full) } as unknown as ObjectStore
    const { tell, look } = await begin({})
    await tell({ store })
    expect(await look()).toMatchObject({ status: 'FAIL', message: expect.stringContaining('disk is full') })
  })
})

describe('what cannot be staged', () => {
  test.each([
    ['refused', 1],
    ['unreachable', 3],
  ] as const)('ends as FAIL before anything is paid: %s after %i tries', async (outcome, tries) => {
    const { tell, look, vendor } = await begin(
      {},
      { mode: 'image', images: [{ parameter: 'ImageUrl', role: 'first', url: 'https://a.example/cat.png' }] },
    )
    let asked = 0
    const stage = async () => {
      asked++
      const message = 'ImageUrl: 404 from the server'
      return outcome === 'refused' ? { outcome, message } : { outcome, message, retryable: true as const }
    }
    await tell({ intake: { stage, release: async () => {} } })
    expect(await look()).toMatchObject({ status: 'FAIL', message: 'ImageUrl: 404 from the server' })
    expect([asked, vendor.paid]).toEqual([tries, []])
  })
})

describe('what was staged', () => {
  test('is removed when the task has ended, also when a crash came right after its end', async () => {
    const released: string[] = []
    let isDown = true
    const { tell, taskId } = await begin(
      {},
      {},
      {
        intake: {
          stage: () => Promise.reject(new Error('not in this test')),
          release: async (taskId) => {
            if (isDown) throw new Error('killed')
            released.push(taskId)
          },
        },
      },
    )
    await expect(tell()).rejects.toThrow('killed')
    isDown = false
    await tell()
    expect(released).toEqual([taskId])
  })
})

describe('a worker that lost its task', () => {
  test('changes nothing any more', async () => {
    const { ledger, taskId, tell, look } = await begin({})
    const stale = await ledger.claim(taskId, 'sleeper')
    await tell()
    const late = ledger.advance(stale!, {
      stage: 'failed',
      message: 'late',
      event: { stage: 'render', kind: 'ended' },
    })
    await expect(late).rejects.toThrow()
    expect((await look())?.status).toBe('DONE')
  })

  test('does not see the task of another account', async () => {
    const { taskId } = await begin({})
    expect(await createTaskRegister(stories.database, () => new Date()).describe(2n, taskId)).toBeNull()
  })
})
