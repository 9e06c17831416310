import { randomBytes } from 'node:crypto'

/**
 * `<AppId>-AigcVideo-<32 hex>`: the form the service uses since spring 2026 (tencent-contract.md 2). The hex is a
 * UUIDv7 without dashes: 48 bits of milliseconds first, so that ids sort by creation and index pages stay warm.
 */
export function createTaskId(appId: bigint, now: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return `${appId}-AigcVideo-${bytes.toString('hex')}`
}
