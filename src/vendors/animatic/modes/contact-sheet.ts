/** Where a card stands: its centre and its size, in pixels of the frame. */
export type CardPlace = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type SheetArea = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * Places cards of these shapes in rows of equal height, as large as the area allows.
 * @param aspects Width over height of each card, in order.
 * @param area The room for the sheet, in pixels.
 */
export function layOutSheet(aspects: readonly number[], area: SheetArea): readonly CardPlace[] {
  const gap = Math.min(area.width, area.height) * 0.04
  const choices = aspects.map((_, index) => sheetOf(rowsOf(aspects, index + 1), area, gap))
  return choices.reduce((best, choice) => (smallest(choice) > smallest(best) ? choice : best))
}

function sheetOf(rows: readonly (readonly number[])[], area: SheetArea, gap: number): readonly CardPlace[] {
  const room = (area.height - gap * (rows.length - 1)) / rows.length
  const heights = rows.map((row) =>
    Math.max(1, Math.min(room, (area.width - gap * (row.length - 1)) / total(row))),
  )
  const used = total(heights) + gap * (rows.length - 1)
  let top = area.top + (area.height - used) / 2
  return rows.flatMap((row, index) => {
    const height = heights[index]!
    let left = area.left + (area.width - total(row) * height - gap * (row.length - 1)) / 2
    const places = row.map((aspect) => {
      const width = aspect * height
      const place = { x: left + width / 2, y: top + height / 2, width, height }
      left += width + gap
      return place
    })
    top += height + gap
    return places
  })
}

/** Splits the cards into rows of nearly equal count, the fuller ones first. */
function rowsOf(aspects: readonly number[], count: number): readonly (readonly number[])[] {
  const perRow = aspects.length / count
  return Array.from({ length: count }, (_, row) =>
    aspects.slice(Math.ceil(row * perRow), Math.ceil((row + 1) * perRow)),
  )
}

/** The area of the smallest card: what one must still be able to see. */
function smallest(places: readonly CardPlace[]): number {
  return Math.min(...places.map(({ width, height }) => width * height))
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
