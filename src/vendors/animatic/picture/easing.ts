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

/**
 * S-curve motion profile on 0..1, clamped outside: speeds up smoothly, keeps a constant speed, slows down smoothly.
 * Velocity and acceleration are zero at both ends; the top speed is 1.43 times the mean (a cycloid: 2 times).
 */
export function easeGlide(t: number): number {
  const ramp = 0.3
  const x = clamp(t, 0, 1)
  if (x > 0.5) return 1 - easeGlide(1 - x)
  if (x > ramp) return (x - ramp / 2) / (1 - ramp)
  const u = x / ramp
  return (ramp * u * u * u * (1 - u / 2)) / (1 - ramp)
}
