import { existsSync, readFileSync } from 'node:fs'
import { closestMatch } from 'leven'
import { type Config, type SettingKey, settingOf, settings } from './settings.ts'

/** Where a value came from: `flag --port`, `environment REELAY_PORT`, `file reelay.config.json`, `default`. */
export type Origin = string

export type LoadedConfig = {
  readonly config: Config
  readonly origins: Readonly<Record<SettingKey, Origin>>
}

/** All that is wrong with the configuration, at once: each with its key, its origin and what to do. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export type ConfigSources = {
  readonly flags: Readonly<Record<string, string | undefined>>
  readonly environment: Readonly<Record<string, string | undefined>>
}

const keys = Object.keys(settings) as readonly SettingKey[]

/** Flags beat the environment, that beats the file, that beats the defaults. Throws ConfigProblems. */
export function loadConfig({ flags, environment }: ConfigSources): LoadedConfig {
  const problems: string[] = []
  const file = readConfigFile(environment['REELAY_CONFIG'], problems)
  reportUnknown(file, flags, environment, problems)
  const config: Partial<Record<SettingKey, unknown>> = {}
  const origins = {} as Record<SettingKey, Origin>
  for (const key of keys) {
    const { env, schema, secret } = settingOf(key)
    const found = pick(key, env)
    const parsed = schema.safeParse(found.value)
    if (parsed.success) config[key] = parsed.data
    else {
      const given = found.value === undefined || secret ? '' : ` Given: ${JSON.stringify(found.value)}.`
      const reason = parsed.error.issues.map((issue) => issue.message).join('; ')
      problems.push(`${key} (${found.origin}): ${reason}.${given} Set it by ${env}.`)
    }
    origins[key] = found.origin
  }
  if ((config.secretId === undefined) !== (config.secretKey === undefined)) {
    problems.push(
      'secretId and secretKey belong together: set both REELAY_SECRET_ID and REELAY_SECRET_KEY, or neither.',
    )
  }
  if (problems.length > 0) throw new ConfigProblems(problems)
  return { config: config as Config, origins }

  function pick(key: SettingKey, env: string): { value: unknown; origin: Origin } {
    const flagged = flags[key]
    if (flagged !== undefined) return { value: flagged, origin: `flag --${key}` }
    const variable = environment[env]
    if (variable !== undefined && variable !== '') return { value: variable, origin: `environment ${env}` }
    const path = environment[`${env}_FILE`]
    if (path !== undefined && path !== '') {
      return { value: readSecretFile(`${env}_FILE`, path, problems), origin: `file ${path}` }
    }
    const written = file.values.get(key)
    if (written !== undefined) return { value: written, origin: `file ${file.path}` }
    return { value: undefined, origin: 'default' }
  }
}

type ConfigFile = { readonly path: string; readonly values: ReadonlyMap<string, unknown> }

/** The file's members by dotted key. A file that was named must be there; the usual one may be absent. */
function readConfigFile(named: string | undefined, problems: string[]): ConfigFile {
  const path = named ?? 'reelay.config.json'
  const none = { path, values: new Map<string, unknown>() }
  if (!existsSync(path)) {
    if (named !== undefined) problems.push(`REELAY_CONFIG names ${path}, which does not exist.`)
    return none
  }
  try {
    return { path, values: flatten(JSON.parse(readFileSync(path, 'utf8')), '') }
  } catch (error) {
    problems.push(unreadable(path, error))
    return none
  }
}

/** The parser quotes what it stumbled over, which may be a secret: only the place is told. */
function unreadable(path: string, error: unknown): string {
  const { message } = error instanceof Error ? error : new Error(String(error))
  if (!(error instanceof SyntaxError)) return `${path} cannot be read: ${message}`
  const place = /at position \d+(?: \(line \d+ column \d+\))?/.exec(message)?.[0]
  return `${path} is not JSON${place === undefined ? '' : `: look ${place}`}. Names and texts need double quotes, and nothing may follow the last member.`
}

function flatten(value: unknown, prefix: string): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return flat
  for (const [name, member] of Object.entries(value)) {
    const key = prefix + name
    const isGroup = typeof member === 'object' && member !== null && !(key in settings)
    if (isGroup) for (const [inner, leaf] of flatten(member, `${key}.`)) flat.set(inner, leaf)
    else flat.set(key, member)
  }
  return flat
}

function readSecretFile(variable: string, path: string, problems: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    problems.push(
      `${variable} names ${path}, which cannot be read: ${error instanceof Error ? error.message : ''}`,
    )
    return undefined
  }
}

function reportUnknown(
  file: ConfigFile,
  flags: ConfigSources['flags'],
  environment: ConfigSources['environment'],
  problems: string[],
): void {
  for (const key of file.values.keys()) {
    if (!(key in settings)) problems.push(`${file.path}: there is no setting ${key}${suggestion(key, keys)}`)
  }
  for (const flag of Object.keys(flags)) {
    if (!(flag in settings)) problems.push(`There is no flag --${flag}${suggestion(flag, keys)}`)
  }
  const variables = [
    ...keys.flatMap((key) => [settings[key].env, `${settings[key].env}_FILE`]),
    'REELAY_CONFIG',
  ]
  for (const variable of Object.keys(environment)) {
    const ours = variable.startsWith('REELAY_') && !variable.startsWith('REELAY_TEST_')
    if (ours && !variables.includes(variable)) {
      problems.push(
        `The environment has ${variable}, which is not a setting${suggestion(variable, variables)}`,
      )
    }
  }
}

function suggestion(given: string, known: readonly string[]): string {
  const near = closestMatch(given, known, { maxDistance: Math.max(2, Math.floor(given.length / 4)) })
  return near === undefined ? '.' : `; did you mean ${near}?`
}
