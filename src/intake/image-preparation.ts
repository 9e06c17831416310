import sharp from 'sharp'
import { damaged } from './clean-file.ts'
import { type ImageFormat, imageFormatOf, likenessOf } from './image-format.ts'
import { cleanJpeg } from './jpeg-segments.ts'
import { cleanPng } from './png-chunks.ts'

/** An image that every vendor understands: upright, in sRGB, without metadata, and decoded once to its last pixel. */
export type PreparedImage = {
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export type Preparation =
  | { readonly outcome: 'prepared'; readonly image: PreparedImage }
  | { readonly outcome: 'refused'; readonly reason: string }

const pixelsMax = 50_000_000

/** Only what the file needs is changed: most photos keep every byte of their picture and lose their metadata. */
export async function prepareImage(bytes: Uint8Array, bytesMax: number): Promise<Preparation> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const format = imageFormatOf(file)
  if (format === null) return refused(notAnImage(file))
  const cleaned = format === 'jpeg' ? cleanJpeg(file) : cleanPng(file)
  if (cleaned.outcome === 'refused') return cleaned
  const facts = await readFacts(file)
  if (facts === null) return damaged
  const { width, height, faithful } = facts
  if (width * height > pixelsMax)
    return refused(`${width}x${height} pixels, more than the ${pixelsMax / 1e6} million that are taken`)
  const condition = await conditionOf(cleaned.bytes, facts.stored)
  if (condition === 'damaged') return damaged
  if (condition === 'whole' && faithful)
    return { outcome: 'prepared', image: { format, width, height, bytes: cleaned.bytes } }
  try {
    return { outcome: 'prepared', image: await redraw(file, format, bytesMax) }
  } catch {
    return damaged
  }
}

function notAnImage(file: Buffer): string {
  if (file.length === 0) return 'the file is empty'
  const likeness = likenessOf(file)
  return likeness === null ? 'not a JPEG or PNG image' : `it is ${likeness}; send JPEG or PNG`
}

type Area = { readonly width: number; readonly height: number }

type Facts = Area & {
  /** As the file stores it; width and height themselves are those after EXIF orientation. */
  readonly stored: Area
  /** Whether the picture looks the same once its metadata are gone: no rotation and no foreign colours to apply. */
  readonly faithful: boolean
}

/** From the header alone; `null` when it cannot be read. */
async function readFacts(file: Buffer): Promise<Facts | null> {
  try {
    // The pixels are counted by us, so that the message can tell how many there are.
    const header = await sharp(file, { failOn: 'error', limitInputPixels: false }).metadata()
    const isUpright = (header.orientation ?? 1) === 1
    const isSrgb = header.space !== 'cmyk' && (header.icc === undefined || isSrgbProfile(header.icc))
    const { width, height } = header
    return { ...header.autoOrient, stored: { width, height }, faithful: isUpright && isSrgb }
  } catch {
    return null
  }
}

/** sRGB profiles say so in their description, in ASCII or in UTF-16; an image without a profile is sRGB anyway. */
function isSrgbProfile(profile: Buffer): boolean {
  return /s\0?R\0?G\0?B/.test(profile.toString('latin1'))
}

/**
 * Decodes every pixel in a stream, keeping next to nothing. `blemished` means that decoders grumble about the file and
 * go on: some cameras write such files. Vendors may be stricter than we are, so they get a freshly drawn one.
 */
async function conditionOf(file: Buffer, area: Area): Promise<'whole' | 'blemished' | 'damaged'> {
  const decode = (failOn: 'error' | 'warning') =>
    sharp(file, { failOn, limitInputPixels: pixelsMax })
      // Without this the decoder would skip most of a JPEG's detail, and with it most of what can be wrong.
      .extract({ left: 0, top: 0, ...area })
      .resize({ width: 1, height: 1, fit: 'fill' })
      .raw()
      .toBuffer()
  try {
    await decode('warning')
    return 'whole'
  } catch (error) {
    if (error instanceof Error && isLoss(error.message)) return 'damaged'
  }
  try {
    await decode('error')
    return 'blemished'
  } catch {
    return 'damaged'
  }
}

/** libjpeg only warns when parts of the picture are missing or garbled, and paints something in their place. */
function isLoss(message: string): boolean {
  return message.includes('Corrupt JPEG data') && !message.includes('extraneous bytes')
}

/** Turns the picture upright and its colours to sRGB. A JPEG is written as well as the limit of bytes allows. */
async function redraw(file: Buffer, format: ImageFormat, bytesMax: number): Promise<PreparedImage> {
  const upright = sharp(file, { failOn: 'error', limitInputPixels: pixelsMax }).autoOrient()
  if (format === 'png') {
    const { data, info } = await upright
      .png({ adaptiveFiltering: true })
      .toBuffer({ resolveWithObject: true })
    return { format, width: info.width, height: info.height, bytes: data }
  }
  for (const { isLast, ...quality } of jpegQualities) {
    const { data, info } = await upright.clone().jpeg(quality).toBuffer({ resolveWithObject: true })
    if (data.length <= bytesMax || isLast)
      return { format, width: info.width, height: info.height, bytes: data }
  }
  throw new Error('the last quality is always taken')
}

const jpegQualities = [
  { quality: 95, chromaSubsampling: '4:4:4', isLast: false },
  { quality: 90, chromaSubsampling: '4:2:0', isLast: false },
  { quality: 80, chromaSubsampling: '4:2:0', isLast: true },
] as const

function refused(reason: string): Preparation {
  return { outcome: 'refused', reason }
}
