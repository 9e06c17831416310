import { closestNames } from '../closest-names.ts'
import { type Command, UserError } from '../command.ts'

export const simulateCommand: Command = {
  name: 'simulate',
  usage: 'simulate <vendor> [--port 9100] [--fail N] [--throttle N]',
  doc: "Serve a vendor's API as its documents describe it, on this machine and for nothing, to try Reelay against.",
  flags: {
    fail: { type: 'string', value: 'N', doc: 'The next N tasks fail.' },
    throttle: {
      type: 'string',
      value: 'N',
      doc: 'The next N submits are answered with 429 and Retry-After.',
    },
  },
  async run({ loaded: { config, origins }, positionals: [name, surplus], flags }) {
    const { offers } = await import('../../simulators/offers.ts')
    const known = Object.keys(offers)
    const start = name !== undefined && Object.hasOwn(offers, name) ? offers[name] : undefined
    if (name === undefined || start === undefined) {
      const near = name === undefined ? '' : closestNames(name, known)
      throw new UserError(
        `${name ?? 'Which vendor?'}: ${near.replace('; ', '') || `one of ${known.join(', ')}`}`,
      )
    }
    if (surplus !== undefined) throw new UserError(`${JSON.stringify(surplus)} is one word too many.`)
    const [failures, throttles] = [countIn(flags, 'fail'), countIn(flags, 'throttle')]
    const offer = await start(origins.port === 'flag --port' ? config.port : 0).catch((error: unknown) => {
      throw new UserError(error instanceof Error ? error.message : String(error), { cause: error })
    })
    const { simulator, environment } = offer
    for (let count = 0; count < failures; count++) offer.fail()
    const busy = { instead: { status: 429, headers: { 'retry-after': '5' }, body: { message: 'too many' } } }
    for (const operation of ['submit', 'submit-legacy'])
      simulator.plan(operation, ...Array.from({ length: throttles }, () => busy))
    const lines = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`)
    process.stdout.write(
      `${lines.join('\n')}\n\n${name} is simulated at ${simulator.url}; stop with Ctrl-C\n`,
    )
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
    })
    for (const complaint of simulator.complaints) process.stderr.write(`${complaint}\n`)
    await simulator.close()
    return 0
  },
}

function countIn(flags: Readonly<Record<string, unknown>>, name: string): number {
  const value = flags[name] ?? '0'
  if (typeof value !== 'string' || !/^\d{1,4}$/.test(value)) throw new UserError(`--${name} takes a number.`)
  return Number(value)
}
