/** Lets a bounded number in at a time, in the order of arrival. */
export interface Gate {
  pass<Result>(work: () => Promise<Result>): Promise<Result>
}

export function createGate(atOnce: number): Gate {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    async pass(work) {
      if (inside < atOnce) inside += 1
      else await new Promise<void>((enter) => waiting.push(enter))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next === undefined) inside -= 1
        // Whoever waits takes the place over, so that nobody slips in between.
        else next()
      }
    },
  }
}
