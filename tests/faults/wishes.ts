import type { Job } from '../../src/catalog/job.ts'
import type { Creation } from '../../src/tasks/tasks.ts'
import { type ScriptName, scriptOf } from './vendor-scripts.ts'

/** What a caller asks for. */
export type Wish = {
  readonly script: ScriptName
  readonly wantsToBeTold?: boolean
  readonly names?: 'an image'
}

export const accountId = 1n

/** The create of it. The prompt tells the vendor which script to follow. */
export function creationOf({ script, wantsToBeTold = false, names }: Wish, callersUrl: string): Creation {
  const image = {
    parameter: 'ImageUrl',
    role: 'first',
    url: new URL('/picture.png', callersUrl).href,
  } as const
  return {
    accountId,
    appId: 1n,
    requestId: 'a-request',
    request: { Prompt: script },
    job: { ...job, prompt: script, ...(names === undefined ? {} : { mode: 'image', images: [image] }) },
    vendor: scriptOf(script).vendor,
    ...(wantsToBeTold ? { notify: { url: callersUrl, secret: Buffer.from('sealed') } } : {}),
  }
}

const job: Job = {
  edition: '2026-01-08',
  family: 'Kling',
  version: '2.6',
  mode: 'text',
  prompt: '',
  negativePrompt: '',
  enhancePrompt: false,
  images: [],
  durationSeconds: 5,
  resolution: '720P',
  aspectRatio: '16:9',
  audio: false,
  additionalParameters: {},
}
