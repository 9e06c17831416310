import type { EncoderChoice } from '../encode/choose-encoder.ts'
import type { PlanImage, RenderPlan } from '../render-plan.ts'

/** What a worker thread is told when it starts. */
export type RenderOrder = {
  readonly plan: RenderPlan
  /** In the order of the plan. */
  readonly images: readonly PlanImage[]
  /** Where the film goes; what is there is overwritten. */
  readonly path: string
  readonly encoder: EncoderChoice
}

/** What a worker thread tells while it works; `done` or `failed` is its last word. */
export type RenderNews =
  | { readonly kind: 'progress'; readonly percent: number }
  | { readonly kind: 'done'; readonly frameHash: string }
  | ({ readonly kind: 'failed' } & RenderFailure)

/**
 * refused: this plan cannot be drawn, now or later · unavailable: this machine could not do it now.
 * `detail` is for the operator's log.
 */
export type RenderFailure = {
  readonly fault: 'refused' | 'unavailable'
  readonly reason: string
  readonly detail?: string
}

/** The only word a worker thread understands: give up and clean up. */
export const STOP = 'stop'
