import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FetchPolicy } from './fetch-request.ts'
import { Refusal, refusalFrom } from './refusal.ts'
import type { Watch } from './watch.ts'

/** The body of an answer, held to the policy while it flows. */
export type BoundedBody = {
  readonly stream: Readable
  /** Why the stream broke, when it did: tells the server's faults from those of whoever reads. */
  failure(): Refusal | undefined
}

/** Throws a Refusal when the head alone already breaks the policy. */
export function boundedBody(response: IncomingMessage, policy: FetchPolicy, watch: Watch): BoundedBody {
  checkHead(response, policy)
  let failure: Refusal | undefined
  async function* chunks() {
    const silence = `the server fell silent for ${policy.idleSeconds} s`
    let sizeBytes = 0
    try {
      watch.expect(silence, policy.idleSeconds)
      for await (const chunk of response as AsyncIterable<Buffer>) {
        // While the reader is busy it is not the server that we wait for.
        watch.rest()
        sizeBytes += chunk.length
        if (sizeBytes > policy.bytesMax) throw tooLarge(policy)
        yield chunk
        watch.expect(silence, policy.idleSeconds)
      }
    } catch (error) {
      failure = refusalFrom(watch.signal.aborted ? watch.signal.reason : error)
      throw failure
    } finally {
      watch.rest()
    }
  }
  return { stream: Readable.from(chunks(), { objectMode: false }), failure: () => failure }
}

function checkHead({ headers }: IncomingMessage, policy: FetchPolicy): void {
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() !== 'identity')
    throw new Refusal('the server sent compressed bytes although it was asked not to', 'permanent')
  if (Number(headers['content-length'] ?? 0) > policy.bytesMax) throw tooLarge(policy)
}

function tooLarge({ bytesMax }: FetchPolicy): Refusal {
  const megabytes = bytesMax / 1024 / 1024
  const limit = megabytes >= 1 ? `${Math.floor(megabytes)} MB` : `${bytesMax} bytes`
  return new Refusal(`larger than ${limit}`, 'permanent')
}
