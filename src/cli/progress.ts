/** Tells how a task is doing, on standard error: standard output is for results. */
export interface Progress {
  /** A line of its own. */
  say(line: string): void
  /** What is so now: rewritten in place on a terminal, elsewhere said when it changes. */
  show(state: string, seconds: number): void
  /** Ends the line that is being rewritten. */
  end(): void
}

type Output = { readonly isTTY?: boolean; write(text: string): unknown }

export function createProgress(output: Output): Progress {
  let shown: string | undefined
  const isTerminal = output.isTTY === true
  const end = (): void => {
    if (isTerminal && shown !== undefined) output.write('\n')
    shown = undefined
  }
  return {
    say(line) {
      end()
      output.write(`${line}\n`)
    },
    show(state, seconds) {
      if (isTerminal) output.write(`\r\u001B[K${state}  ${Math.floor(seconds)} s`)
      else if (state !== shown) output.write(`${state}  ${Math.floor(seconds)} s\n`)
      shown = state
    },
    end,
  }
}
