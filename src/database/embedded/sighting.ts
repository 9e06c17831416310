import pg from 'pg'
import type { Address } from '../address.ts'
import { isDatabaseAway } from '../connection-loss.ts'
import { clientSettings } from '../pool.ts'
import { superuser } from './cluster.ts'
import type { Installation } from './installation.ts'

/** What we see when we try to connect. Only a connection proves a server: its files may be those of a dying one. */
export type Sighting =
  | { readonly state: 'ready'; readonly client: pg.Client; readonly ended: Promise<void> }
  /** It answers that it is starting, recovering, stopping or full. */
  | { readonly state: 'busy'; readonly reason: string }
  | { readonly state: 'silent' }

/** Tries to connect to the maintenance database, as the superuser. */
export async function sight(installation: Installation, port: number): Promise<Sighting> {
  const connection = addressOf(installation, port, superuser, 'postgres')
  const client = new pg.Client(clientSettings({ connection }, 'reelay'))
  const ended = new Promise<void>((resolve) => void client.once('end', resolve))
  // 'end' follows, and that is where we act.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return { state: 'ready', client, ended }
  } catch (error) {
    await client.end()
    if (!isDatabaseAway(error)) throw error
    return error instanceof pg.DatabaseError ? { state: 'busy', reason: error.message } : { state: 'silent' }
  }
}

export const addressOf = (
  { login, socketDirectory }: Installation,
  port: number,
  user: string,
  database: string,
): Address =>
  login === null
    ? { host: socketDirectory, port, user, database }
    : { host: '127.0.0.1', port, user, database, password: login.password }
