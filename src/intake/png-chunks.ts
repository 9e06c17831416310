import { type CleanFile, cutOff, damaged } from './clean-file.ts'

/** Chunks that tell how the picture looks, besides the critical ones (upper case first letter). */
const lookChunks: ReadonlySet<string> = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'cICP'])

/** A 10 MB file of the usual 8 KB chunks has 1,300. */
const chunksMax = 20_000
const signatureBytes = 8
/** Length, type and checksum around the data. */
const frameBytes = 12

/**
 * Copies a PNG from its start to its end chunk without text, EXIF, times, profiles, private chunks and the further
 * frames of an animation: of an APNG the picture stays that plain viewers show. The picture is copied byte for byte.
 * Refuses a file that ends before its end chunk does.
 */
export function cleanPng(bytes: Buffer): CleanFile {
  const kept = [bytes.subarray(0, signatureBytes)]
  let position = signatureBytes
  for (let chunks = 0; chunks < chunksMax; chunks += 1) {
    if (position + frameBytes > bytes.length) return cutOff
    const end = position + frameBytes + bytes.readUInt32BE(position)
    const type = bytes.toString('latin1', position + 4, position + 8)
    if (!/^[A-Za-z]{4}$/.test(type)) return damaged
    if (end > bytes.length) return cutOff
    if (/^[A-Z]/.test(type) || lookChunks.has(type)) kept.push(bytes.subarray(position, end))
    if (type === 'IEND') return { outcome: 'clean', bytes: Buffer.concat(kept) }
    position = end
  }
  return damaged
}
