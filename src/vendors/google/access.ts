import { createSign } from 'node:crypto'
import { shortened, textAt } from '../answer.ts'
import { type SharedLink, VendorFault } from '../vendor.ts'

/** What a service account's JSON file has of use here. */
export type ServiceAccount = {
  readonly client_email: string
  /** PEM, PKCS #8. */
  readonly private_key: string
  readonly token_uri: string
}

const scope = 'https://www.googleapis.com/auth/cloud-platform'
const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const assertionSeconds = 3600
/** A token is renewed so long before it ends. */
const marginSeconds = 300

/**
 * The headers that open Vertex AI: an API key as it is, or a token for a service account, fetched by RFC 7523 and kept
 * for most of its hour.
 */
export function createAccess(credentials: { readonly apiKey: string } | ServiceAccount) {
  if ('apiKey' in credentials) return fixed({ 'x-goog-api-key': credentials.apiKey })
  let token: Token | null = null
  return {
    /** Each caller fetches for himself when there is none: one who is called off must not take another's with him. */
    async headers(link: SharedLink): Promise<Readonly<Record<string, string>>> {
      if (token === null || token.endsAt <= link.now().getTime()) token = await fetchToken(credentials, link)
      return { authorization: `Bearer ${token.value}` }
    },
    /** Whether the next call goes with a token of before, which may have been revoked since. */
    isKept: (link: SharedLink): boolean => token !== null && token.endsAt > link.now().getTime(),
    /** After a 401: the next call fetches another. */
    forget(): void {
      token = null
    },
  }
}

const fixed = (headers: Readonly<Record<string, string>>) => ({
  headers: (_link: SharedLink) => Promise.resolve(headers),
  isKept: () => false,
  forget: () => undefined,
})

type Token = { readonly value: string; readonly endsAt: number }

async function fetchToken(account: ServiceAccount, link: SharedLink): Promise<Token> {
  const { origin, pathname } = new URL(account.token_uri)
  const assertion = assertionOf(account, link.now())
  const body = { grant_type: grant, assertion }
  const response = await link.send({ method: 'POST', origin, path: pathname, body }).catch(nothingWasAsked)
  const value = textAt(response.body, 'access_token')
  if (response.status === 200 && value !== '') {
    const told = Number(textAt(response.body, 'expires_in')) || assertionSeconds
    const seconds = Math.min(told, assertionSeconds)
    return { value, endsAt: link.now().getTime() + (seconds - marginSeconds) * 1000 }
  }
  const told = textAt(response.body, 'error_description') || textAt(response.body, 'error')
  // An assertion opens the account for an hour: a server that repeats it shall not write it into messages.
  const words = shortened(told.replaceAll(assertion, '(secret)'))
  throw new VendorFault(
    response.status >= 500 ? 'unavailable' : 'credentials',
    `google: no access for ${account.client_email}${words === '' ? '' : `: ${words}`} (HTTP ${response.status})`,
  )
}

/** A lost answer of the token server says nothing of the model, of which nothing was asked yet. */
function nothingWasAsked(error: unknown): never {
  if (!(error instanceof VendorFault) || error.kind !== 'unknown') throw error
  throw new VendorFault('unavailable', error.message)
}

/** JWT, RS256. */
function assertionOf({ client_email, private_key, token_uri }: ServiceAccount, now: Date): string {
  const issuedAt = Math.floor(now.getTime() / 1000)
  const signed = [
    { alg: 'RS256', typ: 'JWT' },
    { iss: client_email, scope, aud: token_uri, iat: issuedAt, exp: issuedAt + assertionSeconds },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(private_key, 'base64url')}`
}
