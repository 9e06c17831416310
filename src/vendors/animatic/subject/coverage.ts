/**
 * How much of each pixel a polygon covers, exactly: signed areas are accumulated per edge and summed along the
 * rows (the way of font rasterisers). Polygons added before one `sweep` are united.
 */
export class Coverage {
  readonly width: number
  readonly height: number
  readonly #areas: Float32Array
  readonly #firstColumn: Int32Array
  readonly #lastColumn: Int32Array
  #top: number
  #bottom = 0

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.#areas = new Float32Array((width + 2) * height)
    this.#firstColumn = new Int32Array(height).fill(width)
    this.#lastColumn = new Int32Array(height).fill(-1)
    this.#top = height
  }

  /** Adds a closed polygon in pixels, x and y by turns, whichever way round it runs. A hole takes away. */
  add(points: Float64Array, length: number, hole: boolean): void {
    const sign = signedArea(points, length) < 0 === hole ? -1 : 1
    let fromX = points[length - 2]!
    let fromY = points[length - 1]!
    for (let index = 0; index < length; index += 2) {
      const x = points[index]!
      const y = points[index + 1]!
      if (fromY < y) this.#addEdge(fromX, fromY, x, y, sign)
      else if (fromY > y) this.#addEdge(x, y, fromX, fromY, -sign)
      fromX = x
      fromY = y
    }
  }

  /**
   * Calls back for each row's run of touched pixels; then forgets all.
   * @param onRow Gets the columns and where their changes of coverage lie: the running sum, 0 to 1, is the coverage.
   */
  sweep(onRow: (row: number, first: number, last: number, changes: Float32Array, at: number) => void): void {
    for (let row = this.#top; row < this.#bottom; row++) {
      const start = row * (this.width + 2)
      const first = this.#firstColumn[row]!
      const touched = this.#lastColumn[row]!
      const last = Math.min(this.width - 1, touched)
      if (last >= first) onRow(row, first, last, this.#areas, start + first)
      this.#areas.fill(0, start + first, start + touched + 2)
      this.#firstColumn[row] = this.width
      this.#lastColumn[row] = -1
    }
    this.#top = this.height
    this.#bottom = 0
  }

  /** One edge that runs down, from (x0, y0) to (x1, y1). */
  #addEdge(x0: number, y0: number, x1: number, y1: number, sign: number): void {
    // An edge of no height covers nothing, and its slope is no number.
    if (y1 <= 0 || y0 >= this.height || y1 - y0 < 1e-9) return
    const slope = (x1 - x0) / (y1 - y0)
    const from = Math.max(0, y0)
    const to = Math.min(this.height, y1)
    const firstRow = Math.floor(from)
    const lastRow = Math.min(this.height - 1, Math.ceil(to) - 1)
    if (firstRow < this.#top) this.#top = firstRow
    if (lastRow >= this.#bottom) this.#bottom = lastRow + 1
    for (let row = firstRow; row <= lastRow; row++) {
      const top = Math.max(from, row)
      const bottom = Math.min(to, row + 1)
      this.#addSlice(row, x0 + (top - y0) * slope, x0 + (bottom - y0) * slope, (bottom - top) * sign)
    }
  }

  /** What an edge adds within one row, between two columns; `area` is its signed height. */
  #addSlice(row: number, xa: number, xb: number, area: number): void {
    const limit = this.width
    const left = xa < xb ? xa : xb
    const right = xa < xb ? xb : xa
    if (left < 0) {
      // What lies left of the canvas covers all of the row; what crosses its border is cut there.
      if (right <= 0) this.#addWithin(row, 0, 0, area)
      else {
        const share = -left / (right - left)
        this.#addWithin(row, 0, 0, area * share)
        this.#addSlice(row, 0, right, area * (1 - share))
      }
    } else if (right > limit) {
      // What lies right of the canvas changes nothing in it, but the row is covered up to its border.
      this.#lastColumn[row] = limit
      if (left < limit) this.#addWithin(row, left, limit, (area * (limit - left)) / (right - left))
    } else {
      this.#addWithin(row, left, right, area)
    }
  }

  #addWithin(row: number, left: number, right: number, area: number): void {
    const limit = this.width
    const first = Math.floor(left)
    const last = Math.floor(right)
    if (first < this.#firstColumn[row]!) this.#firstColumn[row] = first
    if (last + 1 > this.#lastColumn[row]!) this.#lastColumn[row] = Math.min(limit, last + 1)
    const areas = this.#areas
    const start = row * (limit + 2)
    if (first === last) {
      const beyond = (left + right) / 2 - first
      areas[start + first]! += area * (1 - beyond)
      areas[start + first + 1]! += area * beyond
      return
    }
    // The slice crosses several pixels: each gets the area of its trapezium.
    const perPixel = area / (right - left)
    const into = first + 1 - left
    const head = 0.5 * perPixel * into * into
    areas[start + first]! += head
    let covered = head
    for (let column = first + 1; column < last; column++) {
      const upTo = perPixel * (column + 0.5 - left)
      areas[start + column]! += upTo - covered
      covered = upTo
    }
    const rest = right - last
    const beforeLast = area - 0.5 * perPixel * rest * rest
    areas[start + last]! += beforeLast - covered
    areas[start + last + 1]! += area - beforeLast
  }
}

function signedArea(points: Float64Array, length: number): number {
  let sum = 0
  let fromX = points[length - 2]!
  let fromY = points[length - 1]!
  for (let index = 0; index < length; index += 2) {
    sum += fromX * points[index + 1]! - points[index]! * fromY
    fromX = points[index]!
    fromY = points[index + 1]!
  }
  return sum
}
