import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { CameraMove } from '../render-plan.ts'
import { fitImage, openImage } from '../picture/fit-image.ts'
import { frameFromRgb } from '../picture/planar-frame.ts'
import { imageScene } from './image-to-video.ts'
import { bytesOf, drawing, keep, lumaDifference, planFor, planImage, POSTS } from './test-images.ts'

const MOVES: readonly CameraMove[] = [
  'zoom-in',
  'zoom-out',
  'pan-left',
  'pan-right',
  'tilt-up',
  'tilt-down',
  'orbit',
  'roll',
  'handheld',
  'drift',
  'static',
]

describe('the first frame', () => {
  test.each([
    { shape: 'the frame', width: 320, height: 180 },
    { shape: 'nearly the frame', width: 300, height: 200 },
    { shape: 'portrait', width: 90, height: 160 },
    { shape: 'tiny', width: 16, height: 16 },
    { shape: 'a strip', width: 900, height: 20 },
    { shape: 'one pixel', width: 1, height: 1 },
  ])('is the fitted image, for an image of $shape', async ({ width, height }) => {
    const bytes = await drawing(width, height, POSTS)
    const scene = await imageScene(planFor({}), planImage(bytes, 'first'))
    const fitted = frameFromRgb(await fitImage(await openImage(bytes), 160, 90), 160, 90, 3)
    expect(Buffer.compare(scene.frame(0).bytes, fitted.bytes)).toBe(0)
  })

  test('is upright for a photograph that was taken sideways', async () => {
    const upright = await drawing(80, 120, POSTS)
    const sideways = await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).png().toBuffer()
    const plan = planFor({ width: 90, height: 160 })
    const first = keep((await imageScene(plan, planImage(upright, 'first'))).frame(0))
    expect(
      lumaDifference((await imageScene(plan, planImage(sideways, 'first'))).frame(0), first),
    ).toBeLessThan(0.5)
  })
})

describe('every move', () => {
  test.each(MOVES)('%s moves the picture, ends at rest and is a pure function of the index', async (move) => {
    const plan = planFor({ moves: [move], frameCount: 40 })
    const image = planImage(await drawing(320, 180, POSTS), 'first')
    const scene = await imageScene(plan, image)
    const first = keep(scene.frame(0))
    const middle = keep(scene.frame(20))
    expect(lumaDifference(middle, first)).toBeGreaterThan(move === 'static' ? 0.01 : 0.4)
    const beforeLast = keep(scene.frame(38))
    expect(lumaDifference(scene.frame(39), beforeLast)).toBeLessThan(0.2)
    const again = await imageScene(plan, image)
    expect(bytesOf(again, [39, 20, 0, 1, 20])).toEqual(bytesOf(scene, [39, 20, 0, 1, 20]))
    expect(bytesOf(scene, [0, 1, 20])).toEqual(bytesOf(scene, [20, 1, 0]).toReversed())
  })
})

test('a wide frame, a square one, a portrait one and a film of one frame are drawn', async () => {
  const image = planImage(await drawing(320, 180, POSTS), 'first')
  for (const [width, height, frameCount] of [
    [210, 90, 3],
    [90, 90, 3],
    [90, 160, 3],
    [160, 90, 1],
    [16, 16, 2],
  ] as const) {
    const scene = await imageScene(planFor({ width, height, frameCount }), image)
    const frame = scene.frame(frameCount - 1)
    expect([frame.width, frame.height]).toEqual([width, height])
    expect(frame.bytes.every((value) => value >= 16 && value <= 240)).toBe(true)
  }
})

test('an image that is cut off, of another kind or no image at all is refused', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  await expect(imageScene(planFor({}), planImage(svg, 'first'))).rejects.toThrow('not JPEG or PNG')
  const bytes = await sharp(await drawing(320, 180, POSTS))
    .jpeg()
    .toBuffer()
  await expect(
    imageScene(planFor({}), planImage(bytes.subarray(0, bytes.length / 2), 'first')),
  ).rejects.toThrow()
  await expect(imageScene(planFor({}), planImage(Buffer.from('no image'), 'first'))).rejects.toThrow()
})

test('sixteen bits, gray, CMYK and transparent pixels are decoded', async () => {
  const picture = sharp(await drawing(160, 90, POSTS))
  const gray = await picture.clone().grayscale().toColourspace('b-w').png().toBuffer()
  const deep = await picture.clone().toColourspace('rgb16').png().toBuffer()
  const cmyk = await picture.clone().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()
  const plain = await fitImage(await openImage(await picture.clone().png().toBuffer()), 160, 90)
  expect(meanDifference(await fitImage(await openImage(deep), 160, 90), plain)).toBeLessThan(1)
  expect(meanDifference(await fitImage(await openImage(cmyk), 160, 90), plain)).toBeLessThan(20)
  const grayPixels = await fitImage(await openImage(gray), 160, 90)
  expect(grayPixels).toHaveLength(160 * 90 * 3)
  expect([grayPixels[300], grayPixels[301]]).toEqual([grayPixels[302], grayPixels[302]])
  const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#f000' } })
    .png()
    .toBuffer()
  expect([...(await fitImage(await openImage(clear), 8, 8)).subarray(0, 3)]).toEqual([16, 16, 20])
})

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length
}
