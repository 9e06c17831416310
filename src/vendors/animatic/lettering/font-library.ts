import { readFileSync } from 'node:fs'
// oxlint-disable-next-line import/default -- Node loads the package's CommonJS build; the linter reads the other one.
import opentype, { type Font, type Glyph } from 'opentype.js'
import { fontOfWoff } from './woff.ts'

/** A glyph with the font it belongs to: sizes and kerning are the font's. */
export type FoundGlyph = { readonly font: Font; readonly glyph: Glyph }

/** Finds the glyph for one character, or `undefined` when no font of ours has it. Reads font files as needed. */
export function findGlyph(character: string): FoundGlyph | undefined {
  const known = glyphs.get(character)
  if (known !== undefined) return known ?? undefined
  const found = searchGlyph(character)
  if (glyphs.size < REMEMBERED_GLYPHS_MAX) glyphs.set(character, found ?? null)
  return found
}

const FONTS = new URL('./fonts/', import.meta.url)
const REMEMBERED_GLYPHS_MAX = 4000

/** A font file and the characters it is for; Noto Sans SC alone is cut into about a hundred. */
type FontFile = { readonly name: string; readonly ranges: readonly (readonly [from: number, to: number])[] }

const glyphs = new Map<string, FoundGlyph | null>()
const fonts = new Map<string, Font>()
let files: readonly FontFile[] | undefined

function searchGlyph(character: string): FoundGlyph | undefined {
  const point = character.codePointAt(0)
  if (point === undefined) return undefined
  files ??= readFontFiles()
  for (const file of files) {
    if (!file.ranges.some(([from, to]) => point >= from && point <= to)) continue
    const font = openFont(file.name)
    const glyph = font.charToGlyph(character)
    // Glyph 0 is the font's sign for "I have none".
    if (glyph.index !== 0) return { font, glyph }
  }
  return undefined
}

function openFont(name: string): Font {
  const opened = fonts.get(name)
  if (opened) return opened
  const font = opentype.parse(fontOfWoff(readFileSync(new URL(name, FONTS))))
  fonts.set(name, font)
  return font
}

/** Each line: a file name, a blank, hexadecimal ranges as in CSS's unicode-range. The first file that has it wins. */
function readFontFiles(): readonly FontFile[] {
  const lines = readFileSync(new URL('unicode-ranges.txt', FONTS), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [name = '', ranges = ''] = line.split(' ')
    return {
      name,
      ranges: ranges.split(',').map((range) => {
        const [from = '', to = from] = range.split('-')
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
      }),
    }
  })
}
