import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chmod, chown, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { ask, emptyServerPlace, type ServerPlace, serverPlace } from '../support/embedded-server.ts'
import { startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient } from '../support/sdk-clients.ts'
import { watchTask } from '../support/watch-task.ts'

/** The same server, as the one who may do everything. */
const superuserOf = (url: string): string =>
  url.replace('//reelay@', '//postgres@').replace(/\/reelay$/, '/postgres')
const socketOf = (place: ServerPlace): string => join(place.dataDirectory, 'socket')

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await isSo()) return
    await pause(50)
  }
  throw new Error(`never: ${what}`)
}

/** By copying its files, as the npm package has no pg_basebackup. */
async function makeStandby(primary: ServerPlace, url: string): Promise<ServerPlace> {
  const standby = await emptyServerPlace()
  // Under root the servers run as nobody, who has to reach the other's socket.
  await chmod(primary.directory, 0o711)
  await mkdir(standby.dataDirectory, { mode: 0o700 })
  const [from, to] = [primary, standby].map((place) => join(place.dataDirectory, 'cluster'))
  const client = new pg.Client(superuserOf(url))
  await client.connect()
  try {
    await client.query(`select pg_backup_start('standby', true)`)
    // What comes and goes while it is copied is of no account: the log says all of it again.
    await promisify(execFile)('cp', ['-a', from ?? '', to ?? '']).catch(() => undefined)
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    await rm(join(to ?? '', 'postmaster.pid'), { force: true })
    await writeFile(join(to ?? '', 'backup_label'), rows[0]?.labelfile ?? '')
    await writeFile(join(to ?? '', 'standby.signal'), '')
    const source = `host=${socketOf(primary)} port=5432 user=postgres`
    await appendFile(join(to ?? '', 'postgresql.auto.conf'), `primary_conninfo = '${source}'\n`)
  } finally {
    await client.end()
  }
  const { uid, gid } = await stat(to ?? '')
  for (const name of ['backup_label', 'standby.signal']) await chown(join(to ?? '', name), uid, gid)
  return standby
}

/** One address for whoever is the primary: what a virtual IP or a proxy is. */
async function openAddress(first: string) {
  const address = { target: first }
  const server = net.createServer((caller) => {
    const behind = net.connect(join(address.target, '.s.PGSQL.5432'))
    const end = (): void => {
      caller.destroy()
      behind.destroy()
    }
    for (const socket of [caller, behind]) socket.on('error', end).on('close', end)
    caller.pipe(behind).pipe(caller)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  return Object.assign(address, { port, close: () => void server.close() })
}

test(
  'a primary that dies with tasks in render is followed by its synchronous standby: nothing is lost, nothing is paid twice',
  { timeout: 600_000 },
  async () => {
    const directory = await temporaryDirectory('failover')
    onTestFinished(() => directory.remove())
    const primary = await serverPlace()
    onTestFinished(() => primary.remove())
    const owner = await primary.startProcess()
    const standby = await makeStandby(primary, owner.url ?? '')
    onTestFinished(() => standby.remove())
    const follower = await standby.start()
    const run = (url: string, text: string) => ask(superuserOf(url), text)
    await run(owner.url ?? '', `alter system set synchronous_standby_names = '*'`)
    await run(owner.url ?? '', 'select pg_reload_conf()')
    await until('the standby is synchronous', async () => {
      const [state] = await run(owner.url ?? '', 'select sync_state from pg_stat_replication')
      return state?.['sync_state'] === 'sync'
    })
    const address = await openAddress(socketOf(primary))
    onTestFinished(() => address.close())
    const reelay = await startReelay({
      dataDirectory: join(directory.path, 'data'),
      environment: {
        REELAY_DATABASE_URL: `postgresql://reelay@127.0.0.1:${address.port}/reelay`,
        REELAY_ANIMATIC_RENDERS: '1',
      },
    })
    onTestFinished(async () => void (await reelay.stop()))
    const client = mpsClient(reelay)
    const tasks: string[] = []
    for (const prompt of ['one', 'two', 'three']) {
      tasks.push((await client.create({ ModelName: 'Vidu', Duration: 2, Prompt: prompt })).TaskId)
    }
    await until('a task is in render', async () => {
      const { Status } = await client.describe({ TaskId: tasks[0] ?? '' })
      return Status === 'RUN'
    })

    await owner.kill()
    process.kill(await primary.postmasterPid(), 'SIGKILL')
    await run(follower.url, 'select pg_promote()')
    address.target = socketOf(standby)

    for (const taskId of tasks) expect((await watchTask(client, taskId, 200)).Status).toBe('DONE')
    const paid = await ask(follower.url, 'select task_id, attempt, outcome from spends order by task_id')
    expect(paid).toEqual(
      tasks.toSorted().map((taskId) => ({ task_id: taskId, attempt: 1, outcome: 'accepted' })),
    )
  },
)
