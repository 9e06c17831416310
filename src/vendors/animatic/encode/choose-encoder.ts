import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { EncodingFault, type Film, type FilmEncoder } from './encoder.ts'
import { openFfmpegEncoder } from './ffmpeg-encoder.ts'

/** Plain data, so that it can be handed to a worker thread. */
export type EncoderChoice =
  | { readonly kind: 'ffmpeg'; readonly program: string }
  | { readonly kind: 'built-in' }

const PROBE_TIMEOUT_MS = 10_000

/**
 * Looks which encoder this machine has: ffmpeg with x264 and AAC, else the one made of npm packages.
 * An `ffmpegPath` given by the operator must work: it is never silently replaced.
 * Throws EncodingFault, saying what to install, when there is none.
 */
export async function chooseEncoder(ffmpegPath?: string): Promise<EncoderChoice> {
  const program = ffmpegPath ?? 'ffmpeg'
  const objection = await objectionTo(program)
  if (objection === null) return { kind: 'ffmpeg', program }
  if (ffmpegPath !== undefined) throw new EncodingFault(`The configured ffmpeg cannot be used: ${objection}.`)
  if (await hasBuiltInEncoder()) return { kind: 'built-in' }
  throw new EncodingFault(
    `There is no video encoder: ${objection}, and the optional npm packages h264-mp4-encoder and ` +
      '@mediabunny/aac-encoder are not installed. Install either.',
  )
}

/** Starts a film on the chosen encoder. */
export async function openEncoder(choice: EncoderChoice, film: Film): Promise<FilmEncoder> {
  switch (choice.kind) {
    case 'ffmpeg':
      return openFfmpegEncoder(choice.program, film)
    case 'built-in': {
      const { openBuiltInEncoder } = await import('./built-in-encoder.ts')
      return openBuiltInEncoder(film)
    }
  }
}

/** `null` when the program will do. */
async function objectionTo(program: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(program, ['-hide_banner', '-encoders'], {
      timeout: PROBE_TIMEOUT_MS,
      maxBuffer: 1 << 20,
    })
    const missing = ['libx264', 'aac'].filter((name) => !new RegExp(`^ \\S+ ${name} `, 'm').test(stdout))
    return missing.length === 0 ? null : `ffmpeg was built without ${missing.join(' and ')}`
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
      ? 'no ffmpeg was found'
      : 'ffmpeg does not answer'
  }
}

async function hasBuiltInEncoder(): Promise<boolean> {
  try {
    await import('./built-in-encoder.ts')
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND') return false
    throw cause
  }
}
