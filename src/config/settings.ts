import { z } from 'zod'
import { defaultEdition, editionNames } from '../contract/edition.ts'
import { ownPrices } from './own-prices.ts'
import { address, count, flag, port, type Setting, setting, text } from './setting.ts'
import { vendorSettings } from './vendor-settings.ts'

/**
 * Every setting of Reelay, once. Loading, validation, `reelay config --explain` and the docs all read this table.
 */
export const settings = {
  host: setting('REELAY_HOST', text.default('127.0.0.1'), 'Address to listen on.'),
  port: setting(
    'REELAY_PORT',
    port.default(9000),
    'Port to listen on; 0 takes any free one, which is printed.',
  ),
  dataDirectory: setting(
    'REELAY_DATA_DIR',
    text.default('.reelay'),
    'Embedded database, media and local buckets live here.',
  ),
  databaseUrl: setting(
    'REELAY_DATABASE_URL',
    z
      .url({ protocol: /^postgres(ql)?$/, error: 'It has to be a URL that begins with postgresql://' })
      .optional(),
    'A PostgreSQL server to use (postgresql://user:password@host:5432/name); absent: Reelay starts its own.',
    { secret: true },
  ),
  endpoint: setting(
    'REELAY_ENDPOINT',
    address.optional(),
    'Where create, describe and watch send to; absent: the local server, http://host:port.',
  ),
  role: setting(
    'REELAY_ROLE',
    z.enum(['all', 'api', 'worker']).default('all'),
    'What this process does: all, api or worker.',
  ),
  secretId: setting(
    'REELAY_SECRET_ID',
    text.max(128).optional(),
    "The first account's SecretId; absent: made at first start, printed once.",
  ),
  secretKey: setting('REELAY_SECRET_KEY', text.max(256).optional(), 'The SecretKey that belongs to it.', {
    secret: true,
  }),
  edition: setting(
    'REELAY_EDITION',
    z.enum(editionNames).default(defaultEdition),
    'Contract edition: which dated version of the API is spoken.',
  ),
  'signature.maxSkewSeconds': setting(
    'REELAY_SIGNATURE_MAX_SKEW_SECONDS',
    count.max(86_400).default(300),
    'How far the clock of a caller may be off.',
  ),
  'limit.create': setting(
    'REELAY_LIMIT_CREATE',
    count.default(10),
    'CreateAigcVideoTask per second and account; 0 = off.',
  ),
  'limit.describe': setting(
    'REELAY_LIMIT_DESCRIBE',
    count.default(50),
    'DescribeAigcVideoTask per second and account; 0 = off.',
  ),
  'limit.unfinished': setting(
    'REELAY_LIMIT_UNFINISHED',
    count.default(10_000),
    'Tasks that an account may have unfinished at a time; 0 = off. More are refused with LimitExceeded.CreateTask. An account may have a bound of its own: reelay accounts limits.',
  ),
  'limit.failures': setting(
    'REELAY_LIMIT_FAILURES',
    count.default(50),
    'Requests per second and address that may fail to authenticate before the address is refused; 0 = off. A proxy in front has to be in trustedProxies, or all its callers count as one.',
  ),
  'requestLog.rows': setting(
    'REELAY_REQUEST_LOG_ROWS',
    count.max(10_000_000).default(10_000),
    'How many of the newest requests are kept for `reelay requests`; 0 = none.',
  ),
  trustedProxies: setting(
    'REELAY_TRUSTED_PROXIES',
    z.preprocess(
      (value) => (typeof value === 'string' ? parseList(value) : value),
      z
        .array(
          z.union(
            [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
            'It has to be addresses or CIDRs, comma separated',
          ),
        )
        .default([]),
    ),
    'Addresses or CIDRs of the proxies in front, comma separated: their X-Forwarded-For tells who calls.',
  ),
  'net.allow': setting(
    'REELAY_NET_ALLOW',
    z.string().optional(),
    'CIDRs or host:port, comma separated, that callers may have fetched or told although they are not public.',
  ),
  publicUrl: setting(
    'REELAY_PUBLIC_URL',
    address.optional(),
    'Base of result links, and of the addresses at which vendors call back; absent: http://host:port, and no callbacks.',
  ),
  resultHours: setting(
    'REELAY_RESULT_HOURS',
    z.coerce
      .number()
      .positive()
      .max(24 * 365)
      .default(12),
    'Life of a result link; every Describe signs a fresh one.',
  ),
  extensions: setting(
    'REELAY_EXTENSIONS',
    flag.default(true),
    'Whether to offer what the real service does not have; false: the official contract and nothing else.',
  ),
  'upload.hours': setting(
    'REELAY_UPLOAD_HOURS',
    z.coerce
      .number()
      .positive()
      .max(24 * 365)
      .default(72),
    'How long an uploaded image is kept, and its link is good, from its last upload.',
  ),
  'upload.megabytesMax': setting(
    'REELAY_UPLOAD_MEGABYTES_MAX',
    z.coerce.number().int().min(1).default(1024),
    'What the uploaded images of one account may take together.',
  ),
  masterKey: setting(
    'REELAY_MASTER_KEY',
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (32 bytes)')
      .optional(),
    'Encrypts secrets at rest; absent: made in the data directory.',
    { secret: true },
  ),
  logLevel: setting(
    'REELAY_LOG_LEVEL',
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'How much is said on standard error.',
  ),
  logFormat: setting(
    'REELAY_LOG_FORMAT',
    z.enum(['auto', 'json', 'text']).default('auto'),
    'json, text, or auto: text on a terminal, JSON lines elsewhere.',
  ),
  explainSignature: setting(
    'REELAY_EXPLAIN_SIGNATURE',
    flag.default(false),
    'Log what the server computed when a signature does not match, and what is wrong with it. For debugging only.',
  ),
  'animatic.renders': setting(
    'REELAY_ANIMATIC_RENDERS',
    z.coerce.number().int().min(1).max(64).optional(),
    'Animatics drawn at a time; absent: half the processors, at least one.',
  ),
  routes: setting(
    'REELAY_ROUTES',
    z.preprocess(
      (value) => (typeof value === 'string' ? parseRoutes(value) : value),
      z.record(z.string(), z.string()).default({}),
    ),
    'Which vendor serves a family or version: `Kling=animatic,GV 3.1=google`; in the file an object.',
  ),
  ...vendorSettings,
  prices: setting(
    'REELAY_PRICES',
    ownPrices,
    'Prices of your own by vendor, before those that vendors publish: a JSON object, its rows as in docs/money.md.',
  ),
} as const

export type SettingKey = keyof typeof settings

/** All settings with their values: what the composition root hands out in slices. */
export type Config = { readonly [Key in SettingKey]: z.output<(typeof settings)[Key]['schema']> }

export const settingOf = (key: SettingKey): Setting => ({ key, ...settings[key] })

/** The last words of the secret settings' keys: what a log may not show. */
export const secretNames: readonly string[] = (Object.keys(settings) as SettingKey[])
  .filter((key) => settingOf(key).secret)
  .map((key) => key.slice(key.lastIndexOf('.') + 1))

const parseList = (value: string): string[] =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

function parseRoutes(value: string): Record<string, string> {
  return Object.fromEntries(
    parseList(value).map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [pair, ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )
}
