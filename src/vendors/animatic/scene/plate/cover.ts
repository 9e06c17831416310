/**
 * What nearer sheets hide: for each block of frame columns one stretch of rows. One is enough, as what is near mostly
 * stands on what is below it.
 */
export type Cover = {
  /** First hidden row of each block; Infinity where nothing is hidden. */
  readonly from: Float64Array
  /** The row after the last hidden one. */
  readonly to: Float64Array
}

/** Frame columns per block. */
export const COVER_BLOCK = 16

/** A cover that hides nothing. */
export function createCover(width: number): Cover {
  const blocks = Math.ceil(width / COVER_BLOCK)
  return { from: new Float64Array(blocks).fill(Infinity), to: new Float64Array(blocks).fill(Infinity) }
}

/** Makes one cover hide what another hides. */
export function copyCover(cover: Cover, into: Cover): void {
  into.from.set(cover.from)
  into.to.set(cover.to)
}

/** Hides everything from a row on, and nothing above it. */
export function hideBelow(cover: Cover, row: number): void {
  cover.from.fill(row)
  cover.to.fill(Infinity)
}

/** Hides rows of a block beside those that are hidden already; of two stretches apart the longer one counts. */
export function hideRows(cover: Cover, block: number, from: number, to: number): void {
  if (to <= from) return
  const [before, after] = [cover.from[block]!, cover.to[block]!]
  const touches = before !== Infinity && from <= after && to >= before
  if (touches) {
    cover.from[block] = Math.min(before, from)
    cover.to[block] = Math.max(after, to)
  } else if (before === Infinity || to - from > after - before) {
    cover.from[block] = from
    cover.to[block] = to
  }
}

/** Whether a row of a block is hidden. */
export function isHidden(cover: Cover, block: number, row: number): boolean {
  return row >= cover.from[block]! && row < cover.to[block]!
}

/** The first row from which on nothing is to be seen in any column; at most `height`. */
export function endOfVisible(cover: Cover, height: number): number {
  let end = 0
  for (let block = 0; block < cover.from.length; block++) {
    end = Math.max(end, cover.to[block]! >= height ? cover.from[block]! : height)
  }
  return Math.min(height, Math.ceil(end))
}

/** The rows outside of which every column is visible. */
export function hiddenSpan(cover: Cover): { readonly first: number; readonly end: number } {
  let first = Infinity
  let end = -Infinity
  for (let block = 0; block < cover.from.length; block++) {
    if (cover.from[block] === Infinity) continue
    first = Math.min(first, cover.from[block]!)
    end = Math.max(end, cover.to[block]!)
  }
  return { first, end }
}

/** The frame column up to which the blocks are as visible in a row as the one at this column. */
export function endOfStretch(cover: Cover, column: number, row: number, hidden: boolean): number {
  let block = Math.floor(column / COVER_BLOCK) + 1
  while (block < cover.from.length && isHidden(cover, block, row) === hidden) block++
  return block * COVER_BLOCK
}
