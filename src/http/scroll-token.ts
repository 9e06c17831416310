import { createHash } from 'node:crypto'
import type { TaskPlace } from '../tasks/task-list.ts'

/** Where a list goes on, and what it was told at its beginning. */
export type Scroll = { readonly place: TaskPlace; readonly total: number }

/**
 * Opaque to callers. It says nothing that they may not choose: a place in a list of their own tasks. So it is checked for
 * its form, and for the conditions it was made with, and not signed.
 */
export function writeScroll({ place, total }: Scroll, conditions: string): string {
  const text = [digestOf(conditions), total, place.createdMicros, place.taskId].join(' ')
  return Buffer.from(text).toString('base64url')
}

/** `null` for what is no token, or one of other conditions. */
export function readScroll(token: string, conditions: string): Scroll | null {
  if (token.length > charactersMax) return null
  const text = Buffer.from(token, 'base64url').toString('utf8')
  const [, digest, total = '', createdMicros = '', taskId = ''] = form.exec(text) ?? []
  if (digest !== digestOf(conditions)) return null
  return { place: { createdMicros: BigInt(createdMicros), taskId }, total: Number(total) }
}

const charactersMax = 200
/** Sixteen digits of microseconds last until the year 2286. */
const form = /^([\w-]{12}) (\d{1,9}) (\d{1,16}) ([\w-]{1,100})$/

const digestOf = (conditions: string): string =>
  createHash('sha256').update(conditions).digest('base64url').slice(0, 12)
