import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'

/**
 * Unpacks a WOFF 1.0 file (W3C, 2012, sections 3 to 5) to the plain font inside. opentype.js can do so too, but its
 * inflater gives up on some of our files ("Data error", version 2.0.0).
 */
export function fontOfWoff(file: Buffer): ArrayBuffer {
  assert.equal(file.toString('latin1', 0, 4), 'wOFF', 'not a WOFF file')
  const tableCount = file.readUInt16BE(12)
  const directoryBytes = SFNT_HEADER_BYTES + tableCount * SFNT_ENTRY_BYTES
  const font = Buffer.alloc(file.readUInt32BE(16))
  file.copy(font, 0, 4, 8)
  font.writeUInt16BE(tableCount, 4)
  let at = directoryBytes
  for (let table = 0; table < tableCount; table++) {
    const entry = WOFF_HEADER_BYTES + table * WOFF_ENTRY_BYTES
    const [offset, packedBytes, bytes] = [4, 8, 12].map((field) => file.readUInt32BE(entry + field)) as Triple
    const packed = file.subarray(offset, offset + packedBytes)
    const content = packedBytes < bytes ? inflateSync(packed, { maxOutputLength: bytes }) : packed
    content.copy(font, at)
    const record = SFNT_HEADER_BYTES + table * SFNT_ENTRY_BYTES
    file.copy(font, record, entry, entry + 4)
    file.copy(font, record + 4, entry + 16, entry + 20)
    font.writeUInt32BE(at, record + 8)
    font.writeUInt32BE(bytes, record + 12)
    at += Math.ceil(bytes / 4) * 4
  }
  return font.buffer.slice(font.byteOffset, font.byteOffset + font.byteLength)
}

type Triple = [number, number, number]

const WOFF_HEADER_BYTES = 44
const WOFF_ENTRY_BYTES = 20
const SFNT_HEADER_BYTES = 12
const SFNT_ENTRY_BYTES = 16
