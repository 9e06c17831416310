/** The few primitives of a signature. A port, so that protocol/ runs in a browser as well as in the server. */
export interface Digest {
  /** Lower-case hex. Strings are taken as UTF-8. */
  sha256(data: Uint8Array | string): string
  /** Prepares a key, which costs more than using it. */
  hmac(algorithm: 'sha1' | 'sha256', key: Uint8Array | string): Hmac
  /** Takes the same time wherever the two differ. */
  equal(left: string, right: string): boolean
}

/** The HMAC of a text under a prepared key. */
export type Hmac = (data: string) => Uint8Array
