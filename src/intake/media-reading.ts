import { stat } from 'node:fs/promises'
import {
  ADTS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputFormat,
  type InputTrack,
  MP3,
  MP4,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny'
import { isCutOff } from './container-end.ts'
import type { MediaOrder, MediaReport } from './media-inspection.ts'

/** Says what a video or sound is, by its content alone, read to its last packet. A made-up file can keep it busy for ever. */
export async function readMedia({ path, kind }: MediaOrder): Promise<MediaReport> {
  if ((await stat(path)).size === 0) return { outcome: 'broken', reason: 'the file is empty' }
  const input = new Input({ source: new FilePathSource(path), formats: [...formats[kind].keys()] })
  try {
    if (!(await input.canRead())) return { outcome: 'foreign' }
    const format = formats[kind].get(await input.getFormat()) ?? ''
    const video = await input.getPrimaryVideoTrack()
    const audio = await input.getPrimaryAudioTrack()
    if (kind === 'audio' && video !== null) return { outcome: 'foreign' }
    const track = kind === 'video' ? video : audio
    if (await isCutOff(path)) return broken
    if (track === null)
      return { outcome: 'broken', reason: `there is no ${kind === 'video' ? 'picture' : 'sound'} in it` }
    for (const each of [video, audio]) if (each !== null && !(await isWhole(each))) return broken
    const durationSeconds = await track.computeDuration()
    const size = video === null ? {} : { width: video.displayWidth, height: video.displayHeight }
    return { outcome: 'whole', format, durationSeconds, ...size }
  } catch {
    // mediabunny throws on bytes that it cannot read: that is the finding, not a failure of ours.
    return broken
  } finally {
    input.dispose()
  }
}

const formats: Readonly<Record<MediaOrder['kind'], ReadonlyMap<InputFormat, string>>> = {
  video: new Map<InputFormat, string>([
    [MP4, 'mp4'],
    [QTFF, 'mov'],
    [WEBM, 'webm'],
  ]),
  audio: new Map<InputFormat, string>([
    [MP3, 'mp3'],
    [WAVE, 'wav'],
    [MP4, 'm4a'],
    [ADTS, 'aac'],
  ]),
}

const broken: MediaReport = { outcome: 'broken', reason: 'it is cut off or damaged' }

/** A header proves nothing: every packet that the index promises is read, to the end that it promises. */
async function isWhole(track: InputTrack): Promise<boolean> {
  let endSeconds = 0
  let packets = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets += 1
    endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration)
  }
  return packets > 0 && endSeconds > 0 && endSeconds + 0.1 >= (await track.computeDuration())
}
