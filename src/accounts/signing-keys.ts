import { createHmac } from 'node:crypto'
import { seal, unseal } from './sealed-secret.ts'

/**
 * The key that signs a notification, sealed for the database. Without a NotifyKey it is derived from the SecretKey that
 * signed the create, which its caller has: nothing goes out unsigned, and nothing new has to be agreed on.
 */
export function sealSigningKey(
  masterKey: Uint8Array,
  { accountId, url, notifyKey, secretKey }: SigningKeyFacts,
): Uint8Array {
  return seal(masterKey, signingKeyName(accountId, url), notifyKey ?? derivedKey(secretKey))
}

export type SigningKeyFacts = {
  readonly accountId: bigint
  readonly url: string
  readonly notifyKey: string | undefined
  readonly secretKey: string
}

export const openSigningKey = (
  masterKey: Uint8Array,
  { accountId, url, secret }: { accountId: bigint; url: string; secret: Uint8Array },
): string => unseal(masterKey, signingKeyName(accountId, url), secret)

/** docs/extensions.md has the same line in other languages. */
const derivedKey = (secretKey: string): string =>
  `whsec_${createHmac('sha256', secretKey).update('reelay notification').digest('base64')}`

/** What the seal is bound to: a key that was moved to another account or another URL does not open. */
export const signingKeyName = (accountId: bigint, url: string): string =>
  `notification of ${accountId} to ${url}`
