import type { LoadedConfig } from '../../config/load.ts'
import type { Reelay, StartVendors } from '../../main.ts'
import { createLog } from '../../telemetry/log.ts'
import { secretNames } from '../../config/settings.ts'
import type { Command } from '../command.ts'
import { loadServer } from '../load-server.ts'

const parentWatchMilliseconds = 500
/** EX_TEMPFAIL of sysexits.h: nothing is wrong that starting again would not mend. */
const fencedExitCode = 75
/** What hangs after this is of no use to anybody: its tasks are in other hands. */
const fencedStopSecondsMax = 10

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  doc: 'Serve the API and work on tasks (the default).',
  run: ({ loaded }) => serve(loaded),
}

/** Serves until it is told to stop, or can do nothing else. Resolves with the exit code. */
export async function serve(loaded: LoadedConfig, vendors?: StartVendors): Promise<number> {
  const { config } = loaded
  const log = createLog(config.logLevel, config.logFormat, secretNames)
  const stopped = untilToldToStop()
  const { startReelay } = await loadServer()
  let keyRows: Row[] = []
  const reelay = await startReelay(config, log, (key) => (keyRows = rowsOf(key)), vendors).catch(
    (error: unknown) => {
      process.stdout.write(linesOf(keyRows))
      throw error
    },
  )
  process.stdout.write(greeting(reelay, loaded, keyRows))
  const isFenced = await Promise.race([stopped.then(() => false), untilFenced(reelay)])
  if (isFenced) setTimeout(() => process.exit(fencedExitCode), fencedStopSecondsMax * 1000).unref()
  log.info({}, isFenced ? 'stopping, to be started anew under another name' : 'stopping')
  await reelay.stop()
  return isFenced ? fencedExitCode : 0
}

const untilFenced = ({ fenced }: Reelay): Promise<boolean> =>
  new Promise((resolve) => {
    if (fenced?.aborted === true) resolve(true)
    fenced?.addEventListener('abort', () => resolve(true), { once: true })
  })

/** The first signal drains; a second one ends the process at once. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    stopWithNpm(resolve)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130))
        resolve()
      })
    }
  })
}

/**
 * `npm start` runs us below a shell that dies of SIGTERM and tells nobody: without this, stopping npm would leave the
 * server running with no one to stop it.
 */
function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, parentWatchMilliseconds)
  watch.unref()
}

type Row = readonly [name: string, value: string]

const linesOf = (rows: readonly Row[]): string =>
  rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}\n`).join('')

type MadeKey = { readonly secretId: string; readonly secretKey: string }

const rowsOf = ({ secretId, secretKey }: MadeKey): Row[] => [
  ['SecretId', secretId],
  ['SecretKey', `${secretKey}  (shown only now; reelay keys create makes another)`],
]

function greeting({ address, vendors }: Reelay, { config }: LoadedConfig, keyRows: readonly Row[]): string {
  const knownKey: Row = ['SecretId', config.secretId ?? 'as printed at the first start; reelay keys list']
  const lines = linesOf([
    ['API', `${address}  (edition ${config.edition}, role ${config.role})`],
    ...(keyRows.length > 0 ? keyRows : [knownKey]),
    ['Vendors', vendors.join(', ')],
    [
      'Data',
      config.dataDirectory +
        (config.databaseUrl === undefined ? '  (embedded PostgreSQL, results)' : '  (results)'),
    ],
  ])
  return `\n${lines}\nreelay listening on ${address}\n`
}
