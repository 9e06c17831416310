import { isDatabaseAway } from './connection-loss.ts'

/**
 * Group commit for calls that arrive together: `run` gets up to `sizeMax` of them at once, and at most `inFlightMax`
 * groups are under way, so that the next group fills while the last one is being committed. When a group fails, its
 * members are run one by one: one bad row must not fail its neighbours. A database that is away fails all of them at
 * once: nobody's row was bad, and each would wait for the database again, one after the other.
 */
export function grouped<Input, Output>(
  run: (inputs: readonly Input[]) => Promise<readonly Output[]>,
  { sizeMax = 256, inFlightMax = 2 }: { sizeMax?: number; inFlightMax?: number } = {},
): (input: Input) => Promise<Output> {
  let waiting: Call<Input, Output>[] = []
  let inFlight = 0
  let scheduled = false

  const settle = async (calls: readonly Call<Input, Output>[]): Promise<void> => {
    try {
      const outputs = await run(calls.map((call) => call.input))
      calls.forEach((call, index) => call.resolve(outputs[index] as Output))
    } catch (error) {
      if (calls.length === 1 || isDatabaseAway(error)) calls.forEach((call) => call.reject(error))
      else for (const call of calls) await settle([call])
    }
  }

  const pump = (): void => {
    scheduled = false
    while (inFlight < inFlightMax && waiting.length > 0) {
      const group = waiting.slice(0, sizeMax)
      waiting = waiting.slice(sizeMax)
      inFlight++
      void settle(group).then(() => {
        inFlight--
        pump()
      })
    }
  }

  return (input) =>
    new Promise<Output>((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      if (scheduled) return
      scheduled = true
      setImmediate(pump)
    })
}

type Call<Input, Output> = {
  readonly input: Input
  readonly resolve: (output: Output) => void
  readonly reject: (error: unknown) => void
}
