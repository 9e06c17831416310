import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny'
import { drawColourBars } from './colour-bars.ts'

export type FilmWish = { readonly seconds: number; readonly width: number; readonly height: number }

const framesPerSecond = 24
const filmsMax = 50
const made = new Map<string, Promise<Uint8Array>>()

/** A real film of this length and size, as a vendor would deliver it; the same wish is made once. Sizes are even. */
export function filmOf({ seconds, width, height }: FilmWish): Promise<Uint8Array> {
  const key = `${seconds}s ${width}x${height}`
  const known = made.get(key)
  if (known !== undefined) return known
  if (made.size >= filmsMax) made.clear()
  const film = makeFilm({ seconds, width, height })
  made.set(key, film)
  return film
}

async function makeFilm({ seconds, width, height }: FilmWish): Promise<Uint8Array> {
  const { description, pictures } = drawColourBars(width, height, Math.round(seconds * framesPerSecond))
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const source = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  const decoderConfig = { codec: 'avc1.42c033', codedWidth: width, codedHeight: height, description }
  for (const [number, picture] of pictures.entries()) {
    const type = number === 0 ? 'key' : 'delta'
    const packet = new EncodedPacket(picture, type, number / framesPerSecond, 1 / framesPerSecond)
    await source.add(packet, { decoderConfig })
  }
  await output.finalize()
  if (target.buffer === null) throw new Error('the film was not written')
  return new Uint8Array(target.buffer)
}
