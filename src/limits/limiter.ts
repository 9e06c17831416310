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
