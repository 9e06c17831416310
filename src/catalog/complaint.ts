import type { Facts } from './clause.ts'
import type { Text } from '../contract/text.ts'
import type { Edit } from './edit.ts'
import type { Clause, ParameterName } from './grammar.ts'

/** What does not hold in a request, as data; `refusal.ts` finds the words, `remedy.ts` the way out. */
export type Complaint = ModelComplaint | RuleComplaint | ClauseComplaint

type Found = {
  /** Wire path of what is wrong or missing. */
  readonly path: string
  readonly given: unknown
}

/** The edition has no such family. */
export type ModelComplaint = Found & { readonly kind: 'model' }

/** A rule of the contract that is the same for every model. `absent`: a member is missing. */
export type RuleComplaint = Found & {
  readonly kind: 'form' | 'url' | 'absent'
  readonly reason: Text
  /** The way out, where there is one. */
  readonly edits?: readonly Edit[]
}

/**
 * A clause of the family. `value`: the value is none that the clause admits. `missing`: the clause demands one.
 * `companion`: what the parameter needs beside it is missing. `conflict`: what it excludes is there.
 */
export type ClauseComplaint = Found & {
  readonly kind: 'value' | 'missing' | 'companion' | 'conflict'
  readonly parameter: ParameterName
  readonly clause: Clause
  readonly facts: Facts
}
