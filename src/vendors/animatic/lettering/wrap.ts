/**
 * Breaks a text into lines no wider than allowed; what does not fit in the last line ends in an ellipsis.
 * Lines break at blanks and anywhere between CJK characters; a word wider than a line is cut.
 * @param widthOf Width of a text in pixels.
 */
export function wrapText(
  text: string,
  widthOf: (text: string) => number,
  widthMax: number,
  lineCountMax: number,
): readonly string[] {
  const lines: string[] = []
  let rest = text.replaceAll(/\s+/g, ' ').trim()
  while (rest !== '' && lines.length < lineCountMax) {
    const line = fittingLine(rest, widthOf, widthMax)
    rest = rest.slice(line.length).trimStart()
    lines.push(line.trimEnd())
  }
  if (rest !== '') lines.push(shortened(`${lines.pop() ?? ''} `, widthOf, widthMax))
  return lines
}

/** Where a line may break: after a blank, and before or after each wide character, but not before closing marks. */
const BREAK =
  /(?<=\s)|(?<=[\u2e80-\uffef])(?![、。，．！？：；」』）】》〉…’”\s])|(?=[\u2e80-\u2fff\u3040-\ufaff])/u
const ELLIPSIS = '…'

function fittingLine(text: string, widthOf: (text: string) => number, widthMax: number): string {
  let line = ''
  for (const piece of text.split(BREAK)) {
    if (widthOf((line + piece).trimEnd()) <= widthMax) line += piece
    else return line === '' ? cut(piece, widthOf, widthMax) : line
  }
  return line
}

/** As many characters of one long word as fit, at least one. */
function cut(word: string, widthOf: (text: string) => number, widthMax: number): string {
  const characters = Array.from(word)
  let count = 1
  while (count < characters.length && widthOf(characters.slice(0, count + 1).join('')) <= widthMax) count++
  return characters.slice(0, count).join('')
}

function shortened(line: string, widthOf: (text: string) => number, widthMax: number): string {
  const characters = Array.from(line.trimEnd())
  while (characters.length > 0 && widthOf(characters.join('').trimEnd() + ELLIPSIS) > widthMax)
    characters.pop()
  return characters.join('').trimEnd() + ELLIPSIS
}
