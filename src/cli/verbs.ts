import type { Account, AccountAdministration } from '../accounts/administration.ts'
import type { Config } from '../config/settings.ts'
import type { Log } from '../telemetry/log.ts'
import { closestNames } from './closest-names.ts'
import { type Command, type CommandCall, commandLog, UserError } from './command.ts'
import { loadServer, type Server } from './load-server.ts'

/** One of the things that a command does: `keys rotate`. */
export type Verb<Port = AccountAdministration> = {
  /** What may follow its name. */
  readonly usage: string
  /** Those of the command's own flags that mean something here. */
  readonly flags: readonly string[]
  /** What the verb is about, as the error asks for it: `Which key?`. Absent: it takes none. */
  readonly asks?: string
  /** Resolves with what is printed. */
  run(port: Port, call: VerbCall): Promise<string>
}

export type VerbCall = {
  /** What stands behind the verb: the name of an account, a SecretId; '' for a verb that takes none. */
  readonly subject: string
  readonly flags: Readonly<Record<string, unknown>>
  readonly config: Config
}

/** Lends what the verbs work with, beside a Reelay that may be running. */
export type Lend<Port> = (config: Config, log: Log, use: (port: Port) => Promise<string>) => Promise<string>

/** Runs the verb that the words name, with what is lent by this configuration. Throws UserError. */
export async function runVerb<Port>(
  command: Pick<Command, 'name' | 'flags'>,
  verbs: Readonly<Record<string, Verb<Port>>>,
  lender: (server: Server) => Lend<Port>,
  { loaded, positionals: [name = 'list', subject, ...rest], flags }: CommandCall,
): Promise<number> {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb === undefined) {
    const usages = Object.entries(verbs).map(([known, { usage }]) =>
      `  reelay ${command.name} ${known} ${usage}`.trimEnd(),
    )
    const near = closestNames(name, Object.keys(verbs)) || '.'
    throw new UserError(`There is no command ${command.name} ${name}${near}\n${usages.join('\n')}`)
  }
  const usage = `reelay ${command.name} ${name} ${verb.usage}`.trimEnd()
  if (verb.asks !== undefined && subject === undefined) throw new UserError(`${verb.asks} Say: ${usage}`)
  const surplus = verb.asks === undefined ? subject : rest[0]
  if (surplus !== undefined) throw new UserError(`${JSON.stringify(surplus)} is one word too many: ${usage}`)
  const useless = Object.keys(command.flags ?? {}).find(
    (flag) => flags[flag] !== undefined && !verb.flags.includes(flag),
  )
  if (useless !== undefined) throw new UserError(`--${useless} means nothing here: ${usage}`)
  const { config } = loaded
  const lend = lender(await loadServer())
  const said = await lend(config, commandLog(loaded), (port) =>
    verb.run(port, { subject: subject ?? '', flags, config }),
  )
  process.stdout.write(`${said}\n`)
  return 0
}

/** The account of this name or AppId. @throws UserError with the names that come close. */
export async function accountNamed(administration: AccountAdministration, name: string): Promise<Account> {
  const accounts = await administration.listAccounts()
  const found = accounts.find((account) => account.name === name || String(account.appId) === name)
  if (found !== undefined) return found
  const near = closestNames(
    name,
    accounts.map((account) => account.name),
  )
  throw new UserError(
    `There is no account ${JSON.stringify(name)}${near || '. See them with: reelay accounts list'}`,
  )
}

/** Whether the answer is for a program. @throws UserError for an output that there is not. */
export function wantsJson({ output = 'table' }: VerbCall['flags']): boolean {
  if (output === 'json' || output === 'table') return output === 'json'
  throw new UserError(`--output is table or json, not ${JSON.stringify(output)}.`)
}
