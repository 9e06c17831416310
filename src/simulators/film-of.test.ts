import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasFfmpeg, readFilm } from '../../tests/support/film.ts'
import { filmOf } from './film-of.ts'

const wishes = [
  { seconds: 5, width: 1280, height: 720 },
  // No side of it is a multiple of 16.
  { seconds: 6, width: 1366, height: 764 },
  { seconds: 8, width: 3840, height: 2160 },
  { seconds: 1, width: 720, height: 1280 },
]

test.each(wishes)(
  'a film of $seconds s at $width x $height is as long and as large as asked',
  async (wish) => {
    expect(await readFilm(await filmOf(wish))).toMatchObject({
      width: wish.width,
      height: wish.height,
      videoCodec: 'avc',
      durationSeconds: wish.seconds,
      frames: wish.seconds * 24,
      startsFast: true,
    })
  },
)

test.skipIf(!hasFfmpeg)(
  `a decoder finds nothing wrong, and the colours where they belong${hasFfmpeg ? '' : ' (no ffmpeg: not done)'}`,
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'reelay-bars-'))
    const path = join(directory, 'film.mp4')
    try {
      for (const wish of wishes) {
        await writeFile(path, await filmOf(wish))
        // prettier-ignore
        const decoded = spawnSync('ffmpeg', ['-v', 'warning', '-i', path, '-vf', 'select=gte(n\\,12),scale=8:16:flags=neighbor,format=gray',
          '-frames:v', '1', '-f', 'rawvideo', '-'])
        expect(decoded.stderr.toString()).toBe('')
        const rows = Array.from({ length: 16 }, (_, row) => [
          ...decoded.stdout.subarray(row * 8, row * 8 + 8),
        ])
        // From left to right each bar is darker than the one before, down to the foot.
        for (const row of rows.slice(0, 15)) {
          expect(row).toEqual(rows[0])
          expect(row).toEqual(row.toSorted((left, right) => right - left))
          expect(new Set(row).size).toBeGreaterThanOrEqual(7)
        }
      }
    } finally {
      await rm(directory, { recursive: true })
    }
  },
)
