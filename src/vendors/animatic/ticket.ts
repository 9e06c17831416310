import { z } from 'zod'
import type { RenderPlan } from './render-plan.ts'

/** What the task's row keeps of a render: enough to draw it again anywhere. */
export type AnimaticTicket = {
  /** Names the render in the pool, and its file. */
  readonly id: string
  readonly plan: RenderPlan
}

/** Reads a call that `compose` made. Throws when it is something else: that is our own bug. */
export function readPlan(call: unknown): RenderPlan {
  return planSchema.parse(call)
}

/** Reads a ticket that `submit` made, perhaps by an earlier build. Throws when it is something else. */
export function readTicket(ticket: unknown): AnimaticTicket {
  return ticketSchema.parse(ticket)
}

const pixels = z.int().min(2).max(8192).multipleOf(2)

const planSchema = z.strictObject({
  mode: z.enum(['text', 'image', 'frames', 'references']),
  width: pixels,
  height: pixels,
  outputWidth: pixels,
  outputHeight: pixels,
  framesPerSecond: z.int().min(1).max(60),
  frameCount: z.int().min(1).max(3600),
  seed: z.int().min(0).max(0xffff_ffff),
  prompt: z.string(),
  negativePrompt: z.string(),
  moves: z.array(
    z.enum([
      'zoom-in',
      'zoom-out',
      'pan-left',
      'pan-right',
      'tilt-up',
      'tilt-down',
      'orbit',
      'roll',
      'handheld',
      'drift',
      'static',
    ]),
  ),
  audio: z.boolean(),
  model: z.string(),
  images: z.array(
    z.strictObject({
      role: z.enum(['first', 'last', 'reference']),
      key: z.string(),
      sha256: z.string(),
      label: z.string(),
    }),
  ),
}) satisfies z.ZodType<RenderPlan>

const ticketSchema = z.strictObject({ id: z.string(), plan: planSchema })
