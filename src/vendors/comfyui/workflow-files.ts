import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readWorkflow, type Workflow } from './workflow.ts'

export type Loaded = { readonly workflows: readonly Workflow[]; readonly problems: readonly string[] }

const builtIn = fileURLToPath(new URL('./workflows/', import.meta.url))
const fileBytesMax = 1024 * 1024
const filesMax = 500

/**
 * Ours, and the operator's from his directory: one of the same name takes the place of ours. All that is wrong with the
 * files comes back at once, each with its file.
 */
export function loadWorkflows(directory: string | undefined): Loaded {
  const ours = readDirectory(builtIn, false)
  if (directory === undefined) return ours
  const theirs = readDirectory(directory, true)
  const names = new Set(theirs.workflows.map(({ name }) => name))
  const kept = ours.workflows.filter(({ name }) => !names.has(name))
  return { workflows: [...theirs.workflows, ...kept], problems: [...ours.problems, ...theirs.problems] }
}

function readDirectory(directory: string, isOwn: boolean): Loaded {
  const files = filesIn(directory)
  if ('problem' in files) return { workflows: [], problems: [files.problem] }
  const workflows: Workflow[] = []
  const problems: string[] = []
  for (const path of files.paths) {
    const reading = readFile(path, isOwn)
    if ('workflow' in reading) workflows.push(reading.workflow)
    else problems.push(...reading.problems.map((problem) => `${path}: ${problem}.`))
  }
  return { workflows, problems }
}

function filesIn(directory: string): { readonly paths: readonly string[] } | { readonly problem: string } {
  let names: readonly string[]
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.json'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problem: `The workflows of ComfyUI cannot be read (${reason}).` }
  }
  if (names.length === 0) return { problem: `${directory}: there is no workflow (*.json) in it.` }
  if (names.length > filesMax) return { problem: `${directory}: it holds more than ${filesMax} workflows.` }
  return { paths: names.toSorted().map((name) => join(directory, name)) }
}

function readFile(path: string, isOwn: boolean): ReturnType<typeof readWorkflow> {
  try {
    if (statSync(path).size > fileBytesMax) return { problems: ['it is larger than 1 MB'] }
    return readWorkflow(basename(path, '.json'), readFileSync(path, 'utf8'), isOwn)
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] }
  }
}
