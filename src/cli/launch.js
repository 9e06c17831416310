#!/usr/bin/env node
// Plain JavaScript on purpose: whatever Node runs this, the program itself runs on the Node 24 that npm installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./reelay.ts', import.meta.url))
const suffix = process.platform === 'win32' ? '.exe' : ''
const installed = fileURLToPath(new URL(`../../node_modules/node/bin/node${suffix}`, import.meta.url))
const recent = Number.parseInt(process.versions.node, 10) >= 24

if (recent) {
  await import('./reelay.ts')
} else if (existsSync(installed)) {
  const run = spawnSync(installed, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = run.status ?? 1
} else {
  process.stderr.write(`reelay needs Node 24 or newer; this is ${process.versions.node}. Run \`npm ci\` first: it brings one.\n`)
  process.exitCode = 1
}
