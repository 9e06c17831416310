import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { settings } from '../../src/config/settings.ts'

/** What no linter knows: that what is shipped for operators speaks of the Reelay that there is. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(root + path, 'utf8')
const shipped = readdirSync(`${root}deploy`, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
const operations = read('docs/operations.md')

const variables = new Set([
  ...Object.values(settings).flatMap(({ env }) => [env, `${env}_FILE`]),
  'REELAY_CONFIG',
  // Made by Kubernetes, and named in order to be kept away.
  'REELAY_SERVICE_HOST',
])
const namesIn = (text: string, pattern: RegExp): string[] =>
  [...new Set(Array.from(text.matchAll(pattern), ([name]) => name))].sort()

describe('what is shipped for operators', () => {
  test.each([...shipped, 'docs/operations.md'])('%s names only settings that there are', (path) => {
    const unknown = namesIn(read(path), /\bREELAY_[A-Z_]+[A-Z]\b/g).filter((name) => !variables.has(name))
    expect(unknown).toEqual([])
  })

  test('runs on the Node that everything is tested with', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } }
    const major = devDependencies.node.split('.')[0]
    expect(namesIn(read('deploy/Dockerfile'), /^FROM \S+/gm)).toEqual([`FROM node:${major}-slim`])
  })

  test('alerts on metrics that there are, and has a runbook for each', () => {
    const rules = read('deploy/prometheus/reelay.rules.yaml')
    const metrics = read('docs/metrics.md')
    const alertsOn = namesIn(rules, /\breelay_\w+/g).map((name) => name.replace(/_(count|sum|bucket)$/, ''))
    expect(alertsOn.filter((name) => !metrics.includes(`\`${name}\``))).toEqual([])
    const alerts = namesIn(rules, /(?<=alert: )\w+/g)
    expect(alerts.length).toBeGreaterThan(0)
    expect(alerts.filter((alert) => !operations.includes(`**${alert}.**`))).toEqual([])
  })

  test('is named in docs/operations.md or by a file that is', () => {
    const named = [operations, ...shipped.map((path) => read(path))].join('\n')
    expect(shipped.filter((path) => !named.includes(path.split('/').at(-1) ?? path))).toEqual([])
  })
})
