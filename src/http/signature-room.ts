import type { AccessKey, Accounts } from '../accounts/accounts.ts'
import { ApiError } from '../contract/api-error.ts'
import type { Clock } from '../net/clock.ts'
import type { Digest, Hmac } from '../protocol/digest.ts'
import type { Envelope } from '../protocol/envelope.ts'
import type { Verdict } from '../protocol/explain-signature.ts'
import {
  parseAuthorization,
  signingKey,
  utcDateOf,
  verifyTc3,
  type Tc3Claim,
} from '../protocol/tc3-signature.ts'
import { verifyV1 } from '../protocol/v1-signature.ts'
import type { WireHead, WireRequest } from '../protocol/wire-request.ts'
import type { Log } from '../telemetry/log.ts'
import { explainMismatch, sentSignature } from './signature-mismatch.ts'

export type SignatureParts = {
  readonly accounts: Accounts
  readonly clock: Clock
  readonly skewSeconds: number
  readonly digest: Digest
  readonly log: Log
  /** Tell the log what was computed when a signature does not match. */
  readonly explains: boolean
}

/**
 * Finds out whose request it is. Checks, in this order: the form of the Authorization, the time, the key, the signature,
 * the token.
 *
 * Only a temporary key has a token. One that comes with a permanent key is not looked at: the SDKs send what they are
 * given. It comes last, so that nobody without the secret learns anything of it.
 */
export type SignatureRoom = {
  /** All but the signature itself; TC3 says it in the head. @throws ApiError */
  claimOf(head: WireHead, envelope: Envelope): Promise<SignatureClaim>
  /** Whether the bytes were signed with the claimed key. @throws ApiError */
  verify(request: WireRequest, envelope: Envelope, claim: SignatureClaim, requestId: string): AccessKey
}

/** What a request says about who signed it and when: possible, but not yet proved. */
export type SignatureClaim = {
  readonly key: AccessKey
  readonly timestamp: string
  /** `null` in version 1. */
  readonly tc3: Tc3Claim | null
}

export function createSignatureRoom({
  accounts,
  clock,
  skewSeconds,
  digest,
  log,
  explains,
}: SignatureParts): SignatureRoom {
  const dayKeys = createDayKeys(digest)

  return {
    async claimOf(head, envelope) {
      const tc3 = envelope.mode === 'tc3' ? tc3ClaimOf(head) : null
      const timestamp = envelope.common.get('Timestamp') ?? ''
      checkTime(Number(timestamp), clock, skewSeconds)
      if (tc3 !== null) checkDate(tc3.date, Number(timestamp))
      const key = await accounts.keyOf(tc3?.secretId ?? envelope.common.get('SecretId') ?? '')
      if (key === null) throw new ApiError('AuthFailure.SecretIdNotFound')
      return { key, timestamp, tc3 }
    },

    verify(request, envelope, { key, timestamp, tc3 }, requestId) {
      const verdict =
        tc3 !== null
          ? dayKeys.use(key, tc3, (sign) => verifyTc3(digest, request, tc3, timestamp, sign))
          : verifyV1(digest, request, envelope.pairs, key.secretKey, sentSignature(envelope))
      if (!verdict.valid) {
        const cause = explains
          ? explainMismatch(digest, { request, envelope, key, timestamp, tc3, verdict })
          : undefined
        if (cause !== undefined) {
          const { explanation } = cause
          log.warn({ requestId, secretId: key.secretId, explanation }, 'a signature does not match')
        }
        throw new ApiError('AuthFailure.SignatureFailure', {}, { cause })
      }
      checkToken(key, envelope.common.get('Token') ?? '', clock, digest)
      accounts.noteUse(key.secretId)
      return key
    },
  }
}

function tc3ClaimOf({ headers: { authorization } }: WireHead): Tc3Claim {
  if (authorization === undefined) throw new ApiError('MissingParameter', { parameter: 'Authorization' })
  return parseAuthorization(authorization)
}

function checkTime(timestamp: number, clock: Clock, skewSeconds: number): void {
  const serverTime = clock.now().getTime() / 1000
  if (Math.abs(serverTime - timestamp) > skewSeconds) throw new ApiError('AuthFailure.SignatureExpire')
}

/** The local date instead of the UTC date fails for hours a day, and nobody sees why (contract 5.2). */
function checkDate(date: string, timestamp: number): void {
  const utcDate = utcDateOf(timestamp)
  if (date !== utcDate)
    throw new ApiError('AuthFailure.SignatureFailure', { date, utcDate }, { variant: 'wrongDate' })
}

function checkToken({ temporary }: AccessKey, token: string, clock: Clock, digest: Digest): void {
  if (temporary === undefined) return
  const isRight = digest.equal(digest.sha256(token), temporary.tokenSha256)
  if (!isRight || clock.now() >= temporary.endsAt) throw new ApiError('AuthFailure.TokenFailure')
}

/** An SDK signs one service a day; two around midnight. */
const dayKeysMax = 8

/**
 * Three of the four HMACs of a request depend on the key, the day and the service only. They are kept with the key
 * they come from, and go with it: what the accounts hand out after a change has none yet.
 */
function createDayKeys(digest: Digest) {
  const kept = new WeakMap<AccessKey, Map<string, Hmac>>()
  return {
    use(key: AccessKey, scope: { date: string; service: string }, verify: (sign: Hmac) => Verdict): Verdict {
      const own = kept.get(key) ?? new Map<string, Hmac>()
      kept.set(key, own)
      const name = `${scope.date}/${scope.service}`
      const known = own.get(name)
      const sign =
        known ?? digest.hmac('sha256', signingKey(digest, key.secretKey, scope.date, scope.service))
      const verdict = verify(sign)
      // Only what has proved right is kept, so that made-up services do not push good keys out.
      if (known === undefined && verdict.valid) {
        if (own.size >= dayKeysMax) own.clear()
        own.set(name, sign)
      }
      return verdict
    },
  }
}
