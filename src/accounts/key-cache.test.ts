import { describe, expect, test, vi } from 'vitest'
import { createKeyCache } from './key-cache.ts'

const key = { secretId: 'AKIDa', secretKey: 'x', accountId: 1n, appId: 2n }

describe('the key cache', () => {
  test('asks again after the lifetime, and after an error', async () => {
    const load = vi.fn(async () => key)
    const fleeting = createKeyCache({ lifetimeMilliseconds: 0 })
    await fleeting.get('AKIDa', load)
    await fleeting.get('AKIDa', load)
    expect(load).toHaveBeenCalledTimes(2)
    const cache = createKeyCache()
    await expect(cache.get('AKIDa', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(await cache.get('AKIDa', load)).toBe(key)
  })

  test('remembers that a key does not exist', async () => {
    const load = vi.fn(async () => null)
    const cache = createKeyCache()
    await cache.get('AKIDnobody', load)
    expect(await cache.get('AKIDnobody', load)).toBeNull()
    expect(load).toHaveBeenCalledTimes(1)
  })

  test('stays bounded when callers make SecretIds up: the oldest goes', async () => {
    const load = vi.fn(async () => null)
    const cache = createKeyCache({ entriesMax: 2 })
    for (const secretId of ['a', 'b', 'c']) await cache.get(secretId, load)
    await cache.get('b', load)
    await cache.get('c', load)
    expect(load).toHaveBeenCalledTimes(3)
    await cache.get('a', load)
    expect(load).toHaveBeenCalledTimes(4)
  })
})
