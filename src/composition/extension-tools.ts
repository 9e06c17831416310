import { createHmac, hkdfSync } from 'node:crypto'
import { sealSigningKey } from '../accounts/signing-keys.ts'
import type { ExtensionTools } from '../http/create-video-task.ts'
import type { Uploads } from '../storage/object-store.ts'
import type { VendorRegistry } from '../vendors/registry.ts'

/** What the extensions of CreateAigcVideoTask need of the master key and the vendors. */
export function createExtensionTools(
  masterKey: Uint8Array,
  vendors: VendorRegistry,
  uploads: Uploads,
): ExtensionTools {
  const fingerprintKey = new Uint8Array(hkdfSync('sha256', masterKey, '', 'reelay request fingerprints', 32))
  return {
    fingerprint: (text) => createHmac('sha256', fingerprintKey).update(text).digest('base64url'),
    sealSigningKey: (facts) => sealSigningKey(masterKey, facts),
    objectionToLink: (url, appId) => uploads.objection(url, String(appId)),
    price: (vendor, job) => vendors.get(vendor)?.price?.(job) ?? null,
  }
}
