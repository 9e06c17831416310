import { mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadMasterKey } from './master-key.ts'

const directory = () => mkdtemp(join(tmpdir(), 'reelay-key-'))

test('a configured key is used as it is', async () => {
  expect(await loadMasterKey('ab'.repeat(32), await directory())).toEqual(Buffer.alloc(32, 0xab))
})

test('without one, processes that start together make one key, for their owner only, and keep it', async () => {
  const path = await directory()
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKey(undefined, path)))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(await loadMasterKey(undefined, path)).toEqual(keys[0])
  expect((await stat(join(path, 'master.key'))).mode & 0o777).toBe(0o600)
})

test('a damaged key file is told, not replaced', async () => {
  const path = await directory()
  await writeFile(join(path, 'master.key'), 'oops')
  await expect(loadMasterKey(undefined, path)).rejects.toThrow('does not hold a master key')
})
