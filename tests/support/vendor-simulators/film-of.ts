import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export type FilmWish = { readonly seconds: number; readonly width: number; readonly height: number }

const made = new Map<string, Promise<Uint8Array>>()

/** A real film of this length and size, as a vendor would deliver it; the same wish is made once. Needs ffmpeg. */
export function filmOf({ seconds, width, height }: FilmWish): Promise<Uint8Array> {
  const key = `${seconds}s ${width}x${height}`
  const known = made.get(key)
  if (known !== undefined) return known
  const film = encode({ seconds, width, height })
  made.set(key, film)
  return film
}

async function encode({ seconds, width, height }: FilmWish): Promise<Uint8Array> {
  const directory = await mkdtemp(join(tmpdir(), 'reelay-vendor-film-'))
  const path = join(directory, 'film.mp4')
  try {
    // prettier-ignore
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i',
      `testsrc2=size=${width}x${height}:rate=24:duration=${seconds}`, '-c:v', 'libx264', '-preset', 'ultrafast',
      '-pix_fmt', 'yuv420p', '-movflags', '+faststart', path])
    return await readFile(path)
  } finally {
    await rm(directory, { recursive: true })
  }
}
