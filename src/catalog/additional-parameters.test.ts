import { describe, expect, test } from 'vitest'
import { parseAdditionalParameters } from './additional-parameters.ts'
import { soundAsked } from './sound.ts'

const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`

describe('AdditionalParameters', () => {
  test.each([
    '{"camera_control":{"type":"simple"}}',
    ' {} ',
    nested(15),
    '{"seed":9007199254740991,"x":-1.5e-7}',
  ])('%s is taken as it is', (text) => {
    expect(parseAdditionalParameters(text)).toEqual({ value: JSON.parse(text) })
  })
  test('that are empty are an empty object', () => {
    expect(parseAdditionalParameters(' ')).toEqual({ value: {} })
  })
  test.each([
    ["{'a':1}", /^It is not JSON\./],
    ['[1]', /not an object/],
    ['null', /not an object/],
    ['"text"', /not an object/],
    ['{"id":12345678901234567890}', /too large to be passed on exactly/],
    ['{"x":1e999}', /too large/],
    ['{"a":["\\u0000"]}', /U\+0000/],
    ['{"\\ud800":1}', /surrogate/],
    [nested(17), /nested more than 16 levels/],
    [nested(30_000), /nested more than 16 levels/],
    [`{"a":"${'x'.repeat(65_536)}"}`, /at most 65536/],
  ])('%.40s is refused with a reason', (text, reason) => {
    expect(parseAdditionalParameters(text)).toEqual({
      value: {},
      problem: { en: expect.stringMatching(reason), zh: expect.stringMatching(/\p{Script=Han}/u) },
    })
  })
})

describe('the sound switch of the vendors', () => {
  test.each([
    [{ sound: 'on' }, 'sound', true],
    [{ sound: 'OFF' }, 'sound', false],
    [{ audio: 'native' }, 'audio', true],
    [{ audio: false }, 'audio', false],
    [{ generate_audio: 'true' }, 'generate_audio', true],
    [{ generateAudio: true }, 'generateAudio', true],
    [{ sound: { id: 1 }, audio: true }, 'audio', true],
  ])('%j is read', (object, key, value) => {
    expect(soundAsked(object)).toEqual({ key, value })
  })
  test.each([{}, { sound: 'constructor' }, { sound: 1 }, { audio: 'original' }, { Sound: 'on' }])(
    '%j asks for nothing',
    (object) => {
      expect(soundAsked(object)).toBeUndefined()
    },
  )
})
