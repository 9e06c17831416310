import { readFileSync } from 'node:fs'
import fastCheck from 'fast-check'
// oxlint-disable-next-line import/default -- as in font-library.ts
import opentype from 'opentype.js'
import { describe, expect, test } from 'vitest'
import type { Overlay } from '../picture/overlay.ts'
import type { RenderPlan } from '../render-plan.ts'
import { drawBadge } from './badge.ts'
import { captionOpacity, drawCaption } from './caption.ts'
import { drawLabel } from './label.ts'
import { layOutLine } from './line.ts'
import { fontOfWoff } from './woff.ts'
import { wrapText } from './wrap.ts'

const planOf = (prompt: string, width = 640, height = 360): RenderPlan => ({
  mode: 'text',
  width,
  height,
  outputWidth: width,
  outputHeight: height,
  framesPerSecond: 24,
  frameCount: 120,
  seed: 1,
  prompt,
  negativePrompt: '',
  moves: [],
  audio: false,
  model: 'Kling 2.6',
  images: [],
})

const brightPixelCount = (overlay: Overlay): number => overlay.y.filter((luma) => luma > 180).length

describe('a line of text', () => {
  test.each([
    ['Latin', 'A tabby cat, naïve café, Łódź, Việt Nam'],
    ['Cyrillic', 'Кот идёт по набережной, Україна'],
    ['Greek', 'Μια γάτα στην παραλία'],
    ['Chinese', '一只白鹭缓缓飞过清晨的湖面。龘'],
    ['Japanese kana', 'ひらがな カタカナ'],
  ])('has a glyph for every letter of %s', (_script, text) => {
    const line = layOutLine(text, 20)
    expect(line.missing).toBe(0)
    expect(line.width).toBeGreaterThan(100)
    expect(line.outline(0, 20)).toMatch(/^M[-\d]/)
  })

  test('shows a box for a letter that no font has', () => {
    const line = layOutLine('a한', 20)
    expect(line.missing).toBe(0.5)
    expect(line.outline(0, 20).length).toBeGreaterThan(layOutLine('a', 20).outline(0, 20).length)
  })

  test('drops emoji, controls and stray marks', () => {
    expect(layOutLine('\u{1f408}\u200d\ufe0f\u0007\u{1f3fd}', 20)).toMatchObject({ width: 0, missing: 0 })
  })

  test('never throws, whatever the text', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const line = layOutLine(text, 16)
        expect(line.width).toBeGreaterThanOrEqual(0)
        expect(line.outline(0, 0)).not.toContain('NaN')
      }),
      { numRuns: 300 },
    )
  })
})

test('every font file that we ship can be opened', () => {
  const folder = new URL('./fonts/', import.meta.url)
  const lines = readFileSync(new URL('unicode-ranges.txt', folder), 'utf8').trim().split('\n')
  expect(lines.length).toBeGreaterThan(100)
  for (const line of lines) {
    const [name = ''] = line.split(' ')
    const font = opentype.parse(fontOfWoff(readFileSync(new URL(name, folder))))
    expect(font.glyphs.length, name).toBeGreaterThan(1)
  }
})

describe('wrapping', () => {
  const widthOf = (text: string): number => Array.from(text).length

  test('breaks at blanks, and marks what is left out', () => {
    expect(wrapText('one two three', widthOf, 8, 2)).toEqual(['one two', 'three'])
    expect(wrapText('one two three four five', widthOf, 8, 2)).toEqual(['one two', 'three…'])
  })

  test('breaks between Chinese characters but never before a closing mark', () => {
    expect(wrapText('一二三四五', widthOf, 3, 2)).toEqual(['一二三', '四五'])
    expect(wrapText('一二三，四五', widthOf, 3, 3)).toEqual(['一二', '三，四', '五'])
  })

  test('cuts a word that is wider than a line', () => {
    expect(wrapText('abcdefghij', widthOf, 4, 2)).toEqual(['abcd', 'efg…'])
  })

  test('has no line for an empty text', () => {
    expect(wrapText('  \n ', widthOf, 4, 2)).toEqual([])
  })

  test('keeps to the width and the number of lines, and loses nothing that fits', () => {
    const text = fastCheck.string({
      unit: fastCheck.constantFrom('a', 'b', ' ', '猫', '，', '🐈'),
      maxLength: 60,
    })
    fastCheck.assert(
      fastCheck.property(text, fastCheck.integer({ min: 2, max: 20 }), (text, widthMax) => {
        const lines = wrapText(text, widthOf, widthMax, 3)
        expect(lines.length).toBeLessThanOrEqual(3)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(widthMax)
        const bare = (text: string): string => text.replaceAll(/\s/g, '')
        const shown = bare(lines.join(''))
        if (!shown.endsWith('…')) expect(shown).toBe(bare(text))
      }),
    )
  })
})

describe('the caption', () => {
  test.each([
    [1280, 720],
    [720, 1280],
    [540, 540],
    [1260, 540],
  ])('fits a frame of %i x %i and stands at its foot', async (width, height) => {
    const { overlay, x, y } = await drawCaption(
      planOf('A long prompt that goes on and on. '.repeat(20), width, height),
    )
    expect([x, overlay.width, y + overlay.height]).toEqual([0, width, height])
    expect(overlay.height).toBeLessThan(height * 0.4)
    expect(brightPixelCount(overlay)).toBeGreaterThan(500)
  })

  test('shows the facts alone when the prompt is empty or cannot be written', async () => {
    const [written, empty, arabic] = await Promise.all(
      ['A cat', '', 'قطة تمشي على الشاطئ'].map((prompt) => drawCaption(planOf(prompt))),
    )
    expect(brightPixelCount(empty!.overlay)).toBeGreaterThan(0)
    expect(arabic!.overlay).toEqual(empty!.overlay)
    expect(written!.overlay.height).toBeGreaterThan(empty!.overlay.height)
  })

  test('treats markup in a prompt as text', async () => {
    const { overlay } = await drawCaption(planOf('</svg><script>alert(1)</script>&lt;'))
    expect(brightPixelCount(overlay)).toBeGreaterThan(500)
  })

  test('leaves the first and the last frame clear, and is fully there in between', () => {
    for (let seconds = 1; seconds <= 12; seconds++) {
      const opacities = Array.from({ length: seconds * 24 }, (_, frame) =>
        captionOpacity(frame / 24, seconds),
      )
      expect(opacities.at(0)).toBe(0)
      expect(opacities.at(-1)).toBe(0)
      expect(Math.max(...opacities)).toBeGreaterThan(0.95)
      expect(opacities.filter((opacity) => opacity > 0).length).toBeLessThanOrEqual(3.6 * 24)
    }
  })
})

describe('the badge and the label', () => {
  test.each([
    [1280, 720],
    [540, 960],
  ])('are inside a frame of %i x %i', async (width, height) => {
    const { overlay, x, y } = await drawBadge(width, height)
    expect(x + overlay.width).toBeLessThan(width / 2)
    expect(y + overlay.height).toBeLessThan(height / 8)
    expect(brightPixelCount(overlay)).toBeGreaterThan(100)
    const label = await drawLabel('A very long name of a reference. '.repeat(9), width, height)
    expect(label.width).toBeLessThan(width / 2)
    expect(brightPixelCount(label)).toBeGreaterThan(100)
  })
})

test('an outline is made of numbers only, at every size and place', () => {
  fastCheck.assert(
    fastCheck.property(
      fastCheck.double({ min: 8, max: 60, noNaN: true }),
      fastCheck.double({ min: 0, max: 2000, noNaN: true }),
      (size, x) => {
        expect(layOutLine('A steam train crosses a desert', size).outline(x, 200)).toMatch(/^[MLCQZ\d .-]+$/)
      },
    ),
  )
  // Found by eye: at this size the caption ended after "A steam train cr".
  expect(layOutLine('A steam train crosses a desert', 17).outline(25.5, 200)).not.toContain('NaN')
})
