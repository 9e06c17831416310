import { BlockList, isIP, isIPv6 } from 'node:net'

/** What an operator lets the guarded door reach although it is not public. */
export interface AllowList {
  permits(destination: {
    readonly hostname: string
    readonly address: string
    readonly port: number
  }): boolean
}

/**
 * Reads the value of `REELAY_NET_ALLOW`: CIDRs (`10.0.0.0/8`), addresses (`fd00::7`) and `host:port` entries
 * (`minio.lan:9000`, `[::1]:9000`), comma separated. An entry that is none of them makes the whole value invalid.
 */
export function parseAllowList(
  text: string,
): { outcome: 'parsed'; allow: AllowList } | { outcome: 'invalid'; message: string } {
  const networks = new BlockList()
  const endpoints = new Set<string>()
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    if (addNetwork(networks, entry)) continue
    const endpoint = endpointOf(entry)
    if (endpoint === null) {
      const message = `"${entry}" is neither a CIDR (10.0.0.0/8) nor host:port (minio.lan:9000)`
      return { outcome: 'invalid', message }
    }
    endpoints.add(endpoint)
  }
  return { outcome: 'parsed', allow: allowList(networks, endpoints) }
}

/** Lets nothing through that is not public. */
export const allowNothing: AllowList = { permits: () => false }

/**
 * The same, and the server that `url` names besides, on its port alone: what an operator configured as a vendor's
 * address is meant to be reached, though by calls to this vendor only.
 */
export function alsoAllowing(allow: AllowList, url: string): AllowList {
  const server = new URL(url)
  const [host, port] = [plainHostname(server), portOf(server)]
  return {
    permits: (place) => (place.hostname === host && place.port === port) || allow.permits(place),
  }
}

/** The port that a URL means, whether it is written or not. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

function allowList(networks: BlockList, endpoints: ReadonlySet<string>): AllowList {
  return {
    permits({ hostname, address, port }) {
      if (endpoints.has(`${hostname}:${port}`) || endpoints.has(`${address}:${port}`)) return true
      return networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
    },
  }
}

function addNetwork(networks: BlockList, entry: string): boolean {
  const [network = '', bits, ...rest] = entry.split('/')
  const version = isIP(network)
  if (version === 0 || network.includes('%') || rest.length > 0) return false
  const bitsMax = version === 4 ? 32 : 128
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > bitsMax)) return false
  networks.addSubnet(network, bits === undefined ? bitsMax : Number(bits), version === 4 ? 'ipv4' : 'ipv6')
  return true
}

/** `host:port` in the spelling that URLs use for the host, without brackets; `null` when it is something else. */
function endpointOf(entry: string): string | null {
  const port = /:(\d{1,5})$/.exec(entry)?.[1]
  const url = URL.parse(`http://${entry}`)
  if (port === undefined || Number(port) === 0 || url === null) return null
  // URLs allow a `*` in a host, but there are no wildcards here, and nobody shall believe so.
  if (url.username !== '' || url.pathname !== '/' || url.search !== '' || url.host.includes('*')) return null
  return `${plainHostname(url)}:${Number(port)}`
}

/** The host of a URL without the brackets of IPv6 and without the root's trailing dot. */
export function plainHostname(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}
