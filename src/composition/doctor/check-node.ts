import manifest from '../../../package.json' with { type: 'json' }
import { type Finding, ok, problem } from './finding.ts'

/** The Node that this process runs on. */
export function checkNode(version = process.versions.node): Finding {
  const wanted = Number(/\d+/.exec(manifest.engines.node)?.[0])
  const what = `Reelay ${manifest.version} on Node ${version}`
  return Number(version.split('.')[0]) >= wanted
    ? ok('node', what)
    : problem('node', what, `It needs Node ${wanted}: npm ci brings it, npm start and npx reelay use it.`)
}
