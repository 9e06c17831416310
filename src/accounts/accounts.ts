/** Whose key a request is signed with: what the faces need to know of accounts. */
export interface Accounts {
  /** The key as needed to check a request; `null` when there is no such key, it is disabled, or it has ended. */
  keyOf(secretId: string): Promise<AccessKey | null>
  /** Remembers that a request was signed with the key. Never fails, never waits. */
  noteUse(secretId: string): void
}

export type AccessKey = {
  readonly secretId: string
  readonly secretKey: string
  readonly accountId: bigint
  /** The account's public number, the first part of a TaskId. */
  readonly appId: bigint
  /** Of a temporary key: refused without its token, and from its end on. */
  readonly temporary?: { readonly tokenSha256: string; readonly endsAt: Date }
  /** Where the account may be called from; absent: from anywhere. */
  readonly addresses?: AddressRules
  /** The account's own limits, where they differ from the configured ones. */
  readonly perSecond?: ActionRates
  /** How many tasks it may have unfinished, where that differs from the configured bound; 0 is no bound. */
  readonly unfinishedMax?: number
}

/** Calls per second by action; 0 is no limit. */
export type ActionRates = Readonly<Record<string, number>>

/** Which addresses an account may be called from. */
export interface AddressRules {
  /** What is no address at all is never allowed. IPv4 in the form of IPv6 counts as IPv4. */
  judge(address: string): 'allowed' | 'denied' | 'not allowed'
}
