import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { explainWriteError } from './durable-file.ts'
import { createFilesystemStore } from './filesystem-store.ts'
import type { ObjectStore } from './object-store.ts'

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'reelay-store-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

async function keysIn(store: ObjectStore, folder: string): Promise<string[]> {
  const keys: string[] = []
  for await (const key of store.list(folder)) keys.push(key)
  return keys.sort()
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the filesystem store', () => {
  test('gives back what was put, with its facts', async () => {
    const store = await createFilesystemStore(newDirectory())
    const bytes = randomBytes(300_000)
    for (const source of [bytes, Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)])]) {
      const put = await store.put('results/t/0.mp4', source, 'video/mp4')
      expect(put).toMatchObject({ sizeBytes: 300_000, sha256: sha256(bytes), contentType: 'video/mp4' })
      expect(await store.stat('results/t/0.mp4')).toEqual(put)
      expect(bytes.equals(await buffer(await store.read('results/t/0.mp4')))).toBe(true)
    }
  })

  test('reads any part, both ends included', async () => {
    const store = await createFilesystemStore(newDirectory())
    await store.put('a', Buffer.from('0123456789'), 'text/plain')
    expect((await buffer(await store.read('a', { start: 0, end: 0 }))).toString()).toBe('0')
    expect((await buffer(await store.read('a', { start: 3, end: 9 }))).toString()).toBe('3456789')
  })

  test('keeps an empty object', async () => {
    const store = await createFilesystemStore(newDirectory())
    await store.put('empty', new Uint8Array(), 'text/plain')
    expect(await store.stat('empty')).toMatchObject({ sizeBytes: 0, sha256: sha256(Buffer.alloc(0)) })
    expect(await buffer(await store.read('empty'))).toHaveLength(0)
  })

  test('what is not there: stat says null, read rejects, delete is content', async () => {
    const store = await createFilesystemStore(newDirectory())
    expect(await store.stat('a/b')).toBeNull()
    await expect(store.read('a/b')).rejects.toThrow()
    await store.delete('a/b')
    await store.put('a/b', Buffer.from('x'), 'text/plain')
    expect(await store.stat('a')).toBeNull()
    expect(await store.stat('a/b/c')).toBeNull()
  })

  test('a deleted object leaves no file and no empty folder behind', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    await store.put('intake/t1/a.jpg', Buffer.from('a'), 'image/jpeg')
    await store.put('intake/t2/b.jpg', Buffer.from('b'), 'image/jpeg')
    await store.delete('intake/t1/a.jpg')
    expect(await readdir(join(directory, 'intake'))).toEqual(['t2'])
    await store.delete('intake/t2/b.jpg')
    expect(await readdir(directory)).toEqual(['#incoming'])
  })

  test('lists the keys below a folder, however deep, and nothing else', async () => {
    const store = await createFilesystemStore(newDirectory())
    const long = `intake/t/${'x'.repeat(300)}/#1 50%.png`
    for (const key of ['intake/t/a.png', 'intake/t/deep/b.png', long, 'intake/tt/c.png', 'other'])
      await store.put(key, Buffer.from(key), 'image/png')
    expect(await keysIn(store, 'intake/t')).toEqual(['intake/t/a.png', 'intake/t/deep/b.png', long].sort())
    expect(await keysIn(store, 'nothing/here')).toEqual([])
  })

  test('refuses keys that lead out of its directory', async () => {
    const store = await createFilesystemStore(join(newDirectory(), 'inner'))
    for (const key of ['../outside', '/etc/hostname', 'a/../../outside']) {
      await expect(store.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow(/not a key/)
      await expect(store.read(key)).rejects.toThrow(/not a key/)
      await expect(store.stat(key)).rejects.toThrow(/not a key/)
      await expect(store.delete(key)).rejects.toThrow(/not a key/)
    }
  })

  test('files and folders are for their owner only', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    await store.put('a/b', Buffer.from('x'), 'text/plain')
    expect((await stat(join(directory, 'a/b'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(directory, 'a'))).mode & 0o777).toBe(0o700)
  })
})

describe('nothing half written is ever visible', () => {
  test('a source that breaks off leaves the old object and no remains', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    await store.put('a', Buffer.from('old'), 'text/plain')
    async function* broken() {
      yield Buffer.from('half of the new')
      throw new Error('the vendor hung up')
    }
    await expect(store.put('a', Readable.from(broken()), 'text/plain')).rejects.toThrow('the vendor hung up')
    const destroyed = new Readable({ read() {} })
    setImmediate(() => destroyed.destroy())
    await expect(store.put('a', destroyed, 'text/plain')).rejects.toThrow(/premature/i)
    expect((await buffer(await store.read('a'))).toString()).toBe('old')
    expect(await readdir(join(directory, '#incoming'))).toEqual([])
  })

  test('a process killed while writing leaves nothing visible, and its remains are swept later', async () => {
    const directory = newDirectory()
    const script = `
      import { createFilesystemStore } from ${JSON.stringify(join(import.meta.dirname, 'filesystem-store.ts'))}
      async function* endless() {
        for (;;) { yield Buffer.alloc(65536, 1); process.stdout.write('.'); await new Promise((go) => setTimeout(go, 5)) }
      }
      const { Readable } = await import('node:stream')
      const store = await createFilesystemStore(${JSON.stringify(directory)})
      await store.put('results/t/0.mp4', Readable.from(endless()), 'video/mp4')`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')

    const store = await createFilesystemStore(directory)
    expect(await store.stat('results/t/0.mp4')).toBeNull()
    expect(await keysIn(store, 'results')).toEqual([])
    const remains = await readdir(join(directory, '#incoming'))
    expect(remains).toHaveLength(1)
    const anHourAgo = new Date(Date.now() - 61 * 60 * 1000)
    await utimes(join(directory, '#incoming', remains[0] ?? ''), anHourAgo, anHourAgo)
    await createFilesystemStore(directory)
    expect(await readdir(join(directory, '#incoming'))).toEqual([])
  })

  test('a crash between the facts and the bytes of a new version leaves the old one whole', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    const old = await store.put('a.mp4', Buffer.from('old'), 'video/mp4')
    await link(join(directory, 'a.mp4'), join(directory, 'kept'))
    await store.put('a.mp4', Buffer.from('new'), 'video/webm')
    // The state on disk at that moment: the new facts are there, the new bytes are not.
    await rename(join(directory, 'kept'), join(directory, 'a.mp4'))
    expect(await store.stat('a.mp4')).toEqual(old)
    const again = await store.put('a.mp4', Buffer.from('newer'), 'video/webm')
    expect(await store.stat('a.mp4')).toEqual(again)
  })

  test('a crash before the first bytes of an object leaves none', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    await store.put('a.mp4', Buffer.from('bytes'), 'video/mp4')
    await rm(join(directory, 'a.mp4'))
    expect(await store.stat('a.mp4')).toBeNull()
    await store.put('a.mp4', Buffer.from('bytes'), 'video/mp4')
    expect(await store.stat('a.mp4')).not.toBeNull()
  })

  test('who is reading the old version reads it to its end', async () => {
    const store = await createFilesystemStore(newDirectory())
    const old = randomBytes(500_000)
    await store.put('a', old, 'video/mp4')
    const reading = await store.read('a')
    await store.put('a', Buffer.from('new'), 'video/mp4')
    expect(old.equals(await buffer(reading))).toBe(true)
  })

  test('a folder that a deleter removes under a writer is made again', async () => {
    const store = await createFilesystemStore(newDirectory())
    const churn = async (name: string) => {
      for (let round = 0; round < 40; round += 1) {
        await store.put(`results/t/deep/${name}`, Buffer.from(name), 'text/plain')
        await store.delete(`results/t/deep/${name}`)
      }
      await store.put(`results/t/deep/${name}`, Buffer.from(`last ${name}`), 'text/plain')
    }
    const names = Array.from({ length: 8 }, (_name, index) => `${index}`)
    await Promise.all(names.map(churn))
    expect(await keysIn(store, 'results')).toEqual(names.map((name) => `results/t/deep/${name}`))
  })

  test('of many writers of one object the last one in place wins, with its own facts', async () => {
    const store = await createFilesystemStore(newDirectory())
    const versions = Array.from({ length: 30 }, (_version, index) => Buffer.from(`version ${index + 10}`))
    await Promise.all(versions.map((version) => store.put('a', version, 'text/plain')))
    const bytes = await buffer(await store.read('a'))
    expect(versions.some((version) => version.equals(bytes))).toBe(true)
    expect(await store.stat('a')).toMatchObject({ sha256: sha256(bytes), sizeBytes: bytes.length })
  })

  test('a restored backup without its times still knows its facts', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    const { modifiedAt: _time, ...facts } = await store.put('a', Buffer.from('bytes'), 'video/mp4')
    await utimes(join(directory, 'a'), new Date(), new Date(0))
    const found = await store.stat('a')
    expect(found).toEqual({ ...facts, modifiedAt: new Date(0) })
    expect(await store.stat('a')).toEqual(found)
  })

  test('a file that the store did not write is no object', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    await mkdir(join(directory, 'buckets'))
    await writeFile(join(directory, 'buckets', 'stray.mp4'), 'x')
    expect(await store.stat('buckets/stray.mp4')).toBeNull()
  })

  test('the bytes lie on disk as a plain file under the name of the key', async () => {
    const directory = newDirectory()
    const store = await createFilesystemStore(directory)
    await store.put('results/t/0.mp4', Buffer.from('film'), 'video/mp4')
    expect(await readFile(join(directory, 'results/t/0.mp4'), 'utf8')).toBe('film')
  })
})

test.skipIf(process.platform !== 'linux')('a full disk says that it is full, and keeps its code', () => {
  const full = openSync('/dev/full', 'w')
  try {
    writeSync(full, 'x')
    expect.unreachable('/dev/full took a byte')
  } catch (error) {
    const explained = explainWriteError(error)
    expect(explained).toMatchObject({ message: expect.stringContaining('the disk is full'), code: 'ENOSPC' })
  } finally {
    closeSync(full)
  }
})
