import type { Canvas } from '../paint/canvas.ts'
import type { Lens } from '../plate/view.ts'

/** The lie of the land: height over the plain in units of size, at x to the right and z ahead. */
export type Relief = (x: number, z: number, footprint: number) => number

/** Direction towards the light: x to the right, y up, z ahead; length 1. */
export type LightDirection = { readonly x: number; readonly y: number; readonly z: number }

/** What a material knows of the spot it colours. */
export type Spot = {
  x: number
  z: number
  height: number
  /** Rise per unit to the right and ahead. */
  slopeX: number
  slopeZ: number
  /** Direct light on it, 0 to 1. */
  light: number
  /** Frame position. */
  column: number
  row: number
}

/** Writes the finished colour of a spot (0-255). */
export type Material = (spot: Spot, into: Float64Array) => void

export type Slice = { readonly near: number; readonly far: number }

/**
 * Paints what the camera sees of a relief between two distances, far things behind near ones. Heights, slopes and
 * shadows are found on a grid of rays; each pixel takes its spot between two grid points.
 * @param columnStep Columns per painted ray; between two rays their mean is taken. 2 suits ground without outlines.
 */
export function paintRelief(
  canvas: Canvas,
  lens: Lens,
  slice: Slice,
  relief: Relief,
  light: LightDirection,
  material: Material,
  columnStep: 1 | 2 = 1,
): void {
  const grid = layGrid(canvas, lens, slice)
  fillHeights(grid, relief, lens)
  fillSlopes(grid)
  fillLight(grid, light)
  const ray = createRay(grid.steps)
  for (let column = 0; column < canvas.width; column += columnStep) {
    readRay(grid, lens, column / grid.columnStep, ray)
    paintRay(canvas, lens, grid, ray, column, material)
  }
  if (columnStep === 2) fillOddColumns(canvas)
}

/** Gives every second column the mean of its neighbours. */
function fillOddColumns({ pixels, width, height }: Canvas): void {
  for (let row = 0; row < height; row++) {
    for (let column = 1; column < width; column += 2) {
      const at = (row * width + column) * 4
      const next = column < width - 1 ? at + 4 : at - 4
      for (let channel = 0; channel < 4; channel++) {
        pixels[at + channel] = (pixels[at - 4 + channel]! + pixels[next + channel]!) / 2
      }
    }
  }
}

/** Points on rays from the camera, the same distances for every ray; arrays run ray by ray. */
type Grid = {
  readonly rays: number
  readonly steps: number
  /** Canvas columns between two rays. */
  readonly columnStep: number
  /** x per unit of z, of each ray. */
  readonly bearings: Float64Array
  readonly distances: Float64Array
  readonly heights: Float32Array
  readonly slopesX: Float32Array
  readonly slopesZ: Float32Array
  readonly lights: Float32Array
}

/** Growth of the distance per step: near enough that a step on the plain is about a row. */
const STEP_GROWTH = 1.0065

function layGrid(canvas: Canvas, lens: Lens, { near, far }: Slice): Grid {
  const columnStep = 2
  const rays = Math.ceil(canvas.width / columnStep) + 2
  const steps = Math.max(8, Math.ceil(Math.log(far / near) / Math.log(STEP_GROWTH)) + 1)
  const bearings = new Float64Array(rays)
  for (let ray = 0; ray < rays; ray++) {
    const position = canvas.left + (ray * columnStep + 0.5) * canvas.step
    bearings[ray] = (position - lens.width / 2) / lens.focal
  }
  const distances = new Float64Array(steps)
  for (let step = 0; step < steps; step++) distances[step] = near * (far / near) ** (step / (steps - 1))
  const size = rays * steps
  return {
    rays,
    steps,
    columnStep,
    bearings,
    distances,
    heights: new Float32Array(size),
    slopesX: new Float32Array(size),
    slopesZ: new Float32Array(size),
    lights: new Float32Array(size),
  }
}

function fillHeights({ rays, steps, bearings, distances, heights }: Grid, relief: Relief, lens: Lens): void {
  const spread = 2 / lens.focal
  for (let ray = 0, at = 0; ray < rays; ray++) {
    const bearing = bearings[ray]!
    for (let step = 0; step < steps; step++, at++) {
      const z = distances[step]!
      heights[at] = relief(bearing * z, z, z * spread)
    }
  }
}

function fillSlopes({ rays, steps, bearings, distances, heights, slopesX, slopesZ }: Grid): void {
  for (let ray = 0; ray < rays; ray++) {
    const left = Math.max(0, ray - 1)
    const right = Math.min(rays - 1, ray + 1)
    const bearing = bearings[ray]!
    const spread = bearings[right]! - bearings[left]!
    for (let step = 0; step < steps; step++) {
      const at = ray * steps + step
      const nearer = Math.max(0, step - 1)
      const farther = Math.min(steps - 1, step + 1)
      const across =
        (heights[right * steps + step]! - heights[left * steps + step]!) / (spread * distances[step]!)
      const along =
        (heights[ray * steps + farther]! - heights[ray * steps + nearer]!) /
        (distances[farther]! - distances[nearer]!)
      slopesX[at] = across
      // Along a ray x changes too: take its part out.
      slopesZ[at] = along - across * bearing
    }
  }
}

/** Lambert's law, and a shadow wherever the ground towards the light is higher than the light's ray. */
function fillLight(grid: Grid, light: LightDirection): void {
  const { rays, steps, bearings, distances, heights, slopesX, slopesZ, lights } = grid
  const ahead = light.z >= 0
  const skew = light.x / (Math.abs(light.z) < 0.2 ? 0.2 : Math.abs(light.z))
  const sink = light.y / Math.max(0.2, Math.abs(light.z))
  // Level ground is about as bright under a low light as under a high one: eyes and cameras adapt.
  const gain = Math.min(1.9, Math.max(0.85, 0.6 / light.y))
  const shade = new Float32Array(rays)
  const before = new Float32Array(rays)
  const raySpacing = bearings[1]! - bearings[0]!
  for (let order = 0; order < steps; order++) {
    const step = ahead ? steps - 1 - order : order
    const z = distances[step]!
    const previous = distances[ahead ? Math.min(steps - 1, step + 1) : Math.max(0, step - 1)]!
    const way = Math.abs(previous - z)
    before.set(shade)
    for (let ray = 0; ray < rays; ray++) {
      const at = ray * steps + step
      const bearing = (bearings[ray]! * z + skew * way) / previous
      const from = Math.min(rays - 1.001, Math.max(0, (bearing - bearings[0]!) / raySpacing))
      const index = Math.floor(from)
      const cast = before[index]! + (before[index + 1]! - before[index]!) * (from - index) - way * sink
      const height = heights[at]!
      shade[ray] = order === 0 ? height : Math.max(height, cast)
      const sunlit = 1 - Math.min(1, Math.max(0, (cast - height) / (0.012 * z)))
      const facing =
        (light.y - light.x * slopesX[at]! - light.z * slopesZ[at]!) /
        Math.sqrt(1 + slopesX[at]! * slopesX[at]! + slopesZ[at]! * slopesZ[at]!)
      lights[at] = Math.min(1.25, Math.max(0, facing) * gain) * (order === 0 ? 1 : sunlit)
    }
  }
}

type Ray = {
  bearing: number
  readonly rows: Float64Array
  readonly heights: Float64Array
  readonly slopesX: Float64Array
  readonly slopesZ: Float64Array
  readonly lights: Float64Array
}

function createRay(steps: number): Ray {
  const blank = () => new Float64Array(steps)
  return { bearing: 0, rows: blank(), heights: blank(), slopesX: blank(), slopesZ: blank(), lights: blank() }
}

function readRay(grid: Grid, lens: Lens, position: number, ray: Ray): void {
  const { steps, bearings, distances } = grid
  const index = Math.floor(position)
  const share = position - index
  ray.bearing = bearings[index]! + (bearings[index + 1]! - bearings[index]!) * share
  for (let step = 0; step < steps; step++) {
    const at = index * steps + step
    const next = at + steps
    const height = grid.heights[at]! + (grid.heights[next]! - grid.heights[at]!) * share
    ray.heights[step] = height
    ray.rows[step] = lens.horizon + (lens.focal * (lens.eyeHeight - height)) / distances[step]!
    ray.slopesX[step] = grid.slopesX[at]! + (grid.slopesX[next]! - grid.slopesX[at]!) * share
    ray.slopesZ[step] = grid.slopesZ[at]! + (grid.slopesZ[next]! - grid.slopesZ[at]!) * share
    ray.lights[step] = grid.lights[at]! + (grid.lights[next]! - grid.lights[at]!) * share
  }
}

const spot: Spot = { x: 0, z: 0, height: 0, slopeX: 0, slopeZ: 0, light: 0, column: 0, row: 0 }
const colour = new Float64Array(4)

/** Walks away from the camera; each step may rise above what hides it so far, and only that part is painted. */
function paintRay(
  canvas: Canvas,
  lens: Lens,
  grid: Grid,
  ray: Ray,
  column: number,
  material: Material,
): void {
  const { pixels, width, height, top, step: size } = canvas
  // Where the slice cuts through a rise, its face down to the plain is painted too.
  const cut = (lens.horizon + (lens.focal * lens.eyeHeight) / grid.distances[0]! - top) / size
  let hidden = Math.min(height, Math.max(cut, (ray.rows[0]! - top) / size))
  for (let step = 1; step < grid.steps && hidden > 0; step++) {
    const upper = (ray.rows[step]! - top) / size
    if (upper >= hidden) continue
    const lower = (ray.rows[step - 1]! - top) / size
    const end = Math.max(0, upper)
    for (let row = Math.ceil(hidden) - 1; row >= Math.floor(end); row--) {
      const from = Math.max(end, row)
      const to = Math.min(hidden, row + 1)
      if (to <= from) continue
      const share = Math.min(1, Math.max(0, (lower - (from + to) / 2) / Math.max(1e-6, lower - upper)))
      readSpot(grid, ray, step, share)
      spot.column = canvas.left + (column + 0.5) * size
      spot.row = top + (row + 0.5) * size
      material(spot, colour)
      const at = (row * width + column) * 4
      const covered = to - from
      pixels[at] = pixels[at]! + colour[0]! * covered
      pixels[at + 1] = pixels[at + 1]! + colour[1]! * covered
      pixels[at + 2] = pixels[at + 2]! + colour[2]! * covered
      pixels[at + 3] = Math.min(1, pixels[at + 3]! + covered)
    }
    hidden = end
  }
}

function readSpot(grid: Grid, ray: Ray, step: number, share: number): void {
  const before = step - 1
  spot.height = ray.heights[before]! + (ray.heights[step]! - ray.heights[before]!) * share
  spot.slopeX = ray.slopesX[before]! + (ray.slopesX[step]! - ray.slopesX[before]!) * share
  spot.slopeZ = ray.slopesZ[before]! + (ray.slopesZ[step]! - ray.slopesZ[before]!) * share
  spot.light = ray.lights[before]! + (ray.lights[step]! - ray.lights[before]!) * share
  spot.z = grid.distances[before]! + (grid.distances[step]! - grid.distances[before]!) * share
  spot.x = ray.bearing * spot.z
}
