import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from '../../src/catalog/job.ts'
import { openDoors } from '../../src/composition/outgoing-doors.ts'
import { statement } from '../../src/database/database.ts'
import { allowNothing } from '../../src/net/guarded-fetch.ts'
import type { Step } from '../../src/pipeline/engine.ts'
import { type LookClock, systemLookClock } from '../../src/pipeline/looks/look-clock.ts'
import { createLookout } from '../../src/pipeline/looks/lookout.ts'
import { tellStory } from '../../src/pipeline/story.ts'
import type { PipelineTools } from '../../src/pipeline/tools.ts'
import { createFilesystemStore } from '../../src/storage/filesystem-store.ts'
import { readTaskEvents } from '../../src/tasks/sql/read-task-events.ts'
import { createTaskLedger } from '../../src/tasks/task-ledger.ts'
import { createTaskRegister } from '../../src/tasks/task-register.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { createVendorRegistry, type VendorEntry } from '../../src/vendors/registry.ts'
import type { Clip } from '../../src/vendors/vendor.ts'
import { freshDatabase } from './postgres.ts'
import { temporaryDirectory } from './reelay-process.ts'
import { openGate } from './open-gate.ts'
import { type Script, scriptVendor } from './scripted-vendor.ts'
import { tinyFilm } from './tiny-film.ts'
import { hurriedClock } from './virtual-clock.ts'

export const catJob: Job = {
  edition: '2026-01-08',
  family: 'Kling',
  version: '2.6',
  mode: 'text',
  prompt: 'a cat',
  negativePrompt: '',
  enhancePrompt: false,
  images: [],
  durationSeconds: 5,
  resolution: '720P',
  aspectRatio: '16:9',
  audio: false,
  additionalParameters: {},
}

/** Steps that remember nothing: every telling tells everything, which is the hardest case for idempotency. */
const forgetful: Step = (_name, _policy, work) => work(new AbortController().signal)

export type Stories = Awaited<ReturnType<typeof openStories>>

/** A place where stories are told, against a real database and a vendor that does what its script says. */
export async function openStories() {
  const base = await freshDatabase()
  const { database } = base
  const scratch = await temporaryDirectory('story')
  tinyFilm(join(scratch.path, 'film.mp4'))
  const store = await createFilesystemStore(join(scratch.path, 'objects'))
  const ledger = createTaskLedger(database)
  const register = createTaskRegister(database, () => new Date())
  let clips = 0
  const newClip = (): Clip => {
    const path = join(scratch.path, `clip-${clips++}.mp4`)
    copyFileSync(join(scratch.path, 'film.mp4'), path)
    return { path }
  }
  const finished = () => ({ state: 'finished' as const, clips: [newClip()] })

  const create = async (vendor: string, changes: Partial<Job>): Promise<string> => {
    const creation = { accountId: 1n, appId: 1n, requestId: 'r', request: { Prompt: 'a cat' }, vendor }
    return (await register.create({ ...creation, job: { ...catJob, ...changes } })).taskId
  }

  const { vendorFetch } = openDoors(allowNothing, createLog('silent'))
  const now = () => new Date()
  const lookoutBy = (clock: LookClock) =>
    createLookout({
      tools: { store, vendorFetch, now },
      times: { of: () => null, note: () => undefined },
      clock,
      log: createLog('silent'),
    })

  const toolsFor = (entry: VendorEntry): PipelineTools => ({
    ledger,
    gate: openGate,
    // Who wants to be heard brings ears.
    cancels: { listen: () => ({ signal: new AbortController().signal, close: () => undefined }) },
    store,
    vendors: createVendorRegistry([entry]),
    intake: {
      stage: () => Promise.resolve({ outcome: 'staged', inputs: { images: [], videos: [], audios: [] } }),
      release: () => Promise.resolve(),
    },
    vendorFetch,
    lookout: lookoutBy(hurriedClock()),
    scratchDirectory: join(scratch.path, 'scratch'),
    owner: 'test',
    now,
    pause: () => Promise.resolve(),
    persist: (work) => work(),
    log: createLog('silent'),
  })

  return {
    database,
    scratch: scratch.path,
    store,
    register,
    finished,
    /** For renders that last until somebody does something. */
    patientLookout: () => lookoutBy(systemLookClock),
    /** Writes a task down; what it is told with may be changed for it, and for each telling. */
    async begin(
      script: Script,
      changes: Partial<Job> = {},
      tools: Partial<PipelineTools> = {},
      entry: Partial<VendorEntry> = {},
    ) {
      const vendor = scriptVendor({ progress: finished, ...script })
      const taskId = await create(vendor.name, changes)
      const all = {
        ...toolsFor({
          vendor,
          concurrency: { perWorker: 1 },
          look: { firstSeconds: 0, longestSeconds: 0 },
          renderSecondsMax: 60,
          ...entry,
        }),
        ...tools,
      }
      return {
        vendor,
        taskId,
        ledger,
        tools: all,
        tell: (others: Partial<PipelineTools> = {}) => tellStory(taskId, forgetful, { ...all, ...others }),
        look: () => register.describe(1n, taskId),
        cancel: () => register.cancel(1n, taskId),
        events: async () =>
          (await database.query(readTaskEvents, [taskId])).map((event) => `${event.stage} ${event.kind}`),
        age: (seconds: number) => database.query(ageSpend, [taskId, seconds]),
      }
    },
    async close() {
      await base.drop()
      await scratch.remove()
    },
  }
}

const ageSpend = statement(
  'age-spend',
  'update spends set intended_at = intended_at - make_interval(secs => $2) where task_id = $1',
)
