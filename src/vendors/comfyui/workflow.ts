import { z } from 'zod'
import type { JsonObject, JsonValue, Mode } from '../../catalog/job.ts'

/**
 * A graph in ComfyUI's API format together with what it can render and where our values go: by explicit node ids, so that
 * nothing is ever searched or replaced in text (vendors-veo-sora-hunyuan-comfyui.md 5.3.1).
 */
export type Workflow = {
  /** The name of its file, without the ending. */
  readonly name: string
  /** Whether the operator wrote it. */
  readonly isOwn: boolean
  /** `Kling 2.6`, `Kling`, or `*` for whatever a route leads here. */
  readonly serves: readonly string[]
  /** The slots for images say it, so that it cannot contradict them. */
  readonly mode: Mode
  readonly framesPerSecond: number
  /** A film has a multiple of this many frames, and one. */
  readonly frameStep: number
  /** Sides are multiples of this many pixels. */
  readonly sizeStep: number
  readonly secondsMax: number
  /** How many pixels a frame has, for each resolution that it renders. */
  readonly pixels: Readonly<Record<string, number>>
  /** Whether its films carry sound. */
  readonly sound: boolean
  readonly slots: z.output<typeof slots>
  /** What a caller may set by AdditionalParameters, beside `seed` and `workflow`. */
  readonly parameters: z.output<typeof manifest>['parameters']
  readonly graph: Graph
}

export type Graph = Readonly<Record<string, { readonly class_type: string; readonly inputs: JsonObject }>>
export type Place = z.output<typeof place>

const place = z.strictObject({ node: z.string(), input: z.string() })
/** One place, or several that get the same value. */
const places = z.union([place.transform((only) => [only]), z.array(place).min(1)])

const slots = z.strictObject({
  prompt: places,
  negative: places.optional(),
  seed: places,
  width: places,
  height: places,
  length: places,
  image: places.optional(),
  last_image: places.optional(),
  prefix: places,
  output_node: z.string(),
})

const manifest = z.strictObject({
  /** For people. */
  about: z.string().optional(),
  serves: z.array(z.string().min(1)).min(1),
  framesPerSecond: z.number().positive().max(240),
  frameStep: z.int().min(1).max(64).default(4),
  sizeStep: z.int().min(1).max(128).default(16),
  secondsMax: z.number().positive().max(600),
  pixels: z
    .record(z.string(), z.int().min(4096).max(40_000_000))
    .refine((pixels) => Object.keys(pixels).length > 0, 'names no resolution, for example {"720P": 921600}'),
  sound: z.boolean().default(false),
  slots,
  parameters: z
    .record(z.string(), place.extend({ from: z.number(), to: z.number(), whole: z.boolean().default(false) }))
    .default({}),
  graph: z.record(z.string(), z.object({ class_type: z.string(), inputs: z.record(z.string(), z.json()) })),
})

export type Reading = { readonly workflow: Workflow } | { readonly problems: readonly string[] }

/** A workflow from the text of its file, or all that is wrong with it. */
export function readWorkflow(name: string, text: string, isOwn: boolean): Reading {
  const json = parsed(text)
  if (json === undefined) return { problems: ['it is not JSON'] }
  const foreign = whyForeign(json)
  if (foreign !== null) return { problems: [foreign] }
  const read = manifest.safeParse(json)
  if (!read.success) {
    return { problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
  }
  const { about: _about, ...rest } = read.data
  const problems = [...slotProblems(rest), ...parameterProblems(rest)]
  if (problems.length > 0) return { problems }
  const { image, last_image: last } = rest.slots
  const mode = image === undefined ? 'text' : last === undefined ? 'image' : 'frames'
  return { workflow: { ...rest, name, isOwn, mode } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The two files that people have in hand instead of this one. */
function whyForeign(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'it is not an object'
  if ('nodes' in json && 'links' in json) {
    return 'it is in the format of the editor, which cannot be sent; use "Export (API)" and put that under "graph"'
  }
  const [first] = Object.values(json)
  if (typeof first === 'object' && first !== null && 'class_type' in first) {
    return 'it is a graph alone; put it under "graph", and say beside it what the workflow serves and where its slots are'
  }
  return null
}

type Read = Omit<z.output<typeof manifest>, 'about'>

function slotProblems({ slots, graph }: Read): readonly string[] {
  const { output_node: output, ...filled } = slots
  const problems = Object.entries(filled).flatMap(([slot, at]) =>
    (at ?? []).flatMap((each) => placeProblems(`slots.${slot}`, each, graph, numeric.has(slot))),
  )
  if (graph[output] === undefined) problems.push(`slots.output_node: the graph has no node ${output}`)
  if (slots.last_image !== undefined && slots.image === undefined) {
    problems.push('slots.last_image: a last frame needs a slot for the first one, image')
  }
  return problems
}

function parameterProblems({ parameters, graph }: Read): readonly string[] {
  return Object.entries(parameters).flatMap(([name, { from, to, whole: _whole, ...at }]) => [
    ...placeProblems(`parameters.${name}`, at, graph, true),
    ...(from <= to ? [] : [`parameters.${name}: from is above to`]),
    ...(reserved.has(name) ? [`parameters.${name}: the name has a meaning of its own`] : []),
  ])
}

const numeric: ReadonlySet<string> = new Set(['seed', 'width', 'height', 'length'])
const reserved: ReadonlySet<string> = new Set(['seed', 'workflow'])

function placeProblems(
  where: string,
  { node, input }: Place,
  graph: Read['graph'],
  isNumeric: boolean,
): string[] {
  const inputs = graph[node]?.inputs
  if (inputs === undefined) return [`${where}: the graph has no node ${node}`]
  const value: JsonValue | undefined = inputs[input]
  if (value === undefined) {
    return [`${where}: node ${node} has no input ${input}; it has ${Object.keys(inputs).join(', ')}`]
  }
  if (Array.isArray(value)) return [`${where}: input ${input} of node ${node} is fed by another node`]
  const wanted = isNumeric ? 'number' : 'string'
  return typeof value === wanted
    ? []
    : [`${where}: input ${input} of node ${node} is a ${typeof value}, not a ${wanted}`]
}
