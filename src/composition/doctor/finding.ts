/** One thing that was looked at, in a line. */
export type Finding = {
  /** What was looked at: `node`, `database`, `vendor kling`, `route GV`. */
  readonly check: string
  /** A warning does not keep anything from working; a problem does. */
  readonly state: 'ok' | 'warning' | 'problem'
  readonly what: string
  /** What to do about it, in a sentence. */
  readonly advice?: string
}

export const ok = (check: string, what: string): Finding => ({ check, state: 'ok', what })

export const warning = (check: string, what: string, advice: string): Finding => ({
  check,
  state: 'warning',
  what,
  advice,
})

export const problem = (check: string, what: string, advice: string): Finding => ({
  check,
  state: 'problem',
  what,
  advice,
})

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Further off than clocks that are kept right ever are. */
const clockSecondsMax = 5

/** `null`: the clocks agree. `otherAt` was somewhen between the two moments, give or take `grainSeconds`. */
export function clockFinding(
  check: string,
  whose: string,
  otherAt: Date,
  between: readonly [from: Date, to: Date],
  grainSeconds = 0,
): Finding | null {
  const early = (between[0].getTime() - otherAt.getTime()) / 1000 - grainSeconds
  const late = (otherAt.getTime() - between[1].getTime()) / 1000 - grainSeconds
  const offSeconds = Math.max(early, late)
  if (offSeconds <= clockSecondsMax) return null
  const direction = early > late ? 'ahead of' : 'behind'
  return warning(
    check,
    `this machine's clock is ${Math.round(offSeconds)} s ${direction} that of ${whose}`,
    'Set the clock by NTP: signatures, tokens and links carry the time.',
  )
}
