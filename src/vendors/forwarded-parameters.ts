import type { JsonObject, Job } from '../catalog/job.ts'
import { soundKeys } from '../catalog/sound.ts'
import { shortened } from './answer.ts'

const heard: ReadonlySet<string> = new Set(soundKeys)

/** The caller's AdditionalParameters for the vendor, without the switches of sound: those are in `job.audio`. */
export const forwardedParameters = ({
  additionalParameters,
}: Pick<Job, 'additionalParameters'>): JsonObject =>
  Object.fromEntries(Object.entries(additionalParameters).filter(([key]) => !heard.has(key)))

/** The keys that a vendor's own documents name, and those that the request's members or Reelay set there. */
export type OwnParameters = { readonly taken: readonly string[]; readonly known: readonly string[] }

/**
 * Why one of them cannot be forwarded: what the request's own members say is not said again behind their back, and what
 * a vendor does not know it leaves out in silence.
 */
export function whyNotForwarded(
  job: Pick<Job, 'additionalParameters'>,
  vendor: string,
  { taken, known }: OwnParameters,
): string | null {
  for (const key of Object.keys(forwardedParameters(job))) {
    if (taken.includes(key))
      return `AdditionalParameters: ${key} is set by the request's own parameters or by Reelay`
    if (!known.includes(key)) {
      const others = known.length === 0 ? 'nothing' : known.join(', ')
      return `AdditionalParameters: ${shortened(key)} is nothing that ${vendor} takes here; it takes ${others}`
    }
  }
  return null
}
