import { describe, expect, test } from 'vitest'
import { fitImage, openImage } from '../picture/fit-image.ts'
import { frameFromRgb } from '../picture/planar-frame.ts'
import { findMovingThings } from './moving-things.ts'
import { morphScene } from './morph.ts'
import { regionsOf } from './regions.ts'
import { drawing, lumaDifference, planFor, planImage, POSTS, RINGS } from './test-images.ts'

const disc = (x: number, y: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="9" fill="${fill}"/>`

describe('what moved before the same background', () => {
  test('is found and paired by its looks', async () => {
    const first = await frameOf(POSTS + disc(20, 20, '#e01020') + disc(140, 60, '#10a0ff'))
    const second = await frameOf(POSTS + disc(60, 70, '#10a0ff') + disc(85, 20, '#e01020'))
    const things = findMovingThings(first, second)
    const paths = things.map(({ from, to }) => [centreX(from), centreX(to)])
    expect(paths.toSorted((a, b) => a[0]! - b[0]!)).toEqual([
      [20, 85],
      [140, 60],
    ])
  })

  test('is nothing when a thing only changes its looks, when one appears, or when the scene is another', async () => {
    const first = await frameOf(POSTS + disc(20, 20, '#e01020'))
    expect(findMovingThings(first, await frameOf(POSTS + disc(20, 20, '#10a0ff')))).toEqual([])
    expect(findMovingThings(await frameOf(POSTS), first)).toEqual([])
    expect(findMovingThings(first, await frameOf(RINGS))).toEqual([])
    expect(findMovingThings(first, first)).toEqual([])
  })

  test('travels, while the background stands and no ghost stays behind', async () => {
    const plan = planFor({ mode: 'frames', width: 320, height: 180, frameCount: 25 })
    const [a, b] = [POSTS + disc(20, 20, '#e01020'), POSTS + disc(85, 40, '#e01020')]
    const scene = await morphScene(
      plan,
      planImage(await drawing(320, 180, a), 'first'),
      planImage(await drawing(320, 180, b), 'last'),
    )
    expect(scene.notes['movingThings']).toBe(1)
    const halfway = await frameOf(POSTS + disc(52.5, 30, '#e01020'))
    expect(lumaDifference(scene.frame(12), halfway)).toBeLessThan(0.6)
  })
})

test('regions are connected, counted, outlined, and end at the borders', () => {
  const rows = ['##...', '#....', '...##', '...##']
  const values = Float32Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0))
  const regions = regionsOf({ width: 5, height: 4, values }, 0.5, 2)
  expect(regions.map(({ cells }) => [...cells].toSorted((a, b) => a - b))).toEqual([
    [13, 14, 18, 19],
    [0, 1, 5],
  ])
  expect(regions[0]).toMatchObject({ left: 3, top: 2, right: 5, bottom: 4 })
  expect(regionsOf({ width: 5, height: 4, values }, 0.5, 4)).toHaveLength(1)
})

async function frameOf(shapes: string) {
  const bytes = await drawing(320, 180, shapes)
  return frameFromRgb(await fitImage(await openImage(bytes), 320, 180), 320, 180, 3)
}

/** Where a region lies, in the units of the drawings. */
function centreX({ left, right }: { readonly left: number; readonly right: number }): number {
  return Math.round(((left + right) / 2) * 2)
}
