import type { PaceGate } from '../../src/pipeline/admission/pace-gate.ts'

/** A gate that lets everybody through: for stories that are not about the pace. */
export const openGate: PaceGate = {
  enter: () => Promise.resolve({ outcome: 'open' }),
  answered: () => Promise.resolve(),
  putOff: () => Promise.resolve(),
}
