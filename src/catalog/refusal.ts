import { editionsAfter, type EditionName } from '../contract/edition.ts'
import { invalidValue, missingParameter, type Finding } from '../contract/finding.ts'
import { quotedValue } from '../contract/quoted-value.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { both, either, told, type Say } from '../contract/text.ts'
import { clauseFor, clausesOf, resolutionsOf, versionsOf, type Facts } from './clause.ts'
import type { ClauseComplaint, Complaint, ModelComplaint } from './complaint.ts'
import { becauseOf, modeWords, wordsOfClause } from './describe.ts'
import type { Edit } from './edit.ts'
import { examine } from './examine.ts'
import { defaultFamilyName, familiesOf, findFamily } from './editions.ts'
import type { Clause, Family, ParameterName } from './grammar.ts'
import { familyMeant, isFact, type Remedy } from './remedy.ts'
import { codePointCount } from './verdict.ts'
import { wirePaths } from './wire-parameters.ts'

/** A finding that knows its ways out; the Explorer offers them as buttons. */
export type Refusal = Finding & { readonly remedies: readonly Remedy[] }

/**
 * The sentence a caller reads: what the real service would say, then what is allowed for this family, version and
 * mode, then why, then the nearest legal request.
 */
export function refusalOf(
  complaint: Complaint,
  remedies: readonly Remedy[],
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
): Refusal {
  const { path, given, kind } = complaint
  const isMissing = kind === 'missing' || kind === 'companion' || kind === 'absent'
  const later = laterEdition(complaint, request, edition)
  const advice = told((say) =>
    [
      reasonOf(complaint, request, edition, say),
      later === undefined ? '' : laterWords(later, say),
      closingOf(remedies, isMissing, say),
    ]
      .filter((sentence) => sentence !== '')
      .join(say(' ', '')),
  )
  if (isMissing) return { ...missingParameter(path, advice), remedies }
  const code = kind === 'url' ? 'InvalidParameter.InvalidUrl' : 'InvalidParameterValue'
  return { ...invalidValue(path, given, advice, code), remedies }
}

/** What is allowed and why, as sentences without the ways out. */
export function reasonOf(
  complaint: Complaint,
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
  say: Say,
): string {
  switch (complaint.kind) {
    case 'model':
      return modelReason(complaint, edition, say)
    case 'form':
    case 'url':
    case 'absent':
      return say(complaint.reason.en, complaint.reason.zh)
    case 'value':
    case 'missing':
    case 'companion':
    case 'conflict':
      return clauseReason(complaint, request, edition, say)
  }
}

function modelReason({ given }: ModelComplaint, edition: EditionName, say: Say): string {
  const families = familiesOf[edition]
  const meant = families.find(({ name }) => name === familyMeant(given, edition))
  const list = both(
    families.map(({ name }) => name),
    say,
  )
  const names = say(
    `Edition ${edition} has the models ${list} (default ${defaultFamilyName}).`,
    `契约版本 ${edition} 支持的模型有 ${list}（默认 ${defaultFamilyName}）。`,
  )
  if (meant === undefined || !isOtherName(meant, given)) return names
  const { summary, name } = meant
  return say(`${summary} is called ${name} here. `, `${summary} 在此处的名称是 ${name}。`) + names
}

function isOtherName(family: Family, given: unknown): boolean {
  return family.alsoKnownAs.some((name) => name.toLowerCase() === String(given).toLowerCase())
}

function clauseReason(
  { kind, parameter, clause, facts, path, given }: ClauseComplaint,
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
  say: Say,
): string {
  const family = findFamily(edition, request.ModelName ?? defaultFamilyName)
  if (family === undefined) throw new Error('A clause was broken without a family.')
  const subject = subjectOf(family, { parameter, clause, facts }, request, say)
  const because = becauseOf(clause, say)
  if (kind === 'companion') {
    const own = wirePaths[parameter]
    return say(
      `${subject} takes ${own} only together with ${path}.`,
      `${subject}须同时提供 ${path} 才支持 ${own}。`,
    )
  }
  if (kind === 'conflict' && 'count' in clause) {
    const others = either(clause.excludes, say)
    return say(
      `${subject} does not take ${others} together with ${path}${because}.`,
      `${subject}不支持同时提供 ${path} 与 ${others}${because}。`,
    )
  }
  if ('codePoints' in clause) return lengthReason(kind, clause, given, say)
  if (kind === 'missing')
    return say(`${subject} needs ${path}${because}.`, `${subject}需要 ${path}${because}。`)
  if ('refused' in clause) {
    const others = othersThatTake(parameter, family, facts, edition, say)
    return say(`${subject} does not take ${path}${because}.`, `${subject}不支持 ${path}${because}。`) + others
  }
  const words = wordsOfClause(parameter, clause, say)
  return say(`${subject} takes ${words}${because}.`, `${subject}支持的取值：${words}${because}。`)
}

function lengthReason(
  kind: ClauseComplaint['kind'],
  clause: Extract<Clause, { codePoints: unknown }>,
  given: unknown,
  say: Say,
): string {
  const { from, to } = clause.codePoints
  const because = becauseOf(clause, say)
  if (kind === 'missing') {
    return say(
      `It is needed here, with ${from} to ${to} characters${because}.`,
      `此处必填，长度为 ${from} 至 ${to} 个字符${because}。`,
    )
  }
  const count = typeof given === 'string' ? codePointCount(given, 100_000) : 0
  if (count <= to) {
    return say(
      `It takes ${from} to ${to} characters${because}.`,
      `长度须为 ${from} 至 ${to} 个字符${because}。`,
    )
  }
  const excess = count - to
  const shorten = Number.isFinite(count) ? say(` Shorten it by ${excess}.`, `请删减 ${excess} 个字符。`) : ''
  return (
    say(
      `It is too long: at most ${to} characters (Unicode code points) are taken.`,
      `内容过长：最多 ${to} 个字符（Unicode 码点）。`,
    ) + shorten
  )
}

/** The family with those facts that the rule depends on, and whether the caller or a default chose them. */
function subjectOf(
  family: Family,
  { parameter, clause, facts }: Pick<ClauseComplaint, 'parameter' | 'clause' | 'facts'>,
  request: CreateAigcVideoTaskRequest,
  say: Say,
): string {
  const looked = new Set(clausesOf(family, parameter).flatMap(({ when }) => Object.keys(when ?? {})))
  const noted = (isSo: boolean, en: string, zh: string) => (isSo ? say(` (${en})`, `（${zh}）`) : '')
  const chosen = noted(
    request.ModelName === undefined,
    'used because ModelName is left out',
    '未指定 ModelName 时使用',
  )
  const byDefault = noted(request.ModelVersion === undefined, 'its default version here', '此处的默认版本')
  const standard = noted(request.ExtraParameters?.Resolution === undefined, 'the default', '默认')
  const { version, resolution, scene, video, mode } = facts
  const useWord = video === 'base' ? 'edit' : 'follow'
  const told: readonly (readonly [keyof Facts, string | undefined, string, string])[] = [
    ['resolution', resolution, ` at ${resolution}${standard}`, `分辨率 ${resolution}${standard}`],
    ['scene', scene, ` in the scene ${scene}`, `场景 ${scene}`],
    // All versions are taken in every mode; the mode only decides which is the default.
    ['mode', parameter === 'ModelVersion' ? undefined : mode, ` ${modeWords[mode].en}`, modeWords[mode].zh],
    ['video', clause.when?.video && video, ` with a video to ${useWord}`, `ReferType 为 ${video}`],
  ]
  const circumstances = told.flatMap(([fact, value, en, zh]) =>
    looked.has(fact) && value !== undefined ? [say(en, zh)] : [],
  )
  const name = `${family.name}${chosen}${looked.has('version') && version !== undefined ? ` ${version}${byDefault}` : ''}`
  const under = circumstances.length === 0 ? '' : `在${circumstances.join('、')}时`
  // A full-width bracket brings its own space.
  return say(`${name}${circumstances.join('')}`, `${name} ${under}`.replaceAll('） ', '）'))
}

/** Where else images or videos of that kind are taken; of the other parameters every family says enough itself. */
function othersThatTake(
  parameter: ParameterName,
  own: Family,
  facts: Facts,
  edition: EditionName,
  say: Say,
): string {
  if (parameter !== 'ImageInfos' && parameter !== 'LastImageUrl' && parameter !== 'VideoInfos') return ''
  const takers = familiesOf[edition].flatMap((family) => {
    const takes = (version: string | undefined) =>
      resolutionsOf(family).some(
        (resolution) =>
          !('refused' in clauseFor(family, parameter, { mode: facts.mode, version, resolution })),
      )
    if (family === own) return []
    if (versionsOf(family).length === 0) return takes(undefined) ? [family.name] : []
    const versions = versionsOf(family).filter(takes)
    return versions.length === 0 ? [] : [`${family.name} ${both(versions, say)}`]
  })
  if (takers.length === 0) return ''
  return say(` Other models that take it: ${takers.join('; ')}.`, `支持它的其他模型：${takers.join('；')}。`)
}

/** Whether a later edition takes what this one refuses: the operator's to change, but the caller's to know. */
function laterEdition(
  { kind, path }: Complaint,
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
): EditionName | undefined {
  if (kind === 'form' || kind === 'url' || kind === 'absent' || kind === 'missing') return undefined
  return editionsAfter(edition).find((later) =>
    examine(request, later).complaints.every((each) => each.path !== path && !isFact(each)),
  )
}

function laterWords(later: EditionName, say: Say): string {
  return say(
    `Edition ${later} takes it (the server's REELAY_EDITION).`,
    `契约版本 ${later} 支持该取值（由服务端的 REELAY_EDITION 设置）。`,
  )
}

function closingOf(remedies: readonly Remedy[], isMissing: boolean, say: Say): string {
  if (remedies.length === 0) return ''
  const ways = remedies
    .map(({ edits, needs }) => {
      const additions = needs.map((path) => say(`add \`${path}\``, `补充 \`${path}\``))
      return both([...edits.map((edit) => editWords(edit, say)), ...additions], say)
    })
    .join(say(', or ', '，或'))
  return isMissing
    ? say(`Add it, or ${ways}.`, `请补充该参数，或${ways}。`)
    : say(`Closest legal request: ${ways}.`, `最接近的合法请求：${ways}。`)
}

function editWords({ path, value }: Edit, say: Say): string {
  if (value === undefined) return say(`leave out \`${path}\``, `去掉 \`${path}\``)
  if (Array.isArray(value)) {
    const { length } = value
    return say(`keep the first ${length} of \`${path}\``, `只保留 \`${path}\` 的前 ${length} 项`)
  }
  const quoted = quotedValue(value)
  return say(`set \`${path}\` to \`${quoted}\``, `将 \`${path}\` 设为 \`${quoted}\``)
}
