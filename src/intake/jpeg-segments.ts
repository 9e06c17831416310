import { type CleanFile, cutOff, damaged } from './clean-file.ts'

const marker = {
  restart0: 0xd0,
  restart7: 0xd7,
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  app0: 0xe0,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
  temporary: 0x01,
}

/** Progressive files have about ten; each one costs a pass over all pixels, so thousands would be an attack. */
const scansMax = 100
const segmentsMax = 10_000

/**
 * Copies a JPEG from its start to its first end marker without EXIF, XMP, IPTC, comments, profiles and vendors' extras.
 * The picture itself is copied byte for byte. Refuses a file that ends before its picture does.
 */
export function cleanJpeg(bytes: Buffer): CleanFile {
  const kept = [bytes.subarray(0, 2)]
  let scans = 0
  let position = 2
  for (let segments = 0; segments < segmentsMax; segments += 1) {
    // Decoders skip stray bytes between segments, and repeated fill bytes before a marker.
    position = bytes.indexOf(0xff, position)
    while (position !== -1 && bytes[position + 1] === 0xff) position += 1
    const kind = position === -1 ? undefined : bytes[position + 1]
    if (kind === undefined) return cutOff
    if (kind === marker.end) {
      kept.push(bytes.subarray(position, position + 2))
      return { outcome: 'clean', bytes: Buffer.concat(kept) }
    }
    const end = segmentEnd(bytes, position, kind)
    if (end === null) return damaged
    if (end > bytes.length) return cutOff
    if (isPicture(bytes, position, kind)) kept.push(bytes.subarray(position, end))
    position = end
    if (kind === marker.scan) {
      scans += 1
      if (scans > scansMax) return { outcome: 'refused', reason: `the JPEG has more than ${scansMax} scans` }
      position = scanEnd(bytes, end)
      kept.push(bytes.subarray(end, position))
    }
  }
  return damaged
}

/** Where the segment at `position` ends; `null` when its length makes no sense. */
function segmentEnd(bytes: Buffer, position: number, kind: number): number | null {
  const standsAlone = kind === marker.temporary || (kind >= marker.restart0 && kind <= marker.start)
  if (standsAlone) return position + 2
  if (position + 4 > bytes.length) return bytes.length + 1
  const length = bytes.readUInt16BE(position + 2)
  return length < 2 ? null : position + 2 + length
}

/** Whether decoders need the segment: everything but the application's own, of which JFIF and Adobe's tell the colours. */
function isPicture(bytes: Buffer, position: number, kind: number): boolean {
  if (kind === 0 || kind === marker.comment) return false
  if (kind === marker.app0) return bytes.toString('latin1', position + 4, position + 9) === 'JFIF\0'
  return kind < marker.app0 || kind > marker.app15 || kind === marker.app14
}

/** Where the compressed data that starts at `position` ends: at the next marker that is no restart and no stuffing. */
function scanEnd(bytes: Buffer, position: number): number {
  for (let at = bytes.indexOf(0xff, position); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    const isData = next === 0 || next === 0xff || (next >= marker.restart0 && next <= marker.restart7)
    if (!isData) return at
  }
  return bytes.length
}
