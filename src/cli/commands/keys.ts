import { readFile } from 'node:fs/promises'
import {
  type AccountAdministration,
  type KeySummary,
  temporaryKeySeconds,
} from '../../accounts/administration.ts'
import { closestNames } from '../closest-names.ts'
import { type Command, UserError } from '../command.ts'
import { jsonOf, tableOf, timeText } from '../table.ts'
import { accountNamed, runVerb, type Verb, type VerbCall, wantsJson } from '../verbs.ts'

export const keysCommand: Command = {
  name: 'keys',
  usage: 'keys list | create | rotate | disable | enable | reseal',
  doc: 'Look at, make, replace and refuse the keys that callers sign with.',
  flags: {
    account: { type: 'string', value: 'NAME', doc: 'list, create: the account, by name or AppId.' },
    temporary: { type: 'boolean', doc: 'create: a key that needs its token and ends by itself.' },
    hours: { type: 'string', value: 'N', doc: 'create --temporary: its life, up to 36; 12 if left out.' },
    'grace-hours': {
      type: 'string',
      value: 'N',
      doc: 'rotate: how long the old key still works; 24 if left out.',
    },
    'new-master-key-file': {
      type: 'string',
      value: 'FILE',
      doc: 'reseal: holds 64 hexadecimal digits, as `openssl rand -hex 32` makes them.',
    },
    output: { type: 'string', value: 'json', doc: 'list: print the same as JSON.' },
  },
  run: (call) => runVerb(keysCommand, verbs, (server) => server.withAccounts, call),
}

const verbs: Readonly<Record<string, Verb>> = {
  list: {
    usage: '[--account NAME] [--output json]',
    flags: ['account', 'output'],
    run: listKeys,
  },
  create: {
    usage: '[--account NAME] [--temporary [--hours 12]]',
    flags: ['account', 'temporary', 'hours'],
    run: createKey,
  },
  rotate: {
    usage: '<SecretId> [--grace-hours 24]',
    flags: ['grace-hours'],
    asks: 'Which key?',
    run: rotateKey,
  },
  disable: { usage: '<SecretId>', flags: [], asks: 'Which key?', run: disableKey },
  enable: { usage: '<SecretId>', flags: [], asks: 'Which key?', run: enableKey },
  reseal: { usage: '--new-master-key-file FILE', flags: ['new-master-key-file'], run: resealKeys },
}

async function listKeys(administration: AccountAdministration, { flags }: VerbCall): Promise<string> {
  const keys = await administration.listKeys()
  const { account } = flags
  const wanted = typeof account === 'string' ? (await accountNamed(administration, account)).name : null
  const shown = keys.filter((key) => wanted === null || key.account === wanted)
  if (wantsJson(flags)) return jsonOf(shown)
  return tableOf(
    ['SECRETID', 'ACCOUNT', 'KIND', 'STATE', 'LAST USED', 'ENDS'],
    shown.map((key) => [
      key.secretId,
      key.account,
      key.kind,
      key.state,
      timeText(key.lastUsedAt, 'never'),
      timeText(key.endsAt, 'never'),
    ]),
  )
}

async function createKey(administration: AccountAdministration, { flags }: VerbCall): Promise<string> {
  if (flags['temporary'] !== true && flags['hours'] !== undefined) {
    throw new UserError('--hours is for temporary keys: add --temporary.')
  }
  const lifeSeconds = hoursOf(flags, 'hours', 12) * 3600
  if (lifeSeconds < temporaryKeySeconds.min || lifeSeconds > temporaryKeySeconds.max) {
    throw new UserError('A temporary key lives from one minute to 36 hours: --hours 0.5 is half an hour.')
  }
  const { accountId } = await accountOf(administration, flags)
  if (flags['temporary'] !== true) return pairText(await administration.createKey(accountId))
  const key = await administration.createTemporaryKey(accountId, lifeSeconds)
  return `${pairText(key)}\nToken      ${key.token}\nEnds       ${timeText(key.endsAt, '')}`
}

async function rotateKey(
  administration: AccountAdministration,
  { subject, flags, config }: VerbCall,
): Promise<string> {
  const graceHours = hoursOf(flags, 'grace-hours', 24)
  if (graceHours > 24 * 366) throw new UserError('--grace-hours is at most a year.')
  const old = await keyNamed(administration, subject)
  if (old.kind === 'temporary') {
    throw new UserError(
      `${subject} is temporary and ends by itself. Make another: reelay keys create --temporary --account ${old.account}`,
    )
  }
  const rotated = await administration.rotateKey(subject, graceHours * 3600)
  if (rotated === null) {
    throw new UserError(
      `${subject} is ${old.state} and has nothing to hand over. Make a new key: reelay keys create --account ${old.account}`,
    )
  }
  const end = `${subject} works until ${timeText(rotated.replacedEndsAt, '')}.`
  return `${pairText(rotated)}\n${end}${configuredNote(subject, config)}`
}

async function disableKey(
  administration: AccountAdministration,
  { subject, config }: VerbCall,
): Promise<string> {
  await keyNamed(administration, subject)
  await administration.disableKey(subject)
  return `${subject} is disabled; running servers follow within seconds.${configuredNote(subject, config)}`
}

async function enableKey(administration: AccountAdministration, { subject }: VerbCall): Promise<string> {
  const { account } = await keyNamed(administration, subject)
  if (await administration.enableKey(subject)) return `${subject} works again.`
  throw new UserError(
    `${subject} was temporary and has ended. Make another: reelay keys create --temporary --account ${account}`,
  )
}

async function resealKeys(administration: AccountAdministration, { flags }: VerbCall): Promise<string> {
  const file = flags['new-master-key-file']
  if (typeof file !== 'string')
    throw new UserError('Name the file: reelay keys reseal --new-master-key-file FILE')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  if (!/^[0-9a-fA-F]{64}$/.test(text.trim())) {
    throw new UserError(`${file} does not hold 64 hexadecimal digits. Make them with: openssl rand -hex 32`)
  }
  const count = await administration.resealSecrets(Buffer.from(text.trim(), 'hex'))
  return `${count} secrets are sealed under the new master key. Start every server with it: REELAY_MASTER_KEY_FILE=${file}`
}

/** The account that the flag names, or else the first. */
async function accountOf(
  administration: AccountAdministration,
  { account }: VerbCall['flags'],
): Promise<{ readonly accountId: bigint }> {
  if (typeof account === 'string') return accountNamed(administration, account)
  const [first] = await administration.listAccounts()
  if (first === undefined) throw new Error('There is no first account.')
  return first
}

async function keyNamed(administration: AccountAdministration, secretId: string): Promise<KeySummary> {
  const keys = await administration.listKeys()
  const found = keys.find((key) => key.secretId === secretId)
  if (found !== undefined) return found
  const known = keys.map((key) => key.secretId)
  throw new UserError(
    `There is no key ${secretId}${closestNames(secretId, known) || '. See them with: reelay keys list'}`,
  )
}

function hoursOf(flags: VerbCall['flags'], name: string, absent: number): number {
  const given = flags[name]
  if (given === undefined) return absent
  const hours = typeof given === 'string' && given.trim() !== '' ? Number(given) : NaN
  if (Number.isFinite(hours) && hours >= 0) return hours
  throw new UserError(`--${name} is a number of hours, such as 0.5 or 12, not ${JSON.stringify(given)}.`)
}

const pairText = ({
  secretId,
  secretKey,
}: {
  readonly secretId: string
  readonly secretKey: string
}): string => `SecretId   ${secretId}\nSecretKey  ${secretKey}`

/** Servers put the configured key in order when they start. */
const configuredNote = (secretId: string, config: VerbCall['config']): string =>
  secretId === config.secretId
    ? '\nIt is the key in REELAY_SECRET_ID: change that too, or the next start of a server brings it back.'
    : ''
