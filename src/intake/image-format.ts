export type ImageFormat = 'jpeg' | 'png'

/** What the first bytes say a file is, whatever its name or type says; `null` when it is neither of the two. */
export function imageFormatOf(bytes: Uint8Array): ImageFormat | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  return null
}

/** What else it looks like, for the message: `a GIF image`; `null` when that cannot be said. */
export function likenessOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const brand = head.slice(4, 8) === 'ftyp' ? head.slice(8, 12) : null
  if (brand !== null) return brandNames[brand.trim()] ?? 'a video'
  if (head.startsWith('RIFF')) return riffNames[head.slice(8, 12)] ?? 'a RIFF file'
  const signature = signatures.find(([prefix]) => head.startsWith(prefix))
  if (signature !== undefined) return signature[1]
  return textLikenessOf(
    head
      .replace(/^\u00EF\u00BB\u00BF/, '')
      .trimStart()
      .toLowerCase(),
  )
}

const brandNames: Readonly<Record<string, string>> = {
  avif: 'an AVIF image',
  avis: 'an AVIF image',
  heic: 'a HEIC image',
  heix: 'a HEIC image',
  hevc: 'a HEIC image',
  mif1: 'a HEIC image',
  msf1: 'a HEIC image',
  M4A: 'an M4A sound',
}

const riffNames: Readonly<Record<string, string>> = {
  WEBP: 'a WebP image',
  WAVE: 'a WAV sound',
  'AVI ': 'an AVI video',
}

const signatures: readonly (readonly [prefix: string, likeness: string])[] = [
  ['\xFF\xD8\xFF', 'a JPEG image'],
  ['\x89PNG', 'a PNG image'],
  ['GIF8', 'a GIF image'],
  ['BM', 'a BMP image'],
  ['II*\0', 'a TIFF image'],
  ['MM\0*', 'a TIFF image'],
  ['\0\0\x01\0', 'an icon file'],
  ['\xFF\x0A', 'a JPEG XL image'],
  ['\0\0\0\x0CJXL ', 'a JPEG XL image'],
  ['\0\0\0\x0CjP  ', 'a JPEG 2000 image'],
  ['8BPS', 'a Photoshop file'],
  ['%PDF', 'a PDF'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1F\x8B', 'a gzip archive'],
  ['\x1A\x45\xDF\xA3', 'a WebM or Matroska video'],
  ['OggS', 'an Ogg file'],
  ['fLaC', 'a FLAC sound'],
  ['ID3', 'an MP3 sound'],
]

function textLikenessOf(text: string): string | null {
  if (/^<svg[\s>/]/.test(withoutProlog(text))) return 'an SVG drawing'
  if (text.startsWith('<?xml')) return 'an XML document'
  if (/^<(!doctype html|html|head|body|!--)/.test(text)) return 'a web page'
  return /^[[{]/.test(text) ? 'a JSON document' : null
}

/**
 * What stands behind the declaration, comments and document type of an SVG file. One after the other: one pattern for
 * all of them has so many ways to divide 1 KB of comments that it would never end.
 */
function withoutProlog(text: string): string {
  let rest = text
  for (let length = -1; length !== rest.length; rest = rest.replace(prologPart, '')) length = rest.length
  return rest
}

const prologPart = /^(?:<\?xml[^]*?\?>|<!--[^]*?-->|<!doctype svg[^>[]*(?:\[[^\]]*\])?[^>]*>)\s*/

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
