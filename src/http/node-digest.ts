import { createHmac, createSecretKey, hash, timingSafeEqual } from 'node:crypto'
import type { Digest } from '../protocol/digest.ts'

/** The signature's primitives on this machine. */
export const nodeDigest: Digest = {
  sha256: (data) => hash('sha256', data, 'hex'),
  hmac(algorithm, key) {
    const prepared = createSecretKey(typeof key === 'string' ? Buffer.from(key) : key)
    return (data) => createHmac(algorithm, prepared).update(data, 'utf8').digest()
  },
  equal(left, right) {
    const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
    return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
  },
}
