/** x and y by turns. A plain array: thousands are made each frame, and small typed ones cost more. */
export type Polygon = readonly number[]

/**
 * Closed polygons in a figure's own units: x forward, y up, 100 units to its height.
 * A hole cuts out of what is filled together with it.
 */
export type Shape = { readonly polygons: readonly Polygon[]; readonly hole: boolean }

export type Point = readonly [x: number, y: number]

/** Points as they are, or as text: `'0 0, 10 5'`. */
export type Points = readonly Point[] | string

const curveSteps = 7

/**
 * A smooth closed silhouette through points: `'0 0, 10 5, 20 0!'`. A point with `!` is a corner; between two
 * corners the line is straight.
 */
export function outline(text: string): Shape {
  const points = text.split(',').map((part) => {
    const [x, y] = pointOf(part.replace('!', ''))
    return { x, y, corner: part.includes('!') }
  })
  const flat: number[] = []
  const at = (index: number): (typeof points)[number] => points[(index + points.length) % points.length]!
  for (let index = 0; index < points.length; index++) {
    const [start, end] = [at(index), at(index + 1)]
    const before = start.corner ? start : at(index - 1)
    const after = end.corner ? end : at(index + 2)
    const steps = start.corner && end.corner ? 1 : curveSteps
    for (let step = 0; step < steps; step++) {
      flat.push(
        spline(before.x, start.x, end.x, after.x, step / steps),
        spline(before.y, start.y, end.y, after.y, step / steps),
      )
    }
  }
  return solid(flat)
}

const readPoints = new Map<string, readonly Point[]>()

/** Points from text; each text is read once. */
export function pointsOf(points: Points): readonly Point[] {
  if (typeof points !== 'string') return points
  let read = readPoints.get(points)
  if (read === undefined) {
    read = points.split(',').map(pointOf)
    readPoints.set(points, read)
  }
  return read
}

function pointOf(text: string): Point {
  const [x, y] = text.trim().split(/\s+/).map(Number)
  if (x === undefined || y === undefined || !Number.isFinite(x + y)) throw new Error(`Not a point: "${text}"`)
  return [x, y]
}

/** A polygon with straight sides: `'0 0, 10 0, 10 5'`. */
export function polygon(text: string): Shape {
  return outline(text.replaceAll(',', '!,') + '!')
}

export function ellipse(x: number, y: number, radiusX: number, radiusY = radiusX): Shape {
  const steps = 28
  const flat: number[] = []
  for (let step = 0; step < steps; step++) {
    const angle = (step / steps) * 2 * Math.PI
    flat.push(x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle))
  }
  return solid(flat)
}

/** A rectangle from its lower left corner, its own corners rounded. */
export function box(x: number, y: number, width: number, height: number, radius = 0): Shape {
  const flat: number[] = []
  const r = Math.min(radius, width / 2, height / 2)
  const centres: readonly Point[] = [
    [x + width - r, y + height - r],
    [x + r, y + height - r],
    [x + r, y + r],
    [x + width - r, y + r],
  ]
  const steps = r > 0 ? 5 : 0
  for (const [quarter, [cx, cy]] of centres.entries()) {
    for (let step = 0; step <= steps; step++) {
      const angle = ((quarter + (steps > 0 ? step / steps : 0.5)) * Math.PI) / 2
      flat.push(cx + r * Math.cos(angle), cy + r * Math.sin(angle))
    }
  }
  return solid(flat)
}

/** A rounded rod through joints with a radius at each; `smooth` bends it like a hose instead of at the joints. */
export function limb(through: Points, radii: readonly number[], smooth = true): Shape {
  const joints = pointsOf(through)
  const steps = smooth && joints.length > 2 ? 4 : 1
  const rod = curveThrough(joints, radii, radii, steps)
  const [start, end] = [rod[0]!, rod.at(-1)!]
  const { upper, lower } = sidesOf(rod)
  const polygons: Polygon[] = [
    [...upper, ...lower],
    disc(start.x, start.y, start.above),
    disc(end.x, end.y, end.above),
  ]
  // A sharp bend would leave a gap on its outer side and a fold on its inner one.
  for (let index = steps; index < rod.length - 1; index += steps) {
    const { x, y, above } = rod[index]!
    polygons.push(disc(x, y, above))
  }
  return { polygons, hole: false }
}

/** The two sides of a rod, without its ends: out along the one, back along the other. */
function sidesOf(rod: readonly Knot[]): { readonly upper: number[]; readonly lower: number[] } {
  const upper: number[] = []
  const lower: number[] = []
  for (let index = 0; index < rod.length; index++) {
    const here = rod[index]!
    const [nx, ny] = normalAt(rod, index)
    upper.push(here.x + nx * here.above, here.y + ny * here.above)
    const back = rod.length - 1 - index
    const there = rod[back]!
    const [mx, my] = normalAt(rod, back)
    lower.push(there.x - mx * there.below, there.y - my * there.below)
  }
  return { upper, lower }
}

function normalAt(rod: readonly Knot[], index: number): Point {
  const from = rod[Math.max(0, index - 1)]!
  const to = rod[Math.min(rod.length - 1, index + 1)]!
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return [(from.y - to.y) / length, (to.x - from.x) / length]
}

const unitDisc = ellipse(0, 0, 1).polygons[0]!.filter((_, index) => index % 4 < 2)

function disc(x: number, y: number, radius: number): Polygon {
  const points: number[] = []
  for (let index = 0; index < unitDisc.length; index += 2) {
    points.push(x + unitDisc[index]! * radius, y + unitDisc[index + 1]! * radius)
  }
  return points
}

/** A body drawn over a spine: how far the skin lies above and below each joint. Both ends are rounded. */
export function skin(joints: readonly Point[], above: readonly number[], below: readonly number[]): Shape {
  const spine = curveThrough(joints, above, below, 6)
  const { upper, lower } = sidesOf(spine)
  const head = cap(spine.at(-1)!, spine.at(-2)!, 1)
  const tail = cap(spine[0]!, spine[1]!, -1)
  return solid([...upper, ...head, ...lower, ...tail])
}

export function cutOut(shape: Shape): Shape {
  return { ...shape, hole: true }
}

/** A shape with each point moved, for cloth in the wind and fins in the water. */
export function bend(shape: Shape, move: (x: number, y: number) => Point): Shape {
  const polygons = shape.polygons.map((points) => {
    const moved: number[] = []
    for (let index = 0; index < points.length; index += 2) {
      const [x, y] = move(points[index]!, points[index + 1]!)
      moved.push(x, y)
    }
    return moved
  })
  return { polygons, hole: shape.hole }
}

type Knot = { readonly x: number; readonly y: number; readonly above: number; readonly below: number }

function curveThrough(
  joints: readonly Point[],
  above: readonly number[],
  below: readonly number[],
  steps: number,
): readonly Knot[] {
  const last = joints.length - 1
  const knots: Knot[] = []
  for (let index = 0; index < last; index++) {
    const [a, b, c, d] = [Math.max(0, index - 1), index, index + 1, Math.min(last, index + 2)]
    const stepsHere = index === last - 1 ? steps + 1 : steps
    for (let step = 0; step < stepsHere; step++) {
      const t = step / steps
      knots.push({
        x: spline(joints[a]![0], joints[b]![0], joints[c]![0], joints[d]![0], t),
        y: spline(joints[a]![1], joints[b]![1], joints[c]![1], joints[d]![1], t),
        above: Math.max(0, spline(above[a]!, above[b]!, above[c]!, above[d]!, t)),
        below: Math.max(0, spline(below[a]!, below[b]!, below[c]!, below[d]!, t)),
      })
    }
  }
  return knots
}

/** The rounded end of a skin, from its upper to its lower side or back. */
function cap(end: Knot, inner: Knot, side: 1 | -1): readonly number[] {
  const length = Math.hypot(end.x - inner.x, end.y - inner.y) || 1
  const [dx, dy] = [(end.x - inner.x) / length, (end.y - inner.y) / length]
  const bulge = ((end.above + end.below) / 2) * 0.95
  const points: number[] = []
  for (let step = 1; step < 7; step++) {
    const angle = (step / 7) * Math.PI
    const reach = side > 0 ? Math.cos(angle) : -Math.cos(angle)
    const across = reach > 0 ? reach * end.above : reach * end.below
    const out = Math.sin(angle) * bulge
    points.push(end.x + dx * out - dy * side * across, end.y + dy * out + dx * side * across)
  }
  return points
}

function solid(points: Polygon): Shape {
  return { polygons: [points], hole: false }
}

/** Catmull-Rom: from b at t 0 to c at t 1. */
function spline(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}
