/**
 * The `because` of every clause in Chinese, by its English words: whoever writes a rule writes one language, and a test
 * asks for the other here.
 */
export const chineseReasons: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Every family.
    'without images the text is all there is to make a video from': '没有图片时，只能依据文本生成视频',
    'the page names no limit, so that of the prompt is taken; a model without such a field gets it folded into the prompt':
      '文档未说明上限，因此采用提示词的上限；模型没有该字段时会并入提示词',
    'the text says what becomes of the video': '文本说明如何处理视频',
    'every clip of the model has this length': '该模型生成的视频都是这一时长',
    'there are no reference images': '没有参考图',
    'there is no video': '没有视频',
    'the first frame decides the shape': '宽高比由首帧图决定',
    'the image decides the shape': '宽高比由图片决定',
    'the image or video decides the shape': '宽高比由图片或视频决定',
    'it says something to GV and Vidu only': '只对 GV 和 Vidu 有意义',
    'only PixVerse finds its images by name': '只有 PixVerse 按名称引用图片',
    'only Hailuo, Kling, Vidu and H2 have a watermark to add': '只有 Hailuo、Kling、Vidu 和 H2 可添加水印',
    'only Vidu renders off-peak': '只有 Vidu 支持错峰生成',
    'the page does not say which models add music, and only Vidu q2 has a switch for it':
      '文档未说明哪些模型可添加背景音乐，只有 Vidu q2 有此开关',
    'the page names no model that takes sounds, and only the scenes of Kling need one':
      '文档未列出接受音频的模型，只有 Kling 的场景需要音频',
    'the page names no scene for this model': '文档未为该模型列出场景',
    'this model makes its video from words and images': '该模型只用文本和图片生成视频',
    'beside a video there is no sound but that of the video, see KeepOriginalSound':
      '提供视频时只有视频原声，参见 KeepOriginalSound',
    'one video can be followed': '只能参考一段视频',
    // Hunyuan.
    'this edition lists no version of Hunyuan': '该版本的契约未列出 Hunyuan 的模型版本',
    'Hunyuan makes a video from a text or a first frame': 'Hunyuan 依据文本或首帧图生成视频',
    'Hunyuan has no end frame': 'Hunyuan 不支持尾帧',
    'Hunyuan clips are silent': 'Hunyuan 生成的视频没有声音',
    'its one scene, 3d_scene, gives a file that is not a video, and this service makes videos':
      '其唯一的场景 3d_scene 生成的不是视频文件，而本服务生成视频',
    // Hailuo.
    'Hailuo makes a video from a text or a first frame': 'Hailuo 依据文本或首帧图生成视频',
    'this edition gives Hailuo no end frame': '该版本的契约中 Hailuo 不支持尾帧',
    'only the standard mode, 768P, renders 10 seconds': '只有标准模式（768P）支持 10 秒',
    'Hailuo chooses the shape itself, and without an image that is 16:9':
      'Hailuo 自行决定宽高比，没有图片时为 16:9',
    'Hailuo follows the shape of the image': 'Hailuo 沿用图片的宽高比',
    'Hailuo clips are silent': 'Hailuo 生成的视频没有声音',
    'the fast version makes no video from text alone': 'fast 版本不支持仅用文本生成视频',
    'only version 02 renders between two frames': '只有 02 版本支持首尾帧',
    // Kling.
    'with an end frame the default is the one version that takes it': '提供尾帧时，默认为唯一支持尾帧的版本',
    'with an end frame the default is a version that takes it at every resolution':
      '提供尾帧时，默认为在各分辨率下都支持尾帧的版本',
    'with references and videos the default is the newest version that takes both':
      '提供参考图和视频时，默认为同时支持二者的最新版本',
    'the page names no version for a scene, and 2.6 is the one under which VOD bills motion control':
      '文档未说明场景对应的版本，而点播按 2.6 计费动作控制',
    'Kling makes a video from a text, a first frame, or a first and a last frame':
      'Kling 依据文本、首帧图或首尾帧图生成视频',
    'only version 2.1 at 1080P renders between two frames': '只有 2.1 版本在 1080P 下支持首尾帧',
    'the versions 1.6, 2.1, 2.5 and 2.6 render between two frames at 1080P only':
      '1.6、2.1、2.5 和 2.6 版本只在 1080P 下支持首尾帧',
    'the page offers frames and reference images as two ways': '文档中首尾帧和参考图是两种方式，不能同时使用',
    'only the versions 1.6, O1 and 3.0-Omni take reference images': '只有 1.6、O1 和 3.0-Omni 版本支持参考图',
    'only the versions O1 and 3.0-Omni take a video': '只有 O1 和 3.0-Omni 版本支持视频',
    'with a video it is 10 seconds at most': '提供视频时最长 10 秒',
    'Kling is given a shape with a text alone, and with references it is 16:9':
      'Kling 只在仅有文本时可指定宽高比，有参考图时为 16:9',
    "Kling's own switch `sound` is off by default": 'Kling 自身的开关 `sound` 默认关闭',
    'only version 2.6 makes sound': '只有 2.6 版本可生成声音',
    'only the versions 2.6, 3.0 and 3.0-Omni make sound': '只有 2.6、3.0 和 3.0-Omni 版本可生成声音',
    'Kling follows one video at a time': 'Kling 一次只参考一段视频',
    'a video that is edited brings its own frames': '被编辑的视频自带首尾帧',
    'a scene takes no reference images': '场景不支持参考图',
    'a scene has no end frame': '场景不支持尾帧',
    'what the scene works with says enough': '场景所用的素材已足够说明',
    'the scene moves whoever is in this image': '场景驱动的是该图片中的人物',
    'the scene speaks with the sound that it is given': '场景使用所提供的音频',
    'the image moves as the video does': '图片中的人物按视频动作',
    'the lips in the video itself are moved': '驱动的是视频中人物的口型',
    'an avatar is made of an image and a sound': '数字人由一张图片和一段音频生成',
    'the lips move to one sound, or to the words of the prompt': '口型依据一段音频或提示词中的文字驱动',
    'only the scenes avatar_i2v and lip_sync work with a sound': '只有 avatar_i2v 和 lip_sync 场景使用音频',
    // Vidu.
    'Vidu renders texts and references with q2': 'Vidu 以 q2 处理文本和参考图',
    'Vidu renders frames with q2-turbo': 'Vidu 以 q2-turbo 处理首尾帧',
    'with a video the default is the one version that takes it': '提供视频时，默认为唯一支持视频的版本',
    'a Vidu call takes either frames or subjects': 'Vidu 的一次调用只能使用首尾帧或主体之一',
    'only version q2 takes reference images': '只有 q2 版本支持参考图',
    'only the versions q2, q2-pro, q3-turbo, q3 and q3-mix take reference images':
      '只有 q2、q2-pro、q3-turbo、q3 和 q3-mix 版本支持参考图',
    'it is the id of the subject that the image shows': '它是图片中主体的 ID',
    'only the versions q2-pro and q2-turbo render between two frames':
      '只有 q2-pro 和 q2-turbo 版本支持首尾帧',
    'only the versions q2-pro, q2-turbo, q3-pro and q3-turbo render between two frames':
      '只有 q2-pro、q2-turbo、q3-pro 和 q3-turbo 版本支持首尾帧',
    '4:3 and 3:4 need version q2': '4:3 和 3:4 需要 q2 版本',
    "Vidu's own switch `audio` is off by default with q2": 'Vidu 自身的开关 `audio` 在 q2 中默认关闭',
    'only the q3 series makes sound': '只有 q3 系列可生成声音',
    'Vidu edits no videos': 'Vidu 不编辑视频',
    'only version q2-pro takes a video': '只有 q2-pro 版本支持视频',
    'Vidu adds music in the q2 series only': 'Vidu 只在 q2 系列支持背景音乐',
    // OS and GV.
    'OS starts from an image of exactly the size of the video': 'OS 的首帧图须与视频尺寸完全一致',
    'the resolution of OS cannot be chosen': 'OS 不能选择分辨率',
    'OS makes a video from a text or a first frame': 'OS 依据文本或首帧图生成视频',
    'OS has no end frame': 'OS 不支持尾帧',
    'Sora 2 makes sound unless told otherwise (EnableAudio, default true)':
      'Sora 2 默认生成声音（EnableAudio，默认 true）',
    'GV takes either frames or reference images': 'GV 只能使用首尾帧或参考图之一',
    'for GV it says how the image is used': '对 GV，它说明图片的用法',
    'Veo 3.1 makes sound unless told otherwise (EnableAudio, default true)':
      'Veo 3.1 默认生成声音（EnableAudio，默认 true）',
    // PixVerse.
    'it is the name by which the prompt speaks of the image': '它是提示词中引用该图片的名称',
    'PixVerse knows its images by Text': 'PixVerse 按 Text 识别图片',
    '2:3, 3:2 and 21:9 need version v6 or c1': '2:3、3:2 和 21:9 需要 v6 或 c1 版本',
    // Mingmou.
    'Mingmou works on a video': 'Mingmou 处理的是视频',
    'it is the one thing that the page has Mingmou do': '这是文档中 Mingmou 的唯一用途',
    'the video itself is turned upright': '将视频本身转为竖屏',
    'there is nothing to turn upright without a video': '没有视频就无法转为竖屏',
    'it stays the same film': '内容仍是原视频',
    'this edition lists no version of Mingmou': '该版本的契约未列出 Mingmou 的模型版本',
    'the video decides the length, which nobody knows before it is fetched':
      '时长由视频决定，获取视频之前无法得知',
    'upright is what the scene is for': '该场景的用途就是转为竖屏',
    'Mingmou makes no sound of its own, see KeepOriginalSound': 'Mingmou 不生成声音，参见 KeepOriginalSound',
    // H2.
    'the page gives H2 no end frame': '文档中 H2 不支持尾帧',
    'the page gives H2 no switch for the sound': '文档中 H2 没有声音开关',
  }),
)
