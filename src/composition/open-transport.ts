import type { Readable } from 'node:stream'
import { nodeDigest } from '../http/node-digest.ts'
import { systemClock } from '../net/clock.ts'
import {
  allowNothing,
  alsoAllowing,
  createGuardedFetch,
  type Fetched,
  type FetchPolicy,
  type Head,
  type Refused,
} from '../net/guarded-fetch.ts'
import type { Digest } from '../protocol/digest.ts'

/** How a command speaks to a server: through the guarded door, and with this machine's primitives to sign. */
export type Transport = {
  readonly digest: Digest
  /** Sent once, whatever comes of it. */
  post(request: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: Uint8Array
  }): Promise<Fetched<Uint8Array> | Refused>
  /** A GET whose body goes to `receive` as it comes. */
  download<Result>(
    url: string,
    receive: (body: Readable, head: Head) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Fetched<Result> | Refused>
}

const callPolicy: FetchPolicy = {
  bytesMax: 10 * 1024 * 1024,
  connectSeconds: 10,
  // An upload of 10 MB is on its way before the answer begins.
  idleSeconds: 120,
  totalSeconds: 180,
  redirectsMax: 0,
  accept: 'application/json',
}

const filmPolicy: FetchPolicy = {
  bytesMax: 4 * 1024 ** 3,
  connectSeconds: 10,
  idleSeconds: 60,
  totalSeconds: 3600,
  redirectsMax: 3,
  accept: 'video/mp4, */*;q=0.1',
}

/**
 * The operator named the endpoint, and the endpoint named the link to its result: both may be private, where they
 * redirect to may not.
 */
export function openTransport(): Transport {
  const fetchAt = (url: string) =>
    createGuardedFetch({
      // What is no URL at all is the door's to refuse.
      allow: URL.canParse(url) ? alsoAllowing(allowNothing, url) : allowNothing,
      clock: systemClock,
    })
  return {
    digest: nodeDigest,
    post: (request) => fetchAt(request.url).exchange({ ...request, method: 'POST' }, callPolicy),
    download: (url, receive, signal) => fetchAt(url).downloadTo({ url, signal }, filmPolicy, receive),
  }
}
