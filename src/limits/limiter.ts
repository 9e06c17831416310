/** How often an account may call an action. */
export interface Limiter {
  /**
   * Counts one call, and tells whether it is within the limit: the account's own, or else the action's. Exact over all
   * processes of one database.
   */
  admit(accountId: bigint, action: string, ownLimitPerSecond?: number): Promise<Admission>
}

export type Admission =
  | { readonly admitted: true }
  | {
      readonly admitted: false
      /** Calls of this second, this one included. */
      readonly count: number
      readonly limitPerSecond: number
    }

/** How many requests of an address may fail before anybody has proved who he is. Per process, and only in memory. */
export interface FailureLimiter {
  /** The failures of this second when they are too many, and then nothing more of the address is read; else `null`. */
  excessOf(address: string): Excess | null
  /** Counts a request of the address that was refused before its signature had proved right. */
  note(address: string): void
}

export type Excess = {
  /** Requests of this second: those that failed, and those refused for it, this one included. */
  readonly count: number
  readonly limitPerSecond: number
}
