import { describe, expect, test } from 'vitest'
import { type AllowList, parseAllowList } from './allow-list.ts'

function parsed(text: string): AllowList {
  const result = parseAllowList(text)
  if (result.outcome === 'invalid') throw new Error(result.message)
  return result.allow
}

const place = (hostname: string, address: string, port: number) => ({ hostname, address, port })

describe('parseAllowList', () => {
  test('an empty value allows nothing', () => {
    expect(parsed('').permits(place('localhost', '127.0.0.1', 80))).toBe(false)
    expect(parsed(' , ').permits(place('localhost', '127.0.0.1', 80))).toBe(false)
  })

  test('a CIDR allows its addresses on every port, under every name', () => {
    const allow = parsed('10.0.0.0/8, fd00::/8')
    expect(allow.permits(place('a.lan', '10.255.0.1', 9000))).toBe(true)
    expect(allow.permits(place('10.0.0.1', '10.0.0.1', 80))).toBe(true)
    expect(allow.permits(place('b.lan', 'fd12::1', 443))).toBe(true)
    expect(allow.permits(place('a.lan', '11.0.0.1', 9000))).toBe(false)
    expect(allow.permits(place('b.lan', 'fe80::1', 443))).toBe(false)
  })

  test('an address allows itself alone', () => {
    const allow = parsed('192.168.1.7,::1')
    expect(allow.permits(place('x', '192.168.1.7', 1))).toBe(true)
    expect(allow.permits(place('x', '::1', 1))).toBe(true)
    expect(allow.permits(place('x', '192.168.1.8', 1))).toBe(false)
  })

  test('host:port allows this name on this port, wherever it resolves', () => {
    const allow = parsed('Minio.LAN:9000')
    expect(allow.permits(place('minio.lan', '10.1.2.3', 9000))).toBe(true)
    expect(allow.permits(place('minio.lan', '10.1.2.3', 9001))).toBe(false)
    expect(allow.permits(place('evil.lan', '10.1.2.3', 9000))).toBe(false)
  })

  test('address:port allows this address on this port, under every name', () => {
    const allow = parsed('127.0.0.1:8080,[::1]:8080')
    expect(allow.permits(place('localhost', '127.0.0.1', 8080))).toBe(true)
    expect(allow.permits(place('localhost', '::1', 8080))).toBe(true)
    expect(allow.permits(place('localhost', '127.0.0.1', 80))).toBe(false)
  })

  test.each(['80', '443'])('port %s, which URLs leave out, is written out', (port) => {
    expect(parsed(`files.lan:${port}`).permits(place('files.lan', '10.0.0.1', Number(port)))).toBe(true)
  })

  test.each([
    'minio.lan',
    '10.0.0.0/33',
    '::/129',
    '10.0.0/8',
    '010.0.0.0/8',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    'http://minio.lan:9000',
    'user@minio.lan:9000',
    'minio.lan:9000/path',
    'minio.lan:99999',
    'minio.lan:0',
    '*.lan:9000',
    ':9000',
    'fe80::1%eth0',
  ])('"%s" makes the value invalid, and is named', (entry) => {
    const result = parseAllowList(`10.0.0.0/8,${entry}`)
    expect(result).toEqual({ outcome: 'invalid', message: expect.stringContaining(`"${entry}"`) })
  })
})
