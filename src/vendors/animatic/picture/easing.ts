export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

/** Linear interpolation: `from` at amount 0, `to` at amount 1; not clamped. */
export function lerp(from: number, to: number, amount: number): number {
  return from + (to - from) * amount
}

/** Hermite step: 0 up to `low`, 1 from `high` on, zero slope at both. */
export function smoothstep(low: number, high: number, value: number): number {
  return easeInOutCubic((value - low) / (high - low))
}

/** Hermite ease on 0..1, clamped outside: zero velocity at both ends. */
export function easeInOutCubic(t: number): number {
  const x = clamp(t, 0, 1)
  return x * x * (3 - 2 * x)
}

/** Perlin's ease on 0..1, clamped outside: zero velocity and acceleration at both ends. */
export function easeInOutQuintic(t: number): number {
  const x = clamp(t, 0, 1)
  return x * x * x * (x * (x * 6 - 15) + 10)
}

/** Cycloidal ease on 0..1, clamped outside: zero velocity and acceleration at both ends, no sudden jerk. */
export function easeInOutCycloid(t: number): number {
  const x = clamp(t, 0, 1)
  return x - Math.sin(2 * Math.PI * x) / (2 * Math.PI)
}
