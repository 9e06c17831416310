/** How often an account may call an action. */
export interface Limiter {
  /** Counts one call, and tells whether it is within the limit. Exact over all processes of one database. */
  admit(accountId: bigint, action: string): Promise<Admission>
}

export type Admission =
  | { readonly admitted: true }
  | {
      readonly admitted: false
      /** Calls of this second, this one included. */
      readonly count: number
      readonly limitPerSecond: number
    }
