import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { edited } from './edit.ts'
import { examine } from './examine.ts'
import { jobOf } from './job-of.ts'
import type { Job } from './job.ts'
import { refusalOf, type Refusal } from './refusal.ts'
import { remediesFor } from './remedy.ts'

export type Judgement =
  | { readonly job: Job }
  | {
      /** At least one. The first decides the code of the answer. */
      readonly findings: readonly Refusal[]
      /** The request with the first remedy of every finding: legal, where `findings` all have one. */
      readonly closest: CreateAigcVideoTaskRequest
    }

/**
 * Decides whether a request of the right shape makes sense for its model. Nothing is clamped and nothing is dropped:
 * the answer is a job whose every value is the asked one or a documented default, or the list of what does not hold.
 */
export function judge(request: CreateAigcVideoTaskRequest, edition: EditionName): Judgement {
  const examination = examine(request, edition)
  return examination.complaints.length === 0
    ? { job: jobOf(request, edition, examination) }
    : refused(request, edition)
}

/** Mends one complaint after the other, so that a later finding never follows from an earlier one. */
function refused(request: CreateAigcVideoTaskRequest, edition: EditionName): Judgement {
  const findings: Refusal[] = []
  const reported = new Set<string>()
  let draft = request
  for (;;) {
    const complaint = examine(draft, edition).complaints.find(({ path }) => !reported.has(path))
    if (complaint === undefined) return { findings, closest: draft }
    reported.add(complaint.path)
    const remedies = remediesFor(complaint, draft, edition)
    findings.push(refusalOf(complaint, remedies, draft, edition))
    const [best] = remedies
    if (best !== undefined) draft = edited(draft, best.edits)
    for (const path of best?.needs ?? []) reported.add(path)
  }
}
