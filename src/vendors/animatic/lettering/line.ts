import type { PathCommand } from 'opentype.js'
import { findGlyph, type FoundGlyph } from './font-library.ts'

/** One line of text, laid out but not yet placed. */
export type Line = {
  /** Pixels from the first glyph's origin to the end of the last one's advance. */
  readonly width: number
  /** The share of letters that no font has, 0 to 1. */
  readonly missing: number
  /** SVG path data with the baseline's start at (x, y). */
  outline(x: number, y: number): string
}

/**
 * Lays out a line from left to right, glyph by glyph. (`Font.getPath` of opentype.js 2.0 throws on Inter, which has a
 * substitution it does not know.) A letter without a glyph becomes a box; emoji, marks and controls are dropped.
 * Joined and right-to-left scripts are not shaped.
 * @param size Font size in pixels.
 * @param spacing Extra room after each glyph, in pixels.
 */
export function layOutLine(text: string, size: number, spacing = 0): Line {
  const placed: { readonly found: FoundGlyph | undefined; readonly x: number }[] = []
  let x = 0
  let missingCount = 0
  let previous: FoundGlyph | undefined
  for (const character of text.normalize('NFC')) {
    const found = findGlyph(character)
    if (!found && UNWRITTEN.test(character)) continue
    if (!found) missingCount++
    x += kerning(previous, found, size)
    placed.push({ found, x })
    x += advance(found, size) + spacing
    previous = found
  }
  return {
    width: Math.max(0, x - spacing),
    missing: placed.length === 0 ? 0 : missingCount / placed.length,
    outline: (left, baseline) =>
      placed.map((glyph) => outlineOf(glyph.found, left + glyph.x, baseline, size)).join(''),
  }
}

/** What is not a letter to be missed: marks, controls, symbols such as emoji, and their invisible companions. */
const UNWRITTEN = /[\p{M}\p{C}\p{So}\p{Sk}]/u
const BOX_WIDTH = 0.62
const DECIMALS = 2

function advance(found: FoundGlyph | undefined, size: number): number {
  return found ? ((found.glyph.advanceWidth ?? 0) / found.font.unitsPerEm) * size : BOX_WIDTH * size
}

function kerning(previous: FoundGlyph | undefined, found: FoundGlyph | undefined, size: number): number {
  if (!previous || !found || previous.font !== found.font) return 0
  return (found.font.getKerningValue(previous.glyph, found.glyph) / found.font.unitsPerEm) * size
}

function outlineOf(found: FoundGlyph | undefined, x: number, y: number, size: number): string {
  if (found) return found.glyph.getPath(x, y, size).commands.map(pathData).join('')
  // A frame of two rectangles, the inner one the other way round, so that it stays empty.
  const [left, stroke, width, height] = [x + 0.06 * size, 0.06 * size, 0.5 * size, 0.72 * size]
  const outer = `M${left} ${y}h${width}v${-height}h${-width}z`
  return `${outer}M${left + stroke} ${y - stroke}v${2 * stroke - height}h${width - 2 * stroke}v${height - 2 * stroke}z`
}

/** `toPathData` of opentype.js 2.0 writes NaN for coordinates a hair off a whole number, and a renderer stops there. */
function pathData(command: PathCommand): string {
  switch (command.type) {
    case 'M':
    case 'L':
      return `${command.type}${numbers(command.x, command.y)}`
    case 'C':
      return `C${numbers(command.x1, command.y1, command.x2, command.y2, command.x, command.y)}`
    case 'Q':
      return `Q${numbers(command.x1, command.y1, command.x, command.y)}`
    case 'Z':
      return 'Z'
  }
}

const numbers = (...values: readonly number[]): string =>
  values.map((value) => value.toFixed(DECIMALS)).join(' ')
