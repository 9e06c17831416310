import { z } from 'zod'
import type { Say } from './text.ts'

/** One member of a shape as the reference, the Explorer and the text forms of a request (GET, v1) need it. */
export type Member = {
  readonly name: string
  readonly type: 'String' | 'Integer' | 'Boolean' | 'Binary' | 'Structure' | 'List'
  /** As in the reference: `String`, `Array of AigcVideoReferenceImageInfo`. */
  readonly typeName: string
  readonly required: boolean
  readonly doc: string
  readonly example: unknown
  /** Its value must not be repeated in messages: they are logged. */
  readonly secret?: true
  /** Members of the structure, or of the elements of the list; empty for plain values. */
  readonly members: readonly Member[]
}

/** The members of a shape in the order of the reference. Throws when a shape uses a type the API does not have. */
export function membersOf(shape: z.ZodObject): readonly Member[] {
  return Object.entries(shape.shape).map(([name, schema]) => memberOf(name, schema))
}

/** The member at a wire path; list indexes are skipped. `undefined` for the root and for unknown paths. */
export function memberAt(shape: z.ZodObject, path: readonly string[]): Member | undefined {
  let members = membersOf(shape)
  let member: Member | undefined
  for (const key of path) {
    if (member?.type === 'List' && /^\d+$/.test(key)) {
      const type = member.members.length > 0 ? 'Structure' : 'String'
      const example: unknown = Array.isArray(member.example) ? member.example[0] : undefined
      member = { ...member, type, example, required: false }
      continue
    }
    member = members.find(({ name }) => name === key)
    if (member === undefined) return undefined
    members = member.members
  }
  return member
}

export function wordsOfType(member: Member, say: Say): string {
  switch (member.type) {
    case 'String':
      return say('a string', '字符串')
    case 'Integer':
      return say('an integer', '整数')
    case 'Boolean':
      return say('true or false', ' true 或 false')
    case 'Binary':
      return say('the bytes of a file in base64', '文件内容的 base64 编码')
    case 'Structure':
      return say('an object', '对象')
    case 'List':
      return say('a list', '列表')
  }
}

function memberOf(name: string, schema: z.core.$ZodType): Member {
  const required = !(schema instanceof z.ZodOptional)
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  const meta = z.globalRegistry.get(schema) ?? {}
  const { doc, example, secret } = meta
  if (typeof doc !== 'string') throw new Error(`The shape member ${name} has no doc.`)
  const secrecy: Pick<Member, 'secret'> = secret === true ? { secret } : {}
  return { name, required, doc, example, ...secrecy, ...typeOf(inner, name) }
}

function typeOf(schema: z.core.$ZodType, name: string): Pick<Member, 'type' | 'typeName' | 'members'> {
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) {
    return { type: 'String', typeName: 'String', members: [] }
  }
  if (schema instanceof z.ZodBase64) return { type: 'Binary', typeName: 'Binary', members: [] }
  if (schema instanceof z.ZodNumber) return { type: 'Integer', typeName: 'Integer', members: [] }
  if (schema instanceof z.ZodBoolean) return { type: 'Boolean', typeName: 'Boolean', members: [] }
  if (schema instanceof z.ZodObject) {
    return { type: 'Structure', typeName: titleOf(schema, name), members: membersOf(schema) }
  }
  if (schema instanceof z.ZodArray) {
    const element = typeOf(schema.element, name)
    return { type: 'List', typeName: `Array of ${element.typeName}`, members: element.members }
  }
  throw new Error(`The shape member ${name} has a type that the API does not know.`)
}

function titleOf(schema: z.ZodObject, name: string): string {
  const title = schema.meta()?.title
  if (typeof title !== 'string') throw new Error(`The structure of ${name} has no title.`)
  return title
}
