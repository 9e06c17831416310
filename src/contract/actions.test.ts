import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actions, type Action } from './actions.ts'
import { editionNames, isEditionName } from './edition.ts'
import { memberAt, membersOf, type Member } from './members.ts'
import { readShape } from './read-shape.ts'
import { laterCreateAigcVideoTaskRequest } from './shapes-2026-08.ts'
import { createAigcVideoTaskRequest } from './shapes.ts'

const table = editionNames.flatMap((edition) =>
  Object.entries<Action>(actions[edition]).map(([name, action]) => ({ edition, name, action })),
)

describe.each(table)('$name of edition $edition', ({ action }) => {
  test('accepts its own example and answers in its own shape', () => {
    expect(readShape(action.input, action.example.request)).toEqual({ value: action.example.request })
    expect(readShape(action.output, action.example.response)).toEqual({ value: action.example.response })
  })
  test('has a sentence and a fitting example for every member', () => {
    for (const member of everyMember(membersOf(action.input))) {
      expect(member.doc, member.name).toMatch(/^.+\.$/s)
      expect(member.example, member.name).toBeDefined()
    }
  })
  test('can be written as JSON Schema with its sentences', () => {
    expect(JSON.stringify(z.toJSONSchema(action.input))).toContain('"doc"')
  })
})

test('a name that every object inherits is no edition', () => {
  expect(isEditionName('toString')).toBe(false)
})

test('only TaskId of a look, Image of an upload, and both members of ManageTask are marked required', () => {
  const required = Object.values(actions['2026-01-08']).flatMap(({ input }) =>
    everyMember(membersOf(input)).filter((member) => member.required),
  )
  expect(required.map(({ name }) => name)).toEqual(['TaskId', 'OperationType', 'TaskId', 'Image'])
})

test('a member is found at its wire path, through lists', () => {
  expect(memberAt(createAigcVideoTaskRequest, ['ImageInfos', '3', 'ReferenceType'])?.typeName).toBe('String')
  expect(memberAt(createAigcVideoTaskRequest, ['ImageInfos', '3'])?.type).toBe('Structure')
  expect(memberAt(createAigcVideoTaskRequest, ['ImageInfos', 'ReferenceType'])?.name).toBe('ReferenceType')
  expect(memberAt(createAigcVideoTaskRequest, ['Nothing'])).toBeUndefined()
})

describe('the official Node.js SDK, whose model is that of March 2026,', () => {
  const models: Readonly<Record<string, new () => object>> = createRequire(import.meta.url)(
    'tencentcloud-sdk-nodejs-intl-en/tencentcloud/mps/v20190612/models.js',
  )
  const sdkMembers = (name: string) => Object.keys(new models[name]!()).toSorted()
  const ours = (path: readonly string[]) =>
    (path.length === 0
      ? membersOf(createAigcVideoTaskRequest)
      : memberAt(createAigcVideoTaskRequest, path)!.members
    ).map(({ name }) => name)

  test.each([
    ['CreateAigcVideoTaskRequest', [], ['SceneType', 'VideoInfos']],
    ['AigcVideoExtraParam', ['ExtraParameters'], ['LogoAdd', 'EnableAudio', 'OffPeak', 'EnableBgm']],
    ['AigcStoreCosParam', ['StoreCosParam'], []],
    ['AigcVideoReferenceImageInfo', ['ImageInfos'], []],
  ])('has the members of our %s and the later ones', (name, path, later) => {
    expect([...ours(path), ...later].toSorted()).toEqual(sdkMembers(name))
  })
  test('has the members of our answers, beside RequestId', () => {
    const { UploadImage: _extension, ...official } = actions['2026-01-08']
    for (const [name, action] of Object.entries(official)) {
      const names = membersOf(action.output).map((member) => member.name)
      expect([...names, 'RequestId'].toSorted()).toEqual(sdkMembers(`${name}Response`))
    }
  })
})

describe('the domestic Node.js SDK, whose types are those of August 2026,', () => {
  const types = readFileSync(
    createRequire(import.meta.url).resolve(
      'tencentcloud-sdk-nodejs-mps/tencentcloud/services/mps/v20190612/mps_models.d.ts',
    ),
    'utf8',
  )
  const sdkMembers = (name: string): readonly string[] => {
    const [, body = ''] = new RegExp(`export interface ${name} \\{(.*?)\\n\\}`, 's').exec(types) ?? []
    return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, member = '']) => member).toSorted()
  }

  test.each([
    ['CreateAigcVideoTaskRequest', [], []],
    ['AigcVideoExtraParam', ['ExtraParameters'], []],
    ['AigcVideoReferenceVideoInfo', ['VideoInfos'], []],
    ['AigcVideoReferenceAudioInfo', ['AudioInfos'], []],
    // The comment of ImageInfos demands Text for PixVerse, and no type has it.
    ['AigcVideoReferenceImageInfo', ['ImageInfos'], ['Text']],
  ])('has the members of our later %s', (name, path, unwritten) => {
    const members =
      path.length === 0
        ? membersOf(laterCreateAigcVideoTaskRequest)
        : memberAt(laterCreateAigcVideoTaskRequest, path)!.members
    expect(members.map((member) => member.name).toSorted()).toEqual(
      [...sdkMembers(name), ...unwritten].toSorted(),
    )
  })
})

function everyMember(members: readonly Member[]): readonly Member[] {
  return members.flatMap((member) => [member, ...everyMember(member.members)])
}
