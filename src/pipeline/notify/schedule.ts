/** About a day: a receiver that is being deployed misses nothing, one that is gone is given up. */
const pausesSeconds = [5, 30, 120, 600, 1800, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 8 * 3600] as const

/** So many of one moment must not come back in one moment. */
const jitter = 0.2

/** How long to wait after one more failure; `null` when it was the last. `random` is from 0 to 1. */
export function pauseAfter(failures: number, random: () => number): number | null {
  const pauseSeconds = pausesSeconds[failures]
  return pauseSeconds === undefined ? null : pauseSeconds * (1 + jitter * (2 * random() - 1))
}
