import { clauseFor } from './clause.ts'
import { familyOf } from './image-rule.ts'
import type { Job } from './job.ts'

/**
 * The resolution to ask of the model: that of the job, or, where the job wants a class that only upscaling reaches
 * (2K, 4K), the best class of the model. Collect brings the clip to `job.resolution`.
 */
export function renderResolution(job: Job): string {
  const facts = { mode: job.mode, version: job.version ?? undefined, resolution: undefined }
  const clause = clauseFor(familyOf(job), 'Resolution', facts)
  if (!('oneOf' in clause)) throw new Error(`The catalog names no resolutions for ${job.family}.`)
  const native = clause.oneOf.map(String)
  // A model that renders 4K by itself is not asked for more than the job wants.
  const best = native.findLast((resolution) => resolution !== '4K')
  if (best === undefined) throw new Error(`The catalog names no native resolution for ${job.family}.`)
  return native.includes(job.resolution) ? job.resolution : best
}
