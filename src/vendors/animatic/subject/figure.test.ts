import { describe, expect, test } from 'vitest'
import { createFrame } from '../picture/planar-frame.ts'
import type { PlanarFrame } from '../render-plan.ts'
import { prepareSubject } from './cast.ts'
import { kinds } from './kinds.ts'
import type { Action, Placement, Subject, SubjectLight } from './subject.ts'

const light: SubjectLight = {
  key: [255, 240, 215],
  ambient: [110, 120, 160],
  rim: [255, 230, 190],
  haze: [200, 210, 225],
  hazeAmount: 0.1,
  direction: 1,
}

const everyKind = Object.keys(kinds)

const placement: Placement = { x: 160, y: 150, heightPixels: 56, facing: 1, seconds: 0, opacity: 1 }

function prepare(kind: string, action: Action, heightPixelsMax = 100): Promise<Subject> {
  return prepareSubject({ kind, count: 1, action }, heightPixelsMax, light, 7)
}

function greyFrame(width: number, height: number): PlanarFrame {
  const frame = createFrame(width, height)
  frame.y.fill(120)
  frame.u.fill(128)
  frame.v.fill(128)
  return frame
}

function drawn(subject: Subject, where: Placement, width = 320, height = 200): PlanarFrame {
  const frame = greyFrame(width, height)
  subject.draw(frame, where)
  return frame
}

function changedPixels(frame: PlanarFrame): number {
  return frame.y.reduce((count, luma) => count + (luma === 120 ? 0 : 1), 0)
}

/** The largest difference between a plane and the part of a larger one that begins at a column and a row. */
function differenceAt(
  part: Uint8Array,
  width: number,
  whole: Uint8Array,
  wholeWidth: number,
  start: number,
): number {
  let largest = 0
  for (const [at, value] of part.entries()) {
    const there = whole[start + Math.floor(at / width) * wholeWidth + (at % width)] ?? 0
    largest = Math.max(largest, Math.abs(value - there))
  }
  return largest
}

describe.each(everyKind)('%s', (kind) => {
  const actions = Object.keys(kinds[kind]?.actions ?? {}) as Action[]

  test('shows itself in all it does', async () => {
    for (const action of actions) {
      const subject = await prepare(kind, action)
      // A leap may begin under water: look at several moments.
      const seen = [0, 0.5, 1, 1.7].map((seconds) => changedPixels(drawn(subject, { ...placement, seconds })))
      expect(Math.max(...seen)).toBeGreaterThan(150)
    }
  })

  test('keeps to video range and depends on the moment alone', async () => {
    for (const action of actions) {
      const subject = await prepare(kind, action)
      const where: Placement = { ...placement, facing: -1, seconds: 1.3 }
      const first = drawn(subject, where)
      subject.draw(greyFrame(320, 200), { ...where, seconds: 4.1, x: -20 })
      expect(Buffer.compare(drawn(subject, where).bytes, first.bytes)).toBe(0)
      expect(first.y.every((luma) => luma >= 16 && luma <= 235)).toBe(true)
      expect(first.u.every((chroma) => chroma >= 16 && chroma <= 240)).toBe(true)
      expect(first.v.every((chroma) => chroma >= 16 && chroma <= 240)).toBe(true)
    }
  })

  test('is cut at the border of the frame', async () => {
    for (const action of actions) {
      const subject = await prepare(kind, action)
      const whole = drawn(subject, placement)
      // The same figure in a frame that shows only the part from (150, 110) to (250, 170).
      const part = drawn(subject, { ...placement, x: placement.x - 150, y: placement.y - 110 }, 100, 60)
      // Steep gradients are rounded a step or two differently when they begin at another column.
      expect(differenceAt(part.y, 100, whole.y, 320, 110 * 320 + 150)).toBeLessThan(24)
      expect(differenceAt(part.u, 50, whole.u, 160, 55 * 160 + 75)).toBeLessThan(24)
      expect(differenceAt(part.v, 50, whole.v, 160, 55 * 160 + 75)).toBeLessThan(24)
    }
  })
})

describe('a placed subject', () => {
  test('leaves the frame alone when it is transparent or far outside', async () => {
    const subject = await prepare('cat', 'walk')
    for (const where of [
      { ...placement, opacity: 0 },
      { ...placement, x: -4000 },
      { ...placement, y: 5000 },
      { ...placement, heightPixels: 0 },
    ]) {
      expect(changedPixels(drawn(subject, where))).toBe(0)
    }
  })

  test('fades with its opacity', async () => {
    const subject = await prepare('panda', 'stand')
    const strength = (opacity: number): number =>
      drawn(subject, { ...placement, opacity }).y.reduce((sum, luma) => sum + Math.abs(luma - 120), 0)
    expect(strength(0.5)).toBeGreaterThan(strength(0.2))
    expect(strength(1)).toBeGreaterThan(strength(0.5) * 1.7)
  })

  test('turns round with its facing', async () => {
    const subject = await prepare('horse', 'stand')
    const weight = (facing: 1 | -1): number => {
      const frame = drawn(subject, { ...placement, facing })
      // The head is the only thing up here.
      return frame.y
        .subarray(96 * 320, 106 * 320)
        .reduce((sum, luma, at) => sum + (luma === 120 ? 0 : (at % 320) - 160), 0)
    }
    expect(weight(1)).toBeGreaterThan(0)
    expect(weight(-1)).toBeLessThan(0)
  })

  test('is lit from the side of the light', async () => {
    const lefts = await Promise.all(
      ([-1, 1] as const).map(async (direction) => {
        const subject = await prepareSubject(
          { kind: 'polar-bear', count: 1, action: 'stand' },
          100,
          { ...light, direction },
          7,
        )
        const frame = drawn(subject, placement)
        // The rump faces left.
        return frame.y.subarray(124 * 320 + 140, 124 * 320 + 150).reduce((sum, luma) => sum + luma, 0)
      }),
    )
    expect(lefts[0]).toBeGreaterThan(lefts[1] ?? 0)
  })

  test('wears the colour that is asked for', async () => {
    const redness = async (colour: string): Promise<number> => {
      const subject = await prepareSubject({ kind: 'car', count: 1, action: 'stand', colour }, 100, light, 7)
      return drawn(subject, placement).v.reduce((sum, value) => sum + value, 0)
    }
    expect(await redness('red')).toBeGreaterThan(await redness('blue'))
  })

  test('moves over the ground as fast as its feet', async () => {
    const walker = await prepare('dog', 'walk')
    const runner = await prepare('dog', 'run')
    const sleeper = await prepare('dog', 'sleep')
    expect(runner.travel).toBeGreaterThan(walker.travel)
    expect(walker.travel).toBeGreaterThan(0)
    expect(sleeper.travel).toBe(0)
  })

  test('differs from its siblings', async () => {
    const looks = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (seed) => {
        const subject = await prepareSubject({ kind: 'woman', count: 6, action: 'stand' }, 100, light, seed)
        return drawn(subject, placement).bytes.join()
      }),
    )
    expect(new Set(looks).size).toBe(6)
  })

  test('is refused when the cast does not know it', async () => {
    await expect(prepare('unheard-of', 'walk')).rejects.toThrow('unheard-of')
    await expect(prepare('house', 'fly')).rejects.toThrow('cannot fly')
  })
})
