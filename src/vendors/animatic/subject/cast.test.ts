import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { subjectsIn } from './cast.ts'
import { colours } from './colours.ts'
import { kinds } from './kinds.ts'
import type { SubjectRequest } from './subject.ts'

/** `two white cat run`: a request as one line. */
function told(request: SubjectRequest): string {
  return [request.count, request.colour, request.kind, request.action].filter(Boolean).join(' ')
}

function read(prompt: string, negativePrompt = ''): readonly string[] {
  return subjectsIn(prompt, negativePrompt).map(told)
}

describe('the subjects of a prompt', () => {
  test.each([
    ['A cat', ['1 cat walk']],
    ['A fluffy white kitten runs through a sunny meadow', ['1 white kitten run']],
    ['two cats sleeping on a sofa', ['2 cat sleep']],
    ['Three small brown dogs playing in the park', ['3 brown dog run']],
    ['a flock of birds flies over the lake', ['7 bird fly']],
    ['An astronaut floating in deep space', ['1 astronaut float']],
    ['an astronaut on mars', ['1 astronaut walk']],
    ['A red sports car drives down the highway at sunset', ['1 red sports-car drive']],
    ['a woman in a red dress walks in the rain', ['1 red woman walk']],
    ['children chasing butterflies', ['3 child run', '3 butterfly fly']],
    ['a wolf sits under a tree', ['1 wolf sit', '1 tree stand']],
    ['A majestic eagle soaring above the mountains', ['1 eagle fly']],
    ['sailing boat on calm water', ['1 sailboat sail']],
    ['a flying red dragon', ['1 red dragon fly']],
    ['a hot air balloon drifts over fields', ['1 balloon float']],
    ['A dog and a cat running on the beach', ['1 dog run', '1 cat run']],
    ['a man walking his dog', ['1 man walk', '1 dog walk']],
    ['A child with a red balloon', ['1 child walk', '1 red toy-balloon float']],
    ['a girl dancing', ['1 dancing-girl stand']],
    ['golden retriever puppies play', ['3 puppy run']],
    ['an old man in a blue coat walks his dog', ['1 blue man walk', '1 dog walk']],
    ['a red robot sits', ['1 red robot sit']],
    ['a couple walks along the shore', ['1 woman walk', '1 man walk']],
  ])('are found in English: %s', (prompt, expected) => {
    expect(read(prompt)).toEqual(expected)
  })

  test.each([
    ['一只白色的小猫在草地上奔跑', ['1 white kitten run']],
    ['三只猫在睡觉', ['3 cat sleep']],
    ['红色跑车在公路上飞驰', ['1 red sports-car drive']],
    ['一位穿红色连衣裙的女人在街上行走', ['1 red woman walk']],
    ['一群鸟飞过湖面', ['5 bird fly']],
    ['宇航员漂浮在太空中', ['1 astronaut float']],
    ['两个孩子和一只狗在沙滩上玩耍', ['2 child run', '1 dog run']],
    ['机器人在城市里行走', ['1 robot walk']],
    ['一条金色的巨龙在云中飞翔', ['1 gold dragon fly']],
    ['孩子们放风筝', ['3 child walk', '1 kite fly']],
    ['海豚跃出水面', ['1 dolphin run']],
    ['老人坐在长椅上', ['1 man sit']],
    ['大熊猫吃竹子', ['1 panda sit']],
    ['热气球飘过山谷', ['1 balloon float']],
  ])('are found in Chinese: %s', (prompt, expected) => {
    expect(read(prompt)).toEqual(expected)
  })

  test.each([
    'a bird’s eye view of a city',
    "bird's-eye view over mountains",
    '鸟瞰城市',
    'fisheye lens shot of a hallway',
    '马上就要下雨了',
    'a hot dog on a plate',
    'empty street, no people, no cars, without a dog',
    '没有人的街道，没有汽车',
    'the catalogue of a carpet caravan',
  ])('are not seen where only their letters are: %s', (prompt) => {
    expect(read(prompt)).toEqual([])
  })

  test('ride together as one', () => {
    expect(read('An astronaut riding a white horse')).toEqual(['1 white astronaut+horse run'])
    expect(read('a woman in a red coat rides a bicycle')).toEqual(['1 woman/red+bicycle drive'])
    expect(read('a man sitting on a brown horse')).toEqual(['1 brown man+horse stand'])
    expect(read('骑士骑着一匹黑马奔跑')).toEqual(['1 black knight+horse run'])
  })

  test('leave drivers and sailors to their vessels', () => {
    expect(read('a man driving a blue car')).toEqual(['1 blue car drive'])
    expect(read('two fishermen in a small boat')).toEqual(['1 boat sail'])
  })

  test('are one when mentioned again, two when another is meant', () => {
    expect(read('A white cat sits. The cat looks at the moon.')).toEqual(['1 white cat sit'])
    expect(read('a black cat and a white cat sleep')).toEqual(['1 black cat sleep', '1 white cat sleep'])
    expect(read('a fox meets another fox')).toHaveLength(2)
  })

  test('keep their own verbs when the camera moves', () => {
    expect(read('A cat sleeps while the camera flies around')).toEqual(['1 cat sleep'])
    expect(read('a lion, leaves falling')).toEqual(['1 lion walk'])
  })

  test('live where the prompt plays', () => {
    expect(read('a whale in the deep sea')).toEqual(['1 whale swim'])
    expect(read('a whale swims in the ocean')).toEqual(['1 whale run'])
  })

  test('are removed with their family by the negative prompt', () => {
    expect(read('a kitten and a dog', 'cats')).toEqual(['1 dog walk'])
    expect(read('a boy and a dog', 'people, person')).toEqual(['1 dog walk'])
  })

  test('are at most four, each at most seven times', () => {
    const crowd = subjectsIn('hundreds of cats, dogs, horses, bears, wolves and foxes', '')
    expect(crowd.map((request) => request.kind)).toEqual(['cat', 'dog', 'horse', 'bear'])
    expect(Math.max(...crowd.map((request) => request.count))).toBe(7)
  })

  test('can always be drawn, whatever the words', () => {
    const words =
      'two|a|white|red|cat|horse|woman|riding|in|car|dress|flies|and|,|.|一只|猫|骑着|astronaut|couple|dancing|whale|no|bicycle'.split(
        '|',
      )
    const word = fc.constantFrom(...words)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 24 }), (words) => {
        for (const request of subjectsIn(words.join(' '), '')) {
          const mount = request.kind.split('+').at(-1) ?? ''
          expect(Object.keys(kinds[mount]?.actions ?? {})).toContain(request.action)
          expect(request.count).toBeGreaterThanOrEqual(1)
          if (request.colour !== undefined) expect(colours).toHaveProperty(request.colour)
        }
      }),
    )
  })
})
