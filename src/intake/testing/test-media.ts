import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24:duration=2']
const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2']
const index = (flags: string) => ['-movflags', flags]

/** Two seconds of a test pattern with a tone, as ffmpeg writes them. The extension names the format. */
export const testVideo = (extension: string, movflags?: string): Buffer =>
  written(`video.${extension}`, [...picture, ...tone, '-shortest', ...(movflags ? index(movflags) : [])])

/** Two seconds of a tone. */
export const testSound = (extension: string): Buffer => written(`sound.${extension}`, tone)

function written(name: string, options: readonly string[]): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'reelay-media-'))
  const path = join(directory, name)
  try {
    execFileSync('ffmpeg', ['-v', 'error', ...options, '-threads', '1', path])
    return readFileSync(path)
  } finally {
    rmSync(directory, { recursive: true })
  }
}
