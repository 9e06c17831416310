import { describe, expect, test } from 'vitest'
import { readExtensions } from './extension-rules.ts'
import type { ExtensionMembers } from './extensions.ts'

const findings = (members: ExtensionMembers, header?: string) =>
  readExtensions(members, header).findings.map(({ parameter, code }) => `${code} ${parameter}`)
const config = (changes: object) => ({
  TaskNotifyConfig: { NotifyType: 'URL', NotifyUrl: 'https://example.com/hook', ...changes },
})
const notFor = (members: object): object => ({ NotifyType: undefined, NotifyUrl: undefined, ...members })

describe('SessionId and Idempotency-Key', () => {
  test.each<[string, ExtensionMembers, string | undefined]>([
    ['one character', { SessionId: 'x' }, undefined],
    ['50 characters beyond ASCII', { SessionId: '😀'.repeat(50) }, undefined],
    ['a header of 255', {}, '~'.repeat(255)],
    ['the same in both', { SessionId: 'a b' }, 'a b'],
  ])('are taken with %s', (_what, members, header) => {
    const { extensions } = readExtensions(members, header)
    expect(findings(members, header)).toEqual([])
    expect(extensions.idempotencyKey).toBe(members.SessionId ?? header)
  })

  test.each<[string, ExtensionMembers, string | undefined, string]>([
    ['nothing in it', { SessionId: '' }, undefined, 'SessionId'],
    ['51 characters', { SessionId: '😀'.repeat(51) }, undefined, 'SessionId'],
    ['an empty header', {}, '', 'Idempotency-Key'],
    ['a header of 256', {}, 'x'.repeat(256), 'Idempotency-Key'],
    ['a header beyond ASCII', {}, 'é', 'Idempotency-Key'],
    ['different ones', { SessionId: 'a' }, 'b', 'SessionId'],
  ])('are refused with %s', (_what, members, header, parameter) => {
    expect(findings(members, header)).toEqual([`InvalidParameterValue ${parameter}`])
  })
})

describe('TasksPriority', () => {
  test.each([-10, -1, 0, 10])('is taken as %i', (TasksPriority) => {
    expect(findings({ TasksPriority })).toEqual([])
    expect(readExtensions({ TasksPriority }, undefined).extensions.priority).toBe(TasksPriority)
  })

  test.each([-11, 11, 2 ** 40])('is refused as %i', (TasksPriority) => {
    expect(findings({ TasksPriority })).toEqual(['InvalidParameterValue TasksPriority'])
  })

  test('left out is 0', () => {
    expect(readExtensions({}, undefined).extensions.priority).toBe(0)
  })
})

describe('TaskNotifyConfig', () => {
  test.each([
    ['no NotifyKey', {}],
    ['http', { NotifyUrl: 'http://example.com:8080/a?b=c' }],
    ['a key of 24 bytes', { NotifyKey: `whsec_${Buffer.alloc(24).toString('base64')}` }],
    ['a key of 64 bytes, padded', { NotifyKey: `whsec_${Buffer.alloc(64).toString('base64')}` }],
    ['a plain key', { NotifyKey: 'sixteen letters!' }],
  ])('is taken with %s', (_what, changes) => {
    expect(findings(config(changes))).toEqual([])
  })

  test.each([
    ['nothing', notFor({}), 'MissingParameter TaskNotifyConfig.NotifyType'],
    ['another type', { NotifyType: 'CMQ' }, 'InvalidParameterValue TaskNotifyConfig.NotifyType'],
    ['no address', notFor({ NotifyType: 'URL' }), 'MissingParameter TaskNotifyConfig.NotifyUrl'],
    ['no whole URL', { NotifyUrl: 'example.com' }, 'InvalidParameter.InvalidUrl TaskNotifyConfig.NotifyUrl'],
    ['ftp', { NotifyUrl: 'ftp://example.com/a' }, 'InvalidParameter.InvalidUrl TaskNotifyConfig.NotifyUrl'],
    [
      'a password',
      { NotifyUrl: 'https://a:b@c.d/' },
      'InvalidParameter.InvalidUrl TaskNotifyConfig.NotifyUrl',
    ],
    [
      '2049 characters',
      { NotifyUrl: `https://a.b/${'c'.repeat(2037)}` },
      'InvalidParameter.InvalidUrl TaskNotifyConfig.NotifyUrl',
    ],
    ['a short key', { NotifyKey: 'fifteen letters' }, 'InvalidParameterValue TaskNotifyConfig.NotifyKey'],
    ['a key beyond ASCII', { NotifyKey: 'é'.repeat(20) }, 'InvalidParameterValue TaskNotifyConfig.NotifyKey'],
    [
      'a key of 23 bytes',
      { NotifyKey: `whsec_${Buffer.alloc(23).toString('base64')}` },
      'InvalidParameterValue TaskNotifyConfig.NotifyKey',
    ],
    [
      'a key that is no base64',
      { NotifyKey: `whsec_${'!'.repeat(32)}` },
      'InvalidParameterValue TaskNotifyConfig.NotifyKey',
    ],
  ])('is refused with %s', (_what, changes, finding) => {
    expect(findings(config(changes))).toEqual([finding])
  })

  test('with a key full of padding is refused at once', { timeout: 10_000 }, () => {
    const NotifyKey = `whsec_${'='.repeat(200_000)}A`
    expect(findings(config({ NotifyKey }))).toEqual(['InvalidParameterValue TaskNotifyConfig.NotifyKey'])
  })

  test('with a bad NotifyKey is refused without repeating it', () => {
    const [finding] = readExtensions(config({ NotifyKey: 'hunter2' }), undefined).findings
    expect(JSON.stringify(finding)).not.toContain('hunter2')
  })
})
