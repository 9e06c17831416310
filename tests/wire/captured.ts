import { readdirSync, readFileSync } from 'node:fs'

/** A request of a real client, byte for byte, and what a verifier has to make of it. */
export type Captured = {
  readonly id: string
  readonly request: {
    readonly raw_base64: string
  }
  readonly expect: {
    readonly auth: 'tc3' | 'v1' | 'skip'
    readonly signature_valid: boolean | null
    readonly signed_host: 'host-header' | 'host-header-without-port' | null
    readonly signed_path: 'request-path' | '/' | null
    readonly timestamp: number
    readonly params: object
    readonly action: string
  }
}

// Beside the repository. Without them nothing of this is tested, so their absence is a failure, not a skip.
const fixtures = new URL('../../../shared/fixtures/tencent/', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, fixtures), 'utf8'))

/** Every file of the folder. */
export const captured: readonly Captured[] = readdirSync(new URL('requests/', fixtures))
  .toSorted()
  .map((name) => read(`requests/${name}`) as Captured)

/** What the index says is in the folder. */
export const indexed = read('index.json') as {
  readonly count: number
  readonly fixtures: readonly { readonly file: string }[]
}

export const bytesOf = ({ request }: Captured): Buffer => Buffer.from(request.raw_base64, 'base64')
