import { describe, expect, test } from 'vitest'
import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest as Request } from '../contract/shapes-2026-08.ts'
import { first, last, Prompt, references, video } from './golden/pictures.ts'
import { judge } from './judge.ts'

/** The fifteen likeliest mistakes, and the sentences that their authors read. */
function messageFor(request: Request, edition: EditionName = '2026-01-08'): string {
  const judgement = judge(request, edition)
  if ('job' in judgement) throw new Error('Accepted.')
  return judgement.findings.map(({ message }) => message.en).join('\n')
}

test('1. a length that the model does not make', () => {
  expect(messageFor({ ModelName: 'Kling', Prompt, Duration: 7 })).toMatchInlineSnapshot(
    `"The value \`7\` specified in the parameter \`Duration\` is not valid. Kling takes 5 or 10 seconds (default 5). Closest legal request: set \`Duration\` to \`5\`."`,
  )
})
test('2. a length that is right for another resolution', () => {
  const ExtraParameters = { Resolution: '1080P' }
  expect(messageFor({ ModelName: 'Hailuo', Prompt, Duration: 10, ExtraParameters })).toMatchInlineSnapshot(
    `"The value \`10\` specified in the parameter \`Duration\` is not valid. Hailuo at 1080P takes only 6 seconds: only the standard mode, 768P, renders 10 seconds. Closest legal request: set \`Duration\` to \`6\`, or set \`ExtraParameters.Resolution\` to \`768P\`."`,
  )
})
test('3. a ModelName that was forgotten', () => {
  expect(messageFor({ Prompt, Duration: 8 })).toMatchInlineSnapshot(
    `"The value \`8\` specified in the parameter \`Duration\` is not valid. Hunyuan (used because ModelName is left out) takes only 5 seconds: every clip of the model has this length. Closest legal request: set \`Duration\` to \`5\`."`,
  )
})
test('4. the name that the model has elsewhere', () => {
  expect(messageFor({ ModelName: 'Veo', Prompt })).toMatchInlineSnapshot(
    `"The value \`Veo\` specified in the parameter \`ModelName\` is not valid. Google Veo is called GV here. Edition 2026-01-08 has the models Hunyuan, Hailuo, Kling, Vidu, OS and GV (default Hunyuan). Closest legal request: set \`ModelName\` to \`GV\`."`,
  )
})
test('5. a slip of the pen', () => {
  expect(messageFor({ ModelName: 'Klinng', Prompt })).toMatchInlineSnapshot(
    `"The value \`Klinng\` specified in the parameter \`ModelName\` is not valid. Edition 2026-01-08 has the models Hunyuan, Hailuo, Kling, Vidu, OS and GV (default Hunyuan). Closest legal request: set \`ModelName\` to \`Kling\`."`,
  )
})
test('6. a version that came later', () => {
  expect(messageFor({ ModelName: 'Kling', ModelVersion: '3.0', Prompt })).toMatchInlineSnapshot(
    `"The value \`3.0\` specified in the parameter \`ModelVersion\` is not valid. Kling takes 2.0, 2.1, 2.5, O1 or 2.6 (default 2.6). Edition 2026-08 takes it (the server's REELAY_EDITION). Closest legal request: set \`ModelVersion\` to \`2.6\`."`,
  )
})
test('7. an end frame with the wrong version and resolution', () => {
  const request = { ModelName: 'Kling', ModelVersion: '2.6', ImageUrl: first, LastImageUrl: last }
  expect(messageFor(request)).toMatchInlineSnapshot(
    `"The value \`https://example.com/last.png\` specified in the parameter \`LastImageUrl\` is not valid. Kling 2.6 at 720P (the default) does not take LastImageUrl: only version 2.1 at 1080P renders between two frames. Other models that take it: Vidu q2-pro and q2-turbo; GV 3.1. Closest legal request: set \`ModelVersion\` to \`2.1\` and set \`ExtraParameters.Resolution\` to \`1080P\`, or leave out \`LastImageUrl\`."`,
  )
})
test('8. an end frame without a first one', () => {
  expect(messageFor({ ModelName: 'GV', Prompt, LastImageUrl: last })).toMatchInlineSnapshot(
    `"The request is missing a required parameter \`ImageUrl\`. GV takes LastImageUrl only together with ImageUrl. Add it, or leave out \`LastImageUrl\`."`,
  )
})
test('9. a ratio where the image decides', () => {
  const ExtraParameters = { AspectRatio: '16:9' }
  expect(messageFor({ ModelName: 'Kling', Prompt, ImageUrl: first, ExtraParameters })).toMatchInlineSnapshot(
    `"The value \`16:9\` specified in the parameter \`ExtraParameters.AspectRatio\` is not valid. Kling with a first frame does not take ExtraParameters.AspectRatio: the first frame decides the shape. Closest legal request: leave out \`ExtraParameters.AspectRatio\`."`,
  )
})
test('10. reference images for a model that takes none', () => {
  expect(messageFor({ ModelName: 'Kling', Prompt, ImageInfos: references(2) })).toMatchInlineSnapshot(
    `"The value \`2 items\` specified in the parameter \`ImageInfos\` is not valid. Kling does not take ImageInfos: Kling makes a video from a text, a first frame, or a first and a last frame. Other models that take it: Vidu q2; GV 3.1. Edition 2026-08 takes it (the server's REELAY_EDITION). Closest legal request: leave out \`ImageInfos\`."`,
  )
})
test('11. reference images beside a first frame', () => {
  expect(
    messageFor({ ModelName: 'GV', Prompt, ImageUrl: first, ImageInfos: references(2) }),
  ).toMatchInlineSnapshot(
    `"The value \`2 items\` specified in the parameter \`ImageInfos\` is not valid. GV does not take ImageUrl or LastImageUrl together with ImageInfos: GV takes either frames or reference images. Closest legal request: leave out \`ImageUrl\`, or leave out \`ImageInfos\`."`,
  )
})
test('12. no prompt and no image', () => {
  expect(messageFor({ ModelName: 'Kling' })).toMatchInlineSnapshot(
    `"The request is missing a required parameter \`Prompt\`. It is needed here, with 1 to 2000 characters: without images the text is all there is to make a video from."`,
  )
})
test('13. a prompt that is too long', () => {
  expect(messageFor({ ModelName: 'GV', Prompt: 'once upon a time '.repeat(130) })).toMatchInlineSnapshot(
    `"The value \`once upon a time once upon a time once upon a time once upon…\` specified in the parameter \`Prompt\` is not valid. It is too long: at most 2000 characters (Unicode code points) are taken. Shorten it by 210."`,
  )
})
test('14. an image as data instead of an address', () => {
  expect(
    messageFor({ ModelName: 'GV', ImageUrl: 'data:image/png;base64,iVBORw0KGgo=' }),
  ).toMatchInlineSnapshot(
    `"The value \`data:image/png;base64,iVBORw0KGgo=\` specified in the parameter \`ImageUrl\` is not valid. Images are taken by address only. Put the image on a web server or into a bucket and send its http or https URL."`,
  )
})
test('15. several at once', () => {
  const StoreCosParam = { CosBucketName: 'aigc-video-1250000000' }
  const ExtraParameters = { Resolution: '1080', AspectRatio: '4:3' }
  const AdditionalParameters = "{'camera_control': {}}"
  expect(messageFor({ ModelName: 'OS', Prompt, ExtraParameters, StoreCosParam, AdditionalParameters }))
    .toMatchInlineSnapshot(`
    "The value \`1080\` specified in the parameter \`ExtraParameters.Resolution\` is not valid. OS takes only 720P: the resolution of OS cannot be chosen. Closest legal request: set \`ExtraParameters.Resolution\` to \`720P\`.
    The value \`4:3\` specified in the parameter \`ExtraParameters.AspectRatio\` is not valid. OS from text alone takes 16:9 or 9:16 (default 16:9). Closest legal request: set \`ExtraParameters.AspectRatio\` to \`16:9\`.
    The request is missing a required parameter \`StoreCosParam.CosBucketRegion\`. StoreCosParam names the bucket that receives the video and needs both its name and its region, for example \`ap-guangzhou\`.
    The value \`{'camera_control': {}}\` specified in the parameter \`AdditionalParameters\` is not valid. It is not JSON. Names and texts need double quotes. It must be a JSON object written into a string, for example \`{"camera_control":{"type":"simple"}}\`."
  `)
})

describe('in Chinese', () => {
  const chineseFor = (request: Request): string => {
    const judgement = judge(request, '2026-01-08')
    if ('job' in judgement) throw new Error('The request is legal.')
    return judgement.findings.map(({ message }) => message.zh).join('\n')
  }

  test('a value', () => {
    expect(chineseFor({ ModelName: 'Kling', Prompt, Duration: 7 })).toMatchInlineSnapshot(
      `"参数 \`Duration\` 的取值 \`7\` 无效。Kling 支持的取值：5 或 10 秒（默认 5）。最接近的合法请求：将 \`Duration\` 设为 \`5\`。"`,
    )
  })
  test('a model that a default chose', () => {
    expect(chineseFor({ Prompt, Duration: 8 })).toMatchInlineSnapshot(
      `"参数 \`Duration\` 的取值 \`8\` 无效。Hunyuan（未指定 ModelName 时使用）支持的取值：仅 5 秒（该模型生成的视频都是这一时长）。最接近的合法请求：将 \`Duration\` 设为 \`5\`。"`,
    )
    expect(
      chineseFor({ ModelName: 'Kling', Prompt, LastImageUrl: last, ImageUrl: first }),
    ).toMatchInlineSnapshot(
      `"参数 \`LastImageUrl\` 的取值 \`https://example.com/last.png\` 无效。Kling 2.1（此处的默认版本）在分辨率 720P（默认）时不支持 LastImageUrl（只有 2.1 版本在 1080P 下支持首尾帧）。支持它的其他模型：Vidu q2-pro 和 q2-turbo；GV 3.1。契约版本 2026-08 支持该取值（由服务端的 REELAY_EDITION 设置）。最接近的合法请求：将 \`ExtraParameters.Resolution\` 设为 \`1080P\`，或去掉 \`LastImageUrl\`。"`,
    )
  })
  test('a model by its other name, and one that came later', () => {
    expect(chineseFor({ ModelName: 'Veo', Prompt })).toMatchInlineSnapshot(
      `"参数 \`ModelName\` 的取值 \`Veo\` 无效。Google Veo 在此处的名称是 GV。契约版本 2026-01-08 支持的模型有 Hunyuan、Hailuo、Kling、Vidu、OS 和 GV（默认 Hunyuan）。最接近的合法请求：将 \`ModelName\` 设为 \`GV\`。"`,
    )
    expect(chineseFor({ ModelName: 'PixVerse', Prompt })).toMatchInlineSnapshot(
      `"参数 \`ModelName\` 的取值 \`PixVerse\` 无效。契约版本 2026-01-08 支持的模型有 Hunyuan、Hailuo、Kling、Vidu、OS 和 GV（默认 Hunyuan）。契约版本 2026-08 支持该取值（由服务端的 REELAY_EDITION 设置）。"`,
    )
  })
  test('a rule that depends on version and resolution', () => {
    const request = { ModelName: 'Kling', ModelVersion: '2.1', Prompt, ImageUrl: first, LastImageUrl: last }
    expect(chineseFor(request)).toMatchInlineSnapshot(
      `"参数 \`LastImageUrl\` 的取值 \`https://example.com/last.png\` 无效。Kling 2.1 在分辨率 720P（默认）时不支持 LastImageUrl（只有 2.1 版本在 1080P 下支持首尾帧）。支持它的其他模型：Vidu q2-pro 和 q2-turbo；GV 3.1。最接近的合法请求：将 \`ExtraParameters.Resolution\` 设为 \`1080P\`，或去掉 \`LastImageUrl\`。"`,
    )
    const ExtraParameters = { AspectRatio: '1:1' }
    expect(
      chineseFor({ ModelName: 'Kling', Prompt, ImageUrl: first, ExtraParameters }),
    ).toMatchInlineSnapshot(
      `"参数 \`ExtraParameters.AspectRatio\` 的取值 \`1:1\` 无效。Kling 在提供首帧图时不支持 ExtraParameters.AspectRatio（宽高比由首帧图决定）。最接近的合法请求：去掉 \`ExtraParameters.AspectRatio\`。"`,
    )
  })
  test('what is missing, too long, too many, and not together', () => {
    expect(chineseFor({ ModelName: 'Vidu' })).toMatchInlineSnapshot(
      `"请求缺少必需参数 \`Prompt\`。此处必填，长度为 1 至 2000 个字符（没有图片时，只能依据文本生成视频）。"`,
    )
    expect(chineseFor({ ModelName: 'GV', Prompt: 'once upon a time '.repeat(130) })).toMatchInlineSnapshot(
      `"参数 \`Prompt\` 的取值 \`once upon a time once upon a time once upon a time once upon…\` 无效。内容过长：最多 2000 个字符（Unicode 码点）。请删减 210 个字符。"`,
    )
    expect(chineseFor({ ModelName: 'GV', Prompt, ImageInfos: references(5) })).toMatchInlineSnapshot(
      `"参数 \`ImageInfos\` 的取值 \`5 items\` 无效。GV 支持的取值：1 至 3 张图片，且不能同时提供 ImageUrl 和 LastImageUrl（GV 只能使用首尾帧或参考图之一）。最接近的合法请求：只保留 \`ImageInfos\` 的前 3 项。"`,
    )
    expect(chineseFor({ ModelName: 'GV', Prompt, LastImageUrl: last })).toMatchInlineSnapshot(
      `"请求缺少必需参数 \`ImageUrl\`。GV 须同时提供 ImageUrl 才支持 LastImageUrl。请补充该参数，或去掉 \`LastImageUrl\`。"`,
    )
    expect(
      chineseFor({ ModelName: 'GV', Prompt, ImageUrl: first, ImageInfos: references(2) }),
    ).toMatchInlineSnapshot(
      `"参数 \`ImageInfos\` 的取值 \`2 items\` 无效。GV 不支持同时提供 ImageInfos 与 ImageUrl 或 LastImageUrl（GV 只能使用首尾帧或参考图之一）。最接近的合法请求：去掉 \`ImageUrl\`，或去掉 \`ImageInfos\`。"`,
    )
  })
})

describe('in edition 2026-08', () => {
  const VideoInfos = [{ VideoUrl: video }]
  const kling = { ModelName: 'Kling', Prompt }
  test.each<[string, Request, string]>([
    [
      'a video to edit beside a first frame',
      { ...kling, ImageUrl: first, VideoInfos },
      'Kling 3.0-Omni (its default version here) with a video to edit does not take ImageUrl or LastImageUrl together with VideoInfos: a video that is edited brings its own frames. Closest legal request: set `VideoInfos.0.ReferType` to `feature`, or leave out `ImageUrl`.',
    ],
    [
      'a video for a version without',
      { ...kling, ModelVersion: '2.6', VideoInfos },
      'Kling 2.6 does not take VideoInfos: only the versions O1 and 3.0-Omni take a video. Other models that take it: Vidu q2-pro; Mingmou; H2 1.0. Closest legal request: set `ModelVersion` to `O1`, or set `SceneType` to `motion_control` and add `ImageUrl`.',
    ],
    [
      'a scene without its image',
      { ModelName: 'Kling', SceneType: 'motion_control', VideoInfos },
      'Kling in the scene motion_control needs ImageUrl: the scene moves whoever is in this image.',
    ],
    [
      'a sound without a scene',
      { ...kling, AudioInfos: [{ AudioUrl: 'https://example.com/a.mp3' }] },
      'Kling does not take AudioInfos: only the scenes avatar_i2v and lip_sync work with a sound. Closest legal request: set `SceneType` to `avatar_i2v` and add `ImageUrl`, or set `SceneType` to `lip_sync` and add `VideoInfos`.',
    ],
    [
      'an end frame at 720P, keeping the version that was written',
      { ...kling, ModelVersion: '2.6', ImageUrl: first, LastImageUrl: last },
      'Closest legal request: set `ExtraParameters.Resolution` to `1080P`, or set `ModelVersion` to `2.0`.',
    ],
    [
      'sound from q2',
      { ModelName: 'Vidu', Prompt, ExtraParameters: { EnableAudio: true } },
      'Vidu q2 (its default version here) does not take ExtraParameters.EnableAudio: only the q3 series makes sound. Closest legal request: set `ModelVersion` to `q3-pro`, or leave out `ExtraParameters.EnableAudio`.',
    ],
    [
      'two places that ask a silent model for sound',
      {
        ...kling,
        ModelVersion: '2.5',
        ExtraParameters: { EnableAudio: true },
        AdditionalParameters: '{"sound":"on"}',
      },
      'or leave out `ExtraParameters.EnableAudio` and leave out `AdditionalParameters.sound`.',
    ],
    [
      'two answers about the sound',
      { ...kling, ExtraParameters: { EnableAudio: true }, AdditionalParameters: '{"sound":"off"}' },
      'It contradicts `ExtraParameters.EnableAudio`, which is `true`. One of the two is enough. Closest legal request: leave out `AdditionalParameters.sound`.',
    ],
    [
      'an image without its name',
      { ModelName: 'PixVerse', Prompt, ImageInfos: references(1) },
      'It is needed here, with 1 to 64 characters: it is the name by which the prompt speaks of the image.',
    ],
    [
      'the name that H2 has elsewhere',
      { ModelName: 'HappyHorse', Prompt },
      'Alibaba HappyHorse is called H2 here. Edition 2026-08 has the models Hunyuan, Hailuo, Kling, Vidu, PixVerse, Mingmou, H2, OS and GV (default Hunyuan).',
    ],
  ])('says of %s what to do', (_, request, words) => {
    expect(messageFor(request, '2026-08')).toContain(words)
  })
})
