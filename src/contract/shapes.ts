import { z } from 'zod'
import { describePage, seedPage } from './edition.ts'
import { optional } from './optional-member.ts'

/**
 * The requests and answers of the API, edition 2026-01-08; what came later is in `shapes-2026-08.ts`. Wire names stay
 * wire names here. Nothing but
 * `DescribeAigcVideoTask.TaskId` is marked required: that is how the official page and every official SDK have it
 * (seed page 2026-01-08; SDK type tables of 2026-08-21). What a model needs beyond that is the catalog's to say.
 *
 * A member that is `null` counts as not sent, see `readShape`.
 */

/** `ExtraParameters`: had exactly these two members until 2026-02-03. */
export const aigcVideoExtraParam = z
  .strictObject({
    Resolution: optional(
      z.string(),
      'Height class of the video. Which classes there are depends on the model; 2K and 4K are reached by upscaling. Upper and lower case are the same.',
      '720P',
    ),
    AspectRatio: optional(
      z.string(),
      'Shape of the video as width:height. Only where no image decides the shape, except for GV.',
      '16:9',
    ),
  })
  .meta({ title: 'AigcVideoExtraParam', page: seedPage })

/** `StoreCosParam`. Bucket and region are needed in practice (SDK type comments, 2026-08-24); the catalog asks for them. */
export const aigcStoreCosParam = z
  .strictObject({
    CosBucketName: optional(
      z.string(),
      'Name of the bucket that receives the video. Needed whenever StoreCosParam is sent.',
      'aigc-video-1250000000',
    ),
    CosBucketRegion: optional(
      z.string(),
      'Region of that bucket. Needed whenever StoreCosParam is sent.',
      'ap-guangzhou',
    ),
    CosBucketPath: optional(z.string(), 'Folder in the bucket. Left out: the root.', 'my_cos_file'),
  })
  .meta({ title: 'AigcStoreCosParam', page: seedPage })

/** An element of `ImageInfos`. */
export const aigcVideoReferenceImageInfo = z
  .strictObject({
    ImageUrl: optional(
      z.string(),
      'Public http or https address of a JPEG or PNG of at most 10 MB.',
      'https://example.com/cat.png',
    ),
    ReferenceType: optional(
      z.string(),
      'What the image stands for. GV: `asset` or `style`. Vidu q2: the id of the subject it shows.',
      'asset',
    ),
  })
  .meta({ title: 'AigcVideoReferenceImageInfo', page: seedPage })

export const createAigcVideoTaskRequest = z
  .strictObject({
    ModelName: optional(z.string(), 'The model family. Left out: Hunyuan.', 'GV'),
    ModelVersion: optional(
      z.string(),
      'Version of the model. Left out: the stable version of the family for this kind of request.',
      '3.1',
    ),
    Prompt: optional(
      z.string(),
      'What the video shows. At most 2000 characters (Unicode code points). Needed when there is neither ImageUrl nor ImageInfos.',
      'move the picture',
    ),
    NegativePrompt: optional(
      z.string(),
      'What the video should not show. For models without such a field it is folded into the prompt.',
      'Top lighting,bright colors',
    ),
    EnhancePrompt: optional(
      z.boolean(),
      'true lets the service rewrite the prompt for a better result; false, the default, follows it literally.',
      false,
    ),
    ImageUrl: optional(
      z.string(),
      'Public http or https address of the first frame: JPEG or PNG, 10 MB at most advised. OS: exactly 1280x720 or 720x1280 pixels.',
      'https://example.com/first.png',
    ),
    LastImageUrl: optional(
      z.string(),
      'Public http or https address of the last frame; needs ImageUrl. GV, Kling 2.1 at 1080P, Vidu q2-pro and q2-turbo.',
      'https://example.com/last.png',
    ),
    ImageInfos: optional(
      z.array(aigcVideoReferenceImageInfo),
      'Reference images: 1 to 3 for GV, 1 to 7 for Vidu q2. An empty list counts as not sent.',
      [{ ImageUrl: 'https://example.com/cat.png', ReferenceType: 'asset' }],
    ),
    Duration: optional(z.int(), 'Length of the video in seconds. Depends on the model.', 8),
    ExtraParameters: optional(aigcVideoExtraParam, 'Resolution and shape of the video.', {
      Resolution: '720P',
      AspectRatio: '16:9',
    }),
    StoreCosParam: optional(
      aigcStoreCosParam,
      "The caller's own bucket. Left out: the video is kept by the service and served for a limited time.",
      {
        CosBucketName: 'aigc-video-1250000000',
        CosBucketRegion: 'ap-guangzhou',
        CosBucketPath: 'my_cos_file',
      },
    ),
    AdditionalParameters: optional(
      z.string(),
      'A JSON object written into a string: parameters of the vendor that this API has no member for.',
      '{"camera_control":{"type":"simple"}}',
    ),
    Operator: optional(z.string(), 'Who or what sends the request; recorded with the task.', 'admin'),
  })
  .meta({ title: 'CreateAigcVideoTaskRequest', page: seedPage })

/** Answers carry `RequestId` beside these members; the envelope adds it. */
export const createAigcVideoTaskResponse = z
  .strictObject({
    TaskId: z
      .string()
      .meta({ doc: 'Opaque id of the task, for DescribeAigcVideoTask.', example: '2147483790' }),
  })
  .meta({ title: 'CreateAigcVideoTaskResponse', page: seedPage })

export const describeAigcVideoTaskRequest = z
  .strictObject({
    TaskId: z.string().meta({ doc: 'The id that CreateAigcVideoTask returned.', example: '2147483790' }),
  })
  .meta({ title: 'DescribeAigcVideoTaskRequest', page: describePage })

export const describeAigcVideoTaskResponse = z
  .strictObject({
    Status: z.enum(['WAIT', 'RUN', 'FAIL', 'DONE']).meta({
      doc: 'WAIT: not started. RUN: being made. DONE: ready. FAIL: will not come.',
      example: 'DONE',
    }),
    VideoUrls: z.array(z.string()).meta({
      doc: 'Where the videos can be fetched when DONE; empty before. Links of the service itself expire, and every call hands out fresh ones.',
      example: ['https://example.com/4-AigcVideo-0123456789abcdef0123456789abcdef_0.mp4'],
    }),
    Resolution: z
      .string()
      .meta({ doc: 'Width and height of the finished video in pixels; empty before.', example: '1280x720' }),
    Message: z.string().meta({ doc: 'Why the task failed; empty while it waits or runs.', example: '' }),
  })
  .meta({ title: 'DescribeAigcVideoTaskResponse', page: describePage })

export type CreateAigcVideoTaskResponse = z.infer<typeof createAigcVideoTaskResponse>
export type DescribeAigcVideoTaskRequest = z.infer<typeof describeAigcVideoTaskRequest>
export type DescribeAigcVideoTaskResponse = z.infer<typeof describeAigcVideoTaskResponse>
