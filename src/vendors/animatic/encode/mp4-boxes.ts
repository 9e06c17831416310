/** A box of an MP4 file (ISO/IEC 14496-12, 4.2): its four-letter type and where it lies, header included. */
export type Mp4Box = { readonly type: string; readonly start: number; readonly end: number }

const HEADER_BYTES = 8
const CONTAINERS = new Set(['moov', 'trak', 'mdia'])
const DATED = new Set(['mvhd', 'tkhd', 'mdhd'])

/** Sets every creation and modification time to zero ("unknown"), so that equal films have equal bytes. */
export function eraseDates(file: Uint8Array, start = 0, end = file.length): Uint8Array {
  for (const box of boxesIn(file, start, end)) {
    if (CONTAINERS.has(box.type)) eraseDates(file, box.start + HEADER_BYTES, box.end)
    if (DATED.has(box.type)) {
      // After the header: version and flags in 4 bytes, then two times of 4 bytes, or of 8 in version 1.
      const version = file[box.start + HEADER_BYTES]
      const times = box.start + HEADER_BYTES + 4
      file.fill(0, times, times + (version === 1 ? 16 : 8))
    }
  }
  return file
}

/** The boxes of one level, in order. Ends quietly where the bytes stop making sense. */
export function boxesIn(file: Uint8Array, start = 0, end = file.length): Mp4Box[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const boxes: Mp4Box[] = []
  for (let at = start; at + HEADER_BYTES <= end;) {
    const type = String.fromCharCode(...file.subarray(at + 4, at + HEADER_BYTES))
    const announced = view.getUint32(at)
    const size = announced === 1 ? Number(view.getBigUint64(at + HEADER_BYTES)) : announced || end - at
    if (size < HEADER_BYTES || at + size > end) break
    boxes.push({ type, start: at, end: at + size })
    at += size
  }
  return boxes
}
