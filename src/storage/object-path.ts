import { join } from 'node:path'
import { assertObjectKey } from './object-store.ts'

/** Names with this mark are the store's own: it never occurs in the name of a key's segment on disk. */
export const ownMark = '#'

/** File systems stop at 255 bytes a name; longer segments go on in a folder of their own. */
const nameBytesMax = 200
const pieceCharacters = 50

/** Where the object of a key lies below `root`. Readable names stay readable; no two keys share a path. */
export function objectPath(root: string, key: string): string {
  assertObjectKey(key)
  return join(root, ...key.split('/').flatMap(namesOf))
}

/** The key whose object lies at these names below the root. */
export function keyAt(names: readonly string[]): string {
  const joined = names.join('/').replaceAll(`${ownMark}/`, '')
  return joined.replace(/%([0-9A-F]{2})/g, (_escape, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
}

function namesOf(segment: string): readonly string[] {
  // Besides our own marks these are the characters that some file system reserves.
  const name = segment.replace(/[#%:*?"<>|]/g, escapeCharacter)
  if (Buffer.byteLength(name) <= nameBytesMax) return [name]
  const characters = Array.from(name)
  const pieces: string[] = []
  for (let start = 0; start < characters.length; start += pieceCharacters) {
    const piece = characters.slice(start, start + pieceCharacters).join('')
    pieces.push(start + pieceCharacters < characters.length ? piece + ownMark : piece)
  }
  return pieces
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
