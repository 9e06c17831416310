import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { prepareImage, type PreparedImage } from './image-preparation.ts'
import { animatedPng, picture, pngChunk, pngClaiming, pngWith, splitPng } from './testing/test-images.ts'

const bytesMax = 10 * 1024 * 1024
const jpeg = await picture().jpeg().toBuffer()
const png = await picture().png().toBuffer()
const progressive = await picture().jpeg({ progressive: true }).toBuffer()
const interlaced = await picture().png({ progressive: true }).toBuffer()

async function prepared(file: Uint8Array): Promise<PreparedImage> {
  const result = await prepareImage(file, bytesMax)
  if (result.outcome === 'refused') throw new Error(result.reason)
  return result.image
}
async function reasonFor(file: Uint8Array): Promise<string> {
  const result = await prepareImage(file, bytesMax)
  return result.outcome === 'refused' ? result.reason : 'nothing is wrong'
}
type Sample = [kind: string, make: () => Buffer | Promise<Buffer>]
const pixelsOf = (file: Uint8Array) => sharp(file).raw().toBuffer()

describe('what is taken', () => {
  test.each<Sample>([
    ['a JPEG', () => jpeg],
    ['a progressive JPEG', () => progressive],
    ['a grey JPEG', () => picture().grayscale().jpeg().toBuffer()],
    ['a JPEG of one pixel', () => picture(1, 1).jpeg().toBuffer()],
  ])('%s keeps every byte', async (_kind, make) => {
    const file = await make()
    const { width, height } = await sharp(file).metadata()
    expect(await prepared(file)).toEqual({ format: 'jpeg', width, height, bytes: file })
  })

  test.each<Sample>([
    ['a PNG', () => png],
    ['an interlaced PNG', () => interlaced],
    ['a PNG with a palette', () => picture().png({ palette: true }).toBuffer()],
    ['a PNG of 16 bits', () => picture().toColourspace('rgb16').png().toBuffer()],
    ['a grey PNG of 16 bits', () => picture().toColourspace('grey16').png().toBuffer()],
    ['a half transparent PNG', () => picture().ensureAlpha(0.5).png().toBuffer()],
    ['a PNG of one pixel', () => picture(1, 1).png().toBuffer()],
  ])('%s keeps every pixel', async (_kind, make) => {
    const file = await make()
    const { width, height } = await sharp(file).metadata()
    const image = await prepared(file)
    expect(image).toMatchObject({ format: 'png', width, height })
    expect(await pixelsOf(image.bytes)).toEqual(await pixelsOf(file))
  })

  test('a CMYK JPEG becomes sRGB', async () => {
    const image = await prepared(await picture().toColourspace('cmyk').jpeg().toBuffer())
    expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', channels: 3 })
  })

  test('foreign colours become sRGB, and an sRGB profile is dropped without touching the picture', async () => {
    const file = await picture().withIccProfile('p3').png().toBuffer()
    const wide = await prepared(file)
    expect((await sharp(wide.bytes).metadata()).icc).toBeUndefined()
    expect(await pixelsOf(wide.bytes)).toEqual(await sharp(file).toColourspace('srgb').raw().toBuffer())
    expect(await prepared(await picture().withIccProfile('srgb').jpeg().toBuffer())).toMatchObject({
      bytes: jpeg,
    })
  })

  test.each(['png', 'jpeg'] as const)(
    'colours in a wider space keep their looks when they become sRGB: %s',
    async (format) => {
      const [width, height] = [96, 64]
      const plain = sharp({ create: { width, height, channels: 3, background: { r: 200, g: 90, b: 60 } } })
      const wide = await plain.clone().withIccProfile('p3').toFormat(format, { quality: 100 }).toBuffer()
      // In Display P3 this colour is 186, 96, 68: that is what dropping the profile alone would show.
      const [red = 0, green = 0, blue = 0] = await pixelsOf((await prepared(wide)).bytes)
      expect(Math.abs(red - 200) + Math.abs(green - 90) + Math.abs(blue - 60)).toBeLessThanOrEqual(6)
    },
  )

  test('a page that hides behind a JPEG, as in a polyglot, is not part of it', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const { bytes } = await prepared(Buffer.concat([jpeg, page]))
    expect(Buffer.from(bytes).includes('<script>')).toBe(false)
    const comment = pngChunk('tEXt', Buffer.concat([Buffer.from('a\0'), page]))
    expect(Buffer.from((await prepared(pngWith(png, comment))).bytes).includes('<script>')).toBe(false)
  })

  test.each([
    [1, 10_000],
    [10_000, 1],
  ])('a strip of %ix%i pixels keeps its size', async (width, height) => {
    expect(await prepared(await picture(width, height).png().toBuffer())).toMatchObject({ width, height })
    expect(await prepared(await picture(width, height).jpeg().toBuffer())).toMatchObject({ width, height })
  })

  test('a JPEG that decoders grumble about is drawn anew, so that nobody has to', async () => {
    const ofNoKnownVersion = Buffer.from('\xFF\xE0\0\x10JFIF\0\x09\x01\0\0\x01\0\x01\0\0', 'latin1')
    const file = Buffer.concat([jpeg.subarray(0, 2), ofNoKnownVersion, jpeg.subarray(2)])
    await expect(sharp(file, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow(/JFIF revision/)
    const image = await prepared(file)
    expect(image).toMatchObject({ format: 'jpeg', width: 96, height: 64 })
    expect((await sharp(image.bytes, { failOn: 'warning' }).raw().toBuffer()).length).toBe(96 * 64 * 3)
  })

  test('fill bytes, which a JPEG may have before any marker and stuffed byte, change nothing', async () => {
    const fill = Buffer.from([0xff, 0xff])
    const stuffed = jpeg.indexOf(Buffer.from([0xff, 0x00]), jpeg.indexOf(Buffer.from([0xff, 0xda])))
    const filled = Buffer.concat([
      jpeg.subarray(0, 2),
      fill,
      jpeg.subarray(2, stuffed),
      fill,
      jpeg.subarray(stuffed, -2),
      fill,
      jpeg.subarray(-2),
    ])
    expect(stuffed).toBeGreaterThan(0)
    expect(await pixelsOf((await prepared(filled)).bytes)).toEqual(await pixelsOf(jpeg))
  })

  test('of an animated PNG the picture that plain viewers show', async () => {
    const animated = animatedPng(png)
    const image = await prepared(animated)
    expect(Buffer.from(image.bytes).toString('latin1')).not.toMatch(/acTL|fcTL|fdAT/)
    expect(await pixelsOf(image.bytes)).toEqual(await pixelsOf(png))
  })
})

describe('metadata', () => {
  const exif = {
    IFD0: { Artist: 'Somebody', Copyright: 'secret-place' },
    IFD3: { GPSLatitude: '51/1 30/1 0/1' },
  }

  test('are dropped from a JPEG, and the picture keeps every byte', async () => {
    const file = await picture()
      .withExif(exif)
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret-place</x:xmpmeta>')
      .jpeg()
      .toBuffer()
    const comment = Buffer.from([0xff, 0xfe, 0x00, 0x0e, ...Buffer.from('secret-place')])
    const image = await prepared(Buffer.concat([file.subarray(0, 2), comment, file.subarray(2)]))
    expect(file.toString('latin1')).toContain('secret-place')
    expect(image.bytes).toEqual(jpeg)
  })

  test('are dropped from a PNG, and the picture keeps every pixel', async () => {
    const text = pngChunk('tEXt', Buffer.from('Comment\0secret-place'))
    const own = pngChunk('prVt', Buffer.from('secret-place'))
    const file = pngWith(await picture().withExif(exif).png().toBuffer(), text, own)
    const image = await prepared(file)
    expect(file.toString('latin1')).toContain('secret-place')
    expect(Buffer.from(image.bytes).toString('latin1')).not.toMatch(/secret-place|eXIf|tEXt/)
    expect(await pixelsOf(image.bytes)).toEqual(await pixelsOf(png))
  })

  test('what hides behind the end of the picture is dropped', async () => {
    const hidden = Buffer.from('PK\x03\x04 a whole archive')
    expect(await prepared(Buffer.concat([jpeg, hidden]))).toMatchObject({ bytes: jpeg })
    const behind = await prepared(Buffer.concat([png, hidden]))
    expect(Buffer.from(behind.bytes).includes(hidden)).toBe(false)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is applied', async (orientation) => {
    const size = orientation >= 5 ? { width: 64, height: 96 } : { width: 96, height: 64 }
    const turned = await picture().withMetadata({ orientation }).png().toBuffer()
    const asPng = await prepared(turned)
    expect(asPng).toMatchObject({ format: 'png', ...size })
    expect(await pixelsOf(asPng.bytes)).toEqual(await sharp(turned).autoOrient().raw().toBuffer())
    const asJpeg = await prepared(await picture().withMetadata({ orientation }).jpeg().toBuffer())
    expect(asJpeg).toMatchObject({ format: 'jpeg', ...size })
    const header = await sharp(asJpeg.bytes).metadata()
    expect(header).toMatchObject(size)
    expect(header.orientation).toBeUndefined()
  })

  test('a JPEG that must be redrawn stays within the limit of bytes where quality can buy that', async () => {
    const noise = sharp({
      create: {
        width: 600,
        height: 600,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
    const file = await noise.withMetadata({ orientation: 6 }).jpeg({ quality: 85 }).toBuffer()
    const best = await prepareImage(file, bytesMax)
    const limited = await prepareImage(file, file.length)
    if (best.outcome === 'refused' || limited.outcome === 'refused') throw new Error('refused')
    expect(best.image.bytes.length).toBeGreaterThan(file.length)
    expect(limited.image.bytes.length).toBeLessThanOrEqual(file.length)
  })
})

describe('what is refused', () => {
  test.each<Sample>([
    ['a GIF image', () => picture().gif().toBuffer()],
    ['a WebP image', () => picture().webp().toBuffer()],
    ['an AVIF image', () => picture().avif({ effort: 0 }).toBuffer()],
    ['a TIFF image', () => picture().tiff().toBuffer()],
    ['a BMP image', () => Buffer.from('BM\x00\x00\x00\x00')],
    ['a HEIC image', () => Buffer.from('\0\0\0\x18ftypheic')],
    ['a video', () => Buffer.from('\0\0\0\x18ftypisom')],
    ['an SVG drawing', () => Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an SVG drawing', () => Buffer.from('\uFEFF <svg/>')],
    [
      'an SVG drawing',
      () =>
        Buffer.from(
          '<?xml version="1.0"?>\n<!-- drawn -->\n<!--by hand--><!DOCTYPE svg [<!ENTITY a "b">]> <svg/>',
        ),
    ],
    ['a web page', () => Buffer.from('\n<!DOCTYPE html><title>Not found</title>')],
    ['an XML document', () => Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
    ['a JSON document', () => Buffer.from('{"error":"expired"}')],
    ['a PDF', () => Buffer.from('%PDF-1.7')],
    ['a ZIP archive', () => Buffer.from('PK\x03\x04')],
  ])('%s, by its bytes', async (likeness, make) => {
    const file = await make()
    expect(await reasonFor(file)).toBe(`it is ${likeness}; send JPEG or PNG`)
  })

  test('a file of nothing but comments, at once', { timeout: 10_000 }, async () => {
    expect(await reasonFor(Buffer.from('<!---->'.repeat(31)))).toBe('it is a web page; send JPEG or PNG')
  })

  test('an empty file and a file of nothing in particular', async () => {
    expect(await reasonFor(Buffer.alloc(0))).toBe('the file is empty')
    expect(await reasonFor(Buffer.from('hello'))).toBe('not a JPEG or PNG image')
    expect(await reasonFor(Buffer.from([0xff, 0xd8]))).toBe('not a JPEG or PNG image')
  })

  test.each<Sample>([
    ['a JPEG', () => jpeg],
    ['a progressive JPEG', () => progressive],
    ['a PNG', () => png],
    ['an interlaced PNG', () => interlaced],
    ['a CMYK JPEG', () => picture().toColourspace('cmyk').jpeg().toBuffer()],
    ['a PNG of 16 bits', () => picture().toColourspace('rgb16').png().toBuffer()],
    ['a JPEG with EXIF', () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
    ['an animated PNG', () => animatedPng(png)],
  ])('%s that is cut off, at every sixteenth and at every one of the last bytes', async (_kind, make) => {
    const file = await make()
    const cuts = Array.from({ length: 15 }, (_cut, index) => Math.floor((file.length * (index + 1)) / 16))
    const last = Array.from({ length: 20 }, (_cut, index) => file.length - 1 - index)
    for (const cut of [...cuts, ...last])
      expect(await reasonFor(file.subarray(0, cut)), `after ${cut} of ${file.length} bytes`).toBe(
        'the image is cut off before its end',
      )
  })

  test('a picture with a hole in it that somebody closed', async () => {
    const end = Buffer.from([0xff, 0xd9])
    expect(await reasonFor(Buffer.concat([jpeg.subarray(0, jpeg.length >> 1), end]))).toBe(
      'the image is damaged',
    )
    const [head, rest] = splitPng(png)
    const half = rest.subarray(8, 8 + (rest.readUInt32BE(0) >> 1))
    const patched = Buffer.concat([head, pngChunk('IDAT', half), pngChunk('IEND', Buffer.alloc(0))])
    expect(await reasonFor(patched)).toBe('the image is damaged')
  })

  test('a PNG with a wrong checksum', async () => {
    const wrong = Buffer.from(png)
    const at = png.length - 40
    wrong.writeUInt8(wrong.readUInt8(at) ^ 1, at)
    expect(await reasonFor(wrong)).toBe('the image is damaged')
  })

  test('a picture that claims more pixels than anyone needs, by its header alone', async () => {
    expect(await reasonFor(pngClaiming(png, 30_000, 30_000))).toBe(
      '30000x30000 pixels, more than the 50 million that are taken',
    )
    const size = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5
    const claiming = Buffer.from(jpeg)
    claiming.writeUInt16BE(60_000, size)
    claiming.writeUInt16BE(60_000, size + 2)
    expect(await reasonFor(claiming)).toBe('60000x60000 pixels, more than the 50 million that are taken')
    for (const [width, height] of [
      [0, 10],
      [2 ** 31 - 1, 2 ** 31 - 1],
      [96, 65],
    ] as const)
      expect(await reasonFor(pngClaiming(png, width, height))).toBe('the image is damaged')
  })

  test('a real picture of a hundred megapixels in a small file, and a profile that unfolds to 300 MB', async () => {
    const blank = sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#888' } })
    for (const bomb of [await blank.clone().png().toBuffer(), await blank.clone().jpeg().toBuffer()])
      expect(await reasonFor(bomb)).toBe('10000x10000 pixels, more than the 50 million that are taken')
    const profile = Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(300_000_000))])
    expect(await pixelsOf((await prepared(pngWith(png, pngChunk('iCCP', profile)))).bytes)).toEqual(
      await pixelsOf(png),
    )
  })

  test('a JPEG of thousands of scans and a PNG of thousands of chunks', async () => {
    const scan = progressive.lastIndexOf(Buffer.from([0xff, 0xda]))
    const tail = progressive.subarray(scan, -2)
    const scans = Buffer.concat([
      progressive.subarray(0, -2),
      ...Array.from({ length: 200 }, () => tail),
      jpeg.subarray(-2),
    ])
    expect(await reasonFor(scans)).toBe('the JPEG has more than 100 scans')
    const empty = pngChunk('teSt', Buffer.alloc(0))
    expect(await reasonFor(pngWith(png, ...Array.from({ length: 20_001 }, () => empty)))).toBe(
      'the image is damaged',
    )
  })

  test('a text chunk that unfolds to a hundred megabytes is dropped unread', async () => {
    const bomb = pngChunk(
      'zTXt',
      Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(100_000_000))]),
    )
    expect(await pixelsOf((await prepared(pngWith(png, bomb))).bytes)).toEqual(await pixelsOf(png))
  })
})

test('whatever a byte becomes, the answer is a verdict and never a crash', async () => {
  const files = fc.constantFrom(jpeg, progressive, png, interlaced, animatedPng(png))
  await fc.assert(
    fc.asyncProperty(files, fc.nat(), fc.nat(255), fc.nat(3), async (file, position, byte, shift) => {
      const broken = Buffer.from(file)
      const start = position % file.length
      broken.fill(byte, start, Math.min(start + shift + 1, file.length))
      const result = await prepareImage(broken, bytesMax)
      expect(['prepared', 'refused']).toContain(result.outcome)
      if (result.outcome === 'prepared')
        expect((await pixelsOf(result.image.bytes)).length).toBeGreaterThan(0)
    }),
    { numRuns: 200 },
  )
})

test('what was prepared once is taken as it is the second time', async () => {
  for (const file of [jpeg, progressive, png, interlaced, animatedPng(png)]) {
    const once = await prepared(file)
    expect(await prepared(once.bytes)).toEqual(once)
  }
})
