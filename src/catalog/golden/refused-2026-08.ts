import type { CreateAigcVideoTaskRequest as Request } from '../../contract/shapes-2026-08.ts'
import { first, last, named, Prompt, references, speech, video } from './pictures.ts'

const frames = { ImageUrl: first, LastImageUrl: last }
const VideoInfos = [{ VideoUrl: video }]
const followed = [{ VideoUrl: video, ReferType: 'feature' }]
const AudioInfos = [{ AudioUrl: speech }]
const value = (path: string) => [['InvalidParameterValue', path]] as const
const missing = (path: string) => [['MissingParameter', path]] as const

/** As `refused.ts`, for what edition 2026-08 adds. */
export const refusedLater: readonly (readonly [string, Request, readonly (readonly [string, string])[]])[] = [
  ['the scene 3d_scene, which makes no video', { SceneType: '3d_scene', Prompt }, value('SceneType')],
  ['a scene of another model', { ModelName: 'Vidu', SceneType: 'lip_sync', Prompt }, value('SceneType')],
  [
    'Hailuo 2.3-fast without a first frame',
    { ModelName: 'Hailuo', ModelVersion: '2.3-fast', Prompt },
    missing('ImageUrl'),
  ],
  [
    'Hailuo 2.3 with an end frame',
    { ModelName: 'Hailuo', ModelVersion: '2.3', ...frames },
    value('LastImageUrl'),
  ],
  [
    'Kling 2.6 with an end frame at 720P',
    { ModelName: 'Kling', ModelVersion: '2.6', ...frames },
    value('LastImageUrl'),
  ],
  ['Kling O1 with 11 s', { ModelName: 'Kling', ModelVersion: 'O1', Prompt, Duration: 11 }, value('Duration')],
  ['Kling 3.0 with 2 s', { ModelName: 'Kling', ModelVersion: '3.0', Prompt, Duration: 2 }, value('Duration')],
  [
    'Kling 3.0-Omni with a video and 11 s',
    { ModelName: 'Kling', Prompt, VideoInfos, Duration: 11 },
    value('Duration'),
  ],
  [
    'Kling 2.5 with references',
    { ModelName: 'Kling', ModelVersion: '2.5', Prompt, ImageInfos: references(1) },
    value('ImageInfos'),
  ],
  [
    'Kling 1.6 with five references',
    { ModelName: 'Kling', ModelVersion: '1.6', Prompt, ImageInfos: references(5) },
    value('ImageInfos'),
  ],
  [
    'Kling O1 with eight references',
    { ModelName: 'Kling', ModelVersion: 'O1', Prompt, ImageInfos: references(8) },
    value('ImageInfos'),
  ],
  [
    'Kling with a video and five references',
    { ModelName: 'Kling', Prompt, VideoInfos, ImageInfos: references(5) },
    value('ImageInfos'),
  ],
  [
    'Kling with a subject id',
    { ModelName: 'Kling', Prompt, ImageInfos: references(1, 'cat') },
    value('ImageInfos.0.ReferenceType'),
  ],
  [
    'Kling with a ratio and references',
    { ModelName: 'Kling', Prompt, ImageInfos: references(1), ExtraParameters: { AspectRatio: '1:1' } },
    value('ExtraParameters.AspectRatio'),
  ],
  [
    'Kling with a ratio and a video',
    { ModelName: 'Kling', Prompt, VideoInfos, ExtraParameters: { AspectRatio: '1:1' } },
    value('ExtraParameters.AspectRatio'),
  ],
  [
    'Kling 2.6 with a video',
    { ModelName: 'Kling', ModelVersion: '2.6', Prompt, VideoInfos },
    value('VideoInfos'),
  ],
  [
    'Kling with two videos',
    { ModelName: 'Kling', Prompt, VideoInfos: [...followed, ...followed] },
    value('VideoInfos'),
  ],
  [
    'a video to edit beside a first frame',
    { ModelName: 'Kling', Prompt, ImageUrl: first, VideoInfos },
    value('VideoInfos'),
  ],
  [
    'a use of a video that nobody knows',
    { ModelName: 'Kling', Prompt, VideoInfos: [{ VideoUrl: video, ReferType: 'style' }] },
    value('VideoInfos.0.ReferType'),
  ],
  [
    'a KeepOriginalSound that is neither yes nor no',
    { ModelName: 'Kling', Prompt, VideoInfos: [{ VideoUrl: video, KeepOriginalSound: 'true' }] },
    value('VideoInfos.0.KeepOriginalSound'),
  ],
  ['a video without words', { ModelName: 'Kling', VideoInfos }, missing('Prompt')],
  [
    'a video without address',
    { ModelName: 'Kling', Prompt, VideoInfos: [{}] },
    missing('VideoInfos.0.VideoUrl'),
  ],
  [
    'a video as data',
    { ModelName: 'Kling', Prompt, VideoInfos: [{ VideoUrl: 'data:video/mp4;base64,AAAA' }] },
    [['InvalidParameter.InvalidUrl', 'VideoInfos.0.VideoUrl']],
  ],
  [
    'motion_control without image and video',
    { ModelName: 'Kling', SceneType: 'motion_control', Prompt },
    [
      ['MissingParameter', 'VideoInfos'],
      ['MissingParameter', 'ImageUrl'],
    ],
  ],
  [
    'motion_control with a video to edit',
    {
      ModelName: 'Kling',
      SceneType: 'motion_control',
      ImageUrl: first,
      VideoInfos: [{ VideoUrl: video, ReferType: 'base' }],
    },
    value('VideoInfos.0.ReferType'),
  ],
  [
    'motion_control with an end frame',
    { ModelName: 'Kling', SceneType: 'motion_control', ...frames, VideoInfos },
    value('LastImageUrl'),
  ],
  [
    'motion_control with references',
    {
      ModelName: 'Kling',
      SceneType: 'motion_control',
      ImageUrl: first,
      VideoInfos,
      ImageInfos: references(1),
    },
    value('ImageInfos'),
  ],
  [
    'an avatar without a sound',
    { ModelName: 'Kling', SceneType: 'avatar_i2v', ImageUrl: first },
    missing('AudioInfos'),
  ],
  [
    'an avatar with a video',
    { ModelName: 'Kling', SceneType: 'avatar_i2v', ImageUrl: first, AudioInfos, VideoInfos },
    value('VideoInfos'),
  ],
  [
    'lip_sync to follow a video',
    { ModelName: 'Kling', SceneType: 'lip_sync', VideoInfos: followed, AudioInfos },
    value('VideoInfos.0.ReferType'),
  ],
  [
    'lip_sync of an image',
    { ModelName: 'Kling', SceneType: 'lip_sync', ImageUrl: first, VideoInfos },
    value('ImageUrl'),
  ],
  [
    'a silent avatar',
    {
      ModelName: 'Kling',
      SceneType: 'avatar_i2v',
      ImageUrl: first,
      AudioInfos,
      ExtraParameters: { EnableAudio: false },
    },
    value('ExtraParameters.EnableAudio'),
  ],
  ['a sound without a scene for it', { ModelName: 'Kling', Prompt, AudioInfos }, value('AudioInfos')],
  ['a sound for Vidu', { ModelName: 'Vidu', Prompt, AudioInfos }, value('AudioInfos')],
  [
    'a sound without address',
    { ModelName: 'Kling', SceneType: 'avatar_i2v', ImageUrl: first, AudioInfos: [{}] },
    missing('AudioInfos.0.AudioUrl'),
  ],
  [
    'sound beside a video',
    { ModelName: 'Kling', Prompt, VideoInfos, ExtraParameters: { EnableAudio: true } },
    value('ExtraParameters.EnableAudio'),
  ],
  [
    'sound from Kling 2.5',
    { ModelName: 'Kling', ModelVersion: '2.5', Prompt, ExtraParameters: { EnableAudio: true } },
    value('ExtraParameters.EnableAudio'),
  ],
  [
    'sound from Vidu q2',
    { ModelName: 'Vidu', Prompt, ExtraParameters: { EnableAudio: true } },
    value('ExtraParameters.EnableAudio'),
  ],
  [
    'sound from Vidu q2 in its own words',
    { ModelName: 'Vidu', Prompt, AdditionalParameters: '{"audio":true}' },
    value('AdditionalParameters.audio'),
  ],
  [
    'sound from H2',
    { ModelName: 'H2', Prompt, ExtraParameters: { EnableAudio: true } },
    value('ExtraParameters.EnableAudio'),
  ],
  [
    'EnableAudio against the switch of the vendor',
    {
      ModelName: 'Kling',
      Prompt,
      ExtraParameters: { EnableAudio: true },
      AdditionalParameters: '{"sound":"off"}',
    },
    value('AdditionalParameters.sound'),
  ],
  [
    'Vidu q2-turbo with references',
    { ModelName: 'Vidu', ModelVersion: 'q2-turbo', Prompt, ImageInfos: references(1) },
    value('ImageInfos'),
  ],
  ['Vidu q3 with an end frame', { ModelName: 'Vidu', ModelVersion: 'q3', ...frames }, value('LastImageUrl')],
  ['Vidu q3 with 2 s', { ModelName: 'Vidu', ModelVersion: 'q3', Prompt, Duration: 2 }, value('Duration')],
  [
    'Vidu q3 with 4:3',
    { ModelName: 'Vidu', ModelVersion: 'q3', Prompt, ExtraParameters: { AspectRatio: '4:3' } },
    value('ExtraParameters.AspectRatio'),
  ],
  [
    'Vidu q3 with a video',
    { ModelName: 'Vidu', ModelVersion: 'q3', Prompt, VideoInfos },
    value('VideoInfos'),
  ],
  [
    'Vidu with a video to edit',
    { ModelName: 'Vidu', Prompt, VideoInfos: [{ VideoUrl: video, ReferType: 'base' }] },
    value('VideoInfos.0.ReferType'),
  ],
  [
    'Vidu q3 with music',
    { ModelName: 'Vidu', ModelVersion: 'q3', Prompt, ExtraParameters: { EnableBgm: true } },
    value('ExtraParameters.EnableBgm'),
  ],
  [
    'music from Kling',
    { ModelName: 'Kling', Prompt, ExtraParameters: { EnableBgm: true } },
    value('ExtraParameters.EnableBgm'),
  ],
  [
    'off-peak from Kling',
    { ModelName: 'Kling', Prompt, ExtraParameters: { OffPeak: true } },
    value('ExtraParameters.OffPeak'),
  ],
  [
    'a watermark from PixVerse',
    { ModelName: 'PixVerse', Prompt, ExtraParameters: { LogoAdd: 1 } },
    value('ExtraParameters.LogoAdd'),
  ],
  [
    'half a watermark',
    { ModelName: 'Kling', Prompt, ExtraParameters: { LogoAdd: 2 } },
    value('ExtraParameters.LogoAdd'),
  ],
  [
    'PixVerse v5.6 with 6 s',
    { ModelName: 'PixVerse', ModelVersion: 'v5.6', Prompt, Duration: 6 },
    value('Duration'),
  ],
  [
    'PixVerse v5.6 with 21:9',
    { ModelName: 'PixVerse', ModelVersion: 'v5.6', Prompt, ExtraParameters: { AspectRatio: '21:9' } },
    value('ExtraParameters.AspectRatio'),
  ],
  [
    'PixVerse with a ratio and an image',
    { ModelName: 'PixVerse', ImageUrl: first, ExtraParameters: { AspectRatio: '1:1' } },
    value('ExtraParameters.AspectRatio'),
  ],
  [
    'PixVerse with images without names',
    { ModelName: 'PixVerse', Prompt, ImageInfos: references(2) },
    [
      ['MissingParameter', 'ImageInfos.0.Text'],
      ['MissingParameter', 'ImageInfos.1.Text'],
    ],
  ],
  [
    'PixVerse with a subject id',
    {
      ModelName: 'PixVerse',
      Prompt,
      ImageInfos: named(1).map((info) => ({ ...info, ReferenceType: 'cat' })),
    },
    value('ImageInfos.0.ReferenceType'),
  ],
  [
    'PixVerse with eight references',
    { ModelName: 'PixVerse', Prompt, ImageInfos: named(8) },
    value('ImageInfos'),
  ],
  ['PixVerse with a video', { ModelName: 'PixVerse', Prompt, VideoInfos }, value('VideoInfos')],
  [
    'names of images for Vidu',
    { ModelName: 'Vidu', Prompt, ImageInfos: named(1) },
    value('ImageInfos.0.Text'),
  ],
  ['H2 with an end frame', { ModelName: 'H2', ...frames }, value('LastImageUrl')],
  ['H2 with ten references', { ModelName: 'H2', Prompt, ImageInfos: references(10) }, value('ImageInfos')],
  [
    'H2 with a video and six references',
    { ModelName: 'H2', Prompt, VideoInfos, ImageInfos: references(6) },
    value('ImageInfos'),
  ],
  [
    'H2 with a subject id',
    { ModelName: 'H2', Prompt, ImageInfos: references(1, 'cat') },
    value('ImageInfos.0.ReferenceType'),
  ],
  [
    'H2 with a ratio and a video',
    { ModelName: 'H2', Prompt, VideoInfos, ExtraParameters: { AspectRatio: '1:1' } },
    value('ExtraParameters.AspectRatio'),
  ],
  ['Mingmou without a video', { ModelName: 'Mingmou', Prompt }, missing('VideoInfos')],
  [
    'Mingmou with a version',
    { ModelName: 'Mingmou', ModelVersion: '1.0', VideoInfos },
    value('ModelVersion'),
  ],
  [
    'Mingmou to follow a video',
    { ModelName: 'Mingmou', VideoInfos: followed },
    value('VideoInfos.0.ReferType'),
  ],
  [
    'Mingmou with images, a length, a shape and a sound',
    {
      ModelName: 'Mingmou',
      VideoInfos,
      ...frames,
      ImageInfos: references(1, 'cat'),
      Duration: 5,
      ExtraParameters: { AspectRatio: '9:16', EnableAudio: true },
    },
    [
      ...value('ImageInfos'),
      ...value('LastImageUrl'),
      ...value('ImageUrl'),
      ...value('Duration'),
      ...value('ExtraParameters.AspectRatio'),
      ...value('ExtraParameters.EnableAudio'),
    ],
  ],
]
