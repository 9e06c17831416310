import type { PlanarFrame } from '../render-plan.ts'
import { boxBlur, createField, downsample, type Field } from '../picture/field.ts'
import { regionsOf, type Region } from './regions.ts'

/** A thing that one picture shows at one place and the other at another, before the same background. */
export type MovingThing = { readonly from: Region; readonly to: Region }

/** Cells of 4 x 4 pixels, in which the pictures are compared; regions count in them. */
export const THING_CELL = 4

/** More changes than this are another scene, not things that moved. */
const THINGS_MAX = 5

/** Level differences, summed over luma and chroma: noise of compression below, a thing above. */
const UNCHANGED = 10
const CHANGED = 18

/**
 * Finds what moved when the camera did not: the places where two pictures differ, told apart by which of them shows a
 * thing there and which the bare background, and paired by colour and size.
 * @returns Nothing when much of the background changed, or nothing can be paired.
 */
export function findMovingThings(first: PlanarFrame, second: PlanarFrame): readonly MovingThing[] {
  const [a, b] = [cellsOf(first), cellsOf(second)]
  const change = createField(a.y.width, a.y.height)
  for (let cell = 0; cell < change.values.length; cell++) change.values[cell] = difference(a, cell, b, cell)
  const quiet = change.values.reduce((count, value) => count + (value < UNCHANGED ? 1 : 0), 0)
  if (quiet < 0.6 * change.values.length) return []
  boxBlur(change, 1, 1)
  const regions = regionsOf(change, CHANGED, change.values.length * 5e-4)
  if (regions.length > 2 * THINGS_MAX) return []
  const shownFirst = regions.filter((region) => standsOut(a, region) > BARE_FACTOR * standsOut(b, region))
  const shownSecond = regions.filter((region) => standsOut(b, region) > BARE_FACTOR * standsOut(a, region))
  return pair(shownFirst, shownSecond, a, b)
}

/** How much more a thing must stand out than the background does in its place: an eye that closes did not move. */
const BARE_FACTOR = 1.6

type Cells = { readonly y: Field; readonly u: Field; readonly v: Field }

function cellsOf(frame: PlanarFrame): Cells {
  const columns = Math.max(1, Math.ceil(frame.width / THING_CELL))
  const rows = Math.max(1, Math.ceil(frame.height / THING_CELL))
  return {
    y: downsample(frame.y, frame.width, frame.height, columns, rows),
    u: downsample(frame.u, frame.width / 2, frame.height / 2, columns, rows),
    v: downsample(frame.v, frame.width / 2, frame.height / 2, columns, rows),
  }
}

function difference(a: Cells, cellA: number, b: Cells, cellB: number): number {
  return (
    Math.abs(a.y.values[cellA]! - b.y.values[cellB]!) +
    Math.abs(a.u.values[cellA]! - b.u.values[cellB]!) +
    Math.abs(a.v.values[cellA]! - b.v.values[cellB]!)
  )
}

/** How unlike its surroundings a region is: the mean difference across its outline. */
function standsOut(cells: Cells, region: Region): number {
  let sum = 0
  for (const [inside, outside] of region.outline) sum += difference(cells, inside, cells, outside)
  return sum / Math.max(1, region.outline.length)
}

/** The likest first; each region once. */
function pair(
  from: readonly Region[],
  to: readonly Region[],
  first: Cells,
  second: Cells,
): readonly MovingThing[] {
  const choices = from
    .flatMap((start) => to.map((end) => ({ start, end, cost: unlikeness(start, first, end, second) })))
    .filter(({ cost }) => cost < 1)
    .toSorted((a, b) => a.cost - b.cost)
  const things: MovingThing[] = []
  for (const { start, end } of choices) {
    if (things.some((thing) => thing.from === start || thing.to === end)) continue
    things.push({ from: start, to: end })
  }
  return things
}

/** 0 for the same colour and size; 1 and more for things that have nothing to do with each other. */
function unlikeness(start: Region, first: Cells, end: Region, second: Cells): number {
  const size = Math.abs(Math.log(start.cells.length / end.cells.length)) / Math.log(5)
  const [a, b] = [meanColour(start, first), meanColour(end, second)]
  const colour = Math.abs(a.y - b.y) + 2 * Math.abs(a.u - b.u) + 2 * Math.abs(a.v - b.v)
  return size + colour / 500
}

function meanColour(region: Region, { y, u, v }: Cells): { y: number; u: number; v: number } {
  const mean = (field: Field): number =>
    region.cells.reduce((sum, cell) => sum + field.values[cell]!, 0) / region.cells.length
  return { y: mean(y), u: mean(u), v: mean(v) }
}
