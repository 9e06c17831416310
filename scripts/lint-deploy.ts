import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

// Has every file in deploy/ judged by the tool that knows its kind. A tool that cannot be had here is named with the
// reason and passes, unless REELAY_LINT_REQUIRE=systemd,prometheus (or `all`) says that it must run.
const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'lint-deploy')
const run = promisify(execFile)
const millisecondsMax = 240_000

type Lint = { readonly name: string; readonly what: string; readonly judge: () => Promise<Verdict> }
type Verdict = { readonly missing: string } | { readonly complaints: readonly string[] }

const python = pythonTools()
const kubernetesFiles = (await readdir(join(root, 'deploy/kubernetes')))
  // Kustomize's own file is no resource of Kubernetes.
  .filter((name) => name !== 'kustomization.yaml')
  .map((name) => `deploy/kubernetes/${name}`)

const lints: readonly Lint[] = [
  {
    name: 'compose',
    what: 'check-jsonschema, the Compose specification',
    judge: () =>
      withPython('check-jsonschema', ['--builtin-schema', 'vendor.compose-spec', 'deploy/compose.yaml']),
  },
  {
    name: 'kubernetes',
    what: 'kubernetes-validate, strict, the schemas of Kubernetes 1.37',
    judge: () => withPython('kubernetes-validate', ['--strict', '--quiet', ...kubernetesFiles]),
  },
  {
    name: 'dockerfile',
    what: 'hadolint',
    judge: () => withPython('hadolint', ['deploy/Dockerfile']),
  },
  { name: 'systemd', what: 'systemd-analyze verify', judge: judgeUnits },
  { name: 'prometheus', what: 'promtool check rules, test rules', judge: judgeRules },
]

const required = new Set((process.env['REELAY_LINT_REQUIRE'] ?? '').split(','))
let failed = false
for (const { name, what, judge } of lints) {
  const verdict = await judge()
  const isRequired = required.has(name) || required.has('all')
  if ('missing' in verdict) {
    failed ||= isRequired
    console.log(`${isRequired ? 'failed ' : 'skipped'}  ${name}: ${verdict.missing}`)
  } else if (verdict.complaints.length > 0) {
    failed = true
    console.log(`failed   ${name} (${what})\n${verdict.complaints.join('\n')}`)
  } else console.log(`passed   ${name} (${what})`)
}
console.log('skipped  docker build, kubectl apply: there is no daemon and no cluster where this runs')
process.exitCode = failed ? 1 : 0

/** A folder of its own with the pinned tools, made once per set of pins. */
async function pythonTools(): Promise<string | { readonly missing: string }> {
  const pins = join(root, 'scripts', 'lint-deploy-requirements.txt')
  const mark = createHash('sha256')
    .update(await readFile(pins))
    .digest('hex')
    .slice(0, 16)
  const place = join(cache, `python-${mark}`)
  if (existsSync(place)) return place
  const draft = `${place}.${process.pid}`
  await mkdir(cache, { recursive: true })
  const installing = await attempt('python3', [
    '-m',
    'pip',
    'install',
    '-q',
    '--no-compile',
    '--target',
    draft,
    '-r',
    pins,
  ])
  if (!installing.succeeded) {
    await rm(draft, { recursive: true, force: true })
    return { missing: `pip could not get it: ${installing.said.split('\n').at(-1)}` }
  }
  await rename(draft, place)
  return place
}

async function withPython(program: string, parameters: readonly string[]): Promise<Verdict> {
  const place = await python
  if (typeof place !== 'string') return place
  const environment = { ...process.env, PYTHONPATH: place }
  const judged = await attempt(join(place, 'bin', program), parameters, environment)
  return { complaints: complaintsIn(judged) }
}

/** The programs that a unit starts are not on this machine: the units are judged with one that is. */
async function judgeUnits(): Promise<Verdict> {
  if (!(await attempt('systemd-analyze', ['--version'])).succeeded)
    return { missing: 'there is no systemd-analyze' }
  const place = await mkdtemp(join(tmpdir(), 'reelay-units-'))
  try {
    const units: string[] = []
    for (const name of await readdir(join(root, 'deploy/systemd'))) {
      const text = await readFile(join(root, 'deploy/systemd', name), 'utf8')
      const unit = join(place, name.replace('@', '@api'))
      await writeFile(unit, text.replaceAll('/opt/reelay/node_modules/.bin/node', '/bin/true'))
      units.push(unit)
    }
    const judged = await attempt('systemd-analyze', ['verify', '--man=no', ...units])
    // It complains and succeeds.
    return { complaints: judged.said === '' ? [] : [judged.said] }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

async function judgeRules(): Promise<Verdict> {
  const promtool = await findPromtool()
  if (typeof promtool !== 'string') return promtool
  const checked = await attempt(promtool, ['check', 'rules', 'deploy/prometheus/reelay.rules.yaml'])
  const tested = await attempt(promtool, ['test', 'rules', 'deploy/prometheus/reelay.rules.test.yaml'])
  return { complaints: [checked, tested].flatMap((each) => complaintsIn(each)) }
}

/** The machine's, or that of Debian's package, taken out of it: installing it would start a server. */
async function findPromtool(): Promise<string | { readonly missing: string }> {
  if ((await attempt('promtool', ['--version'])).succeeded) return 'promtool'
  const kept = join(cache, 'promtool')
  if (existsSync(kept)) return kept
  const place = await mkdtemp(join(tmpdir(), 'reelay-promtool-'))
  try {
    const fetched = await attempt('apt-get', ['download', 'prometheus'], process.env, place)
    const [deb] = await readdir(place)
    if (!fetched.succeeded || deb === undefined)
      return { missing: 'there is no promtool, and no apt-get that has it' }
    const unpacked = await attempt('dpkg-deb', ['-x', deb, '.'], process.env, place)
    if (!unpacked.succeeded) return { missing: `dpkg-deb could not unpack it: ${unpacked.said}` }
    await mkdir(cache, { recursive: true })
    await cp(join(place, 'usr/bin/promtool'), kept)
    return kept
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

type Attempt = { readonly succeeded: boolean; readonly said: string }

function complaintsIn({ succeeded, said }: Attempt): readonly string[] {
  return succeeded ? [] : [said]
}

async function attempt(
  file: string,
  parameters: readonly string[],
  environment = process.env,
  directory = root,
): Promise<Attempt> {
  try {
    const options = { cwd: directory, env: environment, timeout: millisecondsMax }
    const { stdout, stderr } = await run(file, [...parameters], options)
    return { succeeded: true, said: `${stdout}${stderr}`.trim() }
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    return { succeeded: false, said: `${stdout}${stderr}`.trim() || message }
  }
}
