import { describe, expect, test } from 'vitest'
import { grouped } from './grouped.ts'

describe('grouped calls', () => {
  test('calls of one moment share a run, and each gets its own answer', async () => {
    const runs: number[] = []
    const double = grouped(async (inputs: readonly number[]) => {
      runs.push(inputs.length)
      return inputs.map((input) => input * 2)
    })
    expect(await Promise.all([1, 2, 3].map((input) => double(input)))).toEqual([2, 4, 6])
    expect(runs).toEqual([3])
  })

  test('a group is never larger than its bound', async () => {
    const runs: number[] = []
    const call = grouped(
      async (inputs: readonly number[]) => {
        runs.push(inputs.length)
        return inputs
      },
      { sizeMax: 2, inFlightMax: 1 },
    )
    await Promise.all([1, 2, 3, 4, 5].map((input) => call(input)))
    expect(runs).toEqual([2, 2, 1])
  })

  test('a database that is away fails them all at once, and is not asked again for each', async () => {
    let runs = 0
    const call = grouped(async (_inputs: readonly number[]): Promise<readonly number[]> => {
      runs++
      throw new Error('Connection terminated unexpectedly')
    })
    const answers = await Promise.allSettled([1, 2, 3].map((input) => call(input)))
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(runs).toBe(1)
  })

  test('one bad call does not fail its neighbours', async () => {
    const call = grouped(async (inputs: readonly number[]) => {
      if (inputs.includes(13)) throw new Error('13 is not liked here')
      return inputs
    })
    const answers = await Promise.allSettled([1, 13, 2].map((input) => call(input)))
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})
