import type {
  Account,
  AccountAdministration,
  AccountChange,
  AccountPolicy,
} from '../../accounts/administration.ts'
import { type Command, UserError } from '../command.ts'
import { jsonOf, tableOf, timeText } from '../table.ts'
import { accountNamed, runVerb, type Verb, type VerbCall, wantsJson } from '../verbs.ts'

export const accountsCommand: Command = {
  name: 'accounts',
  usage: 'accounts list | create | limits | addresses',
  doc: 'Look at and make accounts; how often and from where they may call.',
  flags: {
    create: { type: 'string', value: 'N|default', doc: 'limits: creates per second; 0 is no limit.' },
    describe: { type: 'string', value: 'N|default', doc: 'limits: describes per second; 0 is no limit.' },
    unfinished: {
      type: 'string',
      value: 'N|default',
      doc: 'limits: tasks that may be unfinished; 0 is no limit.',
    },
    allow: { type: 'string', value: 'LIST|any', doc: 'addresses: all that may call, 10.0.0.0/8,192.0.2.7.' },
    deny: { type: 'string', value: 'LIST|none', doc: 'addresses: all that may not, also when allowed.' },
    output: { type: 'string', value: 'json', doc: 'list: print the same as JSON.' },
  },
  run: (call) => runVerb(accountsCommand, verbs, (server) => server.withAccounts, call),
}

const verbs: Readonly<Record<string, Verb>> = {
  list: { usage: '[--output json]', flags: ['output'], run: listAccounts },
  create: { usage: '<name>', flags: [], asks: 'What is it called?', run: createAccount },
  limits: {
    usage: '<name> [--create N|default] [--describe N|default] [--unfinished N|default]',
    flags: ['create', 'describe', 'unfinished'],
    asks: 'Which account?',
    run: limitAccount,
  },
  addresses: {
    usage: '<name> [--allow 10.0.0.0/8,192.0.2.7|any] [--deny 192.0.2.66|none]',
    flags: ['allow', 'deny'],
    asks: 'Which account?',
    run: addressAccount,
  },
}

async function listAccounts(administration: AccountAdministration, { flags }: VerbCall): Promise<string> {
  const accounts = await administration.listAccounts()
  if (wantsJson(flags)) return jsonOf(accounts.map(({ accountId: _internal, ...account }) => account))
  return tableOf(
    ['NAME', 'APPID', 'CREATE/S', 'DESCRIBE/S', 'UNFINISHED', 'ALLOW', 'DENY', 'MADE'],
    accounts.map((account) => [
      account.name,
      String(account.appId),
      limitText(account.createPerSecond),
      limitText(account.describePerSecond),
      limitText(account.unfinishedMax),
      briefly(account.allowedAddresses, 'any'),
      briefly(account.deniedAddresses, 'none'),
      timeText(account.createdAt, ''),
    ]),
  )
}

async function createAccount(administration: AccountAdministration, { subject }: VerbCall): Promise<string> {
  const { name, appId } = changed(await administration.createAccount(subject))
  return `Account ${name} has the AppId ${appId}. Make a key for it: reelay keys create --account ${name}`
}

async function limitAccount(
  administration: AccountAdministration,
  { subject, flags: { create, describe, unfinished } }: VerbCall,
): Promise<string> {
  const account = await accountNamed(administration, subject)
  const after = await changeAccount(administration, account, {
    ...(typeof create === 'string' ? { createPerSecond: limitOf(create) } : {}),
    ...(typeof describe === 'string' ? { describePerSecond: limitOf(describe) } : {}),
    ...(typeof unfinished === 'string' ? { unfinishedMax: limitOf(unfinished) } : {}),
  })
  return tableOf(
    ['NAME', 'CREATE/S', 'DESCRIBE/S', 'UNFINISHED'],
    [[after.name, ...[after.createPerSecond, after.describePerSecond, after.unfinishedMax].map(limitText)]],
  )
}

async function addressAccount(
  administration: AccountAdministration,
  { subject, flags: { allow, deny } }: VerbCall,
): Promise<string> {
  const account = await accountNamed(administration, subject)
  const { name, allowedAddresses, deniedAddresses } = await changeAccount(administration, account, {
    ...(typeof allow === 'string' ? { allowedAddresses: rangesOf(allow, 'any') } : {}),
    ...(typeof deny === 'string' ? { deniedAddresses: rangesOf(deny, 'none') } : {}),
  })
  const rows = Array.from(
    { length: Math.max(1, allowedAddresses.length, deniedAddresses.length) },
    (_, at) => [
      at === 0 ? name : '',
      allowedAddresses[at] ?? (at === 0 ? 'any' : ''),
      deniedAddresses[at] ?? (at === 0 ? 'none' : ''),
    ],
  )
  return tableOf(['NAME', 'ALLOW', 'DENY'], rows)
}

/** Without a change it is a look. */
async function changeAccount(
  administration: AccountAdministration,
  account: Account,
  policy: Partial<AccountPolicy>,
): Promise<Account> {
  if (Object.keys(policy).length === 0) return account
  return changed(await administration.changeAccount(account.accountId, policy))
}

function changed(change: AccountChange): Account {
  if (change.outcome === 'refused') throw new UserError(change.message)
  return change.account
}

/** What is no number becomes one that is refused. */
const limitOf = (text: string): number | null =>
  text === 'default' ? null : /^\d+$/.test(text) ? Number(text) : NaN

const rangesOf = (text: string, nothing: string): string[] =>
  text === nothing ? [] : text.split(',').map((range) => range.trim())

const limitText = (limit: number | null): string =>
  limit === null ? 'default' : limit === 0 ? 'off' : String(limit)

const shownMax = 2

/** A list has room in a table of its own. */
function briefly(ranges: readonly string[], nothing: string): string {
  if (ranges.length === 0) return nothing
  const more = ranges.length - shownMax
  return `${ranges.slice(0, shownMax).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
