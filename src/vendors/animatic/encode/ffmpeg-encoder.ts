import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import type { PlanarFrame } from '../render-plan.ts'
import {
  AUDIO_BITS_PER_SECOND,
  encodingFault,
  KEYFRAME_INTERVAL_SECONDS,
  SAMPLES_PER_SECOND,
  type Film,
  type FilmEncoder,
} from './encoder.ts'

/** ffmpeg repeats itself when a disk is full; its last words are enough. */
const STDERR_CHARACTERS_MAX = 4000

/** Encodes with the system's ffmpeg: frames through stdin, sound through a second pipe, no temporary file. */
export function openFfmpegEncoder(program: string, film: Film): FilmEncoder {
  const child = spawn(program, ffmpegArguments(film), { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] })
  const [frames, , messages, sound] = child.stdio as readonly unknown[] as [
    Writable,
    null,
    Readable,
    Writable,
  ]
  let stderr = ''
  messages.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_CHARACTERS_MAX)
  })
  // A pipe breaks when ffmpeg dies; why it died is told by `ended`, so the pipe's own complaint is not news.
  frames.on('error', () => undefined)
  sound.on('error', () => undefined)

  const ended = new Promise<{ code: number | null; cause?: Error }>((resolve) => {
    child.once('error', (cause) => resolve({ code: null, cause }))
    child.once('close', (code) => resolve({ code }))
  })
  const fail = async (): Promise<never> => {
    const { code, cause } = await ended
    await rm(film.path, { force: true })
    const what = cause
      ? 'could not be started'
      : `stopped with ${code === null ? 'a signal' : `exit code ${code}`}`
    throw encodingFault(what, stderr, cause)
  }
  if (film.sound) sound.end(Buffer.from(film.sound.buffer, film.sound.byteOffset, film.sound.byteLength))
  else sound.end()

  return {
    async write(frame: PlanarFrame) {
      // Waiting for the frame itself, not for the stream's mark: its buffer is drawn over afterwards.
      const broken = await new Promise<Error | null | undefined>((resolve) =>
        frames.write(frame.bytes, resolve),
      )
      if (broken) await fail()
    },
    async finish() {
      frames.end()
      const { code } = await ended
      if (code !== 0) await fail()
    },
    async abort() {
      child.kill('SIGKILL')
      await ended
      await rm(film.path, { force: true })
    },
  }
}

/** The same film, build and arguments give the same bytes: nothing here depends on the time or the processor. */
function ffmpegArguments(film: Film): string[] {
  const { width, height, outputWidth, outputHeight, framesPerSecond, tags, path } = film
  const scaled = outputWidth !== width || outputHeight !== height
  const scale = `scale=${outputWidth}:${outputHeight}:flags=lanczos+accurate_rnd+full_chroma_inp+bitexact`
  return [
    ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
    ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-color_range', 'tv', '-colorspace', 'bt709'],
    ['-s', `${width}x${height}`, '-r', String(framesPerSecond), '-i', 'pipe:0'],
    film.sound ? ['-f', 's16le', '-ar', String(SAMPLES_PER_SECOND), '-ac', '2', '-i', 'pipe:3'] : [],
    film.sound ? ['-map', '0:v', '-map', '1:a'] : ['-map', '0:v'],
    scaled ? ['-vf', scale] : [],
    ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    // x264 gives other bytes for another number of threads, and for another processor unless told not to.
    ['-threads', '2', '-x264-params', 'cpu-independent=1'],
    ['-g', String(framesPerSecond * KEYFRAME_INTERVAL_SECONDS)],
    ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    film.sound ? ['-c:a', 'aac', '-b:a', String(AUDIO_BITS_PER_SECOND), '-flags:a', '+bitexact'] : [],
    ['-flags:v', '+bitexact', '-fflags', '+bitexact', '-map_metadata', '-1'],
    ['-metadata', `title=${tags.title}`, '-metadata', `comment=${tags.comment}`],
    ['-movflags', '+faststart', '-f', 'mp4', `file:${path}`],
  ].flat()
}
