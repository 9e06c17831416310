import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFrame } from '../picture/planar-frame.ts'
import type { PlanarFrame } from '../render-plan.ts'
import { chooseEncoder, openEncoder, type EncoderChoice } from './choose-encoder.ts'
import { EncodingFault, type Film } from './encoder.ts'
import { inspectFilm } from './inspected-film.ts'

const FFMPEG_HERE = spawnSync('ffmpeg', ['-version']).status === 0
const FFPROBE_HERE = spawnSync('ffprobe', ['-version']).status === 0
const CHOICES: readonly EncoderChoice[] = [
  ...(FFMPEG_HERE ? [{ kind: 'ffmpeg', program: 'ffmpeg' } as const] : []),
  { kind: 'built-in' },
]
if (!FFMPEG_HERE) console.warn('There is no ffmpeg on this machine: only the built-in encoder is tested.')
if (!FFPROBE_HERE) console.warn('There is no ffprobe on this machine: films are read by mediabunny alone.')

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'reelay-encoder-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** A frame with a moving slope, so that every frame differs from its neighbours. */
const slope = (frame: PlanarFrame, index: number): PlanarFrame => {
  for (let row = 0; row < frame.height; row++) {
    for (let column = 0; column < frame.width; column++) {
      frame.y[row * frame.width + column] = 16 + ((row + column * 2 + index * 3) % 219)
    }
  }
  frame.u.fill(90 + (index % 60))
  frame.v.fill(150)
  return frame
}

const hum = (seconds: number): Int16Array =>
  Int16Array.from(
    { length: Math.round(seconds * 48_000) * 2 },
    (_, index) => 4000 * Math.sin((index >> 1) * 0.03),
  )

const filmOf = (name: string, changes: Partial<Film> = {}): Film => ({
  path: path.join(directory, name),
  width: 128,
  height: 72,
  outputWidth: 128,
  outputHeight: 72,
  framesPerSecond: 24,
  frameCount: 36,
  sound: hum(1.5),
  tags: { title: 'A title', comment: '{"seed":7,"note":"é 猫"}' },
  ...changes,
})

const encode = async (choice: EncoderChoice, film: Film): Promise<void> => {
  const encoder = await openEncoder(choice, film)
  const frame = createFrame(film.width, film.height)
  for (let index = 0; index < film.frameCount; index++) await encoder.write(slope(frame, index))
  await encoder.finish()
}

const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')

describe.each(CHOICES)('the $kind encoder', (choice) => {
  test('leaves exactly the frames, the duration, the sound and the tags it was given', async () => {
    const film = filmOf(`${choice.kind}.mp4`)
    await encode(choice, film)
    const seen = await inspectFilm(film.path)
    expect(seen.video).toMatchObject({
      width: 128,
      height: 72,
      frameCount: 36,
      matrix: 'bt709',
      fullRange: false,
    })
    expect(seen.video.codec).toMatch(/^avc1\./)
    expect(seen.video.lastFrameEndsAtSeconds).toBeCloseTo(1.5, 6)
    expect(seen.durationSeconds).toBeCloseTo(1.5, 6)
    expect(seen.audio).toMatchObject({ codec: 'mp4a.40.2', channels: 2, samplesPerSecond: 48_000 })
    expect(seen).toMatchObject(film.tags)
  })

  test('puts the index in front of the pictures', async () => {
    const film = filmOf(`${choice.kind}-order.mp4`)
    await encode(choice, film)
    const { boxes } = await inspectFilm(film.path)
    expect(boxes).toContain('mdat')
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'))
  })

  test('makes a silent film when there is no sound', async () => {
    const { sound: _sound, ...silent } = filmOf(`${choice.kind}-silent.mp4`)
    await encode(choice, silent)
    const seen = await inspectFilm(silent.path)
    expect(seen.audio).toBeNull()
    expect(seen.durationSeconds).toBeCloseTo(1.5, 6)
  })

  test.each([1, 2, 5, 12])('is exact to the frame for %i seconds of sound and picture', async (seconds) => {
    const frameCount = seconds * 24
    const film = filmOf(`${choice.kind}-${seconds}.mp4`, { frameCount, sound: hum(seconds) })
    await encode(choice, film)
    const seen = await inspectFilm(film.path)
    expect(seen.video.frameCount).toBe(frameCount)
    expect(seen.durationSeconds).toBeCloseTo(seconds, 6)
  })

  test('scales when the film is larger than the frames', async () => {
    const film = filmOf(`${choice.kind}-large.mp4`, {
      outputWidth: 256,
      outputHeight: 144,
      frameCount: 6,
      sound: hum(0.25),
    })
    await encode(choice, film)
    expect((await inspectFilm(film.path)).video).toMatchObject({ width: 256, height: 144, frameCount: 6 })
  })

  test('writes the same bytes twice', async () => {
    const [one, two] = [filmOf(`${choice.kind}-one.mp4`), filmOf(`${choice.kind}-two.mp4`)]
    await encode(choice, one)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await encode(choice, two)
    expect(await hashOf(two.path)).toBe(await hashOf(one.path))
  })

  test('leaves nothing behind after an abort, also when aborted twice', async () => {
    const film = filmOf(`${choice.kind}-aborted.mp4`)
    const encoder = await openEncoder(choice, film)
    await encoder.write(slope(createFrame(128, 72), 0))
    await encoder.abort()
    await encoder.abort()
    expect(await readdir(directory)).not.toContain(path.basename(film.path))
  })

  test('says in words that the place for the file is unusable', async () => {
    const film = filmOf(path.join('missing-folder', 'film.mp4'))
    await expect(encode(choice, film)).rejects.toThrow(EncodingFault)
  })

  test.runIf(existsSync('/dev/full'))('says in words that the disk is full', async () => {
    // The device takes an open and refuses every write; behind a link, because a failed film is removed.
    const film = filmOf(`${choice.kind}-full.mp4`)
    await symlink('/dev/full', film.path)
    await expect(encode(choice, film)).rejects.toThrow('The disk for finished films is full.')
    expect(await readdir(directory)).not.toContain(path.basename(film.path))
  })

  test.runIf(FFPROBE_HERE)('makes a film that ffprobe reads the same way', async () => {
    const film = filmOf(`${choice.kind}-probed.mp4`)
    await encode(choice, film)
    const fields =
      'stream=codec_name,pix_fmt,color_range,color_space,nb_read_frames,sample_rate,channels,profile'
    const probe = [
      '-v',
      'error',
      '-count_frames',
      '-show_entries',
      `${fields}:format=duration:format_tags`,
      '-of',
      'json',
    ]
    const { streams, format } = JSON.parse(
      execFileSync('ffprobe', [...probe, film.path], { encoding: 'utf8' }),
    )
    expect(streams[0]).toMatchObject({
      codec_name: 'h264',
      pix_fmt: 'yuv420p',
      nb_read_frames: '36',
      color_space: 'bt709',
    })
    expect(streams[1]).toMatchObject({ codec_name: 'aac', profile: 'LC', sample_rate: '48000', channels: 2 })
    expect(Number(format.duration)).toBeCloseTo(1.5, 3)
    expect(format.tags).toMatchObject(film.tags)
  })
})

describe('the choice of an encoder', () => {
  test.runIf(FFMPEG_HERE)('is the ffmpeg of the system when it has what is needed', async () => {
    expect(await chooseEncoder()).toEqual({ kind: 'ffmpeg', program: 'ffmpeg' })
  })

  test('never replaces a configured ffmpeg in silence', async () => {
    await expect(chooseEncoder('/no/such/ffmpeg')).rejects.toThrow('The configured ffmpeg cannot be used')
    await expect(chooseEncoder(process.execPath)).rejects.toThrow('The configured ffmpeg cannot be used')
  })
})
