/** Rows below their headings, in columns as wide as what is in them. */
export function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((line) => line.map(onOneLine))
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/**
 * Callers choose some of the words that are shown; none of them may move the cursor of a terminal, break a line, or turn
 * the direction of what stands beside it.
 */
export const onOneLine = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ')

/** The same, below a heading of its own. */
export const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')

/** To the second: `2026-11-22T20:44:57Z`. */
export const timeText = (time: Date | null, absent: string): string =>
  time === null ? absent : time.toISOString().replace(/\.\d+Z$/, 'Z')

/** For programs; numbers of accounts are exact in JSON too. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? Number(member) : member), 2)
