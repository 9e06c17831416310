import type { CreateAigcVideoTaskRequest as Request } from '../../contract/shapes-2026-08.ts'
import { first, last, Prompt, references } from './pictures.ts'

/** One line per refusal: what is asked, and the codes and wire paths of the findings in their order. */
export const refused: readonly (readonly [string, Request, readonly (readonly [string, string])[]])[] = [
  ['an unknown family', { ModelName: 'Jimeng', Prompt }, [['InvalidParameterValue', 'ModelName']]],
  [
    'an empty ModelName, which is no choice',
    { ModelName: '', Prompt },
    [['InvalidParameterValue', 'ModelName']],
  ],
  [
    'a version of a later edition',
    { ModelName: 'Kling', ModelVersion: '3.0', Prompt },
    [['InvalidParameterValue', 'ModelVersion']],
  ],
  [
    'a version of Hunyuan',
    { ModelName: 'Hunyuan', ModelVersion: '1.5', Prompt },
    [['InvalidParameterValue', 'ModelVersion']],
  ],
  ['neither prompt nor image', { ModelName: 'Kling' }, [['MissingParameter', 'Prompt']]],
  ['a blank prompt without image', { Prompt: ' \n' }, [['MissingParameter', 'Prompt']]],
  ['2001 code points', { Prompt: '猫'.repeat(2001) }, [['InvalidParameterValue', 'Prompt']]],
  [
    'a NegativePrompt of 2001 code points',
    { Prompt, NegativePrompt: '猫'.repeat(2001) },
    [['InvalidParameterValue', 'NegativePrompt']],
  ],
  ['Kling with 7 s', { ModelName: 'Kling', Prompt, Duration: 7 }, [['InvalidParameterValue', 'Duration']]],
  [
    'Hailuo with 10 s at 1080P',
    { ModelName: 'Hailuo', Prompt, Duration: 10, ExtraParameters: { Resolution: '1080P' } },
    [['InvalidParameterValue', 'Duration']],
  ],
  [
    'Hailuo with 10 s at 4K',
    { ModelName: 'Hailuo', Prompt, Duration: 10, ExtraParameters: { Resolution: '4K' } },
    [['InvalidParameterValue', 'Duration']],
  ],
  ['Vidu with 11 s', { ModelName: 'Vidu', Prompt, Duration: 11 }, [['InvalidParameterValue', 'Duration']]],
  ['Vidu with 0 s', { ModelName: 'Vidu', Prompt, Duration: 0 }, [['InvalidParameterValue', 'Duration']]],
  ['GV with 5 s', { ModelName: 'GV', Prompt, Duration: 5 }, [['InvalidParameterValue', 'Duration']]],
  [
    'OS with 4K',
    { ModelName: 'OS', Prompt, ExtraParameters: { Resolution: '4K' } },
    [['InvalidParameterValue', 'ExtraParameters.Resolution']],
  ],
  [
    'Hailuo with 720P',
    { ModelName: 'Hailuo', Prompt, ExtraParameters: { Resolution: '720P' } },
    [['InvalidParameterValue', 'ExtraParameters.Resolution']],
  ],
  [
    'Hailuo with a ratio from text',
    { ModelName: 'Hailuo', Prompt, ExtraParameters: { AspectRatio: '16:9' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'Hailuo with a ratio and an image',
    { ModelName: 'Hailuo', ImageUrl: first, ExtraParameters: { AspectRatio: '16:9' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'Hunyuan with a ratio and an image',
    { ImageUrl: first, ExtraParameters: { AspectRatio: '16:9' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'Kling with a ratio and an image',
    { ModelName: 'Kling', ImageUrl: first, ExtraParameters: { AspectRatio: '16:9' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'Vidu with a ratio and an image',
    { ModelName: 'Vidu', ImageUrl: first, ExtraParameters: { AspectRatio: '16:9' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'OS with a ratio and an image',
    { ModelName: 'OS', ImageUrl: first, ExtraParameters: { AspectRatio: '16:9' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'Vidu q2-pro with 4:3',
    { ModelName: 'Vidu', ModelVersion: 'q2-pro', Prompt, ExtraParameters: { AspectRatio: '4:3' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'GV with 1:1',
    { ModelName: 'GV', Prompt, ExtraParameters: { AspectRatio: '1:1' } },
    [['InvalidParameterValue', 'ExtraParameters.AspectRatio']],
  ],
  [
    'an end frame without a first one',
    { ModelName: 'GV', Prompt, LastImageUrl: last },
    [['MissingParameter', 'ImageUrl']],
  ],
  [
    'Kling 2.6 with an end frame',
    {
      ModelName: 'Kling',
      ModelVersion: '2.6',
      ImageUrl: first,
      LastImageUrl: last,
      ExtraParameters: { Resolution: '1080P' },
    },
    [['InvalidParameterValue', 'LastImageUrl']],
  ],
  [
    'Kling 2.1 with an end frame at 720P',
    { ModelName: 'Kling', ModelVersion: '2.1', ImageUrl: first, LastImageUrl: last },
    [['InvalidParameterValue', 'LastImageUrl']],
  ],
  [
    'Vidu q2 with an end frame',
    { ModelName: 'Vidu', ModelVersion: 'q2', ImageUrl: first, LastImageUrl: last },
    [['InvalidParameterValue', 'LastImageUrl']],
  ],
  [
    'Hunyuan with an end frame',
    { ImageUrl: first, LastImageUrl: last },
    [['InvalidParameterValue', 'LastImageUrl']],
  ],
  [
    'Hailuo with an end frame',
    { ModelName: 'Hailuo', ImageUrl: first, LastImageUrl: last },
    [['InvalidParameterValue', 'LastImageUrl']],
  ],
  [
    'OS with an end frame',
    { ModelName: 'OS', ImageUrl: first, LastImageUrl: last },
    [['InvalidParameterValue', 'LastImageUrl']],
  ],
  [
    'references for Hunyuan',
    { Prompt, ImageInfos: references(1, 'x') },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'references for Hailuo',
    { ModelName: 'Hailuo', Prompt, ImageInfos: references(1) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'references for Kling',
    { ModelName: 'Kling', Prompt, ImageInfos: references(1) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'references for OS',
    { ModelName: 'OS', Prompt, ImageInfos: references(1) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'references for Vidu q2-turbo',
    { ModelName: 'Vidu', ModelVersion: 'q2-turbo', Prompt, ImageInfos: references(1) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'four references for GV',
    { ModelName: 'GV', Prompt, ImageInfos: references(4) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'eight references for Vidu q2',
    { ModelName: 'Vidu', Prompt, ImageInfos: references(8) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'references beside a first frame for GV',
    { ModelName: 'GV', Prompt, ImageUrl: first, ImageInfos: references(1) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'references beside a first frame for Vidu',
    { ModelName: 'Vidu', Prompt, ImageUrl: first, ImageInfos: references(1) },
    [['InvalidParameterValue', 'ImageInfos']],
  ],
  [
    'a ReferenceType that GV does not know',
    { ModelName: 'GV', Prompt, ImageInfos: references(1, 'cat') },
    [['InvalidParameterValue', 'ImageInfos.0.ReferenceType']],
  ],
  [
    'an empty subject id for Vidu',
    { ModelName: 'Vidu', Prompt, ImageInfos: references(1, '') },
    [['InvalidParameterValue', 'ImageInfos.0.ReferenceType']],
  ],
  [
    'a reference without address',
    { ModelName: 'GV', Prompt, ImageInfos: [{ ReferenceType: 'asset' }] },
    [['MissingParameter', 'ImageInfos.0.ImageUrl']],
  ],
  ['an empty address', { Prompt, ImageUrl: '' }, [['InvalidParameter.InvalidUrl', 'ImageUrl']]],
  [
    'an address that is not http',
    { Prompt, ImageUrl: 'file:///etc/passwd' },
    [['InvalidParameter.InvalidUrl', 'ImageUrl']],
  ],
  [
    'a bucket without name and region',
    { Prompt, StoreCosParam: {} },
    [
      ['MissingParameter', 'StoreCosParam.CosBucketName'],
      ['MissingParameter', 'StoreCosParam.CosBucketRegion'],
    ],
  ],
  [
    'AdditionalParameters that are no object',
    { Prompt, AdditionalParameters: '[]' },
    [['InvalidParameterValue', 'AdditionalParameters']],
  ],
  [
    'sound from Kling 2.5',
    { ModelName: 'Kling', ModelVersion: '2.5', Prompt, AdditionalParameters: '{"sound":"on"}' },
    [['InvalidParameterValue', 'AdditionalParameters.sound']],
  ],
  [
    'sound from Hailuo',
    { ModelName: 'Hailuo', Prompt, AdditionalParameters: '{"audio":true}' },
    [['InvalidParameterValue', 'AdditionalParameters.audio']],
  ],
  [
    'sound from Hunyuan',
    { Prompt, AdditionalParameters: '{"generate_audio":true}' },
    [['InvalidParameterValue', 'AdditionalParameters.generate_audio']],
  ],
  [
    'an operator of 257 characters',
    { Prompt, Operator: 'x'.repeat(257) },
    [['InvalidParameterValue', 'Operator']],
  ],
  [
    'several at once, each told on its own',
    {
      ModelName: 'OS',
      ModelVersion: '3',
      Duration: 5,
      ImageUrl: 'x',
      ExtraParameters: { Resolution: '1080P', AspectRatio: '16:9' },
    },
    [
      ['InvalidParameterValue', 'ModelVersion'],
      ['InvalidParameterValue', 'ExtraParameters.Resolution'],
      ['InvalidParameterValue', 'Duration'],
      ['InvalidParameterValue', 'ExtraParameters.AspectRatio'],
      ['InvalidParameter.InvalidUrl', 'ImageUrl'],
    ],
  ],
]
