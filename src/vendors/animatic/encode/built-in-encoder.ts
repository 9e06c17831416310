import { rm, writeFile } from 'node:fs/promises'
import { registerAacEncoder } from '@mediabunny/aac-encoder'
import H264 from 'h264-mp4-encoder'
import {
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import type { PlanarFrame } from '../render-plan.ts'
import {
  AUDIO_BITS_PER_SECOND,
  encodingFault,
  KEYFRAME_INTERVAL_SECONDS,
  SAMPLES_PER_SECOND,
  type Film,
  type FilmEncoder,
} from './encoder.ts'
import { eraseDates } from './mp4-boxes.ts'
import { enlarge } from './enlarge.ts'

/** H.264 quantisation, 10 to 51: as good to the eye as x264 at crf 18 on our frames (SSIM .96 and above). */
const QUANTIZATION = 22
/** 0 slow to 10 fast: beyond 8 the files grow and little time is won. */
const SPEED = 8
/** AAC comes in packets of this many samples, and the encoder puts one packet of its own in front. */
const AAC_PACKET_SAMPLES = 1024

/**
 * Encodes without any program on the machine: minih264 and FFmpeg's AAC as WebAssembly, mediabunny as the muxer.
 * About a quarter of ffmpeg's speed. Both packages are optional, so import this module lazily.
 */
export async function openBuiltInEncoder(film: Film): Promise<FilmEncoder> {
  const encoder = await H264.createH264MP4Encoder()
  encoder.outputFilename = 'film.mp4'
  encoder.width = film.outputWidth
  encoder.height = film.outputHeight
  encoder.frameRate = film.framesPerSecond
  encoder.quantizationParameter = QUANTIZATION
  encoder.speed = SPEED
  encoder.groupOfPictures = film.framesPerSecond * KEYFRAME_INTERVAL_SECONDS
  encoder.initialize()
  const scaled = film.outputWidth !== film.width || film.outputHeight !== film.height
  let closed = false
  /** The pictures so far. minih264 may only be deleted once it has finished. */
  const close = (): Uint8Array => {
    if (closed) return new Uint8Array()
    closed = true
    encoder.finalize()
    const pictures = encoder.FS.readFile(encoder.outputFilename)
    encoder.FS.unlink(encoder.outputFilename)
    encoder.delete()
    return pictures
  }
  return {
    async write(frame: PlanarFrame) {
      encoder.addFrameYuv(scaled ? await enlarge(frame, film.outputWidth, film.outputHeight) : frame.bytes)
    },
    async finish() {
      const bytes = await assemble(close(), film)
      try {
        await writeFile(film.path, bytes)
      } catch (cause) {
        await rm(film.path, { force: true })
        throw encodingFault('could not write its file', '', cause)
      }
    },
    async abort() {
      close()
      await rm(film.path, { force: true })
    },
  }
}

/** Moves the encoder's bare pictures into a container with colour, sound, tags and the index in front. */
async function assemble(pictures: Uint8Array, film: Film): Promise<Uint8Array> {
  const input = new Input({ source: new BufferSource(pictures), formats: [MP4] })
  const track = await input.getPrimaryVideoTrack()
  const decoderConfig = await track?.getDecoderConfig()
  if (!track || !decoderConfig) throw new Error('minih264 left no pictures')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const video = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(video, { frameRate: film.framesPerSecond })
  const audio = film.sound ? new AudioSampleSource({ codec: 'aac', bitrate: AUDIO_BITS_PER_SECOND }) : null
  if (audio) {
    registerAacEncoder()
    output.addAudioTrack(audio)
  }
  output.setMetadataTags(film.tags)
  await output.start()
  // minih264 writes no colour into its stream; without the container's note small films would be read as BT.601.
  const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const
  let index = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const timing = { timestamp: index / film.framesPerSecond, duration: 1 / film.framesPerSecond }
    await video.add(packet.clone(timing), { decoderConfig: { ...decoderConfig, colorSpace } })
    index++
  }
  if (audio && film.sound) await addSound(audio, film.sound)
  await output.finalize()
  input.dispose()
  if (!target.buffer) throw new Error('mediabunny left no file')
  return eraseDates(new Uint8Array(target.buffer))
}

/** Whole packets only, so that the sound never outlasts the picture: it ends at most 21 ms before it. */
async function addSound(source: AudioSampleSource, sound: Int16Array): Promise<void> {
  const packetCount = Math.floor(sound.length / 2 / AAC_PACKET_SAMPLES) - 1
  const sampleCount = Math.max(0, packetCount * AAC_PACKET_SAMPLES)
  for (let start = 0; start < sampleCount; start += SAMPLES_PER_SECOND) {
    const end = Math.min(sampleCount, start + SAMPLES_PER_SECOND)
    const sample = new AudioSample({
      data: Int16Array.from(sound.subarray(start * 2, end * 2)),
      format: 's16',
      numberOfChannels: 2,
      sampleRate: SAMPLES_PER_SECOND,
      timestamp: start / SAMPLES_PER_SECOND,
    })
    await source.add(sample)
    sample.close()
  }
}
