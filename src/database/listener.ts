import pg from 'pg'
import type { Log } from '../telemetry/log.ts'
import { keepSession } from './kept-session.ts'
import type { Target } from './pool.ts'

/**
 * Listens on a channel until the returned function is called. What is notified while its connection is opened anew is
 * lost: PostgreSQL keeps no notification for later.
 */
export function listenOn(
  target: Target & { readonly log: Log },
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  const tell = (payload: string): void => {
    try {
      heard(payload)
    } catch (error) {
      target.log.error({ err: error, channel }, 'a listener failed; its notification is dropped')
    }
  }
  return keepSession({
    ...target,
    purpose: 'reelay listen',
    async prepare(client) {
      client.on('notification', ({ payload = '' }) => tell(payload))
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      return 'ready'
    },
  })
}
