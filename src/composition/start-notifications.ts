import { WrongMasterKey } from '../accounts/sealed-secret.ts'
import { openSigningKey } from '../accounts/signing-keys.ts'
import type { Config } from '../config/settings.ts'
import { systemClock } from '../net/clock.ts'
import type { AllowList } from '../net/guarded-fetch.ts'
import { startNotifier } from '../pipeline/notify/notifier.ts'
import { observeOutbox } from '../pipeline/notify/observed-outbox.ts'
import { createNotificationOutbox } from '../tasks/notification-outbox.ts'
import type { Log } from '../telemetry/log.ts'
import { mediaLinksOf } from './media-links.ts'
import { openDoors } from './outgoing-doors.ts'
import { standingDoor } from './standing-tools.ts'
import type { Telemetry } from './start-telemetry.ts'
import type { Work } from './start-work.ts'
import type { Undo } from './undo.ts'

export type NotificationParts = {
  readonly config: Config
  readonly masterKey: Uint8Array
  readonly allow: AllowList
  readonly work: Work
  /** Of this process's own port. */
  readonly address: string
  readonly telemetry: Telemetry
  readonly log: Log
  readonly undo: Undo
}

/** Starts telling callers that their tasks have ended. After the port is open: the links lead to it. */
export async function startNotifications({
  config,
  masterKey,
  allow,
  work: { database, session },
  address,
  telemetry,
  log,
  undo,
}: NotificationParts): Promise<void> {
  if (config.role === 'worker' && config.publicUrl === undefined) {
    log.warn({}, 'links in notifications lead to this worker, which serves none: set REELAY_PUBLIC_URL')
  }
  const links = mediaLinksOf(masterKey, () => config.publicUrl ?? address, config.resultHours)
  const notifier = await startNotifier({
    database,
    outbox: observeOutbox(createNotificationOutbox(database), telemetry.observer),
    fetch: standingDoor(openDoors(allow, log).callerFetch, session),
    openSecret: (claimed) => secretOf(masterKey, claimed),
    resultUrl: (key, now) => links.sign(key, now),
    now: () => systemClock.now(),
    random: Math.random,
    log,
  })
  undo(() => notifier.stop())
}

/** `null` when it was sealed under another master key, by a server that missed that there is a new one. */
function secretOf(masterKey: Uint8Array, sealed: Parameters<typeof openSigningKey>[1]): string | null {
  try {
    return openSigningKey(masterKey, sealed)
  } catch (error) {
    if (error instanceof WrongMasterKey) return null
    throw error
  }
}
