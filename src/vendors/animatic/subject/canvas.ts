import { Coverage } from './coverage.ts'
import { rampSteps } from './shading.ts'

/** Where on a ramp a pixel lies: linear, or by the squared distance from a point. */
export type Gradient =
  | { readonly type: 'linear'; readonly perX: number; readonly perY: number; readonly start: number }
  | {
      readonly type: 'radial'
      readonly x: number
      readonly y: number
      readonly perX: number
      readonly perY: number
    }

/**
 * over: covers what is there. atop: only where something is already. clipped: only within the stencil.
 * stencil: paints and remembers the shape for what is clipped to it.
 */
export type Blending = 'over' | 'atop' | 'clipped' | 'stencil'

/** A picture in the making, of the frame's size: pixels as `Shading` packs them, empty where nothing was painted. */
export class Canvas {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
  readonly coverage: Coverage
  /** The columns painted in each row: from `first` to `last`; none while `last` is smaller. */
  readonly first: Int32Array
  readonly last: Int32Array
  /** The rows painted: from `top` to just before `bottom`. */
  top: number
  bottom = 0
  readonly #stencil: Uint8Array

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.pixels = new Uint32Array(width * height)
    this.coverage = new Coverage(width, height)
    this.first = new Int32Array(height).fill(width)
    this.last = new Int32Array(height).fill(-1)
    this.top = height
    this.#stencil = new Uint8Array(width * height)
  }

  /** Paints the polygons added to `coverage`. */
  paint(ramp: Uint32Array, gradient: Gradient, blending: Blending): void {
    this.coverage.sweep((row, first, last, changes, at) => {
      if (first < this.first[row]!) this.first[row] = first
      if (last > this.last[row]!) this.last[row] = last
      if (row < this.top) this.top = row
      if (row >= this.bottom) this.bottom = row + 1
      this.#paintRow(ramp, gradient, row, first, last, changes, at, blending)
    })
  }

  clearStencil(): void {
    this.#eachRow((from, to) => this.#stencil.fill(0, from, to))
  }

  clear(): void {
    this.#eachRow((from, to) => this.pixels.fill(0, from, to))
    this.first.fill(this.width, this.top, this.bottom)
    this.last.fill(-1, this.top, this.bottom)
    this.top = this.height
    this.bottom = 0
  }

  #eachRow(visit: (from: number, to: number) => void): void {
    for (let row = this.top; row < this.bottom; row++) {
      const start = row * this.width
      if (this.last[row]! >= this.first[row]!) visit(start + this.first[row]!, start + this.last[row]! + 1)
    }
  }

  #paintRow(
    ramp: Uint32Array,
    gradient: Gradient,
    row: number,
    first: number,
    last: number,
    changes: Float32Array,
    at: number,
    blending: Blending,
  ): void {
    const pixels = this.pixels
    const stencil = this.#stencil
    const isClipped = blending === 'clipped'
    const isStencil = blending === 'stencil'
    const isAtop = blending === 'atop'
    const isLinear = gradient.type === 'linear'
    // A linear gradient advances in 16 fraction bits; a radial one adds up squares.
    const slope = isLinear ? (gradient.perX * 65536) | 0 : 0
    let position = isLinear ? ((gradient.start + row * gradient.perY + first * gradient.perX) * 65536) | 0 : 0
    const across = isLinear ? 0 : ((row - gradient.y) * gradient.perY) ** 2
    let along = isLinear ? 0 : (first - gradient.x) * gradient.perX
    let covered = 0
    let coverage = 0
    let write = row * this.width + first
    for (let read = at, end = at + last - first; read <= end; read++, write++) {
      const change = changes[read]!
      if (change !== 0) {
        covered += change
        coverage = (covered * 256 + 0.5) | 0
        if (coverage > 256) coverage = 256
      }
      let step = 0
      if (isLinear) {
        step = position >> 16
        position = (position + slope) | 0
      } else {
        step = Math.sqrt(across + along * along) | 0
        along += gradient.perX
      }
      if (coverage <= 0) continue
      if (step < 0) step = 0
      else if (step >= rampSteps) step = rampSteps - 1
      let weight = coverage
      if (isStencil) stencil[write] = weight - (weight >> 8)
      else if (isClipped) weight = (weight * stencil[write]! + 128) >> 8
      const source = ramp[step]!
      if (source === 0) continue
      if (weight >= 255 && source >>> 24 === 255 && !isAtop) pixels[write] = source
      else pixels[write] = blend(source, pixels[write]!, weight, isAtop)
    }
  }
}

/** One pixel over (or atop) another; `weight` of 256 is how much of it is covered. */
function blend(source: number, below: number, weight: number, isAtop: boolean): number {
  const sourceWeight = isAtop ? (weight * (below >>> 24) + 128) >> 8 : weight
  const alpha = ((source >>> 24) * weight + 255) >> 8
  const belowWeight = 256 - alpha - (alpha >> 7)
  // Two bytes are mixed at once in each half; the rounding halves cannot carry into the next byte.
  const even =
    Math.imul(source & 0xff00ff, sourceWeight) + Math.imul(below & 0xff00ff, belowWeight) + 0x800080
  const odd =
    Math.imul((source >>> 8) & 0xff00ff, sourceWeight) +
    Math.imul((below >>> 8) & 0xff00ff, belowWeight) +
    0x800080
  return ((even >>> 8) & 0xff00ff) | (odd & 0xff00ff00)
}
