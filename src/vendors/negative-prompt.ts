import type { Job } from '../catalog/job.ts'

/** The prompt for a vendor without a field for what to avoid. */
export function promptWithNegative({
  prompt,
  negativePrompt,
}: Pick<Job, 'prompt' | 'negativePrompt'>): string {
  if (negativePrompt.trim() === '') return prompt
  const avoid = /\p{Script=Han}/u.test(negativePrompt)
    ? `避免：${negativePrompt}`
    : `Avoid: ${negativePrompt}`
  return prompt === '' ? avoid : `${prompt}\n${avoid}`
}

/** For the timeline of a task whose vendor has no field for it. */
export const foldingRemarks = ({ negativePrompt }: Pick<Job, 'negativePrompt'>): readonly string[] =>
  negativePrompt.trim() === ''
    ? []
    : ['The vendor has no field for NegativePrompt: it stands at the end of the prompt.']
