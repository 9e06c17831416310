import type { Readable } from 'node:stream'
import type { JsonObject, Job, StagedInputs } from '../catalog/job.ts'
import type { Money } from '../contract/money.ts'

/** An upstream that can turn a job into clips. A vendor never loops, sleeps, retries, stores, or knows of tasks. */
export interface Vendor {
  readonly name: string
  /** The upstream has a switch of its own for EnhancePrompt; without one the prompt is rewritten before `compose`. */
  readonly enhancesPrompts?: boolean
  /**
   * Why this job, legal by the contract, cannot be done here at all, as part of a sentence; `null` when it can. Pure:
   * asked before a task is made, so that nothing is left out later.
   */
  refuses?(job: Job): string | null
  /** What of the job is said in another way than it was asked, for the timeline. */
  remarks?(job: Job): readonly string[]
  /** The exact upstream call as plain JSON. Pure: a golden file can show it. Throws VendorFault for what it cannot do. */
  compose(job: Job, inputs: StagedInputs): JsonObject
  /** Sends the call once and returns what is needed to ask about it later. The only method that may cost money. */
  submit(call: JsonObject, link: Link): Promise<Ticket>
  /** Looks once. */
  check(ticket: Ticket, link: Link): Promise<Progress>
  /**
   * Looks once at many, in one call: an answer per ticket, in their order; `null` for one that the vendor's answer does
   * not speak of. What is wrong with the call as a whole is thrown, as by `check`.
   */
  checkMany?(
    tickets: readonly Ticket[],
    link: SharedLink,
  ): Promise<readonly (Progress | VendorFault | null)[]>
  /** Recovers a submit whose answer was lost. `null` means: the vendor knows for certain that it never arrived. */
  find?(call: JsonObject, link: Link): Promise<Ticket | null>
  /** What shows our right to a clip that is private. Asked when it is fetched: no key is ever written down. */
  clipHeaders?(link: SharedLink): Promise<Readonly<Record<string, string>>>
  /** The bytes of a clip that lies inside an answer. */
  clipBytes?(ticket: Ticket, number: number, link: Link): Promise<Uint8Array>
  /** Stops the job: when it resolves no clip will come. Throws VendorFault `refused` when it is too late for that. */
  cancel?(ticket: Ticket, link: Link): Promise<void>
  /**
   * Asks for something free that only the right server answers, and only with the right key; resolves with what that
   * proved, as part of a sentence. Throws VendorFault. It never costs anything and changes nothing.
   */
  probe?(link: SharedLink): Promise<string>
}

/** Plain JSON, opaque to everyone but the vendor that wrote it; it survives restarts in the task's row. */
export type Ticket = JsonObject

export type Progress =
  | { readonly state: 'waiting' }
  /** `unheardOf`: the vendor's own word for it, where no document has that word. */
  | { readonly state: 'rendering'; readonly percent?: number; readonly unheardOf?: string }
  /** `cost`: what the vendor itself says that it charged. */
  | { readonly state: 'finished'; readonly clips: readonly Clip[]; readonly cost?: Money }
  | { readonly state: 'failed'; readonly fault: VendorFault; readonly cost?: Money }

/**
 * A finished file: at an address, which may be private to our key; inside an answer of the vendor, where it is the film
 * of this number; or on this machine's disk, when the vendor is part of Reelay. It is written down with the task.
 */
export type Clip =
  | { readonly url: string; readonly isPrivate?: true }
  | { readonly inAnswer: number }
  | { readonly path: string }

/** All of the outside world that a vendor may touch for one task. */
export interface Link extends SharedLink {
  /** Stable for the task over all tries: what a vendor that de-duplicates or looks up gets as its client id. */
  readonly clientId: string
  /**
   * Where the vendor may tell that something has happened to the task; absent where nobody could reach us. What it says
   * is a hint: we look at once, and believe only what we see.
   */
  readonly callbackUrl?: string
}

/** What is the same for all tasks. */
export interface SharedLink {
  /** One request through the guarded door to the vendor's own server. Throws VendorFault, never a raw error. */
  send(request: VendorRequest): Promise<VendorResponse>
  /** The bytes of a staged image: 10 MB at most. */
  image(key: string): Promise<Uint8Array>
  /** The bytes of a staged video or sound, as they are read: too many to hold. */
  media(key: string): Promise<Readable>
  now(): Date
  readonly signal: AbortSignal
}

export type VendorRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  /** Of another server of the same vendor; absent: the one that he is configured with. */
  readonly origin?: string
  /** Where an answer may be larger than a document: a film in base64. */
  readonly answerBytesMax?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: JsonObject
  /** Sent as multipart/form-data, in place of `body`. */
  readonly form?: Form
}
export type Form = {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly FormFile[]
}
export type FormFile = {
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}
export type VendorResponse = { readonly status: number; readonly headers: Headers; readonly body: unknown }

/**
 * refused: the vendor said no to this request · moderated: it objects to the content · throttled: come back later ·
 * unavailable: it is down · credentials: our key is wrong · unknown: we cannot tell whether it happened.
 */
export type FaultKind = 'refused' | 'moderated' | 'throttled' | 'unavailable' | 'credentials' | 'unknown'

/** The only words in which a vendor may complain; the pipeline decides what to do from `kind` alone. */
export class VendorFault extends Error {
  override readonly name = 'VendorFault'
  readonly kind: FaultKind
  readonly detail: { readonly retryAfterSeconds?: number; readonly upstreamCode?: string }

  constructor(
    kind: FaultKind,
    message: string,
    detail: { retryAfterSeconds?: number; upstreamCode?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause })
    this.kind = kind
    const { cause: _cause, ...rest } = detail
    this.detail = rest
  }
}
