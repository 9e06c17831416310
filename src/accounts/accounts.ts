/** Who may call: accounts and their keys. */
export interface Accounts {
  /** The key as needed to check a signature; `null` when there is no such key or it is disabled. */
  keyOf(secretId: string): Promise<AccessKey | null>
  /** Remembers that a request was signed with the key. Never fails, never waits. */
  noteUse(secretId: string): void
  /** A new random key for an account. Throws when there is no such account. */
  createKey(accountId: bigint): Promise<SecretPair>
  /** All keys, oldest first, without their secrets. */
  listKeys(): Promise<readonly KeySummary[]>
  /** Refuses the key from now on, in other processes within a few seconds. `false` when there is no such key. */
  disableKey(secretId: string): Promise<boolean>
}

export type AccessKey = {
  readonly secretId: string
  readonly secretKey: string
  readonly accountId: bigint
  /** The account's public number, the first part of a TaskId. */
  readonly appId: bigint
}

export type SecretPair = { readonly secretId: string; readonly secretKey: string }

export type KeySummary = {
  readonly secretId: string
  readonly accountId: bigint
  readonly appId: bigint
  readonly createdAt: Date
  readonly disabledAt: Date | null
  /** To the minute. */
  readonly lastUsedAt: Date | null
}
