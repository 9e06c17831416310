import type { Blending, Canvas, Gradient } from './canvas.ts'
import { rampSteps } from './shading.ts'
import type { Paint, Shading } from './shading.ts'
import type { Polygon, Shape } from './shape.ts'

const unseen: Paint = { rgb: [0, 0, 0], form: 'flat', glow: 0, alpha: 0, fades: false }

/** A patch of ground that a figure darkens, in pixels of the frame. */
export type ShadowPatch = {
  readonly x: number
  readonly y: number
  readonly radiusX: number
  readonly radiusY: number
  readonly strength: number
}

/** Draws shapes in a figure's own units (x forward, y up, 100 to its height) onto a canvas. */
export class Pen {
  readonly canvas: Canvas
  readonly shadows: ShadowPatch[] = []
  /** The columns between which anything was drawn about the figure's foot, in or out of the frame. */
  readonly footing = { left: Infinity, right: -Infinity }
  readonly #shading: Shading
  readonly #footRow: number
  #matrix: Matrix
  #inStencil = false
  #points = new Float64Array(256)

  /** @param matrix From the figure's units to pixels. */
  constructor(canvas: Canvas, shading: Shading, matrix: Matrix) {
    this.canvas = canvas
    this.#shading = shading
    this.#matrix = matrix
    this.#footRow = matrix[5]
  }

  /** Pixels per unit. */
  get scale(): number {
    return Math.sqrt(Math.abs(this.#matrix[0] * this.#matrix[3] - this.#matrix[1] * this.#matrix[2]))
  }

  /**
   * Draws shapes as one silhouette.
   * @param within What they are a part of: light falls on them as on the whole.
   */
  draw(shapes: Shape | readonly Shape[], paint: Paint, within?: Extent): void {
    this.#paint(shapes, paint, this.#inStencil ? 'clipped' : 'over', within)
  }

  /** Tints only what is already painted: a shadow of one part upon another. */
  tint(shapes: Shape | readonly Shape[], paint: Paint): void {
    this.#paint(shapes, paint, 'atop')
  }

  /** Draws shapes and clips what `inside` draws to them: spots, stripes, windows. Not to be nested. */
  drawWith(shapes: Shape | readonly Shape[], paint: Paint, inside: () => void, within?: Extent): void {
    this.#paint(shapes, paint, 'stencil', within)
    this.#drawInside(inside)
  }

  /** Clips what `inside` draws to shapes that are painted already. */
  clip(shapes: Shape | readonly Shape[], inside: () => void): void {
    this.#paint(shapes, unseen, 'stencil')
    this.#drawInside(inside)
  }

  /** What shapes take up in pixels, to light others as their parts. */
  extent(shapes: readonly Shape[]): Extent {
    const extent = emptyExtent()
    for (const shape of shapes) for (const polygon of shape.polygons) this.#place(polygon, extent)
    return extent
  }

  /** Draws in a place of its own: moved, turned anticlockwise, scaled. */
  at(x: number, y: number, degrees: number, scaleX: number, scaleY: number, draw: () => void): void {
    const outer = this.#matrix
    const angle = (degrees * Math.PI) / 180
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    this.#matrix = multiply(outer, [cos * scaleX, sin * scaleX, -sin * scaleY, cos * scaleY, x, y])
    draw()
    this.#matrix = outer
  }

  /** A soft contact shadow about a point of the ground. */
  shadow(x: number, y: number, radius: number, strength: number): void {
    const [a, b, c, d, e, f] = this.#matrix
    const radiusX = radius * this.scale
    this.shadows.push({
      x: a * x + c * y + e,
      y: b * x + d * y + f,
      radiusX,
      radiusY: radiusX * 0.2,
      strength,
    })
  }

  #drawInside(inside: () => void): void {
    if (this.#inStencil) throw new Error('Clipped drawings are not nested.')
    this.#inStencil = true
    inside()
    this.#inStencil = false
    this.canvas.clearStencil()
  }

  #paint(shapes: Shape | readonly Shape[], paint: Paint, blending: Blending, within?: Extent): void {
    const extent = emptyExtent()
    for (const shape of 'polygons' in shapes ? [shapes] : shapes) {
      for (const polygon of shape.polygons) {
        this.canvas.coverage.add(this.#place(polygon, extent), polygon.length, shape.hole)
      }
    }
    if (extent.top < this.#footRow && extent.bottom > this.#footRow && paint.alpha === 1 && !paint.fades) {
      this.footing.left = Math.min(this.footing.left, extent.left)
      this.footing.right = Math.max(this.footing.right, extent.right)
    }
    const gradient = gradientOf(paint, within ?? extent, this.#shading.direction)
    this.canvas.paint(this.#shading.ramp(paint), gradient, blending)
  }

  /** A polygon in pixels, in a buffer that the next call reuses; widens the extent. */
  #place(polygon: Polygon, extent: Extent): Float64Array {
    if (this.#points.length < polygon.length) this.#points = new Float64Array(polygon.length * 2)
    const points = this.#points
    const matrix = this.#matrix
    const a = matrix[0]
    const b = matrix[1]
    const c = matrix[2]
    const d = matrix[3]
    const e = matrix[4]
    const f = matrix[5]
    for (let index = 0; index < polygon.length; index += 2) {
      const x = a * polygon[index]! + c * polygon[index + 1]! + e
      const y = b * polygon[index]! + d * polygon[index + 1]! + f
      points[index] = x
      points[index + 1] = y
      if (x < extent.left) extent.left = x
      if (x > extent.right) extent.right = x
      if (y < extent.top) extent.top = y
      if (y > extent.bottom) extent.bottom = y
    }
    return points
  }
}

/** x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export type Extent = { left: number; top: number; right: number; bottom: number }

function emptyExtent(): Extent {
  return { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
}

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

// Light falls from above and from one side.
const sideways = 0.5
const downwards = Math.sqrt(1 - sideways * sideways)

function gradientOf(paint: Paint, extent: Extent, direction: -1 | 1): Gradient {
  const x = (extent.left + extent.right) / 2
  const y = (extent.top + extent.bottom) / 2
  const halfWidth = Math.max(0.5, (extent.right - extent.left) / 2)
  const halfHeight = Math.max(0.5, (extent.bottom - extent.top) / 2)
  if (paint.form === 'round') {
    // A halo is centred; a ball is brightest where it faces the light.
    const shift = paint.fades ? 0 : 0.38
    const reach = (rampSteps - 1) / (1 + shift)
    return {
      type: 'radial',
      x: x + direction * sideways * shift * halfWidth,
      y: y - downwards * shift * halfHeight,
      perX: reach / halfWidth,
      perY: reach / halfHeight,
    }
  }
  const half = (rampSteps - 1) / 2
  const perX = (half * direction * sideways) / halfWidth
  const perY = (-half * downwards) / halfHeight
  return { type: 'linear', perX, perY, start: half - x * perX - y * perY }
}
