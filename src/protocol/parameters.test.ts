import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '../catalog/job.ts'
import { actions } from '../contract/actions.ts'
import { membersOf, type Member } from '../contract/members.ts'
import { laterCreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { createAigcVideoTaskRequest } from '../contract/shapes.ts'
import { decodePairs } from './form-pairs.ts'
import { flatten, readTexts, unflatten } from './parameters.ts'

const pairs = (flat: Readonly<Record<string, string>>) =>
  Object.entries(flat).map(([name, value]) => ({ name, value }))
const refusal = expect.objectContaining({ code: 'InvalidParameter' })

describe('flat parameters', () => {
  test('say the same as the structure they came from', () => {
    const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
    const { structure } = fc.letrec<{ value: JsonValue; structure: { [key: string]: JsonValue } }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        tie('structure'),
        fc.array(fc.string(), { minLength: 1 }),
      ),
      structure: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4, depthIdentifier: 'depth' }),
    }))
    fc.assert(
      fc.property(structure, fc.infiniteStream(fc.nat()), (value, shuffle) => {
        const flat = flatten(value)
        fc.pre(flat.every(({ name }) => name.split('.').length <= 8))
        const order = flat.map((pair) => ({ pair, at: shuffle.next().value ?? 0 }))
        const shuffled = order.toSorted((left, right) => left.at - right.at).map(({ pair }) => pair)
        expect(unflatten(shuffled)).toEqual(value)
      }),
    )
  })

  test('may come in any order, as Java sends them', () => {
    const flat = {
      'ImageInfos.1.ImageUrl': 'b',
      'ImageInfos.0.ReferenceType': 'x',
      'ImageInfos.0.ImageUrl': 'a',
    }
    expect(unflatten(pairs(flat))).toEqual({
      ImageInfos: [{ ReferenceType: 'x', ImageUrl: 'a' }, { ImageUrl: 'b' }],
    })
  })

  test('stay text', () => {
    expect(unflatten(pairs({ Duration: '5', EnhancePrompt: 'true' }))).toEqual({
      Duration: '5',
      EnhancePrompt: 'true',
    })
  })

  test.each([
    ['a gap', { 'ImageInfos.0.ImageUrl': 'a', 'ImageInfos.2.ImageUrl': 'b' }],
    ['no beginning', { 'ImageInfos.1.ImageUrl': 'a' }],
    ['a value and a structure', { ImageInfos: 'a', 'ImageInfos.0.ImageUrl': 'b' }],
    ['a structure and a value', { 'ImageInfos.0.ImageUrl': 'b', ImageInfos: 'a' }],
    ['nine levels', { 'a.a.a.a.a.a.a.a.a': '1' }],
    ['a thousand levels', { [Array(1000).fill('a').join('.')]: '1' }],
  ])('with %s are refused', (_, flat) => {
    expect(() => unflatten(pairs(flat))).toThrow(refusal)
  })

  test('cannot reach the prototype of anything', () => {
    const names = ['__proto__.polluted', 'constructor.prototype.polluted', 'ImageInfos.0.__proto__.polluted']
    for (const name of names) unflatten(pairs({ [name]: 'yes' }))
    const built = unflatten(pairs({ '__proto__.polluted': 'yes' }))
    expect(Object.getPrototypeOf(built)).toBe(Object.prototype)
    expect(Object.hasOwn(built, '__proto__')).toBe(true)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

/** Any request of these members that flat parameters can express: an empty list or structure leaves no trace in them. */
function requestOf(members: readonly Member[]): fc.Arbitrary<JsonObject> {
  const sent = Object.fromEntries(members.map((member) => [member.name, valueOf(member)]))
  return fc
    .record(sent, { requiredKeys: [] })
    .filter((request) => Object.keys(request).length > 0)
    .map((request) => request as JsonObject)
}

function valueOf(member: Member): fc.Arbitrary<JsonValue> {
  switch (member.type) {
    case 'String':
      return text
    case 'Integer':
      return fc.integer()
    case 'Boolean':
      return fc.boolean()
    case 'Binary':
      return fc.base64String()
    case 'Structure':
      return requestOf(member.members)
    case 'List': {
      const element: fc.Arbitrary<JsonValue> = member.members.length > 0 ? requestOf(member.members) : text
      return fc.array(element, { minLength: 1, maxLength: 12 })
    }
  }
}

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '+',
    '%',
    '%20',
    '&',
    '=',
    '0',
    'true',
    '5',
    '_',
    'a_b.c',
    '让画面动起来',
    '🎬 + 1%',
  ),
  fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed()),
)

/** As Node.js and Java write them, as Go and Python do, and as a lazy client may. */
const encodings: Readonly<Record<string, (part: string) => string>> = {
  '%20': encodeURIComponent,
  '+': (part) => encodeURIComponent(part).replaceAll('%20', '+'),
  'every byte': (part) =>
    [...new TextEncoder().encode(part)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
}

const served = Object.entries(actions).flatMap(([edition, table]) =>
  Object.entries(table).map(([name, { input }]) => ({ edition, name, members: membersOf(input) })),
)

describe.each(served)('a request of $name, edition $edition', ({ members }) => {
  test.each(Object.keys(encodings))('written flat with %s reads as it was meant', (encoding) => {
    const encode = encodings[encoding] ?? String
    fc.assert(
      fc.property(requestOf(members), (request) => {
        const sent = flatten(request).map(({ name, value }) => `${encode(name)}=${encode(value)}`)
        expect(readTexts(unflatten(decodePairs(sent.join('&'))), members)).toEqual(request)
      }),
    )
  })
})

describe('texts', () => {
  const members = membersOf(createAigcVideoTaskRequest)
  const read = (parameters: Readonly<Record<string, JsonValue>>) => readTexts(parameters, members)

  test('of lists and switches of edition 2026-08 become what their shape asks for', () => {
    const flat = {
      'VideoInfos.0.KeepOriginalSound': 'yes',
      'VideoInfos.0.VideoUrl': 'https://example.com/v.mp4',
      'AudioInfos.0.AudioUrl': 'https://example.com/s.mp3',
      'ExtraParameters.LogoAdd': '1',
      'ExtraParameters.EnableAudio': 'True',
      'ExtraParameters.OffPeak': '0',
    }
    expect(readTexts(unflatten(pairs(flat)), membersOf(laterCreateAigcVideoTaskRequest))).toEqual({
      VideoInfos: [{ KeepOriginalSound: 'yes', VideoUrl: 'https://example.com/v.mp4' }],
      AudioInfos: [{ AudioUrl: 'https://example.com/s.mp3' }],
      ExtraParameters: { LogoAdd: 1, EnableAudio: true, OffPeak: false },
    })
  })
  test.each(['true', 'True', '1'])('%s is true', (word) => {
    expect(read({ EnhancePrompt: word })).toEqual({ EnhancePrompt: true })
  })

  test.each(['false', 'False', '0'])('%s is false', (word) => {
    expect(read({ EnhancePrompt: word })).toEqual({ EnhancePrompt: false })
  })

  test('become numbers only where a number is asked for', () => {
    expect(read({ Duration: '5', ModelVersion: '2.0', Prompt: '1' })).toEqual({
      Duration: 5,
      ModelVersion: '2.0',
      Prompt: '1',
    })
  })

  test.each(['', ' 5', '5.0', '0x5', '5e0', 'five', '9'.repeat(40), 'NaN', '５'])(
    '%j is no number and stays, for the shape to refuse',
    (text) => {
      expect(read({ Duration: text })).toEqual({ Duration: text })
    },
  )

  test('in unknown members stay as they are', () => {
    expect(read({ Nonsense: '5', ImageInfos: [{ Nonsense: 'true' }] })).toEqual({
      Nonsense: '5',
      ImageInfos: [{ Nonsense: 'true' }],
    })
  })
})
