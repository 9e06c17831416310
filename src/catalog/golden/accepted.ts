import type { CreateAigcVideoTaskRequest as Request } from '../../contract/shapes-2026-08.ts'
import type { Job } from '../job.ts'
import { first, last, Prompt, references } from './pictures.ts'

/** One line per sentence of the page or settled decision: what is asked, and what of the job it decides. */
export const accepted: readonly (readonly [string, Request, Partial<Job>])[] = [
  ['Hunyuan follows an image', { Prompt, ImageUrl: first }, { family: 'Hunyuan', mode: 'image' }],
  [
    'Hunyuan takes 3:4 from text',
    { Prompt, ExtraParameters: { AspectRatio: '3:4' } },
    { aspectRatio: '3:4' },
  ],
  [
    'Hailuo is 2.3, 6 s, 768P by default',
    { ModelName: 'Hailuo', Prompt },
    { version: '2.3', durationSeconds: 6, resolution: '768P', aspectRatio: '16:9' },
  ],
  [
    'Hailuo makes 10 s in standard mode',
    { ModelName: 'Hailuo', ModelVersion: '02', Prompt, Duration: 10 },
    { version: '02', durationSeconds: 10 },
  ],
  [
    'Hailuo makes 6 s at 1080P',
    { ModelName: 'Hailuo', ImageUrl: first, ExtraParameters: { Resolution: '1080P' } },
    { durationSeconds: 6, resolution: '1080P' },
  ],
  [
    'Kling is 2.6, 5 s, 720P, 16:9 and silent by default',
    { ModelName: 'Kling', Prompt },
    { version: '2.6', durationSeconds: 5, resolution: '720P', aspectRatio: '16:9', audio: false },
  ],
  [
    'Kling is 2.1 with an end frame',
    { ModelName: 'Kling', ImageUrl: first, LastImageUrl: last, ExtraParameters: { Resolution: '1080P' } },
    { version: '2.1', mode: 'frames', resolution: '1080P' },
  ],
  [
    'Kling makes 10 s',
    { ModelName: 'Kling', ModelVersion: 'O1', Prompt, Duration: 10 },
    { version: 'O1', durationSeconds: 10 },
  ],
  [
    'Kling makes squares from text',
    { ModelName: 'Kling', Prompt, ExtraParameters: { AspectRatio: '1:1' } },
    { aspectRatio: '1:1' },
  ],
  [
    'Vidu is q2 and 5 s from text',
    { ModelName: 'Vidu', Prompt },
    { version: 'q2', durationSeconds: 5, resolution: '720P', aspectRatio: '16:9', audio: false },
  ],
  [
    'Vidu is q2-turbo with a first frame',
    { ModelName: 'Vidu', ImageUrl: first },
    { version: 'q2-turbo', mode: 'image' },
  ],
  [
    'Vidu is q2-turbo with two frames',
    { ModelName: 'Vidu', ImageUrl: first, LastImageUrl: last },
    { version: 'q2-turbo', mode: 'frames' },
  ],
  [
    'Vidu q2-pro takes two frames',
    { ModelName: 'Vidu', ModelVersion: 'q2-pro', ImageUrl: first, LastImageUrl: last },
    { version: 'q2-pro' },
  ],
  [
    'Vidu q2 takes seven references',
    { ModelName: 'Vidu', ImageInfos: references(7, 'cat') },
    { version: 'q2', mode: 'references', aspectRatio: '16:9' },
  ],
  [
    'Vidu q2 makes 4:3',
    { ModelName: 'Vidu', Prompt, ExtraParameters: { AspectRatio: '4:3' } },
    { version: 'q2', aspectRatio: '4:3' },
  ],
  [
    'Vidu q2-pro makes 1:1 from text',
    { ModelName: 'Vidu', ModelVersion: 'q2-pro', Prompt, ExtraParameters: { AspectRatio: '1:1' } },
    { aspectRatio: '1:1' },
  ],
  ['Vidu makes 1 s', { ModelName: 'Vidu', Prompt, Duration: 1 }, { durationSeconds: 1 }],
  [
    'GV is 3.1, 8 s, 720P, 16:9 and has sound by default',
    { ModelName: 'GV', Prompt },
    { version: '3.1', durationSeconds: 8, resolution: '720P', aspectRatio: '16:9', audio: true },
  ],
  [
    'GV takes a ratio with an image',
    { ModelName: 'GV', ImageUrl: first, ExtraParameters: { AspectRatio: '9:16' } },
    { mode: 'image', aspectRatio: '9:16' },
  ],
  [
    'GV takes three references',
    { ModelName: 'GV', Prompt, ImageInfos: references(3, 'STYLE') },
    { mode: 'references' },
  ],
  [
    'OS is 2.0, 8 s, 720P, 16:9 and has sound by default',
    { ModelName: 'OS', Prompt },
    { version: '2.0', durationSeconds: 8, resolution: '720P', aspectRatio: '16:9', audio: true },
  ],
  [
    'OS makes 12 s upright',
    { ModelName: 'OS', Prompt, Duration: 12, ExtraParameters: { Resolution: '720P', AspectRatio: '9:16' } },
    { durationSeconds: 12, aspectRatio: '9:16' },
  ],
  ['OS follows an image', { ModelName: 'OS', ImageUrl: first }, { mode: 'image' }],
  [
    '2K is reached by upscaling',
    { ModelName: 'Kling', Prompt, ExtraParameters: { Resolution: '2K' } },
    { resolution: '2K' },
  ],
  [
    '4K is reached by upscaling',
    { ModelName: 'GV', Prompt, ExtraParameters: { Resolution: '4k' } },
    { resolution: '4K' },
  ],
  [
    'case does not matter',
    { ModelName: 'kLING', ModelVersion: 'o1', Prompt, ExtraParameters: { Resolution: '1080p' } },
    { family: 'Kling', version: 'O1', resolution: '1080P' },
  ],
  ['EnhancePrompt is passed on', { ModelName: 'OS', Prompt, EnhancePrompt: true }, { enhancePrompt: true }],
  [
    'NegativePrompt is taken by every family',
    { ModelName: 'OS', Prompt, NegativePrompt: 'rain' },
    { negativePrompt: 'rain' },
  ],
  [
    'an empty list of references is none',
    { ModelName: 'Kling', Prompt, ImageInfos: [] },
    { mode: 'text', images: [] },
  ],
  ['an image needs no prompt', { ModelName: 'Kling', ImageUrl: first, Prompt: '' }, { prompt: '' }],
  [
    '2000 code points are taken, whatever their length in UTF-16',
    { Prompt: '🐈'.repeat(2000) },
    { prompt: '🐈'.repeat(2000) },
  ],
  [
    'an address with a blank is an address',
    { ImageUrl: 'https://example.com/a b.png?x=1&y=2' },
    { mode: 'image' },
  ],
  [
    'Kling 2.6 sounds when told so',
    { ModelName: 'Kling', Prompt, AdditionalParameters: '{"sound":"on","cfg_scale":0.5}' },
    { audio: true, additionalParameters: { sound: 'on', cfg_scale: 0.5 } },
  ],
  [
    'GV is silent when told so',
    { ModelName: 'GV', Prompt, AdditionalParameters: '{"generateAudio":false}' },
    { audio: false },
  ],
  [
    'Vidu sounds when told so',
    { ModelName: 'Vidu', Prompt, AdditionalParameters: '{"audio":true}' },
    { audio: true },
  ],
  [
    'silence may be asked of a silent model',
    { ModelName: 'Hailuo', Prompt, AdditionalParameters: '{"sound":"off"}' },
    { audio: false },
  ],
  [
    'a vendor key that is no switch is only passed on',
    { ModelName: 'Hailuo', Prompt, AdditionalParameters: '{"audio":{"id":1}}' },
    { audio: false, additionalParameters: { audio: { id: 1 } } },
  ],
  ['empty AdditionalParameters are none', { Prompt, AdditionalParameters: '' }, { additionalParameters: {} }],
  [
    'a bucket without a folder gets the root',
    { Prompt, StoreCosParam: { CosBucketName: 'b-1', CosBucketRegion: 'ap-guangzhou' } },
    { bucket: { name: 'b-1', region: 'ap-guangzhou', path: '' } },
  ],
]
