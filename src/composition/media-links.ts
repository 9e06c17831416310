import { hkdfSync } from 'node:crypto'
import type { Config } from '../config/settings.ts'
import { systemClock } from '../net/clock.ts'
import { createMediaLinks } from '../storage/media-links.ts'
import type { MediaLinks, ObjectStore, Uploads } from '../storage/object-store.ts'
import { createUploads } from '../storage/uploads.ts'

/** What every link of ours begins with; asked anew each time, as a free port is known late. */
type BaseUrl = () => string

/** Signs and verifies links to stored objects; all processes that share the master key understand each other's. */
export function mediaLinksOf(masterKey: Uint8Array, baseUrl: BaseUrl, lifetimeHours: number): MediaLinks {
  return createMediaLinks({
    baseUrl,
    secret: new Uint8Array(hkdfSync('sha256', masterKey, '', 'reelay media links', 32)),
    lifetimeSeconds: Math.round(lifetimeHours * 3600),
  })
}

/** The uploads in a store: the API takes them in, workers take them from there. */
export function openUploads(
  config: Config,
  masterKey: Uint8Array,
  store: ObjectStore,
  baseUrl: BaseUrl,
): Uploads {
  const keepHours = config['upload.hours']
  return createUploads({
    store,
    links: mediaLinksOf(masterKey, baseUrl, keepHours),
    clock: systemClock,
    keepHours,
    bytesMax: config['upload.megabytesMax'] * 1024 ** 2,
  })
}
