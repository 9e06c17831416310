import type { Rgb } from '../../subject/subject.ts'

/** Reads `#rrggbb`. */
export function hex(code: string): Rgb {
  const value = Number.parseInt(code.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** Between two colours: `from` at amount 0, `to` at 1. */
export function mix(from: Rgb, to: Rgb, amount: number): Rgb {
  return [
    from[0] + (to[0] - from[0]) * amount,
    from[1] + (to[1] - from[1]) * amount,
    from[2] + (to[2] - from[2]) * amount,
  ]
}

/** Moves what a shader has written so far towards a colour. */
export function mixInto(into: Float64Array, colour: Rgb, amount: number): void {
  into[0] = into[0]! + (colour[0] - into[0]!) * amount
  into[1] = into[1]! + (colour[1] - into[1]!) * amount
  into[2] = into[2]! + (colour[2] - into[2]!) * amount
}

/** Writes a colour and leaves the alpha as it is. */
export function setColour(into: Float64Array, colour: Rgb): void {
  into[0] = colour[0]
  into[1] = colour[1]
  into[2] = colour[2]
}

/** The colour that a seed picks from a list. */
export function chosen<Choice>(choices: readonly Choice[], seed: number): Choice {
  return choices[seed % choices.length]!
}
