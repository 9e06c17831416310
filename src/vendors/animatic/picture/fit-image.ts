import sharp, { type Sharp } from 'sharp'
import { clamp } from './easing.ts'
import { evenSide } from './planar-frame.ts'

/** Encoded bytes whose header has been read. */
export type ImageSource = {
  readonly bytes: Uint8Array
  /** Pixels, after EXIF orientation. */
  readonly width: number
  readonly height: number
}

/** A rectangle in whole pixels. */
export type Area = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * How an image lies in a frame: `crop` is the part of the upright image that is shown, `viewport` the part of the
 * frame it is stretched over (even pixels). Outside the viewport lies a blurred, dimmed copy of the image.
 */
export type Fit = { readonly crop: Area; readonly viewport: Area }

/** Decoding more than this is refused: 50 megapixels is beyond any camera still, and 150 MB of pixels. */
export const IMAGE_PIXELS_MAX = 50e6

/** Shapes that differ by less than this factor are cropped; 4:3 in 16:9 is 1.33. */
const CROP_FACTOR_MAX = 1.35

/** What shows through transparent pixels. */
const MATTE = { r: 16, g: 16, b: 20 }

/**
 * Reads the header only. Throws when the bytes are no JPEG or PNG: other decoders (SVG, PDF) read more than pixels, so
 * a caller's bytes do not reach them.
 */
export async function openImage(bytes: Uint8Array): Promise<ImageSource> {
  const { autoOrient, format } = await decoder(bytes).metadata()
  if (format !== 'jpeg' && format !== 'png') throw new Error(`the image is ${format}, not JPEG or PNG`)
  return { bytes, width: autoOrient.width, height: autoOrient.height }
}

/** Where the image goes in a frame: over all of it when the shapes are near, else whole and centred. */
export function fitIn(image: ImageSource, width: number, height: number): Fit {
  const factor = image.width / image.height / (width / height)
  if (factor <= CROP_FACTOR_MAX && factor >= 1 / CROP_FACTOR_MAX) {
    return { crop: coverCrop(image, width, height), viewport: { left: 0, top: 0, width, height } }
  }
  const scale = Math.min(width / image.width, height / image.height)
  const shownWidth = clamp(evenSide(image.width * scale), 2, width)
  const shownHeight = clamp(evenSide(image.height * scale), 2, height)
  return {
    crop: { left: 0, top: 0, width: image.width, height: image.height },
    viewport: {
      left: Math.floor((width - shownWidth) / 4) * 2,
      top: Math.floor((height - shownHeight) / 4) * 2,
      width: shownWidth,
      height: shownHeight,
    },
  }
}

/**
 * The image as its still in a frame of this size: 8-bit RGB, row by row, without gaps. This is what the first frame
 * of a film shows before encoding, and what tests compare it with. Throws when the image cannot be decoded.
 */
export async function fitImage(image: ImageSource, width: number, height: number): Promise<Buffer> {
  const { crop, viewport } = fitIn(image, width, height)
  const picture = await cropImage(image, crop, viewport.width, viewport.height)
  if (viewport.width === width && viewport.height === height) return picture
  const surround = await surroundOf(image, width, height)
  return sharp(surround, rawPixels(width, height))
    .composite([
      {
        input: picture,
        ...rawPixels(viewport.width, viewport.height),
        left: viewport.left,
        top: viewport.top,
      },
    ])
    .removeAlpha()
    .raw()
    .toBuffer()
}

/** A part of the upright image, stretched to this size: 8-bit sRGB. Throws when the image cannot be decoded. */
export async function cropImage(
  image: ImageSource,
  crop: Area,
  width: number,
  height: number,
): Promise<Buffer> {
  const whole = crop.width === image.width && crop.height === image.height
  const upright = decoder(image.bytes).flatten({ background: MATTE })
  const part = whole ? upright : upright.extract(crop)
  return plainPixels(part.resize(width, height, { fit: 'fill', kernel: 'lanczos3' }))
}

/** The largest centred part of the image with the shape of the frame. */
function coverCrop(image: ImageSource, width: number, height: number): Area {
  const scale = Math.max(width / image.width, height / image.height)
  const cropWidth = clamp(Math.round(width / scale), 1, image.width)
  const cropHeight = clamp(Math.round(height / scale), 1, image.height)
  return {
    left: Math.floor((image.width - cropWidth) / 2),
    top: Math.floor((image.height - cropHeight) / 2),
    width: cropWidth,
    height: cropHeight,
  }
}

/** The image blurred and dimmed over the whole frame: keeps the palette, draws no attention. */
async function surroundOf(image: ImageSource, width: number, height: number): Promise<Buffer> {
  const smallWidth = Math.max(16, Math.ceil(width / 8))
  const smallHeight = Math.max(16, Math.ceil(height / 8))
  const small = await plainPixels(
    decoder(image.bytes)
      .flatten({ background: MATTE })
      .resize(smallWidth, smallHeight, { fit: 'cover' })
      .blur(Math.max(0.5, Math.min(smallWidth, smallHeight) / 22))
      .modulate({ brightness: 0.6, saturation: 0.85 }),
  )
  return sharp(small, rawPixels(smallWidth, smallHeight))
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer()
}

function decoder(bytes: Uint8Array): Sharp {
  return sharp(bytes, {
    limitInputPixels: IMAGE_PIXELS_MAX,
    failOn: 'error',
    pages: 1,
    autoOrient: true,
  })
}

/** 8 bits and three channels, whatever came in: CMYK, 16 bits, gray, palette. */
function plainPixels(image: Sharp): Promise<Buffer> {
  return image.toColourspace('srgb').removeAlpha().raw({ depth: 'uchar' }).toBuffer()
}

function rawPixels(width: number, height: number): { raw: { width: number; height: number; channels: 3 } } {
  return { raw: { width, height, channels: 3 } }
}
