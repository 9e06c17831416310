import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Setting } from './calls.ts'

/** An official client, and how to get it onto this machine. */
export type Client = {
  readonly name: string
  readonly versions: readonly string[]
  readonly settings: readonly Setting[]
  /** It waits for the end of a task by itself. */
  readonly waits: boolean
  readonly prepare: () => Promise<Preparation>
}

export type Command = {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** `missing` says what this machine lacks: a toolchain, or a registry that answers. */
export type Preparation = { readonly command: Command } | { readonly missing: string }

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = fileURLToPath(new URL('../../../node_modules/.cache/wire-clients/', import.meta.url))
const run = promisify(execFile)
const installMillisecondsMax = 300_000

const post = { method: 'POST', unsignedPayload: false } as const
const get = { method: 'GET', unsignedPayload: false } as const
const tc3 = { signature: 'TC3-HMAC-SHA256' } as const
const everySetting: readonly Setting[] = [
  { ...post, ...tc3 },
  { ...get, ...tc3 },
  { ...post, ...tc3, unsignedPayload: true },
  { ...post, signature: 'HmacSHA256' },
  { ...get, signature: 'HmacSHA256' },
  { ...post, signature: 'HmacSHA1' },
  { ...get, signature: 'HmacSHA1' },
]

export const clients: readonly Client[] = [
  pythonClient('python', 'python/client.py', 'python/requirements-mps.txt', everySetting),
  pythonClient('python-intl', 'python/client.py', 'python/requirements-intl-en.txt', everySetting),
  pythonClient('tccli', 'tccli/client.py', 'tccli/requirements.txt', [{ ...post, ...tc3 }], true),
  {
    name: 'go',
    versions: pins('go/go.mod', /sdk-go\S* v\S+/g),
    settings: everySetting,
    waits: false,
    prepare: prepareGo,
  },
  {
    name: 'java',
    versions: pins('java/pom.xml', /(?<=<artifactId>)tencentcloud[^]*?(?=<\/version>)/g),
    settings: everySetting,
    waits: false,
    prepare: prepareJava,
  },
]

/** Official clients that are not run, and why. What they send is replayed from captures by `npm test` where there are some. */
export const clientsNotRun = {
  php: 'its packages come from Packagist only; captured requests of it are replayed instead',
  dotnet: 'its packages come from NuGet only; nothing of it was captured either',
  cpp: 'it is in no package registry; a captured request of it is replayed instead',
  'go-intl':
    'its module was not to be had from the module proxy on 2026-11-22; it is a copy of the same core',
  'java-intl':
    'its package was not to be had from Maven Central on 2026-11-22; it is a copy of the same core',
} as const

function pythonClient(
  name: string,
  program: string,
  requirements: string,
  settings: readonly Setting[],
  waits = false,
): Client {
  const versions = pins(requirements, /^(tencentcloud|tccli)\S+/gm)
  const prepare = async (): Promise<Preparation> => {
    const version = await attempt('python3', ['--version'])
    if ('failed' in version) return { missing: 'there is no python3' }
    const pinned = await readFile(join(here, requirements), 'utf8')
    const target = folderFor(name, `${version.said}${pinned}`)
    const arguments_ = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile']
    const installed = await once(target, (draft) =>
      attempt('python3', [...arguments_, '-r', join(here, requirements), '--target', draft]),
    )
    if ('failed' in installed) return { missing: `pip could not install it: ${installed.failed}` }
    const environment = { PYTHONPATH: target, PYTHONIOENCODING: 'utf-8' }
    return { command: { file: 'python3', arguments: [join(here, program)], environment } }
  }
  return { name, versions, settings, waits, prepare }
}

async function prepareGo(): Promise<Preparation> {
  if ('failed' in (await attempt('go', ['version']))) return { missing: 'there is no go' }
  const directory = join(here, 'go')
  const fetched = await attempt('go', ['mod', 'download'], directory)
  if ('failed' in fetched) return { missing: `go could not fetch it: ${fetched.failed}` }
  const program = join(cache, 'go-client')
  // Our own code: that it does not compile is a failure, not a lack.
  await run('go', ['build', '-o', program, '.'], { cwd: directory, timeout: installMillisecondsMax })
  return { command: { file: program, arguments: [], environment: {} } }
}

async function prepareJava(): Promise<Preparation> {
  if ('failed' in (await attempt('java', ['-version']))) return { missing: 'there is no java' }
  if ('failed' in (await attempt('mvn', ['-version']))) return { missing: 'there is no mvn' }
  const target = folderFor('java', await readFile(join(here, 'java/pom.xml'), 'utf8'))
  const resolved = await once(target, (draft) =>
    attempt(
      'mvn',
      ['-q', '-B', 'dependency:build-classpath', `-Dmdep.outputFile=${join(draft, 'class-path')}`],
      join(here, 'java'),
    ),
  )
  if ('failed' in resolved) return { missing: `Maven could not fetch it: ${resolved.failed}` }
  const classPath = await readFile(join(target, 'class-path'), 'utf8')
  const arguments_ = ['-cp', classPath.trim(), join(here, 'java/Client.java')]
  return { command: { file: 'java', arguments: arguments_, environment: {} } }
}

/** The exact versions that a pin file names. */
function pins(file: string, pattern: RegExp): readonly string[] {
  const found = [...readFileSync(join(here, file), 'utf8').matchAll(pattern)]
  return found.map(([pin]) => pin.replaceAll(/\s*<[^]*>\s*| /g, ' ').trim())
}

const folderFor = (name: string, contents: string): string =>
  join(cache, `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 16)}`)

type Attempt = { readonly said: string } | { readonly failed: string }

/** Fills a folder once. A folder with the final name is whole. */
async function once(folder: string, fill: (draft: string) => Promise<Attempt>): Promise<Attempt> {
  if (existsSync(folder)) return { said: '' }
  const draft = `${folder}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  const filled = await fill(draft)
  if ('said' in filled) await rename(draft, folder)
  return filled
}

async function attempt(file: string, arguments_: readonly string[], directory = here): Promise<Attempt> {
  try {
    const { stdout } = await run(file, [...arguments_], { cwd: directory, timeout: installMillisecondsMax })
    return { said: stdout }
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    return { failed: (said || String(error)).trim().split('\n').at(-1) ?? '' }
  }
}
