import type { AccessKey } from '../accounts/accounts.ts'
import type { JsonObject, Job } from '../catalog/job.ts'
import type { EditionName } from '../contract/edition.ts'
import { findingsError } from '../contract/findings-error.ts'
import type { Finding } from '../contract/finding.ts'
import type { CreateAigcVideoTaskRequest, CreateAigcVideoTaskResponse } from '../contract/shapes.ts'
import type { Tasks } from '../tasks/tasks.ts'

export type CreateVideoTaskParts = {
  /** What the catalog makes of a request: a job, or what is wrong with it. */
  readonly judge: (request: CreateAigcVideoTaskRequest, edition: EditionName) => Judgement
  /** @throws ApiError ResourceUnavailable when no vendor serves the job. */
  readonly chooseVendor: (job: Job) => string
  readonly edition: EditionName
  readonly tasks: Tasks
}

type Judgement = { readonly job: Job } | { readonly findings: readonly Finding[] }

/** CreateAigcVideoTask, after the shape: sense, then record. */
export async function createVideoTask(
  { judge, chooseVendor, edition, tasks }: CreateVideoTaskParts,
  request: CreateAigcVideoTaskRequest,
  { key, requestId }: { readonly key: AccessKey; readonly requestId: string },
): Promise<CreateAigcVideoTaskResponse> {
  const judgement = judge(request, edition)
  if ('findings' in judgement) throw findingsError(judgement.findings)
  const { job } = judgement
  const vendor = chooseVendor(job)
  const { accountId, appId } = key
  const { taskId } = await tasks.create({
    accountId,
    appId,
    requestId,
    request: request as JsonObject,
    job,
    vendor,
  })
  return { TaskId: taskId }
}
