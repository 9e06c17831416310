import { expect, test } from 'vitest'
import { createCrowdRoom } from './crowd-room.ts'

test('who comes when too many are waiting is refused at once, and room is made by every end, good or bad', async () => {
  const crowd = createCrowdRoom(2)
  const [good, bad] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const waiting = [crowd.within(() => good.promise), crowd.within(() => bad.promise)]
  const refused = { code: 'ServiceUnavailable', detail: { variant: 'crowd' } }
  await expect(crowd.within(async () => 'third')).rejects.toMatchObject(refused)
  good.resolve('first')
  bad.reject(new Error('second'))
  expect(await waiting[0]).toBe('first')
  await expect(waiting[1]).rejects.toThrow('second')
  const again = [crowd.within(() => Promise.resolve(1)), crowd.within(() => Promise.resolve(2))]
  await expect(crowd.within(async () => 3)).rejects.toMatchObject(refused)
  expect(await Promise.all(again)).toEqual([1, 2])
})
