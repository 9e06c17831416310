import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Job } from '../../src/catalog/job.ts'
import { createIntake } from '../../src/intake/intake.ts'
import { systemClock } from '../../src/net/clock.ts'
import { createGuardedFetch, parseAllowList } from '../../src/net/guarded-fetch.ts'
import { createFilesystemStore } from '../../src/storage/filesystem-store.ts'

/**
 * A process that stages one image for each of many tasks at once and prints how much memory it took beyond what it had
 * when idle, in MB. Arguments: the URL of the image and the number of tasks.
 */
const [, , url = '', tasks = '1'] = process.argv
const list = parseAllowList('127.0.0.0/8')
if (list.outcome === 'invalid') throw new Error(list.message)
const directory = await mkdtemp(join(tmpdir(), 'reelay-staging-'))
const intake = createIntake({
  fetch: createGuardedFetch({ allow: list.allow, clock: systemClock }),
  store: await createFilesystemStore(join(directory, 'objects')),
  scratchDirectory: join(directory, 'scratch'),
})
const job = {
  family: 'Kling',
  edition: '2026-01-08',
  version: '2.6',
  mode: 'image',
  resolution: '720P',
  images: [{ parameter: 'ImageUrl', role: 'first', url }],
} as unknown as Job
const idle = process.memoryUsage().rss
const outcomes = await Promise.all(
  Array.from({ length: Number(tasks) }, (_task, index) =>
    intake.stage(job, `task-${index}`, new AbortController().signal),
  ),
)
await rm(directory, { recursive: true })
const staged = outcomes.filter(({ outcome }) => outcome === 'staged').length
const megabytes = Math.round((process.resourceUsage().maxRSS * 1024 - idle) / 1024 ** 2)
process.stdout.write(JSON.stringify({ staged, megabytes }))
