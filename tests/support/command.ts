import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../src/cli/reelay.ts', import.meta.url))

export type CommandEnd = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs `reelay ...` as its own process to its end, with this environment and nothing of ours but the PATH. */
export function runCommand(
  words: readonly string[],
  { directory, environment }: { readonly directory: string; readonly environment: Record<string, string> },
): Promise<CommandEnd> {
  const child = spawn(process.execPath, [program, ...words], {
    cwd: directory,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
