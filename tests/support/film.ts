import { execFileSync, spawnSync } from 'node:child_process'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'

/** What a film is, read without any outside program. */
export type FilmFacts = {
  readonly width: number
  readonly height: number
  readonly videoCodec: string | null
  readonly audioCodec: string | null
  readonly durationSeconds: number
  readonly frames: number
  readonly framesPerSecond: number
  /** The index comes before the pictures, so that a player starts at once. */
  readonly startsFast: boolean
  readonly comment: string
  readonly title: string
}

export async function readFilm(bytes: Uint8Array): Promise<FilmFacts> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  try {
    const video = await input.getPrimaryVideoTrack()
    const audio = await input.getPrimaryAudioTrack()
    if (!video) throw new Error('the film has no video track')
    let frames = 0
    for await (const packet of new EncodedPacketSink(video).packets()) frames += packet.byteLength > 0 ? 1 : 0
    const durationSeconds = await input.computeDuration()
    const tags = await input.getMetadataTags()
    return {
      width: video.displayWidth,
      height: video.displayHeight,
      videoCodec: video.codec,
      audioCodec: audio?.codec ?? null,
      durationSeconds,
      frames,
      framesPerSecond: frames / (await video.computeDuration()),
      startsFast: boxOrder(bytes).indexOf('moov') < boxOrder(bytes).indexOf('mdat'),
      comment: tags.comment ?? '',
      title: tags.title ?? '',
    }
  } finally {
    input.dispose()
  }
}

function boxOrder(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const names: string[] = []
  for (let offset = 0; offset + 8 <= bytes.byteLength;) {
    const size = view.getUint32(offset)
    names.push(Buffer.from(bytes.subarray(offset + 4, offset + 8)).toString('latin1'))
    if (size < 8) break
    offset += size
  }
  return names
}

/** Looking at decoded frames needs ffmpeg; a journey without it says so in its title. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

export type Frame = { readonly path: string; readonly which: 'first' | 'last' }

/** Structural similarity of a frame of the film to a picture of the same size: 1 is equal. */
export function similarity(filmPath: string, which: Frame['which'], picturePath: string): number {
  const seek = which === 'last' ? ['-sseof', '-0.2'] : []
  const select = which === 'last' ? 'reverse,select=eq(n\\,0)' : 'select=eq(n\\,0)'
  const answer = spawnSync(
    'ffmpeg',
    // prettier-ignore
    ['-hide_banner', ...seek, '-i', filmPath, '-i', picturePath, '-lavfi',
      `[0:v]${select},format=yuv444p[a];[1:v]scale=in_range=pc:out_range=tv:out_color_matrix=bt709,format=yuv444p[b];[a][b]ssim`,
      '-frames:v', '1', '-f', 'null', '-'],
    { encoding: 'utf8' },
  )
  const measured = /SSIM .*All:([\d.]+)/.exec(answer.stderr)?.[1]
  if (measured === undefined) throw new Error(`ffmpeg measured nothing:\n${answer.stderr}`)
  return Number(measured)
}

/** Pixel format and profile as the decoder sees them. */
export function probeVideo(path: string): { pixelFormat: string; codec: string; range: string } {
  const answer = JSON.parse(
    execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_streams', '-of', 'json', path], {
      encoding: 'utf8',
    }),
  ) as { streams: { pix_fmt: string; codec_name: string; color_range: string }[] }
  const [stream] = answer.streams
  return {
    pixelFormat: stream?.pix_fmt ?? '',
    codec: stream?.codec_name ?? '',
    range: stream?.color_range ?? '',
  }
}
