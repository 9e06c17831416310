/** The few primitives of a signature. A port, so that protocol/ runs in a browser as well as in the server. */
export interface Digest {
  /** Lower-case hex. Strings are taken as UTF-8. */
  sha256(data: Uint8Array | string): string
  hmac(algorithm: 'sha1' | 'sha256', key: Uint8Array | string, data: string): Uint8Array
  /** Takes the same time wherever the two differ. */
  equal(left: string, right: string): boolean
}
