import { systemClock } from '../net/clock.ts'
import { type AllowList, alsoAllowing, createGuardedFetch, type GuardedFetch } from '../net/guarded-fetch.ts'
import type { Log } from '../telemetry/log.ts'

/** The guarded door, once for what callers name and once for each vendor: what one may reach the other may not. */
export type OutgoingDoors = {
  /** To public addresses, and to what REELAY_NET_ALLOW names. */
  readonly callerFetch: GuardedFetch
  /** There, and to the vendor's own server, which the operator named by configuring it. */
  readonly vendorFetch: (baseUrl: string | undefined) => GuardedFetch
}

export function openDoors(allow: AllowList, log: Log): OutgoingDoors {
  const doorFor = (allow: AllowList): GuardedFetch =>
    createGuardedFetch({ allow, clock: systemClock, log: (record) => log.debug(record, 'fetched') })
  return {
    callerFetch: doorFor(allow),
    vendorFetch: (baseUrl) => doorFor(baseUrl === undefined ? allow : alsoAllowing(allow, baseUrl)),
  }
}
