import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * The receiver's side of a signed notification, by the reference library of Standard Webhooks: none of our code is in it.
 * Throws when the signature does not hold or its time is off.
 */
export function verifyNotification(
  key: string,
  body: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): unknown {
  const { Webhook } = require('standardwebhooks')
  const isPlain = !key.startsWith('whsec_')
  return new Webhook(key, isPlain ? { format: 'raw' } : undefined).verify(body, headers)
}
