import { readFile } from 'node:fs/promises'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import { boxesIn } from './mp4-boxes.ts'

/** What the tests and the benchmark want to know of a finished film, read by a reader that did not write it. */
export type InspectedFilm = {
  /** Types of the outermost boxes in order: `ftyp moov ... mdat` when a player can start before it has the whole. */
  readonly boxes: readonly string[]
  readonly durationSeconds: number
  readonly title: string | undefined
  readonly comment: string | undefined
  readonly video: {
    readonly codec: string | null
    readonly width: number
    readonly height: number
    readonly frameCount: number
    readonly lastFrameEndsAtSeconds: number
    readonly matrix: string | null | undefined
    readonly fullRange: boolean | null | undefined
  }
  readonly audio: null | {
    readonly codec: string | null
    readonly channels: number
    readonly samplesPerSecond: number
    readonly durationSeconds: number
  }
}

/** Reads every packet of a film on the disk. */
export async function inspectFilm(path: string): Promise<InspectedFilm> {
  const bytes = await readFile(path)
  using input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  const audio = await input.getPrimaryAudioTrack()
  if (!video) throw new Error('the film has no picture')
  let frameCount = 0
  let lastFrameEndsAtSeconds = 0
  for await (const packet of new EncodedPacketSink(video).packets()) {
    frameCount++
    lastFrameEndsAtSeconds = Math.max(lastFrameEndsAtSeconds, packet.timestamp + packet.duration)
  }
  const tags = await input.getMetadataTags()
  const colorSpace = await video.getColorSpace()
  return {
    boxes: boxesIn(bytes).map((box) => box.type),
    durationSeconds: await input.computeDuration(),
    title: tags.title,
    comment: tags.comment,
    video: {
      codec: await video.getCodecParameterString(),
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      frameCount,
      lastFrameEndsAtSeconds,
      matrix: colorSpace.matrix,
      fullRange: colorSpace.fullRange,
    },
    audio: audio && {
      codec: await audio.getCodecParameterString(),
      channels: await audio.getNumberOfChannels(),
      samplesPerSecond: await audio.getSampleRate(),
      durationSeconds: await audio.computeDuration(),
    },
  }
}
