import { randomInt } from 'node:crypto'

export type SecretPair = { readonly secretId: string; readonly secretKey: string }

/** Shaped like Tencent Cloud's: `AKID` and 32 more characters, and a key of 32; 190 random bits each. */
export const randomSecretPair = (): SecretPair => ({
  secretId: `AKID${randomCharacters(32)}`,
  secretKey: randomCharacters(32),
})

/**
 * What may stand in a Credential: printable ASCII without `/` and `,`, which separate its parts, and without spaces,
 * which people copy along by mistake (tencentcloud-sdk-ruby issue 9).
 */
export const isSecretId = (text: string): boolean => /^[!-+\-.0-~]{1,128}$/.test(text)

/** @throws Error that tells the operator what is wrong with the key he configured. */
export function checkSecretPair({ secretId, secretKey }: SecretPair): void {
  if (!isSecretId(secretId)) {
    throw new Error(
      'The SecretId may have up to 128 characters of printable ASCII without spaces, slashes and commas.',
    )
  }
  if (secretKey === '' || secretKey.length > 256 || secretKey !== secretKey.trim()) {
    throw new Error('The SecretKey has to have 1 to 256 characters and no spaces at its ends.')
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** About six random bits each. */
export const randomCharacters = (count: number): string =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('')
