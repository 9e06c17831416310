import type { Job } from '../../catalog/job.ts'

export type ModelFacts = Pick<Job, 'family' | 'version' | 'resolution' | 'durationSeconds'>

/** Renders with the same key are expected to take about as long: `Kling 2.6 720P 5s`. */
export const modelKeyOf = ({ family, version, resolution, durationSeconds }: ModelFacts): string =>
  [family, ...(version === null ? [] : [version]), resolution, `${durationSeconds}s`].join(' ')
