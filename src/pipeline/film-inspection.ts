import { stat } from 'node:fs/promises'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny'

export type Inspection =
  | {
      readonly outcome: 'whole'
      readonly width: number
      readonly height: number
      readonly durationSeconds: number
    }
  | { readonly outcome: 'broken'; readonly reason: string }

/**
 * Reads a film to its last packet. Metadata alone proves nothing: a file cut in half still has a valid header
 * (reference/render.md 6), so every packet that the table promises must be there.
 */
export async function inspectFilm(path: string): Promise<Inspection> {
  const { size } = await stat(path)
  if (size === 0) return { outcome: 'broken', reason: 'the file is empty' }
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (track === null) return { outcome: 'broken', reason: 'it has no video track' }
    const { packets, endSeconds } = await readPackets(new EncodedPacketSink(track))
    if (packets === 0) return { outcome: 'broken', reason: 'it has no frames' }
    const durationSeconds = await track.computeDuration()
    if (endSeconds + 0.1 < durationSeconds) return { outcome: 'broken', reason: 'it ends before its time' }
    return { outcome: 'whole', width: track.displayWidth, height: track.displayHeight, durationSeconds }
  } catch (error) {
    // mediabunny throws on bytes it cannot read: that is the finding, not a failure of ours.
    return { outcome: 'broken', reason: error instanceof Error ? error.message : String(error) }
  } finally {
    input.dispose()
  }
}

async function readPackets(sink: EncodedPacketSink): Promise<{ packets: number; endSeconds: number }> {
  let packets = 0
  let endSeconds = 0
  for await (const packet of sink.packets()) {
    packets++
    endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration)
  }
  return { packets, endSeconds }
}
