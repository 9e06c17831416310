import { z } from 'zod'
import { latePage } from './edition.ts'
import { optional } from './optional-member.ts'
import { aigcVideoExtraParam, aigcVideoReferenceImageInfo, createAigcVideoTaskRequest } from './shapes.ts'

/**
 * The request of edition 2026-08: that of the seed and what came later, each member with the date on which the
 * international SDK for Go first had it. Members of the seed keep their sentences where those still hold.
 */

/** `ExtraParameters`: four switches more, three since 2026-02-03, `EnableBgm` since 2026-03-11. */
const laterExtraParam = z
  .strictObject({
    ...aigcVideoExtraParam.shape,
    AspectRatio: optional(
      z.string(),
      'Shape of the video as width:height. Only where no image or video decides the shape, except for GV.',
      '16:9',
    ),
    LogoAdd: optional(
      z.int(),
      "1 puts the vendor's watermark on the video, 0 does not. Hailuo, Kling, Vidu and H2.",
      0,
    ),
    EnableAudio: optional(
      z.boolean(),
      'Whether the video has sound. Which models can, and which do by themselves, depends on the version.',
      false,
    ),
    OffPeak: optional(
      z.boolean(),
      'true renders cheaper within 48 hours, or cancels the task after that time. Vidu only.',
      false,
    ),
    EnableBgm: optional(z.boolean(), 'true adds background music; false is the default. Vidu q2.', false),
  })
  .meta({ title: 'AigcVideoExtraParam', page: latePage })

/** An element of `ImageInfos`. `Text` is in the comment of `ImageInfos` and in the type of no SDK. */
const laterReferenceImageInfo = z
  .strictObject({
    ...aigcVideoReferenceImageInfo.shape,
    ReferenceType: optional(
      z.string(),
      'What the image stands for. GV: `asset` or `style`. Vidu: the id of the subject it shows.',
      'asset',
    ),
    Text: optional(z.string(), 'PixVerse: the name by which the prompt speaks of the image.', 'cat'),
  })
  .meta({ title: 'AigcVideoReferenceImageInfo', page: latePage })

/** An element of `VideoInfos`, since 2026-03-11. */
const aigcVideoReferenceVideoInfo = z
  .strictObject({
    VideoUrl: optional(
      z.string(),
      'Public http or https address of the video.',
      'https://example.com/dance.mp4',
    ),
    ReferType: optional(
      z.string(),
      '`base`: the video is to be edited, and then there are no first and last frames. `feature`: it is a model for the new one. Left out: `base`, for Vidu `feature`.',
      'feature',
    ),
    KeepOriginalSound: optional(
      z.string(),
      '`yes` keeps the sound of that video, `no` does not. Left out: `no`.',
      'no',
    ),
  })
  .meta({ title: 'AigcVideoReferenceVideoInfo', page: latePage })

/** An element of `AudioInfos`, since 2026-08-06. */
const aigcVideoReferenceAudioInfo = z
  .strictObject({
    AudioUrl: optional(
      z.string(),
      'Public http or https address of the sound.',
      'https://example.com/speech.mp3',
    ),
  })
  .meta({ title: 'AigcVideoReferenceAudioInfo', page: latePage })

const seed = createAigcVideoTaskRequest.shape

/** `SceneType` came on 2026-02-03. */
export const laterCreateAigcVideoTaskRequest = z
  .strictObject({
    ModelName: seed.ModelName,
    ModelVersion: seed.ModelVersion,
    SceneType: optional(
      z.string(),
      'A special kind of video. Kling: `motion_control`, `avatar_i2v`, `lip_sync`. Mingmou: `land2port`. Vidu: `template_effect`.',
      'motion_control',
    ),
    Prompt: optional(
      z.string(),
      'What the video shows. At most 2000 characters (Unicode code points). Needed when there is no image.',
      'move the picture',
    ),
    NegativePrompt: seed.NegativePrompt,
    EnhancePrompt: seed.EnhancePrompt,
    ImageUrl: seed.ImageUrl,
    LastImageUrl: optional(
      z.string(),
      'Public http or https address of the last frame; needs ImageUrl. Which versions take it, and at which resolution, is in the table of models.',
      'https://example.com/last.png',
    ),
    ImageInfos: optional(
      z.array(laterReferenceImageInfo),
      'Reference images; how many depends on the model and on whether there is a video. An empty list counts as not sent.',
      [{ ImageUrl: 'https://example.com/cat.png', ReferenceType: 'asset' }],
    ),
    VideoInfos: optional(
      z.array(aigcVideoReferenceVideoInfo),
      'The video to edit or to follow. Kling O1 and 3.0-Omni, Vidu q2-pro, H2, Mingmou, and the scenes of Kling that need one. An empty list counts as not sent.',
      [{ VideoUrl: 'https://example.com/dance.mp4', ReferType: 'feature', KeepOriginalSound: 'no' }],
    ),
    AudioInfos: optional(
      z.array(aigcVideoReferenceAudioInfo),
      'The sound to speak or sing to: the scenes avatar_i2v and lip_sync of Kling. An empty list counts as not sent.',
      [{ AudioUrl: 'https://example.com/speech.mp3' }],
    ),
    Duration: seed.Duration,
    ExtraParameters: optional(laterExtraParam, 'Resolution, shape and switches of the video.', {
      Resolution: '720P',
      AspectRatio: '16:9',
      EnableAudio: true,
    }),
    StoreCosParam: seed.StoreCosParam,
    AdditionalParameters: seed.AdditionalParameters,
    Operator: seed.Operator,
  })
  .meta({ title: 'CreateAigcVideoTaskRequest', page: latePage })

/** What the latest edition takes: every earlier request is one of these too. */
export type CreateAigcVideoTaskRequest = z.infer<typeof laterCreateAigcVideoTaskRequest>
