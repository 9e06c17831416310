import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Job, NamedImage } from '../../src/catalog/job.ts'
import { systemClock } from '../../src/net/clock.ts'
import { createGuardedFetch, parseAllowList } from '../../src/net/guarded-fetch.ts'
import { serveHttp } from '../../src/net/testing/loopback-server.ts'
import { createFilesystemStore } from '../../src/storage/filesystem-store.ts'
import { createIntake } from '../../src/intake/intake.ts'

/** A caller's web server with these files, and an intake that may reach it. */
export async function openIntake(files: Readonly<Record<string, Buffer | RequestListener>>) {
  const asked: string[] = []
  const server = await serveHttp((request, response) => {
    asked.push(request.url ?? '')
    const file = files[(request.url ?? '').slice(1)]
    if (typeof file === 'function') file(request, response)
    else if (file === undefined) response.writeHead(404).end('<h1>secrets of the server</h1>')
    else response.setHeader('content-type', 'text/html').end(file)
  })
  const list = parseAllowList(`127.0.0.1:${server.port}`)
  if (list.outcome === 'invalid') throw new Error(list.message)
  const directory = mkdtempSync(join(tmpdir(), 'reelay-intake-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const store = await createFilesystemStore(join(directory, 'objects'))
  const fetch = createGuardedFetch({ allow: list.allow, clock: systemClock })
  const intake = createIntake({ fetch, store, scratchDirectory: join(directory, 'scratch') })
  return {
    intake,
    store,
    scratchDirectory: join(directory, 'scratch'),
    asked,
    url: (name: string) => `${server.url}/${name}`,
    stage: (images: readonly NamedImage[], changes: Partial<Job> = {}) =>
      intake.stage({ ...testJob, ...changes, images }, 'task-1', new AbortController().signal),
  }
}

export const testJob: Job = {
  edition: '2026-01-08',
  family: 'Kling',
  version: '2.6',
  mode: 'image',
  prompt: '',
  negativePrompt: '',
  enhancePrompt: false,
  images: [],
  durationSeconds: 5,
  resolution: '720P',
  audio: false,
  additionalParameters: {},
}
