import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/postgres.ts'
import { statement } from '../../database/database.ts'
import { createLog } from '../../telemetry/log.ts'
import { openRenderTimeBook } from './render-time-book.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => void (base = await freshDatabase()))
afterAll(() => base.drop())

const open = () => openRenderTimeBook(base.database, createLog('silent'))
const job = { family: 'Kling', version: '2.6', resolution: '720P', durationSeconds: 5 }
const key = 'Kling 2.6 720P 5s'

/** Opens a book, notes, and lets it write. */
async function note(seconds: number, times: number, modelKey = key): Promise<void> {
  const book = await open()
  for (let count = 0; count < times; count++) book.note('kling', modelKey, seconds)
  await book.stop()
}
const weightOf = async (modelKey: string): Promise<number> => {
  const book = await open()
  await book.stop()
  return book.of('kling', modelKey)?.weight ?? 0
}

describe('the book of render times', () => {
  test('knows nothing of a model that nobody has rendered, and says so', async () => {
    const book = await open()
    expect(book.typicalSeconds('kling', { ...job, family: 'Vidu' })).toBeNull()
    expect(book.of('kling', 'Vidu q2 720P 5s')).toBeNull()
    await book.stop()
  })

  test('tells another process what this one has learned, from eight renders on', async () => {
    await note(100, 7)
    const early = await open()
    expect(early.typicalSeconds('kling', job)).toBeNull()
    await early.stop()
    await note(100, 3)
    const late = await open()
    expect(late.typicalSeconds('kling', job)).toBeGreaterThan(90)
    expect(late.typicalSeconds('kling', job)).toBeLessThan(110)
    expect(late.typicalSeconds('vidu', job)).toBeNull()
    await late.stop()
  })

  test('adds what two workers learn at once', async () => {
    await Promise.all([note(30, 4, 'both'), note(40, 4, 'both'), note(50, 4, 'both')])
    expect(await weightOf('both')).toBeGreaterThan(11.5)
  })

  test('lets old renders fade, so that it follows a vendor that changes', async () => {
    await note(300, 200, 'changing')
    await note(60, 300, 'changing')
    const book = await open()
    expect(book.of('kling', 'changing')?.quantile(0.5)).toBeLessThan(70)
    await book.stop()
    // 200 renders that faded by 300, and 300 new ones.
    expect(await weightOf('changing')).toBeCloseTo(200 * 0.5 ** 1.5 + 300, 0)
  })

  test('goes on without a row that says something else than weights', async () => {
    await base.database.query(spoil, ['kling', 'spoilt', [1, 2]])
    await note(10, 1, 'spoilt')
    expect(await weightOf('spoilt')).toBeGreaterThan(3)
  })
})

const spoil = statement(
  'spoil-render-times',
  'insert into render_times (vendor, model_key, weights) values ($1, $2, $3)',
)
