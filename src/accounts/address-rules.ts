import { BlockList, isIP, SocketAddress } from 'node:net'
import type { AddressRules } from './accounts.ts'

/** The rules of two lists of addresses and CIDRs. An empty list of the allowed means everybody; denied beats allowed. */
export function createAddressRules(allowed: readonly string[], denied: readonly string[]): AddressRules {
  const isAllowed = createMatcher(allowed)
  const isDenied = createMatcher(denied)
  return {
    judge(text) {
      const address = parseAddress(text)
      // Whose address we cannot read may be anybody.
      if (address === null) return 'not allowed'
      if (isDenied(address)) return 'denied'
      return allowed.length === 0 || isAllowed(address) ? 'allowed' : 'not allowed'
    },
  }
}

/** One address, or all that begin like it. */
export type AddressRange = Address & { readonly prefix: number }

/** Reads `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/32`; `null` when it is none of these. */
export function parseAddressRange(text: string): AddressRange | null {
  const [, host = '', digits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const address = parseAddress(host)
  if (address === null) return null
  const bits = isIP(host) === 4 ? 32 : 128
  const given = digits === undefined ? bits : Number(digits)
  if (given > bits) return null
  const isMapped = bits === 128 && address.family === 'ipv4'
  const prefix = isMapped ? given - mappedBits : given
  return prefix < 0 ? null : { ...address, prefix }
}

type Address = { readonly text: string; readonly family: 'ipv4' | 'ipv6' }

/** `::ffff:0:0/96` is IPv4 in the form of IPv6 (RFC 4291, 2.5.5.2): a server that listens on `::` sees its callers so. */
const mappedBits = 96

function parseAddress(text: string): Address | null {
  switch (isIP(text)) {
    case 4:
      return { text, family: 'ipv4' }
    case 6: {
      // The shortest form, without a zone.
      const { address } = new SocketAddress({ address: text, family: 'ipv6' })
      const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? []
      return mapped === undefined ? { text: address, family: 'ipv6' } : { text: mapped, family: 'ipv4' }
    }
    default:
      return null
  }
}

/** A list for each family: Node's BlockList finds every IPv4 address in `::/0`. */
function createMatcher(ranges: readonly string[]): (address: Address) => boolean {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const range of ranges) {
    const parsed = parseAddressRange(range)
    if (parsed === null) throw new Error(`The stored address range ${range} cannot be read.`)
    lists[parsed.family].addSubnet(parsed.text, parsed.prefix, parsed.family)
  }
  return ({ text, family }) => lists[family].check(text, family)
}
