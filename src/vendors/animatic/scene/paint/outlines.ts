/** Outlines of common shapes, as rows of x, y. All measures are frame pixels. */
export type Outline = number[]

/** An upright rectangle. */
export function rectangle(left: number, top: number, right: number, bottom: number): Outline {
  return [left, top, right, top, right, bottom, left, bottom]
}

/** @param turn Radians, clockwise. */
export function ellipse(x: number, y: number, radiusX: number, radiusY: number, turn = 0): Outline {
  const corners = Math.max(8, Math.min(64, Math.ceil(Math.sqrt(Math.max(radiusX, radiusY)) * 5)))
  const outline: Outline = []
  const cosine = Math.cos(turn)
  const sine = Math.sin(turn)
  for (let corner = 0; corner < corners; corner++) {
    const angle = (corner / corners) * 2 * Math.PI
    const along = radiusX * Math.cos(angle)
    const across = radiusY * Math.sin(angle)
    outline.push(x + along * cosine - across * sine, y + along * sine + across * cosine)
  }
  return outline
}

/** A leaf or blade: pointed at both ends, widest in the middle, bent sideways by `bend` of its length. */
export function leaf(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  width: number,
  bend = 0,
): Outline {
  const dx = toX - fromX
  const dy = toY - fromY
  const length = Math.hypot(dx, dy) || 1
  const acrossX = -dy / length
  const acrossY = dx / length
  const middle = bend * length
  const at = (share: number, side: number): [number, number] => {
    const bulge = 4 * share * (1 - share)
    const offset = middle * bulge + side * width * 0.5 * Math.sqrt(bulge)
    return [fromX + dx * share + acrossX * offset, fromY + dy * share + acrossY * offset]
  }
  return [
    fromX,
    fromY,
    ...at(0.25, 1),
    ...at(0.55, 1),
    ...at(0.8, 1),
    toX,
    toY,
    ...at(0.8, -1),
    ...at(0.55, -1),
    ...at(0.25, -1),
  ]
}

/** A blade of grass: broad at its foot, thin at its tip, bowing over to one side. */
export function blade(x: number, foot: number, height: number, bow: number, width: number): Outline {
  const left: Outline = []
  const right: Outline = []
  for (let step = 0; step <= 4; step++) {
    const share = step / 4
    const centre = x + bow * share * share
    const y = foot - height * (share - 0.12 * Math.abs(bow / height) * share * share)
    const half = width * 0.5 * (1 - share * 0.92)
    left.push(centre - half, y)
    right.unshift(centre + half, y)
  }
  return [...left, ...right]
}

/** A band along points (x, y, width each), such as a stem, a branch, or a road marking. */
export function ribbon(points: readonly (readonly [x: number, y: number, width: number])[]): Outline {
  const left: Outline = []
  const right: Outline = []
  for (const [index, [x, y, width]] of points.entries()) {
    const before = points[Math.max(0, index - 1)]!
    const after = points[Math.min(points.length - 1, index + 1)]!
    const dx = after[0] - before[0]
    const dy = after[1] - before[1]
    const length = Math.hypot(dx, dy) || 1
    const acrossX = ((-dy / length) * width) / 2
    const acrossY = ((dx / length) * width) / 2
    left.push(x + acrossX, y + acrossY)
    right.unshift(x - acrossX, y - acrossY)
  }
  return [...left, ...right]
}

/** A closed curve through corners (x, y, x, y...), rounded as Catmull and Rom do. */
export function rounded(corners: readonly number[], steps = 5): Outline {
  const count = corners.length / 2
  const outline: Outline = []
  const corner = (index: number): [number, number] => {
    const at = ((index % count) + count) % count
    return [corners[at * 2]!, corners[at * 2 + 1]!]
  }
  for (let index = 0; index < count; index++) {
    const [ax, ay] = corner(index - 1)
    const [bx, by] = corner(index)
    const [cx, cy] = corner(index + 1)
    const [dx, dy] = corner(index + 2)
    for (let step = 0; step < steps; step++) {
      const t = step / steps
      outline.push(catmullRom(ax, bx, cx, dx, t), catmullRom(ay, by, cy, dy, t))
    }
  }
  return outline
}

/** A round thing with an uneven edge: a bush, a stone, a tuft. */
export function blob(
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  uneven: number,
  random: () => number,
): Outline {
  const corners: number[] = []
  const count = 9
  for (let corner = 0; corner < count; corner++) {
    const angle = (corner / count) * 2 * Math.PI
    const reach = 1 + (random() - 0.5) * 2 * uneven
    corners.push(x + radiusX * reach * Math.cos(angle), y + radiusY * reach * Math.sin(angle))
  }
  return rounded(corners, 4)
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}
