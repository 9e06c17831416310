import type { CreateAigcVideoTaskRequest as Request } from '../../contract/shapes-2026-08.ts'
import type { Job } from '../job.ts'
import { first, last, named, Prompt, references, speech, video } from './pictures.ts'

const at1080 = { Resolution: '1080P' }
const frames = { ImageUrl: first, LastImageUrl: last }
const VideoInfos = [{ VideoUrl: video }]
const followed = [{ VideoUrl: video, ReferType: 'feature', KeepOriginalSound: 'yes' }]
const AudioInfos = [{ AudioUrl: speech }]

/** As `accepted.ts`, for what edition 2026-08 adds. */
export const acceptedLater: readonly (readonly [string, Request, Partial<Job>])[] = [
  ['Hunyuan is 1.5', { Prompt }, { family: 'Hunyuan', version: '1.5', watermark: false }],
  [
    'Hailuo is 02 with an end frame',
    { ModelName: 'Hailuo', ...frames },
    { version: '02', mode: 'frames', durationSeconds: 6, resolution: '768P' },
  ],
  [
    'Hailuo 2.3-fast makes 10 s from a first frame',
    { ModelName: 'Hailuo', ModelVersion: '2.3-FAST', ImageUrl: first, Duration: 10 },
    { version: '2.3-fast', durationSeconds: 10 },
  ],
  [
    'Hailuo adds a watermark when told so',
    { ModelName: 'Hailuo', Prompt, ExtraParameters: { LogoAdd: 1 } },
    { watermark: true },
  ],
  [
    'Kling is 2.6, silent, without watermark, off-peak or music by default',
    { ModelName: 'Kling', Prompt },
    { version: '2.6', audio: false, watermark: false, offPeak: false, backgroundMusic: false },
  ],
  [
    'Kling is 3.0 with an end frame, at any resolution',
    { ModelName: 'Kling', ...frames },
    { version: '3.0', resolution: '720P' },
  ],
  [
    'Kling 2.0 takes an end frame at 720P',
    { ModelName: 'Kling', ModelVersion: '2.0', ...frames },
    { version: '2.0', mode: 'frames' },
  ],
  [
    'Kling 1.6 takes an end frame at 1080P',
    { ModelName: 'Kling', ModelVersion: '1.6', ...frames, ExtraParameters: at1080 },
    { version: '1.6', mode: 'frames' },
  ],
  [
    'Kling 3.0 makes 15 s in 4K without upscaling',
    { ModelName: 'Kling', ModelVersion: '3.0', Prompt, Duration: 15, ExtraParameters: { Resolution: '4k' } },
    { durationSeconds: 15, resolution: '4K' },
  ],
  [
    'Kling O1 makes 3 s',
    { ModelName: 'Kling', ModelVersion: 'O1', Prompt, Duration: 3 },
    { durationSeconds: 3 },
  ],
  [
    'Kling is 3.0-Omni with references, and those are 16:9',
    { ModelName: 'Kling', Prompt, ImageInfos: references(7) },
    { version: '3.0-Omni', mode: 'references', aspectRatio: '16:9' },
  ],
  [
    'Kling 1.6 takes four references',
    { ModelName: 'Kling', ModelVersion: '1.6', Prompt, ImageInfos: references(4) },
    { version: '1.6', mode: 'references' },
  ],
  [
    'Kling edits a video unless told otherwise, without its sound',
    { ModelName: 'Kling', Prompt, VideoInfos, ImageInfos: references(4), Duration: 10 },
    {
      version: '3.0-Omni',
      mode: 'video',
      durationSeconds: 10,
      videos: [{ parameter: 'VideoInfos.0.VideoUrl', url: video, use: 'base', keepOriginalSound: false }],
    },
  ],
  [
    'Kling follows a video from a first to a last frame, with its sound',
    { ModelName: 'Kling', ModelVersion: 'O1', Prompt, ...frames, VideoInfos: followed },
    {
      mode: 'video',
      audio: false,
      videos: [{ parameter: 'VideoInfos.0.VideoUrl', url: video, use: 'feature', keepOriginalSound: true }],
    },
  ],
  [
    'EnableAudio gives Kling 3.0 sound',
    { ModelName: 'Kling', ModelVersion: '3.0', Prompt, ExtraParameters: { EnableAudio: true } },
    { audio: true },
  ],
  [
    'EnableAudio and the switch of the vendor may agree',
    {
      ModelName: 'Kling',
      Prompt,
      ExtraParameters: { EnableAudio: true },
      AdditionalParameters: '{"sound":"on"}',
    },
    { audio: true, additionalParameters: { sound: 'on' } },
  ],
  [
    'the scene motion_control moves an image as a video, without words',
    { ModelName: 'Kling', SceneType: 'Motion_Control', ImageUrl: first, VideoInfos },
    { sceneType: 'motion_control', version: '2.6', mode: 'video', audio: false, prompt: '' },
  ],
  [
    'the scene avatar_i2v lets an image speak',
    { ModelName: 'Kling', SceneType: 'avatar_i2v', ImageUrl: first, AudioInfos },
    {
      sceneType: 'avatar_i2v',
      mode: 'image',
      audio: true,
      audios: [{ parameter: 'AudioInfos.0.AudioUrl', url: speech }],
    },
  ],
  [
    'the scene lip_sync moves the lips in a video',
    { ModelName: 'Kling', SceneType: 'lip_sync', VideoInfos, AudioInfos },
    { sceneType: 'lip_sync', mode: 'video', audio: true },
  ],
  [
    'Vidu makes 540P',
    { ModelName: 'Vidu', Prompt, ExtraParameters: { Resolution: '540p' } },
    { version: 'q2', resolution: '540P' },
  ],
  [
    'Vidu q3 makes 16 s',
    { ModelName: 'Vidu', ModelVersion: 'q3', Prompt, Duration: 16 },
    { durationSeconds: 16, audio: false },
  ],
  [
    'Vidu q3-pro takes two frames and sounds when told so',
    { ModelName: 'Vidu', ModelVersion: 'q3-pro', ...frames, ExtraParameters: { EnableAudio: true } },
    { mode: 'frames', audio: true },
  ],
  [
    'Vidu q3-mix takes seven references',
    { ModelName: 'Vidu', ModelVersion: 'q3-mix', Prompt, ImageInfos: references(7, 'cat') },
    { mode: 'references' },
  ],
  [
    'Vidu is q2-pro with a video, which is a reference',
    {
      ModelName: 'Vidu',
      Prompt,
      VideoInfos,
      ImageInfos: references(1),
      ExtraParameters: { AspectRatio: '1:1' },
    },
    {
      version: 'q2-pro',
      mode: 'video',
      aspectRatio: '1:1',
      videos: [{ parameter: 'VideoInfos.0.VideoUrl', url: video, use: 'feature', keepOriginalSound: false }],
    },
  ],
  [
    'Vidu renders off-peak, with music',
    { ModelName: 'Vidu', Prompt, ExtraParameters: { OffPeak: true, EnableBgm: true } },
    { offPeak: true, backgroundMusic: true },
  ],
  [
    'Vidu takes the scene template_effect',
    { ModelName: 'Vidu', SceneType: 'template_effect', ImageUrl: first },
    { sceneType: 'template_effect' },
  ],
  [
    'PixVerse is v6, 5 s, 720P, 16:9 and silent by default',
    { ModelName: 'PixVerse', Prompt },
    { version: 'v6', durationSeconds: 5, resolution: '720P', aspectRatio: '16:9', audio: false },
  ],
  [
    'PixVerse c1 makes 1 s in 21:9',
    {
      ModelName: 'PixVerse',
      ModelVersion: 'c1',
      Prompt,
      Duration: 1,
      ExtraParameters: { AspectRatio: '21:9' },
    },
    { durationSeconds: 1, aspectRatio: '21:9' },
  ],
  [
    'PixVerse v5.6 makes 8 s of named references in 4:3, with sound',
    {
      ModelName: 'PixVerse',
      ModelVersion: 'v5.6',
      Prompt,
      ImageInfos: named(7),
      Duration: 8,
      ExtraParameters: { AspectRatio: '4:3', EnableAudio: true },
    },
    { mode: 'references', durationSeconds: 8, audio: true },
  ],
  ['PixVerse takes two frames', { ModelName: 'PixVerse', ...frames }, { mode: 'frames' }],
  [
    'H2 is 1.0, 5 s, 1080P and 16:9 by default',
    { ModelName: 'H2', Prompt },
    { version: '1.0', durationSeconds: 5, resolution: '1080P', aspectRatio: '16:9', audio: false },
  ],
  [
    'H2 makes 15 s of nine references in 9:21, with a watermark',
    {
      ModelName: 'H2',
      Prompt,
      ImageInfos: references(9),
      Duration: 15,
      ExtraParameters: { AspectRatio: '9:21', LogoAdd: 1 },
    },
    { mode: 'references', aspectRatio: '9:21', watermark: true },
  ],
  ['H2 follows an image', { ModelName: 'H2', ImageUrl: first }, { mode: 'image' }],
  [
    'H2 edits a video with five references',
    { ModelName: 'H2', Prompt, VideoInfos, ImageInfos: references(5) },
    { mode: 'video' },
  ],
  [
    'H2 follows a video from a first frame',
    { ModelName: 'H2', Prompt, ImageUrl: first, VideoInfos: followed },
    {},
  ],
  [
    'Mingmou turns a video upright, with its sound, without words',
    { ModelName: 'Mingmou', VideoInfos },
    {
      version: null,
      sceneType: 'land2port',
      mode: 'video',
      aspectRatio: '9:16',
      resolution: '1080P',
      videos: [{ parameter: 'VideoInfos.0.VideoUrl', url: video, use: 'base', keepOriginalSound: true }],
    },
  ],
  ['GV has a fast version', { ModelName: 'GV', ModelVersion: '3.1-fast', Prompt }, { version: '3.1-fast' }],
  [
    'EnableAudio silences GV',
    { ModelName: 'GV', Prompt, ExtraParameters: { EnableAudio: false } },
    { audio: false },
  ],
  [
    'EnableAudio silences OS',
    { ModelName: 'OS', Prompt, ExtraParameters: { EnableAudio: false } },
    { audio: false },
  ],
  [
    'switches that are off ask nothing of a model without them',
    {
      ModelName: 'OS',
      Prompt,
      ExtraParameters: { LogoAdd: 0, OffPeak: false, EnableBgm: false },
    },
    { watermark: false, offPeak: false, backgroundMusic: false },
  ],
  [
    'empty lists are none',
    { ModelName: 'OS', Prompt, ImageInfos: [], VideoInfos: [], AudioInfos: [] },
    { mode: 'text' },
  ],
]
