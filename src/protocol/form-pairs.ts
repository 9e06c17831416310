import { ApiError } from '../contract/api-error.ts'
import { text } from '../contract/text.ts'

/** One `name=value`, decoded. */
export type Pair = { readonly name: string; readonly value: string }

/** A create with seven reference images has fewer than fifty. */
export const pairsMax = 1000

/**
 * Decodes a query or a form body. `%20` and `+` are both a space (Node.js sends the one, Go and Python the other).
 * A name that comes twice is refused: version 1 signs the names in order, so which value was meant is not signed.
 * @throws ApiError InvalidParameter
 */
export function decodePairs(encoded: string): readonly Pair[] {
  const pieces = encoded.split('&', pairsMax + 1)
  if (pieces.length > pairsMax)
    throw new ApiError('InvalidParameter', { limit: pairsMax }, { variant: 'tooMany' })
  return uniquePairs(pieces.filter((piece) => piece !== '').map(decodePair))
}

/** @throws ApiError InvalidParameter when a name comes twice. */
export function uniquePairs(pairs: readonly Pair[]): readonly Pair[] {
  const names = new Set<string>()
  for (const { name } of pairs) {
    if (names.has(name)) throw new ApiError('InvalidParameter', { parameter: name }, { variant: 'twice' })
    names.add(name)
  }
  return pairs
}

/** The text of a body. @throws ApiError InvalidParameter when it is not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notText('the body is not UTF-8', '请求体不是 UTF-8')
  }
}

function decodePair(piece: string): Pair {
  const split = piece.indexOf('=')
  if (split === -1) throw new ApiError('InvalidParameter', {}, { variant: 'notAPair' })
  return { name: decodePart(piece.slice(0, split)), value: decodePart(piece.slice(split + 1)) }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    throw notText(`\`${part}\` cannot be decoded`, `无法解码 \`${part}\``)
  }
}

const notText = (en: string, zh: string): ApiError =>
  new ApiError('InvalidParameter', { reason: text(en, zh) }, { variant: 'notText' })
