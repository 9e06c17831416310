import { expect, test } from 'vitest'
import { scriptVendor } from '../../tests/support/scripted-vendor.ts'
import type { Job } from '../catalog/job.ts'
import { createVendorRegistry } from '../vendors/registry.ts'
import { chooseVendor } from './choose-vendor.ts'

const vendors = createVendorRegistry([
  {
    vendor: {
      ...scriptVendor({}, 'animatic'),
      refuses: ({ mode }: Job) =>
        mode === 'video' ? 'VideoInfos.0.VideoUrl: it draws from words only' : null,
    },
    concurrency: { perWorker: 1 },
    look: { firstSeconds: 1, longestSeconds: 1 },
    renderSecondsMax: 60,
  },
])
const job = (mode: Job['mode']): Job => ({ family: 'Kling', version: '2.6', mode }) as Job

test('a job goes to the vendor of its family', () => {
  expect(chooseVendor(job('text'), {}, vendors)).toBe('animatic')
})

test('what that vendor cannot do is refused at create, with his reason', () => {
  expect(() => chooseVendor(job('video'), {}, vendors)).toThrow(
    expect.objectContaining({
      code: 'UnsupportedOperation',
      message: expect.stringContaining('VideoInfos.0.VideoUrl: it draws from words only'),
    }),
  )
})

test('a route to a vendor without a key is refused, naming what is missing', () => {
  expect(() => chooseVendor(job('text'), { Kling: 'kling' }, vendors)).toThrow(
    expect.objectContaining({ code: 'ResourceUnavailable', message: expect.stringContaining('no key') }),
  )
})
