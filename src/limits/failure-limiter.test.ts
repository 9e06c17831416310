import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockOf } from './address-block.ts'
import { createFailureLimiter } from './failure-limiter.ts'

function limiterAt(perSecond: number) {
  let milliseconds = 5_000
  const limiter = createFailureLimiter({ perSecond, now: () => milliseconds })
  return {
    ...limiter,
    fail: (address: string, times: number) => {
      for (let index = 0; index < times; index++) limiter.note(address)
    },
    wait: (more: number) => (milliseconds += more),
  }
}

describe('the limit of failures', () => {
  test('lets as many fail as it says, then refuses with the numbers until the second ends', () => {
    const limiter = limiterAt(3)
    limiter.fail('192.0.2.1', 2)
    expect(limiter.excessOf('192.0.2.1')).toBeNull()
    limiter.fail('192.0.2.1', 1)
    expect(limiter.excessOf('192.0.2.1')).toEqual({ count: 4, limitPerSecond: 3 })
    expect(limiter.excessOf('192.0.2.1')).toEqual({ count: 5, limitPerSecond: 3 })
    limiter.wait(999)
    expect(limiter.excessOf('192.0.2.1')).not.toBeNull()
    limiter.wait(1)
    expect(limiter.excessOf('192.0.2.1')).toBeNull()
  })

  test('counts addresses apart, and an IPv6 network as one', () => {
    const limiter = limiterAt(2)
    limiter.fail('2001:db8:0:1::1', 1)
    limiter.fail('2001:db8:0:1:ffff::2', 1)
    expect(limiter.excessOf('2001:db8::1:0:0:0:3')).not.toBeNull()
    expect(limiter.excessOf('2001:db8:0:2::1')).toBeNull()
    expect(limiter.excessOf('192.0.2.1')).toBeNull()
  })

  test('is off at 0', () => {
    const limiter = limiterAt(0)
    limiter.fail('192.0.2.1', 1000)
    expect(limiter.excessOf('192.0.2.1')).toBeNull()
  })

  test('goes on counting known addresses when there are too many, and forgets them all with the second', () => {
    const limiter = limiterAt(2)
    limiter.fail('192.0.2.1', 1)
    for (let index = 0; index < 20_000; index++) limiter.note(`10.0.${index >> 8}.${index & 255}`)
    limiter.fail('192.0.2.1', 1)
    expect(limiter.excessOf('192.0.2.1')).not.toBeNull()
    // Number 20,000 was not counted: there was no room.
    limiter.fail('10.0.78.31', 1)
    expect(limiter.excessOf('10.0.78.31')).toBeNull()
  })
})

describe('the block of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:DB8:0:0001::9', '2001:db8:0:1::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  ])('of %s is %s', (address, block) => {
    expect(blockOf(address)).toBe(block)
  })

  test('is the same for every spelling and every host of a network', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        fc.pre(!address.includes('.'))
        const [host = ''] = new URL(`http://[${address}]/`).host.slice(1).split(']')
        expect(blockOf(host)).toBe(blockOf(address))
        expect(blockOf(address)).toMatch(/^([0-9a-f]{1,4}:){4}:\/64$/)
      }),
    )
  })
})
