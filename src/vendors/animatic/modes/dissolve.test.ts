import { describe, expect, test } from 'vitest'
import { createFrame } from '../picture/planar-frame.ts'
import { createRandom } from '../picture/random.ts'
import { createDissolveNodes, dissolveFrames, hideUnseen } from './dissolve.ts'

const WIDTH = 40
const HEIGHT = 24

describe('a dissolve', () => {
  test.each([
    { weightA: 1, weightB: 0, expected: 'first' },
    { weightA: 0, weightB: 1, expected: 'second' },
  ] as const)('with all weight on one picture is exactly the $expected', ({ weightA, weightB, expected }) => {
    const { first, second, into, nodes } = setting()
    nodes.weightA.fill(weightA)
    nodes.weightB.fill(weightB)
    hideUnseen(nodes)
    dissolveFrames(first, second, nodes, into)
    expect(into.bytes).toEqual((expected === 'first' ? first : second).bytes)
  })

  test('mixes by the weights and adds the rest, held within 0 to 255', () => {
    const { first, second, into, nodes } = setting()
    nodes.weightA.fill(0.25)
    nodes.weightB.fill(0.5)
    nodes.restY.fill(10)
    nodes.restU.fill(900)
    nodes.restV.fill(-900)
    hideUnseen(nodes)
    dissolveFrames(first, second, nodes, into)
    for (let index = 0; index < into.y.length; index++) {
      const expected = first.y[index]! * 0.25 + second.y[index]! * 0.5 + 10
      expect(Math.abs(into.y[index]! - expected)).toBeLessThanOrEqual(1)
    }
    expect(new Set(into.u)).toEqual(new Set([255]))
    expect(new Set(into.v)).toEqual(new Set([0]))
  })

  test('gives the same result whether unseen cells are known or not', () => {
    const { first, second, into, nodes } = setting()
    for (let node = 0; node < nodes.weightA.length; node++) {
      const share = Math.min(1, Math.max(0, (node % nodes.columns) - 1))
      nodes.weightA[node] = 1 - share
      nodes.weightB[node] = share
      nodes.restY[node] = node % 7
    }
    dissolveFrames(first, second, nodes, into)
    const plain = into.bytes.slice()
    hideUnseen(nodes)
    expect(nodes.hiddenA).toContain(1)
    expect(nodes.hiddenB).toContain(1)
    dissolveFrames(first, second, nodes, into)
    const differences = plain.map((value, index) => Math.abs(value - into.bytes[index]!))
    expect(Math.max(...differences)).toBeLessThanOrEqual(1)
  })
})

function setting() {
  const [first, second, into] = [1, 2, 3].map((seed) => {
    const frame = createFrame(WIDTH, HEIGHT)
    const random = createRandom(seed)
    for (let index = 0; index < frame.bytes.length; index++) frame.bytes[index] = 16 + random() * 200
    return frame
  }) as [ReturnType<typeof createFrame>, ReturnType<typeof createFrame>, ReturnType<typeof createFrame>]
  return { first, second, into, nodes: createDissolveNodes(4, 3) }
}
