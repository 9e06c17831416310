import sharp from 'sharp'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlanarFrame, Scene } from '../render-plan.ts'
import { overlayFromRgba, type Overlay } from '../picture/overlay.ts'
import { createFrame, yuvOfRgb } from '../picture/planar-frame.ts'
import { layOutSheet } from './contact-sheet.ts'
import { referencesScene } from './references.ts'
import { bytesOf, drawing, keep, lumaDifference, planFor, planImage, POSTS } from './test-images.ts'

const COLOURS = ['#c02020', '#20c020', '#2020c0', '#c0c020', '#c020c0', '#20c0c0', '#e08040']
const PLAN = planFor({ mode: 'references', width: 192, height: 108, frameCount: 71 })

describe('the film', () => {
  test.each([1, 2, 5, 7])('gives each of %i references its beat, in order', async (count) => {
    const scene = await sceneOf(count)
    const beats = count === 1 ? 1 : 0.7
    for (let index = 0; index < count; index++) {
      const frame = scene.frame(Math.round(((index + 0.5) / count) * beats * 70))
      expect(shareOf(frame, COLOURS[index]!)).toBeGreaterThan(0.12)
    }
  })

  test('ends on a sheet with all of them', async () => {
    const frame = (await sceneOf(7)).frame(70)
    for (const colour of COLOURS) expect(shareOf(frame, colour)).toBeGreaterThan(0.02)
  })

  test('is a pure function of the index', async () => {
    const scene = await sceneOf(3)
    expect(bytesOf(scene, [0, 20, 55, 70])).toEqual(bytesOf(scene, [70, 55, 20, 0]).toReversed())
    expect(bytesOf(await sceneOf(3), [40])).toEqual(bytesOf(scene, [40]))
  })

  test('shows a photograph that was taken sideways upright', async () => {
    const upright = await drawing(120, 80, POSTS)
    const sideways = await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).png().toBuffer()
    const expected = keep((await sceneWith([upright])).frame(10))
    expect(lumaDifference((await sceneWith([sideways])).frame(10), expected)).toBeLessThan(1)
  })

  test('one frame, portrait frames, tiny and very long images are drawn', async () => {
    const images = [await drawing(1, 1, POSTS), await drawing(600, 8, POSTS), await drawing(8, 600, POSTS)]
    for (const [width, height, frameCount] of [
      [108, 192, 3],
      [64, 64, 1],
    ] as const) {
      const scene = await sceneWith(images, { width, height, frameCount })
      for (let index = 0; index < frameCount; index++) {
        expect(scene.frame(index).bytes.every((value) => value >= 16 && value <= 240)).toBe(true)
      }
    }
  })
})

test('a sheet keeps shapes and order, and its cards neither overlap nor leave the area', () => {
  const aspect = fc.double({ min: 0.2, max: 5, noNaN: true })
  const side = fc.integer({ min: 100, max: 2000 })
  fc.assert(
    fc.property(fc.array(aspect, { minLength: 1, maxLength: 7 }), side, side, (aspects, width, height) => {
      const places = layOutSheet(aspects, { left: 10, top: 20, width, height })
      expect(places).toHaveLength(aspects.length)
      places.forEach((place, index) => {
        expect(place.width / place.height).toBeCloseTo(aspects[index]!, 6)
        expect(place.x - place.width / 2).toBeGreaterThanOrEqual(10 - 1e-6)
        expect(place.x + place.width / 2).toBeLessThanOrEqual(10 + width + 1e-6)
        expect(place.y - place.height / 2).toBeGreaterThanOrEqual(20 - 1e-6)
        expect(place.y + place.height / 2).toBeLessThanOrEqual(20 + height + 1e-6)
        for (const other of places.slice(index + 1)) {
          const apartX = Math.abs(place.x - other.x) >= (place.width + other.width) / 2
          const apartY = Math.abs(place.y - other.y) >= (place.height + other.height) / 2
          expect(apartX || apartY).toBe(true)
        }
      })
    }),
  )
})

async function sceneOf(count: number): Promise<Scene> {
  const colours = COLOURS.slice(0, count)
  return await sceneWith(
    await Promise.all(
      colours.map((fill) => drawing(160, 90, `<rect width="160" height="90" fill="${fill}"/>`)),
    ),
  )
}

async function sceneWith(images: readonly Uint8Array[], changes: Partial<typeof PLAN> = {}): Promise<Scene> {
  const plan = { ...PLAN, ...changes }
  const references = images.map((bytes, index) => planImage(bytes, 'reference', `Reference ${index + 1}`))
  const backdrop = createFrame(plan.width, plan.height)
  backdrop.y.fill(80)
  backdrop.u.fill(128)
  backdrop.v.fill(128)
  return await referencesScene(plan, references, { notes: {}, frame: () => backdrop }, plainLabel)
}

/** A white plate as long as the text. */
async function plainLabel(text: string): Promise<Overlay> {
  return overlayFromRgba(new Uint8Array(text.length * 3 * 8 * 4).fill(255), text.length * 3, 8)
}

/** The share of the frame that has about this colour. */
function shareOf(frame: PlanarFrame, colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const [, u, v] = yuvOfRgb(r!, g!, b!)
  const near = frame.u.reduce(
    (count, value, at) => count + (Math.abs(value - u) + Math.abs(frame.v[at]! - v) < 12 ? 1 : 0),
    0,
  )
  return near / frame.u.length
}
