import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type AllowList, plainHostname, portOf } from './allow-list.ts'
import { isPublicAddress } from './public-address.ts'
import { Refusal } from './refusal.ts'

/** A URL together with the addresses that it may be fetched from. */
export type Destination = { readonly url: URL; readonly addresses: readonly Address[] }
export type Address = { readonly address: string; readonly family: 4 | 6 }

/** Names to addresses. Another one than the system's stands in tests. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

export const systemResolve: Resolve = async (hostname) => {
  const found = await lookup(hostname, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

/**
 * Looks the host up once and keeps those of its addresses that are public or allowed. Whoever connects uses exactly
 * these and never asks the name again, so a name that changes its mind (DNS rebinding) changes nothing.
 * Throws a Refusal when nothing is left, or when the URL is no plain http or https URL.
 */
export async function findDestination(
  text: string,
  allow: AllowList,
  resolve: Resolve,
): Promise<Destination> {
  const url = plainUrl(text)
  const hostname = plainHostname(url)
  const found = isIP(hostname) === 0 ? await resolve(hostname) : [hostname]
  if (found.length === 0) throw new Refusal('the host name is unknown', 'permanent')
  const port = portOf(url)
  const addresses = found
    .slice(0, addressesMax)
    .filter((address) => isPublicAddress(address) || allow.permits({ hostname, address, port }))
    .map((address): Address => ({ address, family: isIP(address) === 6 ? 6 : 4 }))
  if (addresses.length === 0) throw new Refusal('the address is not public', 'permanent')
  return { url, addresses }
}

const urlCharactersMax = 8192
const addressesMax = 16

function plainUrl(text: string): URL {
  if (text.length > urlCharactersMax)
    throw new Refusal(`the URL is longer than ${urlCharactersMax} characters`, 'permanent')
  // The WHATWG parser is also what normalises decimal, octal, hex and full-width spellings of an address, and IDN.
  const url = URL.parse(text)
  if (url === null) throw new Refusal('not a valid URL', 'permanent')
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Refusal('only http and https URLs can be fetched', 'permanent')
  if (url.username !== '' || url.password !== '')
    throw new Refusal('a URL with a user name or password is not fetched', 'permanent')
  // `example.com.` is `example.com`; certificates and allow lists know the second form only.
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1)
  if (url.hostname === '' || url.hostname.endsWith('.')) throw new Refusal('not a valid URL', 'permanent')
  return url
}
