import type { JsonObject, Job } from '../catalog/job.ts'
import { soundKeys } from '../catalog/sound.ts'

const heard: ReadonlySet<string> = new Set(soundKeys)

/** The caller's AdditionalParameters for the vendor, without the switches of sound: those are in `job.audio`. */
export const forwardedParameters = ({
  additionalParameters,
}: Pick<Job, 'additionalParameters'>): JsonObject =>
  Object.fromEntries(Object.entries(additionalParameters).filter(([key]) => !heard.has(key)))

/** Why one of them cannot be forwarded: what the request's own members say is not said again behind their back. */
export function whyTaken(job: Pick<Job, 'additionalParameters'>, own: ReadonlySet<string>): string | null {
  const taken = Object.keys(forwardedParameters(job)).find((key) => own.has(key))
  return taken === undefined
    ? null
    : `AdditionalParameters: ${taken} is set by the request's own parameters or by Reelay`
}
