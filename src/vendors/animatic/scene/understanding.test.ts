import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TimeOfDay } from './palettes.ts'
import { understand } from './understanding.ts'
import type { Particles, Place, Season } from './setting.ts'
import { featureWords, particleWords, placeWords, timeWords } from './vocabulary.ts'

const read = (prompt: string, negativePrompt = '', seed = 1) => understand(prompt, negativePrompt, seed)

describe('the place of a prompt', () => {
  test.each<[string, Place]>([
    ['A calm alpine lake at sunset, snowy mountains reflected in the water', 'mountain'],
    ['Neon cyberpunk city skyline at night', 'city'],
    ['A robot walks down a rainy street', 'street'],
    ['neon city street in the rain', 'street'],
    ['a misty forest at dawn', 'forest'],
    ['sand dunes in the Sahara', 'desert'],
    ['a storm at sea, a ship fights the waves', 'ocean'],
    ['An astronaut floats past a ringed planet in deep space', 'space'],
    ['a cat on a windowsill', 'room'],
    ['children playing in a park', 'park'],
    ['a sports car on a coast road', 'road'],
    ['a bowl of ramen, steam rising', 'table'],
    ['a coral reef with fish', 'underwater'],
    ['penguins in Antarctica', 'snowfield'],
    ['a hot air balloon above the clouds', 'cloudscape'],
    ['a field of sunflowers', 'meadow'],
    ['a tropical beach with palm trees', 'beach'],
    ['quarterly revenue grows', 'studio'],
    ['a logo reveal', 'studio'],
    ['hope', 'studio'],
    ['', 'studio'],
    ['夕阳下的海滩，椰树', 'beach'],
    ['雨夜的霓虹街道', 'street'],
    ['清晨薄雾笼罩的森林', 'forest'],
    ['宇航员漂浮在太空中，远处是土星', 'space'],
    ['一只橘猫坐在窗台上', 'room'],
    ['孩子们在公园里玩耍', 'park'],
    ['热气腾腾的拉面', 'table'],
    ['上海天际线夜景', 'city'],
    ['雪山下的湖泊', 'mountain'],
    ['骆驼队穿过沙漠', 'desert'],
  ])('%j is a %s', (prompt, place) => {
    expect(read(prompt).place).toBe(place)
  })

  test('is where the subject lives when the prompt names none', () => {
    expect(understand('hope', '', 1, 'ground').place).toBe('meadow')
    expect(understand('hope', '', 1, 'water').place).toBe('ocean')
    expect(understand('hope', '', 1, 'air').place).toBe('cloudscape')
    expect(understand('hope', '', 1, 'space').place).toBe('space')
    expect(understand('hope', '', 1, 'underwater').place).toBe('underwater')
  })

  test('is the shore when somebody on foot is put at sea', () => {
    expect(understand('a man looks at the ocean', '', 1, 'ground').place).toBe('beach')
  })

  test.each(Object.keys(placeWords) as Place[])('%s is found by its own words in both languages', (place) => {
    const words = placeWords[place].says.split(' ')
    const english = words[0]!.replaceAll('~', ' ')
    const chinese = words.find((word) => /\p{Script=Han}/u.test(word))!
    expect(read(english).place).toBe(place)
    expect(read(chinese).place).toBe(place)
  })
})

describe('time, weather and season', () => {
  test.each<[string, TimeOfDay]>([
    ['a beach at golden hour', 'sunset'],
    ['sunrise over the hills', 'dawn'],
    ['a city at midnight', 'night'],
    ['a neon city at night', 'neon'],
    ['the surface of Mars', 'alien'],
    ['a village at dusk', 'dusk'],
    ['a thunderstorm over the plain', 'storm'],
    ['a foggy harbour', 'overcast'],
    ['a meadow on a sunny day', 'day'],
    ['黄昏的草原', 'sunset'],
    ['星空下的雪山', 'night'],
    ['清晨的湖', 'dawn'],
  ])('%j plays at %s', (prompt, time) => {
    expect(read(prompt).time).toBe(time)
  })

  test.each<[string, Particles | null]>([
    ['heavy rain in a street', 'rain'],
    ['snow is falling on a village', 'snow'],
    ['cherry blossom petals drift by', 'petals'],
    ['falling leaves in the woods', 'leaves'],
    ['a campfire at night', 'embers'],
    ['an enchanted forest', 'fireflies'],
    ['a coral reef', 'bubbles'],
    ['a quiet meadow', null],
    ['下雨的街道', 'rain'],
    ['樱花飘落的公园', 'petals'],
  ])('in %j the air is full of %s', (prompt, particles) => {
    expect(read(prompt).particles).toBe(particles)
  })

  test.each<[string, Season]>([
    ['an autumn forest', 'autumn'],
    ['spring meadow with blossoms', 'spring'],
    ['a frozen lake in winter', 'winter'],
    ['a green valley', 'summer'],
    ['秋天的公园', 'autumn'],
  ])('%j is in %s', (prompt, season) => {
    expect(read(prompt).season).toBe(season)
  })

  test('are the seed’s choice when the prompt is silent, and the same for the same seed', () => {
    const times = new Set(Array.from({ length: 20 }, (_, seed) => read('a mountain', '', seed).time))
    expect(times.size).toBeGreaterThan(1)
    expect(read('a mountain', '', 7)).toEqual(read('a mountain', '', 7))
  })
})

describe('the negative prompt', () => {
  const firstWord = (list: string) =>
    fc.constantFrom(...list.split(' ').map((word) => word.replaceAll('~', ' ')))
  const seeds = fc.nat(2 ** 32 - 1)

  test('removes a time of day, even one that the prompt asks for', () => {
    const times = fc.constantFrom(...(Object.keys(timeWords) as TimeOfDay[]))
    fc.assert(
      fc.property(
        times.chain((time) => fc.tuple(fc.constant(time), firstWord(timeWords[time]))),
        seeds,
        ([time, word], seed) => {
          expect(read(`a meadow, ${word}`, word, seed).time).not.toBe(time)
          expect(read('a meadow', word, seed).time).not.toBe(time)
        },
      ),
    )
  })

  test('removes what falls or floats in the air', () => {
    const kinds = fc.constantFrom(...(Object.keys(particleWords) as Particles[]))
    fc.assert(
      fc.property(
        kinds.chain((kind) => fc.tuple(fc.constant(kind), firstWord(particleWords[kind]))),
        seeds,
        ([kind, word], seed) => {
          expect(read(`a meadow, ${word}`, word, seed).particles).not.toBe(kind)
        },
      ),
    )
  })

  test('removes features and remembers them as refused', () => {
    const features = fc.constantFrom(...(Object.keys(featureWords) as (keyof typeof featureWords)[]))
    fc.assert(
      fc.property(
        features.chain((feature) => fc.tuple(fc.constant(feature), firstWord(featureWords[feature]))),
        seeds,
        ([feature, word], seed) => {
          const reading = read(`a meadow, ${word}`, word, seed)
          expect(reading.features.has(feature)).toBe(false)
          expect(reading.refused.has(feature)).toBe(true)
        },
      ),
    )
  })

  test('is understood inside the prompt too', () => {
    expect(read('a street at night, no rain').particles).toBeNull()
    expect(read('a lake without fog').features.has('fog')).toBe(false)
    expect(read('没有雨的街道').particles).toBeNull()
    expect(read('a meadow, no birds').refused.has('birds')).toBe(true)
  })
})
