import { at } from '../answer.ts'
import type { Workflow } from './workflow.ts'

/** What the server says of a kind of node, `/object_info/{class}`; `{}` when it has none of it. */
export type NodeInfo = (className: string) => unknown

export const classesOf = (workflows: readonly Workflow[]): readonly string[] => [
  ...new Set(workflows.flatMap(({ graph }) => Object.values(graph).map(({ class_type: name }) => name))),
]

/** Which workflows have all their nodes and files there, and what the others lack, as part of a sentence. */
export function readinessOf(workflows: readonly Workflow[], infoOf: NodeInfo): string {
  const ready: string[] = []
  const lacking: string[] = []
  for (const workflow of workflows) {
    const lack = lackOf(workflow, infoOf)
    if (lack === null) ready.push(workflow.name)
    else lacking.push(`${workflow.name} lacks ${lack}`)
  }
  const able = ready.length === 0 ? 'no workflow is ready' : `ready: ${ready.join(', ')}`
  return [able, ...lacking].join('; ')
}

/** The first thing that is not there. */
function lackOf({ graph, slots }: Workflow, infoOf: NodeInfo): string | null {
  // An image comes with the task; whatever else is chosen from a list has to be on it.
  const brought = new Set([...(slots.image ?? []), ...(slots.last_image ?? [])].map(placeKey))
  for (const [node, { class_type: name, inputs }] of Object.entries(graph)) {
    const info = at(infoOf(name), name)
    if (info === undefined) return `the node ${name}`
    for (const [input, value] of Object.entries(inputs)) {
      const choices = choicesOf(info, input)
      if (choices === null || brought.has(placeKey({ node, input }))) continue
      if (typeof value === 'string' && !choices.includes(value)) return `${value} (${input} of ${name})`
    }
  }
  return null
}

const placeKey = ({ node, input }: { readonly node: string; readonly input: string }): string =>
  `${node} ${input}`

/** A list of choices is spelled `[[...]]` by older servers and `["COMBO", {"options": [...]}]` by newer ones; `null`: none. */
function choicesOf(info: unknown, input: string): readonly unknown[] | null {
  for (const group of ['required', 'optional']) {
    const kind = at(info, 'input', group, input, 0)
    const choices = kind === 'COMBO' ? at(info, 'input', group, input, 1, 'options') : kind
    if (Array.isArray(choices)) return choices
  }
  return null
}
