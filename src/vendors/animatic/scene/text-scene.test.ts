import { describe, expect, test } from 'vitest'
import type { CameraMove, RenderPlan } from '../render-plan.ts'
import { atmospheres } from './palettes.ts'
import type { TimeOfDay } from './palettes.ts'
import { createCompositor } from './stage/compositor.ts'
import type { Layer } from './stage/layer.ts'
import { buildSet, textScene } from './text-scene.ts'
import type { Place } from './setting.ts'
import { placeWords, timeWords } from './vocabulary.ts'

const MOVES: readonly CameraMove[] = [
  'zoom-in',
  'zoom-out',
  'pan-left',
  'pan-right',
  'tilt-up',
  'tilt-down',
  'orbit',
  'roll',
  'handheld',
  'drift',
  'static',
]

/** Small frames in every shape that the contract knows. */
const SHAPES = [
  { aspect: '16:9', width: 160, height: 90 },
  { aspect: '9:16', width: 90, height: 160 },
  { aspect: '1:1', width: 96, height: 96 },
  { aspect: '4:3', width: 112, height: 84 },
  { aspect: '3:4', width: 84, height: 112 },
  { aspect: '21:9', width: 168, height: 72 },
] as const

const PLACES = Object.keys(placeWords) as Place[]
const TIMES = Object.keys(atmospheres) as TimeOfDay[]

const wordOf = (list: string) => list.split(' ')[0]!.replaceAll('~', ' ')

/** The range that holds all values and the permitted ones. */
const rangeOf = (values: Uint8Array, low = 16, high = 235) =>
  values.reduce((range, value) => ({ low: Math.min(range.low, value), high: Math.max(range.high, value) }), {
    low,
    high,
  })

const planFor = (change: Partial<RenderPlan>): RenderPlan => ({
  mode: 'text',
  width: 160,
  height: 90,
  outputWidth: 160,
  outputHeight: 90,
  framesPerSecond: 24,
  frameCount: 49,
  seed: 11,
  prompt: 'a mountain lake',
  negativePrompt: '',
  moves: ['drift'],
  audio: false,
  model: 'Kling 2.6',
  images: [],
  ...change,
})

const bytesAt = async (plan: RenderPlan, indices: readonly number[]) => {
  const scene = await textScene(plan)
  return indices.map((index) => Buffer.from(scene.frame(index).bytes))
}

describe('a frame', () => {
  test.each([
    'a fox in a forest in the rain',
    'a storm at sea with lightning, a ship',
    'two cats in a room, snow outside',
    'fireworks over a neon city',
    'northern lights and shooting stars over a lake',
    'fish at a coral reef',
    'revenue grows',
  ])('of %j is the same in whatever order frames are drawn', async (prompt) => {
    const plan = planFor({ prompt })
    const [first, middle, last] = await bytesAt(plan, [0, 24, 48])
    const [lastAgain, firstAgain, middleAgain] = await bytesAt(plan, [48, 0, 24])
    expect(firstAgain!.equals(first!)).toBe(true)
    expect(middleAgain!.equals(middle!)).toBe(true)
    expect(lastAgain!.equals(last!)).toBe(true)
  })

  test('differs with the seed, the prompt and the time', async () => {
    const [one] = await bytesAt(planFor({}), [10])
    const [otherSeed] = await bytesAt(planFor({ seed: 12 }), [10])
    const [otherPrompt] = await bytesAt(planFor({ prompt: 'a desert' }), [10])
    const [later] = await bytesAt(planFor({}), [30])
    for (const other of [otherSeed, otherPrompt, later]) expect(other!.equals(one!)).toBe(false)
  })
})

// Every place in every other shape, so that each shape and each place comes three times or more.
describe.each(SHAPES.map((shape, index) => ({ ...shape, index })))(
  'in $aspect',
  ({ width, height, index: turn }) => {
    const shape = { width, height, outputWidth: width, outputHeight: height }

    const places = PLACES.map((place, index) => ({ place, time: TIMES[(index + width) % TIMES.length]! }))
    test.each(places.filter((_, index) => (index + turn) % 2 === 0))(
      'a $place at $time keeps to the limited range and leaves no spot open at either end of the way',
      async ({ place, time }) => {
        const move = MOVES[(PLACES.indexOf(place) + height) % MOVES.length]!
        const prompt = `${wordOf(placeWords[place].says)}, ${wordOf(timeWords[time])}`
        const plan = planFor({ ...shape, prompt, moves: [move], seed: width + PLACES.indexOf(place) })
        const { layers, site, path, reading } = await buildSet(plan)
        expect(reading.place).toBe(place)
        const black = createCompositor(width, height, layers, [0, 0, 0])
        const white = createCompositor(width, height, layers, [255, 255, 255])
        for (const index of [0, 24, 48]) {
          const moment = { lens: site.lens, pose: path.at(index).pose, seconds: index / 24 }
          const frame = black(moment)
          expect(rangeOf(frame.y)).toEqual({ low: 16, high: 235 })
          expect(rangeOf(frame.u, 16, 240)).toEqual({ low: 16, high: 240 })
          expect(rangeOf(frame.v, 16, 240)).toEqual({ low: 16, high: 240 })
          expect(Buffer.from(white(moment).bytes).equals(Buffer.from(frame.bytes))).toBe(true)
        }
      },
    )
  },
)

describe('a camera that', () => {
  test.each(MOVES)('does %s moves without a jump', async (move) => {
    const scene = await textScene(planFor({ prompt: 'a street', moves: [move], frameCount: 192 }))
    const differences: number[] = []
    let before = Buffer.from(scene.frame(80).y)
    for (let index = 81; index < 90; index++) {
      const after = Buffer.from(scene.frame(index).y)
      let sum = 0
      for (let at = 0; at < after.length; at++) sum += Math.abs(after[at]! - before[at]!)
      differences.push(sum / after.length)
      before = after
    }
    expect(Math.max(...differences)).toBeLessThan(8)
    expect(Math.max(...differences)).toBeLessThan(3 * Math.min(...differences) + 1)
  })
})

describe('layers that hide others', () => {
  test.each([
    'a forest',
    'a street at night',
    'a city',
    'a meadow',
    'a room',
    'underwater',
    'a snowy field',
    'a camel in the desert',
    'a beach',
  ])('change nothing of %j but the work', async (prompt) => {
    for (const moves of [['pan-left'], ['drift', 'zoom-out']] as const) {
      const { layers, site, path } = await buildSet(planFor({ prompt, moves }))
      const bare = layers.map((layer): Layer => ({
        distance: layer.distance,
        draw: (sheet, moment, cover) => layer.draw(sheet, moment, cover),
      }))
      const hiding = createCompositor(160, 90, layers, [90, 90, 90])
      const showing = createCompositor(160, 90, bare, [90, 90, 90])
      for (const index of [0, 30, 48]) {
        const moment = { lens: site.lens, pose: path.at(index).pose, seconds: index / 24 }
        expect(Buffer.from(hiding(moment).bytes).equals(Buffer.from(showing(moment).bytes))).toBe(true)
      }
    }
  })
})

test('the notes say what was understood', async () => {
  const scene = await textScene(planFor({ prompt: 'three dogs in a park in the rain' }))
  expect(scene.notes).toMatchObject({ place: 'park', weather: 'rain', subjects: ['3 dog'] })
})
