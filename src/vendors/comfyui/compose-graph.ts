import type { JsonValue, Job, JsonObject, StagedImage } from '../../catalog/job.ts'
import { forwardedParameters } from '../forwarded-parameters.ts'
import { imageSlot } from '../image-slot.ts'
import { promptWithNegative } from '../negative-prompt.ts'
import { ratioOf } from './choose-workflow.ts'
import type { Graph, Place, Workflow } from './workflow.ts'

/** A composed call: the graph, and where the values of the task go when it is sent. */
export type Call = JsonObject & {
  readonly workflow: string
  readonly outputNode: string
  /** Absent: the caller has chosen the seed himself. */
  readonly seedAt?: readonly Place[]
  readonly prefixAt: readonly Place[]
  readonly graph: Graph
}

export type Value = readonly [places: readonly Place[], value: JsonValue]

/** The graph with these values at these places. */
export function withValues(graph: Graph, values: readonly Value[]): Graph {
  const filled: Record<string, Graph[string]> = { ...graph }
  for (const [places, value] of values)
    for (const { node, input } of places) {
      const before = filled[node]
      if (before === undefined) throw new Error(`the graph has no node ${node}`)
      filled[node] = { ...before, inputs: { ...before.inputs, [input]: value } }
    }
  return filled
}

/** The call of this job, but for what belongs to one task alone: its seed and the name of its film. */
export function composeCall(job: Job, workflow: Workflow, images: readonly StagedImage[]): Call {
  const { name, slots } = workflow
  return {
    workflow: name,
    outputNode: slots.output_node,
    ...('seed' in job.additionalParameters ? {} : { seedAt: slots.seed }),
    prefixAt: slots.prefix,
    graph: composeGraph(job, workflow, images),
  }
}

function composeGraph(job: Job, workflow: Workflow, images: readonly StagedImage[]): Graph {
  const { slots, graph } = workflow
  const first = images.find(({ role }) => role === 'first')
  const last = images.find(({ role }) => role === 'last')
  const { width, height } = sizeOf(job, workflow, first)
  return withValues(graph, [
    [slots.prompt, slots.negative === undefined ? promptWithNegative(job) : job.prompt],
    ...negatives(job, workflow),
    [slots.width, width],
    [slots.height, height],
    [slots.length, lengthOf(job, workflow)],
    ...(slots.image === undefined || first === undefined ? [] : [[slots.image, imageSlot(first)] as const]),
    ...(slots.last_image === undefined || last === undefined
      ? []
      : [[slots.last_image, imageSlot(last)] as const]),
    ...parametersOf(job, workflow),
  ])
}

/** What the workflow avoids by itself stays (5.3.6). */
function negatives({ negativePrompt }: Job, { slots, graph }: Workflow): readonly Value[] {
  if (negativePrompt.trim() === '') return []
  return (slots.negative ?? []).map((place) => {
    const own = graph[place.node]?.inputs[place.input]
    return [[place], typeof own === 'string' && own !== '' ? `${own}, ${negativePrompt}` : negativePrompt]
  })
}

/**
 * As many pixels as the resolution has, in the shape that was asked for or that the first frame has: the nodes crop an
 * image to the size they are given (5.3.3), and this leaves next to nothing to crop.
 */
function sizeOf(job: Job, { pixels, sizeStep }: Workflow, first: StagedImage | undefined) {
  const area = pixels[job.resolution] ?? 0
  const ratio = ratioOf(job) ?? (first === undefined ? 16 / 9 : first.width / first.height)
  const stepped = (side: number): number => Math.max(1, Math.round(side / sizeStep)) * sizeStep
  return { width: stepped(Math.sqrt(area * ratio)), height: stepped(Math.sqrt(area / ratio)) }
}

/** 5 seconds at 24 frames each: 121 (5.3.5). */
const lengthOf = ({ durationSeconds }: Job, { framesPerSecond, frameStep }: Workflow): number =>
  Math.round((durationSeconds * framesPerSecond) / frameStep) * frameStep + 1

function parametersOf(job: Job, { parameters, slots }: Workflow): readonly Value[] {
  return Object.entries(forwardedParameters(job)).flatMap(([key, value]): readonly Value[] => {
    const place = parameters[key]
    if (key === 'seed') return [[slots.seed, value]]
    return place === undefined ? [] : [[[{ node: place.node, input: place.input }], value]]
  })
}
