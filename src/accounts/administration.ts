import type { SecretPair } from './secret-pair.ts'

/** What the operator's commands do with accounts and keys. Running servers follow within a few seconds. */
export interface AccountAdministration {
  /** Oldest first; there is always one. */
  listAccounts(): Promise<readonly Account[]>
  createAccount(name: string): Promise<AccountChange>
  /** What the policy leaves out stays as it is. */
  changeAccount(accountId: bigint, policy: Partial<AccountPolicy>): Promise<AccountChange>
  /** All keys, oldest first, without their secrets. Temporary ones are forgotten a day after their end. */
  listKeys(): Promise<readonly KeySummary[]>
  /** A new random key for an account. Throws when there is no such account. */
  createKey(accountId: bigint): Promise<SecretPair>
  /** One that needs its token and ends by itself. Throws when there is no such account. */
  createTemporaryKey(accountId: bigint, lifeSeconds: number): Promise<TemporaryKey>
  /**
   * A new key in the account of this one, which itself ends after the grace. `null` when there is no active permanent
   * key of this SecretId.
   */
  rotateKey(secretId: string, graceSeconds: number): Promise<RotatedKey | null>
  /** Refuses the key from now on. `false` when there is no such key. */
  disableKey(secretId: string): Promise<boolean>
  /** Accepts a key again, also a permanent one that has ended. `false` when there is none that could work again. */
  enableKey(secretId: string): Promise<boolean>
  /**
   * Seals every secret anew under another master key of 32 bytes, all or none, and tells how many. Whoever still has
   * the old one cannot open them any more.
   */
  resealSecrets(nextMasterKey: Uint8Array): Promise<number>
}

export type AccountPolicy = {
  /** Calls per second; `null` as configured, 0 without limit. */
  readonly createPerSecond: number | null
  readonly describePerSecond: number | null
  /** Tasks that may be unfinished at a time; `null` as configured, 0 without limit. */
  readonly unfinishedMax: number | null
  /** Addresses and CIDRs that may call; empty: everybody. */
  readonly allowedAddresses: readonly string[]
  /** Those that may not, also when they are allowed. */
  readonly deniedAddresses: readonly string[]
}

export type Account = AccountPolicy & {
  readonly accountId: bigint
  readonly appId: bigint
  readonly name: string
  readonly createdAt: Date
}

export type AccountChange =
  | { readonly outcome: 'changed'; readonly account: Account }
  | { readonly outcome: 'refused'; readonly message: string }

export type TemporaryKey = SecretPair & { readonly token: string; readonly endsAt: Date }

/** From one minute to 36 hours, as the real service lets them live. */
export const temporaryKeySeconds = { min: 60, max: 36 * 3600 } as const

export type RotatedKey = SecretPair & { readonly replacedEndsAt: Date }

export type KeySummary = {
  readonly secretId: string
  /** The account's name. */
  readonly account: string
  readonly appId: bigint
  readonly kind: 'permanent' | 'temporary'
  readonly state: 'active' | 'disabled' | 'ended'
  readonly createdAt: Date
  /** To the minute. */
  readonly lastUsedAt: Date | null
  readonly endsAt: Date | null
}
