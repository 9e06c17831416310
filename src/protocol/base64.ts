const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d

/** Base64 (RFC 4648, with padding). Written out, because `btoa` wants a string and a string of 10 MB of bytes is slow. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let at = 0
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    text[at++] = alphabet[group >> 18] ?? 0
    text[at++] = alphabet[(group >> 12) & 63] ?? 0
    text[at++] = left > 1 ? (alphabet[(group >> 6) & 63] ?? 0) : padding
    text[at++] = left > 2 ? (alphabet[group & 63] ?? 0) : padding
  }
  return new TextDecoder().decode(text)
}
