import type { Job } from '../catalog/job.ts'

/** Why a vendor that has neither cheaper hours nor music of its own cannot do this; `null` when neither is asked for. */
export function whyNoExtras(job: Pick<Job, 'offPeak' | 'backgroundMusic'>, vendor: string): string | null {
  if (job.offPeak === true) return `OffPeak: ${vendor} has no cheaper hours`
  return job.backgroundMusic === true ? `EnableBgm: ${vendor} adds no music` : null
}
