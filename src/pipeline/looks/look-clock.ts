/** Time as the lookout needs it; a port, so that a test can play hours in a moment. */
export type LookClock = {
  /** Milliseconds that never go back. */
  now(): number
  /** Calls once, after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, ring: () => void): () => void
}

export const systemLookClock: LookClock = {
  now: () => performance.now(),
  after(milliseconds, ring) {
    const timer = setTimeout(ring, milliseconds)
    return () => clearTimeout(timer)
  },
}
