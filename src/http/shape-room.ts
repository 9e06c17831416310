import type { z } from 'zod'
import { findingsError } from '../contract/findings-error.ts'
import { membersOf } from '../contract/members.ts'
import { readShape, type LaterShape } from '../contract/read-shape.ts'
import { readParameters, type Envelope } from '../protocol/envelope.ts'
import type { WireRequest } from '../protocol/wire-request.ts'

/** Reads the action's own parameters and holds them against its shape. */
export type ShapeRoom<Shape extends z.ZodObject> = (
  request: WireRequest,
  envelope: Envelope,
) => z.output<Shape>

export function createShapeRoom<Shape extends z.ZodObject>(
  shape: Shape,
  later: readonly LaterShape[],
): ShapeRoom<Shape> {
  const members = membersOf(shape)
  return (request, envelope) => {
    const reading = readShape(shape, readParameters(request, envelope, members), later)
    if ('findings' in reading) throw findingsError(reading.findings)
    return reading.value
  }
}
