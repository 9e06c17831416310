import { hkdfSync } from 'node:crypto'
import type { Config } from '../config/settings.ts'
import type { Database } from '../database/database.ts'
import { grouped } from '../database/grouped.ts'
import { tellOfCallbacks } from '../database/sql/tell-of-callbacks.ts'
import type { Face } from '../http/app.ts'
import { type CallbackParts, createCallbackFace } from '../http/callback-face.ts'
import { type CallbackLinks, createCallbackLinks } from '../pipeline/looks/callback-links.ts'

/** `null` without a public address: nobody could reach us. All processes with the master key know each other's links. */
export function callbackLinksOf(
  config: Pick<Config, 'publicUrl'>,
  masterKey: Uint8Array,
): CallbackLinks | null {
  if (config.publicUrl === undefined) return null
  const secret = new Uint8Array(hkdfSync('sha256', masterKey, '', 'reelay vendor callbacks', 32))
  return createCallbackLinks({ baseUrl: config.publicUrl, secret })
}

/** Where vendors may tell of tasks: no face where they could not reach us. */
export function callbackFaces(
  config: Config,
  masterKey: Uint8Array,
  database: Database,
  parts: Pick<CallbackParts, 'failures' | 'log'>,
): readonly Face[] {
  const links = callbackLinksOf(config, masterKey)
  if (links === null) return []
  const tell = grouped<string, void>(async (taskIds) => {
    await database.query(tellOfCallbacks, [taskIds])
    return taskIds.map(() => undefined)
  })
  return [createCallbackFace({ ...parts, isOurs: links.isOurs, tell })]
}
