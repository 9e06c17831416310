import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ask,
  emptyServerPlace,
  type ServerPlace,
  serverPlace,
} from '../../../tests/support/embedded-server.ts'
import { urlOf } from '../address.ts'

let place: ServerPlace
beforeEach(async () => {
  place = await serverPlace()
})
afterEach(() => place.remove())

const memory = 'create table memory (word text)'
const remember = `insert into memory values ('kept')`
const recall = 'select word from memory'
const kept = [{ word: 'kept' }]

const isReached = (url: string) =>
  ask(url, 'select').then(
    () => true,
    () => false,
  )

/** For the tests whose server makes its data itself. */
async function startOver(): Promise<void> {
  await place.remove()
  place = await emptyServerPlace()
}

describe('the embedded server', () => {
  test('is made at the first start: durable, on a private socket and no port, with a database whose owner is no superuser', async () => {
    await startOver()
    const server = await place.start()
    expect(server.adopted).toBe(false)
    expect(server.url).toBe(urlOf(server.connection))
    const [facts] = await ask(
      server.url,
      `select current_database() as database, current_user as user, usesuper as super,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('full_page_writes') as pages, current_setting('listen_addresses') as addresses,
              current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums
       from pg_user where usename = current_user`,
    )
    expect(facts).toEqual({
      database: 'reelay',
      user: 'reelay',
      super: false,
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      addresses: '',
      encoding: 'UTF8',
      checksums: 'on',
    })
    const { mode } = await stat(server.connection.host)
    expect(mode & 0o777).toBe(0o700)
  })

  test('keeps its data from one start to the next', async () => {
    const first = await place.start()
    await ask(first.url, memory)
    await ask(first.url, remember)
    await first.stop()
    expect(await isReached(first.url)).toBe(false)
    const second = await place.start()
    expect(second.adopted).toBe(false)
    expect(await ask(second.url, recall)).toEqual(kept)
  })

  test('lets the role make tables and extensions, and nothing of the server', async () => {
    const { url } = await place.start()
    await ask(url, 'create extension pgcrypto')
    await ask(url, 'create schema dbos')
    await expect(ask(url, 'create role other')).rejects.toThrow('permission denied')
  })

  test('writes no statement into its log, which may carry a prompt', async () => {
    const { url } = await place.start()
    await expect(ask(url, `select 'a secret prompt' from nowhere`)).rejects.toThrow()
    expect(await readFile(path.join(place.dataDirectory, 'server.log'), 'utf8')).not.toContain('prompt')
  })
})

describe('a server whose Reelay was killed', () => {
  test('goes on, and the next Reelay finds it', async () => {
    const owner = await place.startProcess()
    await ask(owner.url!, memory)
    await ask(owner.url!, remember)
    const pid = await place.postmasterPid()
    await owner.kill()
    const next = await place.start()
    expect(next.adopted).toBe(true)
    expect(await place.postmasterPid()).toBe(pid)
    expect(await ask(next.url, recall)).toEqual(kept)
  })

  test('and which was killed too, starts again with what it had acknowledged', async () => {
    const owner = await place.startProcess()
    await ask(owner.url!, memory)
    await ask(owner.url!, remember)
    const pid = await place.postmasterPid()
    await owner.kill()
    process.kill(pid, 'SIGKILL')
    const next = await place.start()
    expect(next.adopted).toBe(false)
    expect(await ask(next.url, recall)).toEqual(kept)
  })

  test('in the middle of making the data, leaves nothing half made', async () => {
    await startOver()
    const owner = place.startProcess()
    const drafts = async () =>
      (await readdir(place.dataDirectory).catch(() => [])).filter((name) => name.includes('draft'))
    await expect.poll(async () => (await drafts()).length, { timeout: 30_000, interval: 5 }).toBe(1)
    await pause(100)
    // The process that startProcess began is the only child in there.
    const killed = Number((await drafts())[0]?.split('-')[1])
    process.kill(killed, 'SIGKILL')
    expect((await owner).url).toBe(null)
    const next = await place.start()
    expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await drafts()).toEqual([])
  })
})

describe('a server that is killed under a Reelay that lives', () => {
  test('is started again with what it had acknowledged', async () => {
    const server = await place.start()
    await ask(server.url, memory)
    await ask(server.url, remember)
    const before = await place.postmasterPid()
    process.kill(before, 'SIGKILL')
    await expect
      .poll(() => ask(server.url, recall).catch((error: unknown) => String(error)), { timeout: 60_000 })
      .toEqual(kept)
    expect(await place.postmasterPid()).not.toBe(before)
  })

  test('is not started again once that Reelay has left', async () => {
    const server = await place.start()
    process.kill(await place.postmasterPid(), 'SIGKILL')
    await server.stop()
    await pause(500)
    expect(await isReached(server.url)).toBe(false)
  })
})

describe('files of a server that is gone', () => {
  test.each(['cluster/postmaster.pid', 'socket/.s.PGSQL.5432.lock'])(
    'do not stop the next one when %s names a process of somebody else',
    async (file) => {
      await (await place.start()).stop()
      // This very process, as after a restart of a container, where numbers repeat.
      const lines = [
        process.pid,
        path.join(place.dataDirectory, 'cluster'),
        0,
        5432,
        '../socket',
        '',
        '',
        'ready',
      ]
      await writeFile(path.join(place.dataDirectory, file), `${lines.join('\n')}\n`)
      const next = await place.start()
      expect(next.adopted).toBe(false)
      expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
    },
  )
})

describe('several processes on one directory', () => {
  test('share one server, whoever comes first, also when all start at once on an empty one', async () => {
    await startOver()
    const owners = await Promise.all([place.startProcess(), place.startProcess(), place.startProcess()])
    expect(owners.filter((owner) => owner.adopted === false)).toHaveLength(1)
    const starts = await Promise.all(
      owners.map((owner) => ask(owner.url!, 'select pg_postmaster_start_time() as time')),
    )
    expect(new Set(starts.map((rows) => String(rows[0]?.['time']))).size).toBe(1)
    await Promise.all(owners.map((owner) => owner.stop()))
  })

  test('keep it until the last one leaves', async () => {
    const starter = await place.startProcess()
    const other = await place.startProcess()
    await starter.stop()
    expect(await isReached(other.url!)).toBe(true)
    await other.stop()
    expect(await isReached(other.url!)).toBe(false)
  })

  test('stop it when all leave at once', async () => {
    const owners = await Promise.all([place.startProcess(), place.startProcess()])
    await Promise.all(owners.map((owner) => owner.stop()))
    expect(await isReached(owners[0].url!)).toBe(false)
  })

  test('leave it to a person who is connected', async () => {
    const server = await place.start()
    const person = new pg.Client(server.url)
    await person.connect()
    await server.stop()
    expect((await person.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await person.end()
    await (await place.start()).stop()
    expect(await isReached(server.url)).toBe(false)
  })

  test('wait for a server that is on its way out, and start another', async () => {
    const first = await place.start()
    const pid = await place.postmasterPid()
    const [next] = await Promise.all([pause(5).then(() => place.startProcess()), first.stop()])
    expect(await ask(next.url!, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await place.postmasterPid()).not.toBe(pid)
    await next.stop()
  })
})
