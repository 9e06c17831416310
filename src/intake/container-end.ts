import { open, type FileHandle } from 'node:fs/promises'

/**
 * Whether a container promises more bytes than the file has. A film whose index comes first plays although its end is
 * missing, and mediabunny reads it without a word; the outermost lengths tell. MP3 and AAC are frames without an end: a
 * cut one is a shorter sound.
 */
export async function isCutOff(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const head = await bytesAt(file, 0, 64)
    if (head.toString('latin1', 4, 8) === 'ftyp') return await boxesEndBehind(file, size)
    if (head.readUInt32BE(0) === ebml) return segmentEnd(head) > size
    if (head.toString('latin1', 0, 4) === 'RIFF') return riffEnd(head) > size
    return false
  } finally {
    await file.close()
  }
}

const ebml = 0x1a45dfa3
const segment = 0x18538067
/** What players tolerate behind the last box: QuickTime ends with a terminator of 4 bytes. */
const strayBytesMax = 8
/** A film in fragments of a tenth of a second has as many in an hour. */
const boxesMax = 100_000

/** ISO/IEC 14496-12, 4.2: 32 bits of length, a type, and 64 bits of length when the first say 1; 0 is "to the end". */
async function boxesEndBehind(file: FileHandle, size: number): Promise<boolean> {
  let position = 0
  for (let boxes = 0; boxes < boxesMax; boxes += 1) {
    if (size - position < strayBytesMax) return false
    const head = await bytesAt(file, position, 16)
    const short = head.readUInt32BE(0)
    if (short === 0) return false
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short
    if (length < 8 || position + length > size) return true
    position += length
  }
  return true
}

/** RFC 8794, 4.4: a length begins with as many zero bits as it has further bytes; all ones are "not known" (a live film). */
function segmentEnd(head: Buffer): number {
  const header = lengthAt(head, 4)
  if (header === null || header.end + 12 > head.length || head.readUInt32BE(header.end) !== segment) return 0
  const content = lengthAt(head, header.end + 4)
  return content === null ? 0 : content.end
}

/** Where the content ends whose length stands at `position`; `null` when that is not said. */
function lengthAt(head: Buffer, position: number): { readonly end: number } | null {
  const first = head[position] ?? 0
  const bytes = Math.clz32(first) - 23
  if (bytes > 8) return null
  let value = first & (0xff >> bytes)
  let isUnknown = value === 0xff >> bytes
  for (let index = 1; index < bytes; index += 1) {
    const byte = head[position + index] ?? 0
    isUnknown &&= byte === 0xff
    value = value * 256 + byte
  }
  return isUnknown ? null : { end: position + bytes + value }
}

/** Streams are written with a length of 0 or of all ones, because theirs was not known yet. */
function riffEnd(head: Buffer): number {
  const length = head.readUInt32LE(4)
  return length === 0xffff_ffff ? 0 : 8 + length
}

/** Padded with zeros where the file has no more. */
async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  await file.read(bytes, 0, length, position)
  return bytes
}
