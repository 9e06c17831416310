import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

describe('isPublicAddress', () => {
  test.each([
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'this network'],
    ['10.0.0.1', 'private'],
    ['100.64.0.1', 'shared'],
    ['100.100.100.200', "Alibaba's metadata"],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['168.63.129.16', "Azure's WireServer"],
    ['169.254.169.254', 'metadata'],
    ['169.254.0.23', "Tencent's metadata"],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.192', "Oracle's metadata"],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', '6to4 relay'],
    ['192.168.255.255', 'private'],
    ['198.19.255.255', 'benchmarking'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:8.8.8.8', 'IPv4-mapped, also of a public address'],
    ['::ffff:0:127.0.0.1', 'IPv4-translated'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::7f00:1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:20::1', 'ORCHID'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4'],
    ['3fff::1', 'documentation'],
    ['5f00::1', 'segment routing'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', "AWS's metadata"],
    ['fd20:ce::254', "Google's metadata"],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['2606:4700::1111%eth0', 'anything with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['', 'no address'],
    ['localhost', 'no address'],
    ['0x7f.1', 'no canonical address'],
    ['2130706433', 'no canonical address'],
  ])('says no to %s (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '223.255.255.255',
  ])('says yes to %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each(['2606:4700:4700::1111', '2001:4860:4860::8888', '2400:cb00::1', '2a00::1'])(
    'says yes to %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  test('says no to every address that carries an IPv4 address inside', () => {
    fc.assert(
      fc.property(fc.ipV4(), (inner) => {
        for (const prefix of ['::ffff:', '::', '::ffff:0:', '64:ff9b::'])
          expect(isPublicAddress(`${prefix}${inner}`)).toBe(false)
      }),
    )
  })

  test('says no to every IPv6 address outside of 2000::/3', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const [firstGroup = ''] = address.split(':')
        const first = Number.parseInt(firstGroup === '' ? '0' : firstGroup, 16)
        fc.pre(first < 0x2000 || first > 0x3fff)
        expect(isPublicAddress(address)).toBe(false)
      }),
    )
  })
})
