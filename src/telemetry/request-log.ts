/** Keeps the newest requests. Never fails, never waits: what cannot be kept is dropped and counted. */
export interface RequestLog {
  note(request: NotedRequest): void
}

/** What became of one request. No secrets, and nothing of its parameters but the TaskId. */
export type NotedRequest = {
  readonly at: Date
  readonly requestId: string
  /** `null` when the signature had not proved right. */
  readonly accountId: bigint | null
  /** As claimed; empty when there was none. */
  readonly secretId: string
  readonly action: string
  /** The error code; empty when the request was served. */
  readonly code: string
  readonly message: string
  readonly address: string
  /** What the client says it is: X-TC-RequestClient, else User-Agent. */
  readonly client: string
  readonly latencyMilliseconds: number
  readonly taskId: string
  readonly edition: string
  /** `TC3-HMAC-SHA256`, `HmacSHA1`, `HmacSHA256`; empty when it was not even known. */
  readonly signature: string
  /** Of the body, as announced. */
  readonly requestBytes: number
  /** Why a signature does not match, where the operator has asked for it; else empty. */
  readonly explanation: string
}

/** Reads what is kept. */
export interface RequestHistory {
  /** The newest first. */
  list(question: RequestQuestion): Promise<readonly KeptRequest[]>
}

export type RequestQuestion = {
  readonly countMax: number
  readonly failuresOnly: boolean
  /** An account's name or AppId; empty for all. */
  readonly account: string
}

export type KeptRequest = NotedRequest & {
  /** `null` when the account is not known. */
  readonly appId: bigint | null
}
