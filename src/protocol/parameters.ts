import type { JsonObject, JsonValue } from '../catalog/job.ts'
import { ApiError } from '../contract/api-error.ts'
import type { Member } from '../contract/members.ts'
import type { Pair } from './form-pairs.ts'

/** `ImageInfos.0.ImageUrl` has three; nothing in the API has more than four. */
const levelsMax = 8

/**
 * Builds the structure that flat names describe: `ExtraParameters.Resolution`, `ImageInfos.0.ImageUrl` (index from 0,
 * contract 3.4). The order of the pairs does not matter: Java sends them in any. Every value stays text.
 * @throws ApiError InvalidParameter for names that contradict each other, for gaps, for too many levels.
 */
export function unflatten(pairs: readonly Pair[]): JsonObject {
  const root: Branch = new Map()
  for (const { name, value } of pairs) plant(root, name, value)
  return Object.fromEntries([...root].map(([name, tree]) => [name, built(tree, name)]))
}

/** The other way round, as the SDKs do it for GET and version 1. */
export function flatten(value: JsonValue, name = ''): readonly Pair[] {
  if (value === null) return []
  if (typeof value !== 'object') return [{ name, value: String(value) }]
  const entries: readonly (readonly [string | number, JsonValue])[] = Array.isArray(value)
    ? value.map((element: JsonValue, index) => [index, element] as const)
    : Object.entries(value)
  return entries.flatMap(([key, inner]) => flatten(inner, name === '' ? String(key) : `${name}.${key}`))
}

/**
 * Turns texts into the integers and booleans that the shape asks for. A text that does not read as one is left alone:
 * the shape then says what is wrong with it, as it does with unknown members.
 */
export function readTexts(parameters: JsonObject, members: readonly Member[]): JsonObject {
  const byName = new Map(members.map((member) => [member.name, member]))
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, readText(value, byName.get(name))]),
  )
}

function readText(value: JsonValue, member: Member | undefined): JsonValue {
  if (member === undefined) return value
  if (typeof value === 'string') {
    if (member.type === 'Integer' && /^-?\d{1,15}$/.test(value)) return Number(value)
    if (member.type === 'Boolean') return booleans.get(value) ?? value
    return value
  }
  if (Array.isArray(value)) {
    return value.map((element: JsonValue) =>
      isObject(element) ? readTexts(element, member.members) : element,
    )
  }
  return isObject(value) ? readTexts(value, member.members) : value
}

/** Node.js and Go, Python, PHP (contract 3.4). */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['True', true],
  ['False', false],
  ['1', true],
  ['0', false],
])

type Branch = Map<string, Branch | string>

function plant(root: Branch, name: string, value: string): void {
  const keys = name.split('.', levelsMax + 1)
  if (keys.length > levelsMax)
    throw new ApiError('InvalidParameter', { limit: levelsMax }, { variant: 'tooDeep' })
  const last = keys.pop() ?? ''
  let branch = root
  for (const key of keys) {
    const next = branch.get(key) ?? new Map<string, Branch | string>()
    if (typeof next === 'string') throw conflict(name)
    branch.set(key, next)
    branch = next
  }
  if (branch.has(last)) throw conflict(name)
  branch.set(last, value)
}

function built(tree: Branch | string, path: string): JsonValue {
  if (typeof tree === 'string') return tree
  const entries = [...tree].map(([key, inner]) => [key, built(inner, `${path}.${key}`)] as const)
  if (!entries.every(([key]) => /^(0|[1-9]\d{0,3})$/.test(key))) return Object.fromEntries(entries)
  const ordered = entries.toSorted(([left], [right]) => Number(left) - Number(right))
  if (ordered.some(([key], index) => Number(key) !== index)) {
    throw new ApiError('InvalidParameter', { parameter: path }, { variant: 'gap' })
  }
  return ordered.map(([, value]) => value)
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const conflict = (parameter: string): ApiError =>
  new ApiError('InvalidParameter', { parameter }, { variant: 'conflict' })
