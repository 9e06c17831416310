import { describe, expect, test } from 'vitest'
import { readShape } from './read-shape.ts'
import { createAigcVideoTaskRequest, describeAigcVideoTaskRequest } from './shapes.ts'
import { laterCreateAigcVideoTaskRequest } from './shapes-2026-08.ts'

const read = (body: unknown) => readShape(createAigcVideoTaskRequest, body)

function findings(body: unknown, shape = createAigcVideoTaskRequest as never) {
  const reading = readShape(shape, body)
  if (!('findings' in reading)) throw new Error('The body was accepted.')
  return reading.findings.map(({ code, parameter, message }) => [code, parameter, message.en] as const)
}

describe('a body of the right shape', () => {
  test('is given back as it was', () => {
    const body = { Prompt: 'a cat', Duration: 5, ImageInfos: [{ ImageUrl: 'https://example.com/a.png' }] }
    expect(read(body)).toEqual({ value: body })
  })
  test('may be empty, because nothing is marked required', () => {
    expect(read({})).toEqual({ value: {} })
  })
  test('may have nulls, which count as not sent', () => {
    expect(read({ Prompt: null, ExtraParameters: { Resolution: null, AspectRatio: '1:1' } })).toEqual({
      value: { ExtraParameters: { AspectRatio: '1:1' } },
    })
  })
})

describe('a body of the wrong shape', () => {
  test('with an unknown member is told which one was probably meant', () => {
    const [[code, parameter, message] = []] = findings({ prompt: 'a cat' })
    expect([code, parameter]).toEqual(['UnknownParameter', 'prompt'])
    expect(message).toMatch(
      /^The parameter `prompt` is not recognized\. Did you mean `Prompt`\? Known here: ModelName, /,
    )
  })
  test('with a member in the wrong place is told the right one', () => {
    const body = { Resolution: '720P', ExtraParameters: { Duration: 5 }, ImageInfos: [{ Prompt: 'a cat' }] }
    expect(findings(body)).toEqual([
      ['UnknownParameter', 'ImageInfos.0.Prompt', expect.stringContaining('It belongs elsewhere: `Prompt`.')],
      [
        'UnknownParameter',
        'ExtraParameters.Duration',
        expect.stringContaining('It belongs elsewhere: `Duration`.'),
      ],
      [
        'UnknownParameter',
        'Resolution',
        expect.stringContaining('It belongs elsewhere: `ExtraParameters.Resolution`.'),
      ],
    ])
  })
  test('with an unknown nested member names its whole path', () => {
    expect(findings({ ImageInfos: [{}, { ImageURL: 'x' }], ExtraParameters: { LogoAdd: 1 } })).toEqual([
      ['UnknownParameter', 'ImageInfos.1.ImageURL', expect.stringContaining('Did you mean `ImageUrl`?')],
      [
        'UnknownParameter',
        'ExtraParameters.LogoAdd',
        expect.stringContaining('Known here: Resolution, AspectRatio.'),
      ],
    ])
  })
  test.each([
    [
      { Duration: '8' },
      'Duration',
      'It must be an integer, not a string. Send it without quotes, for example `8`.',
    ],
    [
      { Duration: 7.5 },
      'Duration',
      'It must be an integer, not a fraction or too large a number. Example: `8`.',
    ],
    [
      { Duration: 1e300 },
      'Duration',
      'It must be an integer, not a fraction or too large a number. Example: `8`.',
    ],
    [
      { EnhancePrompt: 'True' },
      'EnhancePrompt',
      'It must be true or false, not a string. Send it without quotes, for example `false`.',
    ],
    [{ Prompt: 5 }, 'Prompt', 'It must be a string, not an integer. Example: `"move the picture"`.'],
    [{ ImageInfos: {} }, 'ImageInfos', 'It must be a list, not an object.'],
    [{ ImageInfos: ['x'] }, 'ImageInfos.0', 'It must be an object, not a string. Example: `{"ImageUrl":'],
    [{ ImageInfos: [null] }, 'ImageInfos.0', 'It must be an object, not null.'],
    [{ AdditionalParameters: { a: 1 } }, 'AdditionalParameters', 'Write the JSON object into a string: '],
    [[], 'Body', 'It must be a JSON object, not a list.'],
    ['x', 'Body', 'It must be a JSON object, not a string.'],
    [null, 'Body', 'It must be a JSON object, not null.'],
  ])('%j is a type error of %s', (body, path, advice) => {
    const [[code, parameter, message] = []] = findings(body)
    expect([code, parameter]).toEqual(['InvalidParameter', path])
    expect(message).toContain(`The value type of parameter \`${path}\` is not valid. ${advice}`.slice(0, 60))
    expect(message).toContain(advice)
  })
  test('without a required member says which, also when it is null', () => {
    for (const body of [{}, { TaskId: null }]) {
      const [[code, parameter, message] = []] = findings(body, describeAigcVideoTaskRequest as never)
      expect([code, parameter]).toEqual(['MissingParameter', 'TaskId'])
      expect(message).toMatch(/^The request is missing a required parameter `TaskId`\./)
    }
  })
  test('with a text that no database can keep is refused', () => {
    expect(findings({ Prompt: 'a\0b', ImageInfos: [{ ReferenceType: '\ud800' }] })).toEqual([
      ['InvalidParameterValue', 'Prompt', expect.stringContaining('U+0000')],
      ['InvalidParameterValue', 'ImageInfos.0.ReferenceType', expect.stringContaining('surrogate')],
    ])
  })
})

describe('hostile bodies', () => {
  test('a list of a million items is one finding', () => {
    expect(findings({ ImageInfos: Array.from({ length: 1_000_000 }, () => 1) })).toEqual([
      ['InvalidParameterValue', 'ImageInfos', expect.stringContaining('at most 100 items')],
    ])
  })
  test('a hundred thousand unknown members are twenty findings', () => {
    const body = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`member${index}`, index]))
    expect(findings(body)).toHaveLength(20)
  })
  test('an unknown name is not repeated at length', () => {
    const [[, parameter] = []] = findings({ ['x'.repeat(100_000)]: 1 })
    expect(parameter).toHaveLength(61)
  })
  test('a deeply nested body is a type error and no crash', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(findings({ Prompt: deep })).toEqual([['InvalidParameter', 'Prompt', expect.any(String)]])
  })
  test('__proto__ is a member like any other, and unknown', () => {
    expect(findings(JSON.parse('{"__proto__":{"Prompt":"x"}}'))).toEqual([
      ['UnknownParameter', '__proto__', expect.any(String)],
    ])
  })
})

test('a member of a later edition is refused by the name of that edition', () => {
  const later = [{ edition: '2026-08', shape: laterCreateAigcVideoTaskRequest }] as const
  const body = { SceneType: 'lip_sync', ExtraParameters: { EnableAudio: true }, EnableAudio: true }
  const reading = readShape(createAigcVideoTaskRequest, body, later)
  const messages = 'findings' in reading ? reading.findings.map(({ message }) => message.en) : []
  expect(messages).toEqual([
    'The parameter `ExtraParameters.EnableAudio` is not recognized. It belongs to edition 2026-08 of the contract, which the operator chooses with REELAY_EDITION.',
    'The parameter `SceneType` is not recognized. It belongs to edition 2026-08 of the contract, which the operator chooses with REELAY_EDITION.',
    'The parameter `EnableAudio` is not recognized. Edition 2026-08 of the contract, which the operator chooses with REELAY_EDITION, has it as `ExtraParameters.EnableAudio`.',
  ])
})
