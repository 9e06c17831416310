import type { EditionName } from '../contract/edition.ts'
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
      rule: wordsOfClause(parameter, clause),
      because: clause.because ?? '',
      source: `${clause.source}, ${sources[clause.source].date}`,
    })),
  )
}

/** What a clause says, as the end of a sentence: `5 or 10 seconds (default 5)`, `not taken`. */
export function wordsOfClause(parameter: ParameterName, clause: Clause): string {
  if ('refused' in clause) {
    return clause.default === undefined
      ? 'not taken'
      : `not taken; it is ${valueWord(parameter, clause.default)}`
  }
  if ('oneOf' in clause) {
    const unit = parameter === 'Duration' ? ' seconds' : ''
    const upscaled = clause.upscaled === undefined ? '' : `, and ${either(clause.upscaled)} by upscaling`
    const values = either(clause.oneOf.map((value) => valueWord(parameter, value)))
    const only = clause.oneOf.length === 1
    const choice = only ? '' : defaultWords(parameter, clause.default)
    return `${only && upscaled === '' ? 'only ' : ''}${values}${unit}${choice}${upscaled}`
  }
  if ('from' in clause) {
    return `${clause.from} to ${clause.to} seconds${defaultWords(parameter, clause.default)}`
  }
  if ('codePoints' in clause) {
    const { from, to } = clause.codePoints
    const length = from > 0 ? `${from} to ${to} characters` : `at most ${to} characters`
    return `${needed(clause)}${length}`
  }
  if ('count' in clause) {
    const { from, to } = clause.count
    const amount = `${from === to ? from : `${from} to ${to}`} ${noun(parameter, to)}`
    const without = clause.excludes.length === 0 ? '' : `, without ${both(clause.excludes)}`
    return `${needed(clause)}${amount}${without}`
  }
  if ('pixels' in clause) return `an image of exactly ${either(clause.pixels)} pixels`
  if ('required' in clause) return 'needed'
  return clause.requires === undefined ? 'taken' : `taken together with ${both(clause.requires)}`
}

function needed(clause: Clause): string {
  return 'required' in clause ? 'needed: ' : ''
}

function noun(parameter: ParameterName, count: number): string {
  const word = parameter === 'VideoInfos' ? 'video' : parameter === 'AudioInfos' ? 'sound' : 'image'
  return count === 1 ? word : `${word}s`
}

/** The condition of a clause: `mode text, version q2`. */
function wordsOfWhen(when: When): string {
  return [
    ...(when.mode === undefined ? [] : [either(when.mode.map((mode) => modeWords[mode]))]),
    ...(when.version === undefined ? [] : [`version ${either(when.version)}`]),
    ...(when.resolution === undefined ? [] : [`at ${either(when.resolution)}`]),
    ...(when.scene === undefined ? [] : [`scene ${either(when.scene)}`]),
    ...(when.video === undefined ? [] : [`ReferType ${either(when.video)}`]),
  ].join(', ')
}

export const modeWords: { readonly [Name in Mode]: string } = {
  text: 'from text alone',
  image: 'with a first frame',
  frames: 'with a first and a last frame',
  references: 'with reference images',
  video: 'with a video',
}

/** `5, 8 or 10`. */
export function either(items: readonly (string | number | boolean)[]): string {
  return listed(items.map(String), 'or')
}

/** `ImageUrl and LastImageUrl`. */
export function both(items: readonly string[]): string {
  return listed(items, 'and')
}

function listed(items: readonly string[], word: string): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`
}

function defaultWords(parameter: ParameterName, value: Value | undefined): string {
  return value === undefined ? '' : ` (default ${valueWord(parameter, value)})`
}

function valueWord(parameter: ParameterName, value: Value): string {
  if (parameter === 'Sound') return value === true ? 'on' : 'off'
  if (parameter === 'LogoAdd') return value === 1 ? '1 (on)' : '0 (off)'
  return String(value)
}
