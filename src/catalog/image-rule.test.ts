import { expect, test } from 'vitest'
import { first, last, Prompt } from './golden/pictures.ts'
import { checkImage } from './image-rule.ts'
import type { Job, StagedImage } from './job.ts'
import { judge } from './judge.ts'
import { renderResolution } from './render-resolution.ts'

function jobFor(request: Parameters<typeof judge>[0]): Job {
  const judgement = judge(request, '2026-01-08')
  if (!('job' in judgement)) throw new Error('Refused.')
  return judgement.job
}

const staged = (width: number, height: number, role: StagedImage['role'] = 'first'): StagedImage => ({
  parameter: role === 'last' ? 'LastImageUrl' : 'ImageUrl',
  role,
  key: 'k',
  sha256: '0'.repeat(64),
  format: 'png',
  width,
  height,
  sizeBytes: 1,
})

test('OS takes an image of exactly 1280x720 or 720x1280 pixels', () => {
  const job = jobFor({ ModelName: 'OS', ImageUrl: first })
  expect(checkImage(job, staged(1280, 720))).toBeNull()
  expect(checkImage(job, staged(720, 1280))).toBeNull()
  expect(checkImage(job, staged(1920, 1080))).toEqual({
    parameter: 'ImageUrl',
    code: 'InvalidParameterValue',
    message: {
      en: 'The value `1920x1080` specified in the parameter `ImageUrl` is not valid. The image has 1920x1080 pixels and OS takes only 1280x720 or 720x1280: OS starts from an image of exactly the size of the video. Crop or scale it to 1280x720 and send it again.',
      zh: '参数 `ImageUrl` 的取值 `1920x1080` 无效。图片为 1920x1080 像素，而 OS 只支持 1280x720 或 720x1280（OS 的首帧图须与视频尺寸完全一致）。请裁剪或缩放为 1280x720 后重新发送。',
    },
  })
  expect(checkImage(job, staged(719, 1280))?.message.en).toContain('scale it to 720x1280')
})

test('the other families take images of any size', () => {
  const frames = { ImageUrl: first, LastImageUrl: last }
  expect(checkImage(jobFor({ ModelName: 'GV', ...frames }), staged(31, 17, 'last'))).toBeNull()
  expect(checkImage(jobFor({ ModelName: 'Kling', ImageUrl: first }), staged(31, 17))).toBeNull()
})

test('a job of an edition that this build does not have is a bug', () => {
  const job = { ...jobFor({ Prompt }), edition: '1999-01-01' }
  expect(() => checkImage(job, staged(1, 1))).toThrow('There is no Hunyuan in edition 1999-01-01.')
})

test.each([
  ['Kling', '720P', '720P'],
  ['Kling', '2K', '1080P'],
  ['GV', '4K', '1080P'],
  ['Hailuo', '4K', '1080P'],
  ['Hunyuan', '2K', '720P'],
  ['OS', '720P', '720P'],
])('%s is asked for %s and renders %s', (ModelName, Resolution, rendered) => {
  expect(renderResolution(jobFor({ ModelName, Prompt, ExtraParameters: { Resolution } }))).toBe(rendered)
})

test.each([
  ['3.0', '2K', '1080P'],
  ['3.0', '4K', '4K'],
  ['2.6', '4K', '1080P'],
])('Kling %s of edition 2026-08 is asked for %s and renders %s', (ModelVersion, Resolution, rendered) => {
  const request = { ModelName: 'Kling', ModelVersion, Prompt, ExtraParameters: { Resolution } }
  const judgement = judge(request, '2026-08')
  expect('job' in judgement && renderResolution(judgement.job)).toBe(rendered)
})
