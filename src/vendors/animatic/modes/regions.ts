import type { Field } from '../picture/field.ts'

/** A connected part of a field. */
export type Region = {
  /** Indices into the field. */
  readonly cells: readonly number[]
  /** Pairs of a cell on the region's rim and the cell outside, `OUTLINE_GAP` cells apart. */
  readonly outline: readonly (readonly [inside: number, outside: number])[]
  readonly left: number
  readonly top: number
  /** One past the last column and row. */
  readonly right: number
  readonly bottom: number
}

/** The rim itself is a mixture of the two sides: compare a little off it. */
const OUTLINE_GAP = 2

/** The connected parts of a field above a level, of at least this many cells, largest first. */
export function regionsOf(field: Field, level: number, cellsMin: number): readonly Region[] {
  const { width, values } = field
  const seen = new Uint8Array(values.length)
  const regions: Region[] = []
  for (let start = 0; start < values.length; start++) {
    if (seen[start] === 1 || values[start]! <= level) continue
    const cells = flood(field, level, start, seen)
    if (cells.length < cellsMin) continue
    const columns = cells.map((cell) => cell % width)
    const rows = cells.map((cell) => Math.floor(cell / width))
    regions.push({
      cells,
      outline: outlineOf(field, cells),
      left: columns.reduce((least, column) => Math.min(least, column), width),
      top: rows.reduce((least, row) => Math.min(least, row), field.height),
      right: columns.reduce((most, column) => Math.max(most, column), 0) + 1,
      bottom: rows.reduce((most, row) => Math.max(most, row), 0) + 1,
    })
  }
  return regions.toSorted((a, b) => b.cells.length - a.cells.length)
}

function flood({ width, height, values }: Field, level: number, start: number, seen: Uint8Array): number[] {
  const cells = [start]
  seen[start] = 1
  // `cells` grows while it is read: it is the queue and the result.
  for (let next = 0; next < cells.length; next++) {
    const cell = cells[next]!
    const column = cell % width
    const neighbours = [
      column > 0 ? cell - 1 : -1,
      column < width - 1 ? cell + 1 : -1,
      cell - width,
      cell + width < width * height ? cell + width : -1,
    ]
    for (const neighbour of neighbours) {
      if (neighbour < 0 || seen[neighbour] === 1 || values[neighbour]! <= level) continue
      seen[neighbour] = 1
      cells.push(neighbour)
    }
  }
  return cells
}

function outlineOf({ width, height }: Field, cells: readonly number[]): [number, number][] {
  const inside = new Set(cells)
  return cells.flatMap((cell) => {
    const [column, row] = [cell % width, Math.floor(cell / width)]
    return SIDES.flatMap(([x, y]): [number, number][] => {
      if (inside.has(cell + y * width + x)) return []
      const [inColumn, inRow] = [column - x * OUTLINE_GAP, row - y * OUTLINE_GAP]
      const [outColumn, outRow] = [column + x * OUTLINE_GAP, row + y * OUTLINE_GAP]
      const fits = (at: number, length: number): boolean => at >= 0 && at < length
      if (!fits(inColumn, width) || !fits(outColumn, width)) return []
      if (!fits(inRow, height) || !fits(outRow, height)) return []
      return [[inRow * width + inColumn, outRow * width + outColumn]]
    })
  })
}

const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const
