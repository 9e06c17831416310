import type {
  Job,
  JsonObject,
  StagedAudio,
  StagedImage,
  StagedInputs,
  StagedVideo,
} from '../../catalog/job.ts'
import type { StepAnswer } from '../engine.ts'
import type { StageCall } from './stage-call.ts'
import { fail, onward } from './ending.ts'

/** A server that does not answer gets this many tries, with these pauses, before the task fails. */
const pausesSeconds = [1, 4]

/** Fetches what the caller named into our store and checks it, before any money is spent. */
export async function stageInputs({ task, claim, tools, signal }: StageCall): Promise<StepAnswer> {
  const { job } = task
  if (job.images.length + (job.videos?.length ?? 0) + (job.audios?.length ?? 0) === 0) {
    await tools.ledger.advance(claim, {
      stage: 'intake',
      inputs: { images: [], videos: [], audios: [] },
      event: { stage: 'intake', kind: 'skipped' },
    })
    return onward
  }
  await tools.ledger.advance(claim, {
    stage: 'intake',
    event: { stage: 'intake', kind: 'started', detail: counts(job) },
  })
  for (let attempt = 0; ; attempt++) {
    const outcome = await tools.intake.stage(job, task.id, signal)
    if (outcome.outcome === 'staged') {
      await tools.ledger.advance(claim, {
        stage: 'intake',
        inputs: outcome.inputs,
        event: { stage: 'intake', kind: 'staged', detail: summary(outcome.inputs) },
      })
      return onward
    }
    const pauseSeconds = pausesSeconds[attempt]
    if (outcome.outcome === 'refused' || pauseSeconds === undefined) {
      return fail(claim, tools, 'intake', outcome.message)
    }
    await tools.pause(pauseSeconds, signal)
  }
}

const counts = ({
  images,
  videos = [],
  audios = [],
}: Pick<Job, 'images' | 'videos' | 'audios'>): JsonObject => ({
  images: images.length,
  ...(videos.length > 0 ? { videos: videos.length } : {}),
  ...(audios.length > 0 ? { audios: audios.length } : {}),
})

/** What people should see of it on the timeline. */
const summary = ({ images, videos, audios }: StagedInputs): JsonObject => ({
  images: images.map(({ width, height, ...image }) => ({ ...brief(image), size: `${width}x${height}` })),
  ...(videos.length === 0 ? {} : { videos: videos.map(briefFilm) }),
  ...(audios.length === 0 ? {} : { audios: audios.map(briefSound) }),
})

const brief = ({
  parameter,
  format,
  sizeBytes,
}: Pick<StagedImage, 'parameter' | 'sizeBytes'> & { format: string }) => ({
  parameter,
  format,
  sizeBytes,
})
const briefSound = (sound: StagedAudio) => ({ ...brief(sound), durationSeconds: sound.durationSeconds })
const briefFilm = (film: StagedVideo) => ({
  ...brief(film),
  size: `${film.width}x${film.height}`,
  durationSeconds: film.durationSeconds,
})
