import type { EditionName } from '../contract/edition.ts'
import { both, either, inEnglish, text, type Say, type Text } from '../contract/text.ts'
import { chineseReasons } from './chinese-reasons.ts'
import type { Clause, Family, ParameterName, Value, When } from './grammar.ts'
import type { Mode } from './job.ts'
import { sources } from './sources.ts'
import { pathOf } from './edition-paths.ts'
import { parameterNames } from './wire-parameters.ts'

/** One clause as a row of the reference, in plain words. */
export type Row = {
  readonly parameter: string
  readonly when: string
  readonly rule: string
  readonly because: string
  readonly source: string
}

/** The clauses of a family as rows, for the generated docs and the console's Models page. */
export function rowsOf(family: Family, edition: EditionName): readonly Row[] {
  return parameterNames.flatMap((parameter) =>
    (family.clauses[parameter] ?? []).map((clause, index) => ({
      parameter: pathOf(parameter, edition),
      when: clause.when === undefined ? (index === 0 ? 'always' : 'else') : wordsOfWhen(clause.when),
      rule: wordsOfClause(parameter, clause, inEnglish),
      because: clause.because ?? '',
      source: `${clause.source}, ${sources[clause.source].date}`,
    })),
  )
}

/** What a clause says, as the end of a sentence: `5 or 10 seconds (default 5)`, `not taken`. */
export function wordsOfClause(parameter: ParameterName, clause: Clause, say: Say): string {
  if ('refused' in clause) {
    const fixed = clause.default === undefined ? '' : valueWord(parameter, clause.default, say)
    return say('not taken', '不支持') + (fixed === '' ? '' : say(`; it is ${fixed}`, `；固定为${fixed}`))
  }
  if ('oneOf' in clause) return wordsOfChoice(parameter, clause, say)
  if ('from' in clause) {
    const { from, to } = clause
    return (
      say(`${from} to ${to} seconds`, `${from} 至 ${to} 秒`) + defaultWords(parameter, clause.default, say)
    )
  }
  if ('codePoints' in clause) {
    const { from, to } = clause.codePoints
    const length =
      from > 0
        ? say(`${from} to ${to} characters`, `${from} 至 ${to} 个字符`)
        : say(`at most ${to} characters`, `最多 ${to} 个字符`)
    return `${needed(clause, say)}${length}`
  }
  if ('count' in clause) {
    const { from, to } = clause.count
    const amount = from === to ? String(from) : say(`${from} to ${to}`, `${from} 至 ${to}`)
    const others = both(clause.excludes, say)
    const without = others === '' ? '' : say(`, without ${others}`, `，且不能同时提供 ${others}`)
    return `${needed(clause, say)}${amount} ${noun(parameter, to, say)}${without}`
  }
  if ('pixels' in clause) {
    const sizes = either(clause.pixels, say)
    return say(`an image of exactly ${sizes} pixels`, `像素恰为 ${sizes} 的图片`)
  }
  if ('required' in clause) return say('needed', '必填')
  if (clause.requires === undefined) return say('taken', '可用')
  const companions = both(clause.requires, say)
  return say(`taken together with ${companions}`, `须与 ${companions} 同时提供`)
}

/** Why a clause is as it is, to be put at the end of a sentence; empty where it does not say. */
export function becauseOf({ because }: Clause, say: Say): string {
  if (because === undefined) return ''
  return say(`: ${because}`, `（${chineseReasons.get(because) ?? because}）`)
}

function wordsOfChoice(
  parameter: ParameterName,
  { oneOf, upscaled: enlarged, default: standard }: Extract<Clause, { oneOf: unknown }>,
  say: Say,
): string {
  const values = either(
    oneOf.map((value) => valueWord(parameter, value, say)),
    say,
  )
  const unit = parameter === 'Duration' ? say(' seconds', ' 秒') : ''
  const isOnly = oneOf.length === 1
  const choice = isOnly ? '' : defaultWords(parameter, standard, say)
  if (enlarged === undefined) return `${isOnly ? say('only ', '仅 ') : ''}${values}${unit}${choice}`
  const sizes = either(enlarged, say)
  return `${values}${unit}${choice}${say(`, and ${sizes} by upscaling`, `，以及通过超分得到的 ${sizes}`)}`
}

function needed(clause: Clause, say: Say): string {
  return 'required' in clause ? say('needed: ', '必填：') : ''
}

function noun(parameter: ParameterName, count: number, say: Say): string {
  const [en, zh] =
    parameter === 'VideoInfos'
      ? ['video', '段视频']
      : parameter === 'AudioInfos'
        ? ['sound', '段音频']
        : ['image', '张图片']
  return say(count === 1 ? en : `${en}s`, zh)
}

/** The condition of a clause: `mode text, version q2`. */
function wordsOfWhen(when: When): string {
  return [
    ...(when.mode === undefined
      ? []
      : [
          either(
            when.mode.map((mode) => modeWords[mode].en),
            inEnglish,
          ),
        ]),
    ...(when.version === undefined ? [] : [`version ${either(when.version, inEnglish)}`]),
    ...(when.resolution === undefined ? [] : [`at ${either(when.resolution, inEnglish)}`]),
    ...(when.scene === undefined ? [] : [`scene ${either(when.scene, inEnglish)}`]),
    ...(when.video === undefined ? [] : [`ReferType ${either(when.video, inEnglish)}`]),
  ].join(', ')
}

export const modeWords: { readonly [Name in Mode]: Text } = {
  text: text('from text alone', '仅有文本'),
  image: text('with a first frame', '提供首帧图'),
  frames: text('with a first and a last frame', '提供首尾帧图'),
  references: text('with reference images', '提供参考图'),
  video: text('with a video', '提供视频'),
}

function defaultWords(parameter: ParameterName, value: Value | undefined, say: Say): string {
  if (value === undefined) return ''
  const word = valueWord(parameter, value, say)
  return say(` (default ${word})`, `（默认 ${word}）`)
}

function valueWord(parameter: ParameterName, value: Value, say: Say): string {
  if (parameter === 'Sound') return value === true ? say('on', '开') : say('off', '关')
  if (parameter === 'LogoAdd') return value === 1 ? say('1 (on)', '1（开）') : say('0 (off)', '0（关）')
  return String(value)
}
