/**
 * The parameters that every action has (contract 3.2). With the TC3 signature they are headers, with version 1 they
 * stand among the action's own parameters and are taken out before those are judged.
 */
export type CommonParameter = {
  /** The name in version 1, and the name that messages use in both. */
  readonly name: string
  /** Lower case; `null` where TC3 carries it elsewhere or not at all. */
  readonly header: string | null
  readonly required: { readonly tc3: boolean; readonly v1: boolean }
  readonly meaning: string
}

const always = { tc3: true, v1: true }
const onlyV1 = { tc3: false, v1: true }
const never = { tc3: false, v1: false }

export const commonParameters = [
  { name: 'Action', header: 'x-tc-action', required: always, meaning: 'The action to perform.' },
  { name: 'Version', header: 'x-tc-version', required: always, meaning: 'The API version: 2019-06-12.' },
  {
    name: 'Timestamp',
    header: 'x-tc-timestamp',
    required: always,
    meaning: 'Unix time of the request, in seconds.',
  },
  { name: 'Nonce', header: null, required: onlyV1, meaning: 'A positive integer, random.' },
  { name: 'SecretId', header: null, required: onlyV1, meaning: 'The public half of the key.' },
  { name: 'Signature', header: null, required: onlyV1, meaning: 'The signature, base64.' },
  {
    name: 'SignatureMethod',
    header: null,
    required: never,
    meaning: 'HmacSHA256; anything else means HmacSHA1.',
  },
  {
    name: 'Region',
    header: 'x-tc-region',
    required: never,
    meaning: 'The region; not needed by these actions.',
  },
  { name: 'Token', header: 'x-tc-token', required: never, meaning: 'The token of a temporary key.' },
  {
    name: 'Language',
    header: 'x-tc-language',
    required: never,
    meaning: 'The language of error texts: en-US, zh-CN.',
  },
  { name: 'RequestClient', header: 'x-tc-requestclient', required: never, meaning: 'The mark of the SDK.' },
] as const satisfies readonly CommonParameter[]

export type CommonParameterName = (typeof commonParameters)[number]['name']

/** The one version of the API that this service speaks. */
export const apiVersion = '2019-06-12'
