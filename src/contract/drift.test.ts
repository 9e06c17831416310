import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { differencesTo } from './drift.ts'
import { editionNames } from './edition.ts'
import { readOfficialTable } from './official-table.ts'

const fixture = new URL('../../../shared/fixtures/tencent/api.json', import.meta.url)

test.each(editionNames)(
  'edition %s differs from the official table of August 2026 only where that is expected',
  (edition) => {
    const table = readOfficialTable(JSON.parse(readFileSync(fixture, 'utf8')))
    expect(differencesTo(table!, edition).filter(({ expected }) => expected === undefined)).toEqual([])
  },
)

/** As tccli ships it, cut down to one action. */
const shipped = (members: readonly object[], extra: readonly object[] = []) => ({
  metadata: { apiVersion: '2019-06-12' },
  actions: {
    DescribeAigcVideoTask: { name: '查询', input: 'Request', output: 'Answer', status: 'online' },
    CreateAigcVideoTask: { input: 'Create', output: 'Created' },
  },
  objects: {
    Request: { members, type: 'object' },
    Answer: {
      members: [
        { name: 'Status', type: 'string', member: 'string' },
        { name: 'VideoUrls', type: 'list', member: 'string' },
        { name: 'Resolution', type: 'string', member: 'string' },
        { name: 'Message', type: 'string', member: 'string' },
        { name: 'RequestId', type: 'string', member: 'string' },
      ],
    },
    Create: { members: [{ name: 'ExtraParameters', type: 'object', member: 'AigcVideoExtraParam' }] },
    AigcVideoExtraParam: { members: extra },
    Created: { members: [] },
  },
})
const taskId = { name: 'TaskId', type: 'string', member: 'string', required: true, disabled: false }

function found(json: object, place: string) {
  const table = readOfficialTable(json)
  if (table === null) throw new Error('not read')
  return differencesTo(table, '2026-01-08').filter((difference) => difference.place.startsWith(place))
}

describe('a table as the CLI ships it', () => {
  const place = 'DescribeAigcVideoTask'

  test('that says what we say has no difference', () => {
    expect(found(shipped([taskId]), place)).toEqual([])
  })

  test.each([
    [
      'a member that only they have',
      [taskId, { name: 'New', type: 'list', member: 'uint64' }],
      `${place} request New`,
      'only theirs: Array of Integer',
    ],
    ['a member that only we have', [], `${place} request TaskId`, 'only ours: String'],
    [
      'another type',
      [{ ...taskId, type: 'int', member: 'int64' }],
      `${place} request TaskId`,
      'String here, Integer there',
    ],
    [
      'a member that need not be sent',
      [{ ...taskId, required: false }],
      `${place} request TaskId`,
      'required here',
    ],
    [
      'a member that is switched off',
      [taskId, { name: 'Old', type: 'string', member: 'string', disabled: true }],
      '',
      '',
    ],
  ])('with %s is told so', (_what, members, at, what) => {
    expect(found(shipped(members), place)).toEqual(at === '' ? [] : [{ place: at, what }])
  })

  test('is compared inside its structures too', () => {
    const extra = [
      { name: 'Resolution', type: 'int', member: 'int64' },
      { name: 'Grain', type: 'bool', member: 'bool' },
    ]
    expect(found(shipped([taskId], extra), 'CreateAigcVideoTask request ExtraParameters')).toEqual([
      { place: 'CreateAigcVideoTask request ExtraParameters.Resolution', what: 'String here, Integer there' },
      { place: 'CreateAigcVideoTask request ExtraParameters.AspectRatio', what: 'only ours: String' },
      { place: 'CreateAigcVideoTask request ExtraParameters.Grain', what: 'only theirs: Boolean' },
    ])
  })
})

test('anything else is no table', () => {
  for (const json of [null, [], {}, { actions: {} }, { actions: { A: {} }, objects: {} }])
    expect(readOfficialTable(json)).toBeNull()
})
