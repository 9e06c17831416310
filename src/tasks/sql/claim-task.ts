import type { Job, StagedAudio, StagedImage, StagedVideo } from '../../catalog/job.ts'
import { statement } from '../../database/database.ts'
import type { Clip, Ticket } from '../../vendors/vendor.ts'
import type { CancelState, Result, Stage } from '../task.ts'

export type TaskRow = {
  id: string
  account_id: bigint
  stage: Stage
  vendor: string
  request_id: string
  job: Job
  images: StagedImage[] | null
  videos: StagedVideo[] | null
  audios: StagedAudio[] | null
  ticket: Ticket | null
  clips: Clip[] | null
  results: Result[] | null
  ownership_version: number
  created_at: Date
  enqueued_at: Date | null
  submitted_at: Date | null
  cancel: CancelState | null
}

/** Takes the task over: whoever held it before can no longer write. No row for a task that has ended. */
export const claimTask = statement<TaskRow>(
  'claim-task',
  `update tasks set ownership_version = ownership_version + 1, owner = $2, updated_at = now()
   where id = $1 and stage not in ('done', 'failed')
   returning id, account_id, stage, vendor, request_id, job, images, videos, audios, ticket, clips, results, ownership_version, created_at, enqueued_at, submitted_at, cancel`,
)
