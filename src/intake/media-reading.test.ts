import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readMedia } from './media-reading.ts'
import { testSound, testVideo } from './testing/test-media.ts'

const directory = mkdtempSync(join(tmpdir(), 'reelay-reading-'))
afterAll(() => rmSync(directory, { recursive: true }))

test.each([
  ['a video with its index at the end', 'video', testVideo('mp4')],
  ['a video with its index at the start', 'video', testVideo('mp4', '+faststart')],
  ['a QuickTime video', 'video', testVideo('mov')],
  ['a WebM video', 'video', testVideo('webm')],
  ['a WAV sound', 'audio', testSound('wav')],
  ['an M4A sound', 'audio', testSound('m4a')],
] as const)(
  '%s is known as broken when it is cut off, at every sixteenth and at each of its last bytes',
  async (_what, kind, bytes) => {
    const path = join(directory, 'file')
    writeFileSync(path, bytes)
    expect(await readMedia({ path, kind })).toMatchObject({ outcome: 'whole' })
    const sixteenths = Array.from({ length: 15 }, (_cut, index) => ((bytes.length * (index + 1)) / 16) | 0)
    const last = Array.from({ length: 8 }, (_cut, index) => bytes.length - 1 - index)
    for (const length of [...sixteenths, ...last]) {
      writeFileSync(path, bytes.subarray(0, length))
      expect(await readMedia({ path, kind }), `${length} of ${bytes.length} bytes`).toEqual({
        outcome: 'broken',
        reason: 'it is cut off or damaged',
      })
    }
  },
)
