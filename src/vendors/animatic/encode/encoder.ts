import type { PlanarFrame } from '../render-plan.ts'

/** Takes the frames of one film in order and leaves an MP4 file: whole, or none at all. */
export interface FilmEncoder {
  /** Resolves when there is room for the next frame; the frame's buffer may be reused from then on. */
  write(frame: PlanarFrame): Promise<void>
  /** Resolves when the file is complete. Throws EncodingFault. */
  finish(): Promise<void>
  /** Stops at once and removes what was written. Harmless at any time, also twice. */
  abort(): Promise<void>
}

/** What is to be encoded, and where to. */
export type Film = {
  readonly path: string
  /** Size of the frames that will be written, in pixels; even numbers. */
  readonly width: number
  readonly height: number
  /** Size of the film; the encoder scales when it is larger than the frames. */
  readonly outputWidth: number
  readonly outputHeight: number
  readonly framesPerSecond: number
  readonly frameCount: number
  /** Interleaved stereo, 48 kHz, as long as the frames last; absent for a silent film. */
  readonly sound?: Int16Array
  readonly tags: FilmTags
}

/** Written into the container, where players and `ffprobe` show them. */
export type FilmTags = { readonly title: string; readonly comment: string }

export const SAMPLES_PER_SECOND = 48_000
export const AUDIO_BITS_PER_SECOND = 128_000
/** A player can seek to every second second. */
export const KEYFRAME_INTERVAL_SECONDS = 2

/** The encoder could not do its work: no program, no memory, no room. The scene is not to blame. */
export class EncodingFault extends Error {
  override readonly name = 'EncodingFault'
}

const NO_SPACE = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/

/**
 * Puts a failure into words for the caller of the task. `output` is what the encoder said of it last; it goes to
 * the cause, for the log, because it may name paths of this machine.
 */
export function encodingFault(what: string, output: string, cause?: unknown): EncodingFault {
  const detail = cause instanceof Error ? `${cause.message} ${output}` : output
  const message = NO_SPACE.test(detail)
    ? 'The disk for finished films is full.'
    : `The video encoder ${what}.`
  return new EncodingFault(message, { cause: detail.trim() === '' ? cause : new Error(detail.trim()) })
}
