/** More would bury the advice that follows in the message. */
const codePointsMax = 60

/**
 * A caller's value as it may be repeated in a message that is also logged: short, on one line, and without the query
 * or the user part of a URL, where pre-signed links carry their secrets.
 */
export function quotedValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`
  if (typeof value === 'string') return shortened(withoutSecrets(value).replaceAll(/[\s\p{Cc}]+/gu, ' '))
  return shortened(JSON.stringify(value) ?? String(value))
}

function withoutSecrets(text: string): string {
  const withoutUser = text.replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/iu, '$1')
  return withoutUser.replace(startsAsUrl.test(withoutUser) ? /[?#].*$/su : queryOfSomething, '?…')
}

const startsAsUrl = /^\s*[a-z][a-z0-9+.-]*:\/\//iu
/** Of an address whose `https://` was forgotten. */
const queryOfSomething = /\?[^?\s]*=.*$/su

function shortened(text: string): string {
  const codePoints = Array.from(text.slice(0, 4 * codePointsMax))
  return codePoints.length > codePointsMax ? `${codePoints.slice(0, codePointsMax).join('')}…` : text
}
