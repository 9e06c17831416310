import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * A secret at rest: AES-256-GCM under the master key. Layout: one byte of version, 12 bytes of nonce, 16 bytes of tag,
 * then the ciphertext. The SecretId is authenticated with it, so that a secret moved to another row does not open.
 */
export function seal(masterKey: Uint8Array, secretId: string, secretKey: string): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, masterKey, nonce).setAAD(Buffer.from(secretId))
  const ciphertext = Buffer.concat([cipher.update(secretKey, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), ciphertext])
}

/** @throws WrongMasterKey when the secret was sealed with another master key, or has been tampered with. */
export function unseal(masterKey: Uint8Array, secretId: string, sealed: Uint8Array): string {
  if (sealed[0] !== version) throw new Error(`The secret of ${secretId} was stored by a newer Reelay.`)
  const nonceEnd = 1 + nonceBytes
  const tagEnd = nonceEnd + tagBytes
  const decipher = createDecipheriv(algorithm, masterKey, sealed.subarray(1, nonceEnd))
    .setAAD(Buffer.from(secretId))
    .setAuthTag(sealed.subarray(nonceEnd, tagEnd))
  const opened = decipher.update(sealed.subarray(tagEnd))
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch (error) {
    throw new WrongMasterKey(secretId, { cause: error })
  }
}

/** The one thing that a caller of `unseal` can put right: the configuration. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey'

  constructor(secretId: string, options: ErrorOptions = {}) {
    super(
      `The master key does not open the stored secret of ${secretId}: this database was set up with another one. ` +
        'Give that one in REELAY_MASTER_KEY or REELAY_MASTER_KEY_FILE (by default it lies in the data directory).',
      options,
    )
  }
}

const algorithm = 'aes-256-gcm'
const version = 1
const nonceBytes = 12
const tagBytes = 16
