import { describe, expect, test } from 'vitest'
import { verifyNotification } from '../../../tests/support/standard-webhooks.ts'
import type { ClaimedNotification } from '../../tasks/notification-outbox.ts'
import { signedNotification } from './notification.ts'
import { pauseAfter } from './schedule.ts'

const taskId = '1250000001-AigcVideo-0123456789abcdef0123456789abcdef'
const claimed: ClaimedNotification = {
  view: { taskId, status: 'FAIL', resultKeys: [], resolution: '', message: 'ImageUrl: 404 图片' },
  accountId: 1n,
  requestId: 'r',
  finishedAt: new Date('2026-11-22T08:00:00Z'),
  url: 'https://example.com/hook',
  receiver: 'example.com',
  secret: new Uint8Array(),
  sessionId: null,
  attempt: 1,
  failures: 0,
}
const sign = (key: string) => signedNotification(claimed, key, (result) => result, new Date())

describe('a notification', () => {
  test.each([
    ['a Standard Webhooks key', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['plain text', 'correct horse battery staple'],
  ])('signed with %s is verified by the reference library', (_what, key) => {
    const { body, headers } = sign(key)
    expect(verifyNotification(key, body, headers)).toMatchObject({ data: { Status: 'FAIL' } })
    expect(() => verifyNotification(key, body.replace('FAIL', 'DONE'), headers)).toThrow()
    expect(() => verifyNotification('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', body, headers)).toThrow()
  })

  test('of a create without SessionId has none', () => {
    expect(JSON.parse(sign('0123456789abcdef').body)).toEqual({
      type: 'aigc.video.task.finished',
      timestamp: '2026-11-22T08:00:00.000Z',
      data: {
        TaskId: taskId,
        Status: 'FAIL',
        VideoUrls: [],
        Resolution: '',
        Message: 'ImageUrl: 404 图片',
        RequestId: 'r',
      },
    })
  })
})

describe('the schedule', () => {
  test('goes on for about a day, and then ends', () => {
    const pauses = Array.from({ length: 12 }, (_, failures) => pauseAfter(failures, () => 0.5))
    expect(pauses.slice(0, 4)).toEqual([5, 30, 120, 600])
    expect(pauses.slice(10)).toEqual([null, null])
    const hours = pauses.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0) / 3600
    expect(hours).toBeGreaterThan(20)
    expect(hours).toBeLessThan(26)
  })

  test('spreads by a fifth', () => {
    expect([0, 1].map((random) => pauseAfter(0, () => random))).toEqual([4, 6])
  })
})
