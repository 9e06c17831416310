import type { CameraMove } from '../render-plan.ts'

/** How a camera move is called in English and in Chinese. */
export type CameraWording = {
  readonly move: CameraMove
  /** The film trade's own terms: a move wherever they stand. */
  readonly term: RegExp
  /** Everyday verbs: a move only where the camera is their subject ("the camera slowly rises"). */
  readonly verb?: RegExp
}

/** What a verb must belong to. */
const ENGLISH_CAMERA = '(?:camera|shot|lens|drone|steadicam|gimbal|viewpoint|frame)'
const CHINESE_CAMERA = '(?:镜头|相机|摄像机|摄影机|机位|运镜|画面|视角|无人机)'

/** In the order in which moves are reported. */
export const CAMERA_WORDINGS: readonly CameraWording[] = [
  {
    move: 'static',
    term: words(
      '(?:static|fixed|stationary|locked[- ]?(?:off|down)|tripod)\\s+(?:camera|shot|frame|framing)',
      'camera\\s+(?:\\w+\\s+)?(?:is|stays?|remains?|holds?|kept)\\s+(?:\\w+\\s+)?(?:static|still|fixed|steady|locked)',
      '(?:no|without(?:\\s+any)?)\\s+camera\\s+(?:move|motion)\\w*',
      'camera\\s+(?:does\\s+not|doesn.t)\\s+move',
      '固定镜头|静止镜头|固定机位|(?:镜头|机位|相机|摄像机)(?:保持)?(?:固定|静止|不动)|定镜|无运镜',
    ),
  },
  {
    move: 'zoom-in',
    term: words(
      'zoom(?:s|ing|ed)?(?!ADVERBS[- ]?(?:out|back|past|by|along|through|around|across|call|meeting))',
      'push(?:es|ing|ed)?ADVERBS[- ]?in|push(?:es|ing)?\\s+(?:forward|towards?)|clos(?:es|ing)\\s+in\\s+on',
      'doll(?:y|ies|ying)(?!ADVERBS[- ]?(?:back|out|away|left|right|zoom))|truck(?:s|ing)?\\s+in|(?:tracking|follow)\\s+shot',
      '推进|推近|拉近|推镜|前推|向前推|镜头(?:前进|放大|靠近|逼近)|放大镜头|推向|推至|缓推|慢推',
    ),
    verb: verbs(
      '(?:move|moving|fl(?:y|ie)|glid|advanc|travel|creep|track)\\w*ADVERBS\\s+(?:in|forwards?|closer|towards?|into|over|through|along)',
      '(?:approach|advanc|follow)\\w*',
      '前进|靠近|逼近|向前|跟随|跟拍',
    ),
  },
  {
    move: 'zoom-out',
    term: words(
      'zoom(?:s|ing|ed)?ADVERBS[- ]?(?:out|back)|pull[- ]?(?:back|out)\\s+shot|pullback',
      '(?:pull|dolly|truck)(?:s|ing|ed)?ADVERBS[- ]?(?:back|backwards?|out|away)|doll(?:ies|ying)\\s+(?:back|out)',
      '拉远|拉开|拉镜|后拉|向后拉|缩小镜头|镜头(?:后退|拉出|缩小)|缓拉',
    ),
    verb: verbs(
      '(?:move|moving|fl(?:y|ie)|glid|retreat|back|track)\\w*ADVERBS\\s+(?:back|backwards?|away|out)',
      '(?:reced|retreat|widen)\\w*',
      '后退|远离|向后',
    ),
  },
  {
    move: 'pan-left',
    term: words(
      '(?:whip[- ])?pan(?:s|ning|ed)?ADVERBSTOWARDSleft(?:wards?)?|left(?:ward)?\\s+pan|right[- ]to[- ]left\\s+pan',
      '左摇|左平移|左横移|左移镜头|镜头左[移转]|向左(?:平移|摇镜|摇摄|横移|摇)',
    ),
    verb: verbs(`SIDEWAYSADVERBSTOWARDSleft(?:wards?)?`, '向左|往左|左移|左转'),
  },
  {
    move: 'pan-right',
    term: words(
      '(?:whip[- ])?pan(?:s|ning|ed)?ADVERBSTOWARDSright(?:wards?)?|right(?:ward)?\\s+pan|left[- ]to[- ]right\\s+pan',
      '右摇|右平移|右横移|右移镜头|镜头右[移转]|向右(?:平移|摇镜|摇摄|横移|摇)',
    ),
    verb: verbs(`SIDEWAYSADVERBSTOWARDSright(?:wards?)?`, '向右|往右|右移|右转'),
  },
  {
    move: 'tilt-up',
    term: words(
      '(?:tilt|crane|pedestal|boom|jib|pan)(?:s|ning|ing|ed)?ADVERBSTOWARDSup(?:wards?)?|rising\\s+crane',
      '上摇|上仰|上移镜头|镜头(?:上移|上升|升起|仰起)|升镜头',
    ),
    verb: verbs(
      '(?:ris(?:es?|ing)|ascend\\w*)',
      'VERTICALADVERBS\\s+up(?:wards?)?',
      '向上|往上|上升|升起|上移|升高',
    ),
  },
  {
    move: 'tilt-down',
    term: words(
      '(?:tilt|crane|pedestal|boom|jib|pan)(?:s|ning|ing|ed)?ADVERBSTOWARDSdown(?:wards?)?|descending\\s+crane',
      '下摇|下俯|下移镜头|镜头(?:下移|下降|降下|俯下)|降镜头',
    ),
    verb: verbs(
      '(?:descend|lower)\\w*',
      'VERTICALADVERBS\\s+down(?:wards?)?',
      '向下|往下|下降|降下|下移|降低',
    ),
  },
  {
    move: 'orbit',
    term: words(
      'orbit(?:s|ing|al)?\\s+(?:shot|camera|move\\w*)|arc(?:ing)?\\s+shot|turntable\\s+shot|bullet[- ]time',
      '360(?:[- ]?degrees?|°)?\\s+(?:shot|view|pan|rotation|orbit)',
      '环绕镜头|环绕拍摄|环绕运镜|环绕运动|镜头(?:环绕|围绕)|环拍|绕拍',
    ),
    verb: verbs('orbit\\w*', '(?:circl|revolv|rotat|arc|mov|swing|spin|fl)\\w*\\s+around', '环绕|围绕|绕着'),
  },
  {
    move: 'roll',
    term: words(
      '(?:camera|barrel)[- ]roll|dutch[- ](?:angle|roll|tilt)',
      '旋转镜头|旋转运镜|镜头(?:旋转|翻转)|荷兰角',
    ),
    verb: verbs(
      '(?:roll|spin)(?:s|ning|ing)?(?!\\s+around)',
      'rotat(?:es?|ing)(?!\\s+(?:around|left|right|to))',
      '旋转|翻转',
    ),
  },
  {
    move: 'handheld',
    term: words(
      'hand[- ]?held',
      'shak(?:y|ing)[- ](?:cam(?:era)?|shot|footage)',
      'found[- ]footage',
      '手持|镜头(?:晃动|抖动)',
    ),
  },
]

/** Nouns of a negative prompt, which lists what is not wanted: "static, shaky, zoom". */
export const UNWANTED_WORDINGS: readonly { readonly moves: readonly CameraMove[]; readonly term: RegExp }[] =
  [
    { moves: ['static'], term: words('static|still|frozen|motionless', '静止|静态|定格') },
    { moves: ['handheld'], term: words('shak\\w*|jitter\\w*|wobbl\\w*|unsteady', '抖动|晃动') },
    { moves: ['roll', 'orbit'], term: words('rotat\\w*|rolling|spinning', '旋转|环绕') },
    { moves: ['pan-left', 'pan-right'], term: words('pan(?:s|ning)?', '摇镜|平移') },
    { moves: ['tilt-up', 'tilt-down'], term: words('tilt(?:s|ing)?', '俯仰') },
    { moves: ['zoom-in', 'zoom-out'], term: words('zoom(?:s|ing)?', '变焦|缩放|推拉') },
    {
      moves: [
        'zoom-in',
        'zoom-out',
        'pan-left',
        'pan-right',
        'tilt-up',
        'tilt-down',
        'orbit',
        'roll',
        'handheld',
        'drift',
      ],
      term: words('camera\\s+(?:move|motion|shake)\\w*|moving\\s+camera', '镜头运动|镜头移动|运镜'),
    },
  ]

/** Words that turn a clause round: "no zoom", "without panning", 不要推镜; not 不断 (steadily) or 无人机 (drone). */
export const REFUSAL = words(
  'no|not|never|without|avoid(?:ing)?|don.?t|doesn.?t|nor',
  '不要|不(?![断停久同])|没有|避免|禁止|切勿|(?<![特区分告个])别|无(?!人机|数|限|边|垠|尽|比)',
)

/** The last alternative is Chinese, which has no word borders; the others stand between them. */
function words(...alternatives: readonly string[]): RegExp {
  const chinese = alternatives.at(-1)
  const english = alternatives.slice(0, -1).map(expand).join('|')
  return new RegExp(`\\b(?:${english})(?!\\w)|${chinese}`, 'iu')
}

/** The same for verbs, which must follow the camera at close distance; in Chinese it may also come after them. */
function verbs(...alternatives: readonly string[]): RegExp {
  const chinese = alternatives.at(-1)
  const english = alternatives.slice(0, -1).map(expand).join('|')
  const between = '(?:\\s+(?!of\\b|on\\b|as\\b|while\\b|with\\b|where\\b|showing\\b)[\\w-]+){0,5}?'
  return new RegExp(
    `\\b${ENGLISH_CAMERA}s?${between}\\s+(?:${english})(?!\\w)` +
      `|${CHINESE_CAMERA}[^，。；,.;]{0,7}(?:${chinese})|(?:${chinese})[^，。；,.;]{0,3}${CHINESE_CAMERA}`,
    'iu',
  )
}

function expand(pattern: string): string {
  return pattern
    .replaceAll('ADVERBS', '(?:\\s+(?:the\\s+camera|[a-z]+ly|a\\s+(?:little|bit)))*')
    .replaceAll('TOWARDS', '(?:\\s+(?:to|towards?|from\\s+\\w+\\s+to))?(?:\\s+the)?\\s+')
    .replaceAll('SIDEWAYS', '(?:mov|turn|swing|sweep|glid|rotat|shift|slid|truck|track|doll|fl(?:y|ie))\\w*')
    .replaceAll('VERTICAL', '(?:mov|fl(?:y|ie)|look|glid|lift|tilt|float)\\w*')
}
