import { BlockList, isIPv4, isIPv6 } from 'node:net'

/**
 * Whether an IP address belongs to the public internet. Anything special is not: private, loopback, link-local,
 * shared (CGNAT), multicast, documentation, reserved, tunnels that carry an IPv4 address inside (mapped, NAT64, 6to4,
 * Teredo), and the clouds' metadata services. Something that is no address at all is not public either.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialIPv4.check(address, 'ipv4')
  // A zone (`fe80::1%eth0`) only exists for addresses of this very link.
  if (!isIPv6(address) || address.includes('%')) return false
  return globalUnicast.check(address, 'ipv6') && !specialIPv6.check(address, 'ipv6')
}

// https://www.iana.org/assignments/iana-ipv4-special-registry, seen 2026-11.
const specialIPv4 = subnets('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // Shared address space; Alibaba's metadata service (100.100.100.200) lives here.
  '127.0.0.0/8',
  '168.63.129.16/32', // Azure's WireServer: a public number that only answers inside.
  '169.254.0.0/16', // Link-local: the metadata services of AWS, Azure, Google, Tencent.
  '172.16.0.0/12',
  '192.0.0.0/24', // Oracle's metadata service (192.0.0.192) lives here.
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])

// IPv6 hands out public addresses from this block alone; loopback, ULA, link-local, mapped, NAT64 lie outside of it.
// IPv4-mapped forms must not be written into a list: BlockList would then match plain IPv4 addresses too.
const globalUnicast = subnets('ipv6', ['2000::/3'])

// https://www.iana.org/assignments/iana-ipv6-special-registry, seen 2026-11.
const specialIPv6 = subnets('ipv6', [
  '2001::/23', // Protocol assignments, Teredo among them.
  '2001:db8::/32',
  '2002::/16', // 6to4
  '3fff::/20',
])

function subnets(family: 'ipv4' | 'ipv6', cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [network = '', bits] = cidr.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}
