import { describe, expect, test } from 'vitest'
import { fitImage, openImage } from '../picture/fit-image.ts'
import { frameFromRgb } from '../picture/planar-frame.ts'
import { morphScene } from './morph.ts'
import { bytesOf, drawing, planFor, planImage, POSTS, RINGS } from './test-images.ts'

const PLAN = planFor({ mode: 'frames', frameCount: 25 })

describe('the ends', () => {
  test.each([
    { pair: 'one scene', first: POSTS, last: `<g transform="translate(-24 6)">${POSTS}</g>` },
    { pair: 'strangers', first: POSTS, last: RINGS },
  ])('are the two fitted images, for $pair', async ({ first, last }) => {
    const [a, b] = [await drawing(320, 180, first), await drawing(100, 100, last)]
    const scene = await morphScene(PLAN, planImage(a, 'first'), planImage(b, 'last'))
    expect(Buffer.compare(scene.frame(0).bytes, await fitted(a))).toBe(0)
    expect(Buffer.compare(scene.frame(24).bytes, await fitted(b))).toBe(0)
    expect(bytesOf(scene, [24, 12, 0, 3])).toEqual(bytesOf(scene, [3, 0, 12, 24]).toReversed())
  })
})

test('a thing that stands elsewhere in the last image travels there', async () => {
  const disc = (x: number): string => `<circle cx="${x}" cy="45" r="11" fill="#c12"/>`
  const [a, b] = [await drawing(160, 90, disc(40)), await drawing(160, 90, disc(120))]
  const scene = await morphScene(PLAN, planImage(a, 'first'), planImage(b, 'last'))
  const centres = [0, 6, 12, 18, 24].map((index) => redCentre(scene.frame(index)))
  expect(centres[0]).toBeCloseTo(40, 0)
  expect(Math.abs(centres[2]! - 80)).toBeLessThan(6)
  expect(centres[4]).toBeCloseTo(120, 0)
  expect(centres.toSorted((x, y) => x - y)).toEqual(centres)
})

test('a pair is known as one scene or as strangers', async () => {
  const posts = planImage(await drawing(160, 90, POSTS), 'first')
  const closer = `<g transform="translate(-40 -25) scale(1.5)">${POSTS}</g>`
  const near = await morphScene(PLAN, posts, planImage(await drawing(160, 90, closer), 'last'))
  expect(near.notes['motion']).toBe('correspondence')
  const far = await morphScene(PLAN, posts, planImage(await drawing(160, 90, RINGS), 'last'))
  expect(far.notes['motion']).toBe('pull of focus')
})

test('flat, tiny and odd-shaped images and a film of one frame are drawn', async () => {
  const flat = planImage(await drawing(2, 2, '<rect width="160" height="90" fill="#a33"/>'), 'first')
  const strip = planImage(await drawing(400, 12, POSTS), 'last')
  for (const [width, height, frameCount] of [
    [90, 160, 5],
    [16, 16, 5],
    [210, 90, 1],
  ] as const) {
    const scene = await morphScene(planFor({ mode: 'frames', width, height, frameCount }), flat, strip)
    for (let index = 0; index < frameCount; index++) {
      expect(scene.frame(index).bytes.every((value) => value >= 10 && value <= 245)).toBe(true)
    }
  }
})

async function fitted(bytes: Uint8Array): Promise<Uint8Array> {
  return frameFromRgb(await fitImage(await openImage(bytes), 160, 90), 160, 90, 3).bytes
}

/** The mean column of the pixels that are clearly red. */
function redCentre(frame: { readonly width: number; readonly v: Uint8Array }): number {
  let [sum, weight] = [0, 0]
  frame.v.forEach((value, index) => {
    const red = Math.max(0, value - 170)
    sum += red * ((index % (frame.width / 2)) * 2 + 0.5)
    weight += red
  })
  return sum / weight
}
