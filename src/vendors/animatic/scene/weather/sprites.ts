import type { PlanarFrame } from '../../render-plan.ts'

/** Luma and chroma of a sprite. */
export type Yuv = readonly [luma: number, blue: number, red: number]

/**
 * A soft, round spot of light or matter.
 * @param opacity 0 to 1 in its middle.
 */
export function drawSpot(
  frame: PlanarFrame,
  x: number,
  y: number,
  radius: number,
  opacity: number,
  [luma, blue, red]: Yuv,
): void {
  const { width, height } = frame
  const reach = radius * 1.6 + 0.7
  const shrink = 1 / (reach * reach)
  const top = Math.max(0, Math.floor(y - reach))
  const bottom = Math.min(height - 1, Math.ceil(y + reach))
  const left = Math.max(0, Math.floor(x - reach))
  const right = Math.min(width - 1, Math.ceil(x + reach))
  for (let row = top; row <= bottom; row++) {
    const dy = row + 0.5 - y
    for (let column = left; column <= right; column++) {
      const dx = column + 0.5 - x
      const away = (dx * dx + dy * dy) * shrink
      if (away >= 1) continue
      const share = (1 - away) * (1 - away) * opacity
      const at = row * width + column
      frame.y[at] = frame.y[at]! + (luma - frame.y[at]!) * share
      if (((row | column) & 1) === 0) tintAt(frame, row, column, share, blue, red)
    }
  }
}

/** A flat thing that turns in the air, such as a petal or a leaf: an ellipse, `squash` as thick as it is long. */
export function drawFlake(
  frame: PlanarFrame,
  x: number,
  y: number,
  radius: number,
  squash: number,
  turn: number,
  opacity: number,
  [luma, blue, red]: Yuv,
): void {
  const { width, height } = frame
  const cosine = Math.cos(turn) / radius
  const sine = Math.sin(turn) / radius
  const thin = 1 / Math.max(0.12, squash)
  const top = Math.max(0, Math.floor(y - radius - 1))
  const bottom = Math.min(height - 1, Math.ceil(y + radius + 1))
  const left = Math.max(0, Math.floor(x - radius - 1))
  const right = Math.min(width - 1, Math.ceil(x + radius + 1))
  for (let row = top; row <= bottom; row++) {
    const dy = row + 0.5 - y
    for (let column = left; column <= right; column++) {
      const dx = column + 0.5 - x
      const along = dx * cosine + dy * sine
      const across = (dy * cosine - dx * sine) * thin
      const inside = (1 - Math.sqrt(along * along + across * across)) * radius * 0.8 + 0.5
      if (inside <= 0) continue
      const share = Math.min(1, inside) * opacity
      const at = row * width + column
      // One half catches more light than the other.
      const value = luma + (across > 0 ? 10 : -12)
      frame.y[at] = Math.min(235, frame.y[at]! + (value - frame.y[at]!) * share)
      if (((row | column) & 1) === 0) tintAt(frame, row, column, share, blue, red)
    }
  }
}

/** A thin, upright streak that leans by `slope` columns per row, faint at both ends. */
export function drawStreak(
  frame: PlanarFrame,
  x: number,
  y: number,
  length: number,
  slope: number,
  thickness: number,
  opacity: number,
  luma: number,
): void {
  const { width, height } = frame
  const first = Math.max(0, Math.ceil(y))
  const last = Math.min(height - 1, Math.floor(y + length))
  const half = thickness / 2
  for (let row = first; row <= last; row++) {
    const share = (row - y) / length
    const strength = opacity * 4 * share * (1 - share)
    const middle = x + (row - y) * slope
    const from = Math.max(0, Math.floor(middle - half))
    const to = Math.min(width - 1, Math.floor(middle + half))
    for (let column = from; column <= to; column++) {
      const cover = Math.min(column + 1, middle + half) - Math.max(column, middle - half)
      if (cover <= 0) continue
      const at = row * width + column
      frame.y[at] = frame.y[at]! + (luma - frame.y[at]!) * strength * Math.min(1, cover)
    }
  }
}

function tintAt(
  frame: PlanarFrame,
  row: number,
  column: number,
  share: number,
  blue: number,
  red: number,
): void {
  const at = (row >> 1) * (frame.width >> 1) + (column >> 1)
  frame.u[at] = frame.u[at]! + (blue - frame.u[at]!) * share
  frame.v[at] = frame.v[at]! + (red - frame.v[at]!) * share
}
