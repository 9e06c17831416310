import type { LoadedConfig } from '../../config/load.ts'
import type { Reelay } from '../../main.ts'
import { createLog } from '../../telemetry/log.ts'
import type { Command } from '../command.ts'
import { UserError } from '../command.ts'
import { loadServer } from '../load-server.ts'

const parentWatchMilliseconds = 500

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  doc: 'Serve the API and work on tasks (the default).',
  async run({ loaded }) {
    const { config } = loaded
    const log = createLog(config.logLevel, config.logFormat)
    const stopped = untilToldToStop()
    const { startReelay } = await loadServer()
    const reelay = await startReelay(config, log).catch((error: unknown) => {
      throw explained(error, loaded)
    })
    process.stdout.write(greeting(reelay, loaded))
    await stopped
    log.info({}, 'stopping')
    await reelay.stop()
    return 0
  },
}

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

function greeting({ address, created, vendors }: Reelay, { config }: LoadedConfig): string {
  const rows: [string, string][] = [['API', `${address}  (edition ${config.edition}, role ${config.role})`]]
  if (created) {
    rows.push(
      ['SecretId', created.secretId],
      ['SecretKey', `${created.secretKey}  (shown only now; reelay keys create makes another)`],
    )
  } else {
    rows.push(['SecretId', config.secretId ?? 'as printed at the first start; reelay keys list'])
  }
  rows.push(
    ['Vendors', vendors.join(', ')],
    [
      'Data',
      config.dataDirectory +
        (config.databaseUrl === undefined ? '  (embedded PostgreSQL, results)' : '  (results)'),
    ],
  )
  const lines = rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}`)
  return `\n${lines.join('\n')}\n\nreelay listening on ${address}\n`
}

/** What the operator can mend is said in one sentence, without a stack. */
function explained(error: unknown, { config }: LoadedConfig): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new UserError(
      `Port ${config.port} on ${config.host} is taken. Set REELAY_PORT to another one, or to 0 for any free one.`,
    )
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new UserError(
      `Cannot listen on ${config.host}:${config.port} (${code}). Set REELAY_HOST and REELAY_PORT.`,
    )
  }
  return error
}
