import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** One second of a test pattern, as a vendor would deliver it. Needs ffmpeg, like everything that looks at frames. */
export function tinyFilm(path: string): Uint8Array {
  // prettier-ignore
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24:duration=1',
    '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', path])
  return readFileSync(path)
}
