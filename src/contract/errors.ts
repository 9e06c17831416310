import { actionErrors } from './action-errors.ts'
import { commonErrors } from './common-errors.ts'

/**
 * Every error code this service may answer with. A code is a promise to callers: they branch on it, often on the part
 * before the dot. Texts marked "seen" are quoted from real answers (contract 3.7, issues named there, read 2026-11-22);
 * the others are ours. `{name}` is filled from the fields of the ApiError.
 */
export const errors = { ...commonErrors, ...actionErrors }

export type ErrorCode = keyof typeof errors

/** The names of the other texts that a code has beside its first one. */
export type VariantOf<Code extends ErrorCode> = keyof (typeof errors)[Code]['variants'] & string
