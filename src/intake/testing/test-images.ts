import { crc32 } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture that differs from corner to corner, so that a rotation or a cut shows. */
export function picture(width = 96, height = 64): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      pixels[at] = Math.floor((255 * x) / width)
      pixels[at + 1] = Math.floor((255 * y) / height)
      pixels[at + 2] = (x * 7 + y * 13) % 256
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** One chunk of a PNG, with its right checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Signature and IHDR of a PNG, and the rest. */
export function splitPng(png: Buffer): readonly [head: Buffer, rest: Buffer] {
  return [png.subarray(0, 33), png.subarray(33)]
}

/** A PNG with further chunks right after its header. */
export function pngWith(png: Buffer, ...chunks: readonly Buffer[]): Buffer {
  const [head, rest] = splitPng(png)
  return Buffer.concat([head, ...chunks, rest])
}

/** A PNG that claims other dimensions than it has pixels for. */
export function pngClaiming(png: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29))
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), splitPng(png)[1]])
}

/** An animated PNG of two frames: the plain picture, and the same once more. */
export function animatedPng(png: Buffer): Buffer {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const control = Buffer.alloc(8)
  control.writeUInt32BE(2, 0)
  const frame = (sequence: number) => {
    const data = Buffer.alloc(26)
    for (const [index, value] of [sequence, width, height].entries()) data.writeUInt32BE(value, index * 4)
    return pngChunk('fcTL', data)
  }
  const [head, rest] = splitPng(png)
  const end = rest.subarray(-12)
  const pixels = rest.subarray(8, rest.readUInt32BE(0) + 8)
  const second = Buffer.concat([Buffer.from([0, 0, 0, 2]), pixels])
  const animation = [pngChunk('acTL', control), frame(0)]
  return Buffer.concat([head, ...animation, rest.subarray(0, -12), frame(1), pngChunk('fdAT', second), end])
}
