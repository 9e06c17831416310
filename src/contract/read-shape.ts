import type { z } from 'zod'
import { closest } from './closest.ts'
import type { EditionName } from './edition.ts'
import { invalidType, invalidValue, missingParameter, unknownParameter, type Finding } from './finding.ts'
import { quotedValue } from './quoted-value.ts'
import { memberAt, membersOf, wordsOfType, type Member } from './members.ts'
import { text, told, type Say } from './text.ts'

/** The same shape in a later edition: who sends a member of that one is told which it is. */
export type LaterShape = { readonly edition: EditionName; readonly shape: z.ZodObject }

export type ShapeReading<Value> = { readonly value: Value } | { readonly findings: readonly Finding[] }

/** Our structures nest two levels; one more is room for a list, and bounds the walk over hostile input. */
const depthMax = 4

/** Far more images than any model takes; the check comes first, so that a long list costs nothing. */
const listItemsMax = 100

/** More findings than this help nobody, and a body can hold a million unknown members. */
const findingsMax = 20

/**
 * Reads a parsed request body against a strict shape: unknown members, wrong types, missing required members and
 * texts that cannot be stored are findings. Strings are not turned into numbers or booleans: the signature v1 and GET
 * forms, where everything is text, are decoded before (`protocol/`).
 *
 * `null` counts as not sent: the official Node.js and Python SDKs remove nulls before they send (captured requests,
 * tencent-contract 3.6), so in a hand-written client a null can only mean the same.
 */
export function readShape<Shape extends z.ZodObject>(
  shape: Shape,
  body: unknown,
  later: readonly LaterShape[] = [],
): ShapeReading<z.output<Shape>> {
  const longList = findLongList(body, [], depthMax)
  if (longList !== undefined) return { findings: [longList] }
  const sent = withoutNulls(body, depthMax)
  const reading = shape.safeParse(sent)
  if (!reading.success) {
    const findings = reading.error.issues.flatMap((issue) => findingsOf(issue, shape, sent, later))
    return { findings: findings.slice(0, findingsMax) }
  }
  const unstorable = unstorableTexts(reading.data, [], shape)
  return unstorable.length === 0 ? { value: reading.data } : { findings: unstorable.slice(0, findingsMax) }
}

function findingsOf(
  issue: z.core.$ZodIssue,
  shape: z.ZodObject,
  body: unknown,
  later: readonly LaterShape[],
): readonly Finding[] {
  const path = issue.path.map(String)
  const name = path.join('.') || 'Body'
  if (issue.code === 'unrecognized_keys') {
    const known = path.length === 0 ? membersOf(shape) : (memberAt(shape, path)?.members ?? [])
    return issue.keys.slice(0, findingsMax).map((key) => {
      const knower = later.find((each) => memberAt(each.shape, [...path, key]) !== undefined)
      const place = path.join('.')
      const own = [...path, quotedValue(key)].join('.')
      return (
        (knower === undefined ? misplacedMember(own, place, key, shape, later) : undefined) ??
        unknownMember(own, key, known, knower?.edition)
      )
    })
  }
  const given = valueAt(body, path)
  const member = memberAt(shape, path)
  if (given === undefined && member !== undefined) {
    const example = exampleOf(member)
    return [missingParameter(name, text(`${member.doc} Example: ${example}.`, `示例：${example}。`))]
  }
  return [
    invalidType(
      name,
      told((say) => typeAdvice(given, member, say)),
    ),
  ]
}

/** What belongs into a structure is often sent beside it, and the other way round. */
function misplacedMember(
  path: string,
  place: string,
  key: string,
  shape: z.ZodObject,
  later: readonly LaterShape[],
): Finding | undefined {
  const here = homeOf(key, place, shape)
  if (here !== undefined) {
    return unknownParameter(path, text(`It belongs elsewhere: \`${here}\`.`, `正确的位置：\`${here}\`。`))
  }
  for (const { edition, shape: laterShape } of later) {
    const there = homeOf(key, place, laterShape)
    if (there !== undefined) {
      const advice = text(
        `Edition ${edition} of the contract, which the operator chooses with REELAY_EDITION, has it as \`${there}\`.`,
        `契约版本 ${edition}（由服务端的 REELAY_EDITION 设置）中它的位置是 \`${there}\`。`,
      )
      return unknownParameter(path, advice)
    }
  }
  return undefined
}

/** Where else a member of exactly this name is: at the top, or in one of the structures there. */
function homeOf(key: string, place: string, shape: z.ZodObject): string | undefined {
  const top = membersOf(shape)
  if (place !== '' && top.some(({ name }) => name === key)) return key
  const holder = top.find(
    ({ name, type, members }) =>
      type === 'Structure' && name !== place && members.some((member) => member.name === key),
  )
  return holder === undefined ? undefined : `${holder.name}.${key}`
}

function unknownMember(
  path: string,
  key: string,
  known: readonly Member[],
  later: EditionName | undefined,
): Finding {
  if (later !== undefined) {
    const advice = text(
      `It belongs to edition ${later} of the contract, which the operator chooses with REELAY_EDITION.`,
      `它属于契约版本 ${later}，由服务端的 REELAY_EDITION 设置。`,
    )
    return unknownParameter(path, advice)
  }
  const names = known.map(({ name }) => name)
  const intended = closest(key, names)
  const advice = told((say) => {
    const guess =
      intended === undefined ? '' : say(`Did you mean \`${intended}\`? `, `您是否想用 \`${intended}\`？`)
    const known = names.join(say(', ', '、'))
    return `${guess}${say(`Known here: ${known}.`, `此处可用的参数：${known}。`)}`
  })
  return unknownParameter(path, advice)
}

function typeAdvice(given: unknown, member: Member | undefined, say: Say): string {
  const wanted = member === undefined ? say('a JSON object', 'JSON 对象') : wordsOfType(member, say)
  const expected =
    say(`It must be ${wanted}, not `, `须为${wanted}，而不是`) + typeName(given, say) + say('.', '。')
  if (member === undefined) return expected
  const example = exampleOf(member)
  if (typeof given === 'string' && (member.type === 'Integer' || member.type === 'Boolean')) {
    return expected + say(` Send it without quotes, for example ${example}.`, `请去掉引号，例如 ${example}。`)
  }
  if (typeof given === 'string' && member.type === 'Binary') {
    return say(
      'It must be the bytes of the file in base64: no line breaks, no `data:` prefix. A multipart/form-data request can carry them as they are.',
      '须为文件内容的 base64 编码：不含换行，不含 `data:` 前缀。multipart/form-data 请求可直接携带原始字节。',
    )
  }
  if (member.name === 'AdditionalParameters' && typeof given === 'object') {
    return (
      expected +
      say(` Write the JSON object into a string: ${example}.`, `请将 JSON 对象写成字符串：${example}。`)
    )
  }
  return expected + say(` Example: ${example}.`, `示例：${example}。`)
}

const exampleOf = ({ example }: Member): string => `\`${JSON.stringify(example)}\``

function typeName(value: unknown, say: Say): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return say('a list', '列表')
  if (typeof value === 'number') {
    return Number.isSafeInteger(value)
      ? say('an integer', '整数')
      : say('a fraction or too large a number', '小数或过大的数')
  }
  if (typeof value === 'boolean') return say('a boolean', '布尔值')
  return typeof value === 'string' ? say('a string', '字符串') : say('an object', '对象')
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  )
}

function findLongList(value: unknown, path: readonly string[], depth: number): Finding | undefined {
  if (depth === 0 || typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value) && value.length > listItemsMax) {
    const advice = text(
      `A list has at most ${listItemsMax} items here.`,
      `此处的列表最多 ${listItemsMax} 项。`,
    )
    return invalidValue(path.join('.') || 'Body', value, advice)
  }
  for (const [key, member] of Object.entries(value)) {
    const found = findLongList(member, [...path, key], depth - 1)
    if (found !== undefined) return found
  }
  return undefined
}

function withoutNulls(value: unknown, depth: number): unknown {
  if (depth === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((element: unknown) => withoutNulls(element, depth - 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, withoutNulls(member, depth - 1)]),
  )
}

/** PostgreSQL cannot keep U+0000 or half a surrogate pair, and no model can do anything with them. */
function unstorableTexts(value: unknown, path: readonly string[], shape: z.ZodObject): readonly Finding[] {
  if (typeof value === 'string') {
    if (isStorable(value)) return []
    const advice = text(
      'It contains U+0000 or half of a surrogate pair, which is not text. Remove that character.',
      '内容含有 U+0000 或不完整的代理对，不是合法文本。请删除该字符。',
    )
    const isSecret = memberAt(shape, path)?.secret === true
    const shown = isSecret ? '(secret)' : value.replaceAll('\0', '').toWellFormed()
    return [invalidValue(path.join('.'), shown, advice)]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => unstorableTexts(member, [...path, key], shape))
}

/** Whether a text can be written down as it is: no U+0000, no lone surrogates. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
