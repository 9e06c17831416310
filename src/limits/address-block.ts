import { isIPv6 } from 'node:net'

/**
 * Whose address it is, as far as counting goes: an IPv4 address by itself, an IPv6 address by its /64, which is what
 * one customer gets at least (RFC 6177) and can choose from freely.
 */
export function blockOf(address: string): string {
  const plain = address.split('%', 1)[0] ?? ''
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? []
  if (mapped !== undefined) return mapped
  return isIPv6(plain) ? `${prefixOf(plain)}::/64` : address
}

/** The first four of the eight groups, without leading zeros. */
function prefixOf(address: string): string {
  const [left = '', right] = address.toLowerCase().split('::')
  const head = groupsOf(left)
  // An embedded IPv4 address takes the place of two groups.
  const tail = groupsOf(right ?? '').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]))
  const gap = right === undefined ? 0 : 8 - head.length - tail.length
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

const groupsOf = (text: string): string[] => text.split(':').filter((group) => group !== '')
