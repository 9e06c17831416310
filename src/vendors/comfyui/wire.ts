import type { JsonObject } from '../../catalog/job.ts'
import { at, faultOfStatus, shortened, textAt, underWay } from '../answer.ts'
import { type Progress, VendorFault, type VendorResponse } from '../vendor.ts'

export type Film = { readonly filename: string; readonly subfolder: string; readonly type: string }

/** What the server knows of a prompt: what it remembers, what it holds, or nothing at all. */
export type Standing =
  | { readonly is: 'ended'; readonly entry: unknown }
  | { readonly is: 'pending' | 'running' | 'absent' }

/** The answer to a prompt: its id, and the complaint if there is one. Throws VendorFault where nothing was queued. */
export function readQueued(
  response: VendorResponse,
  now: Date,
): { readonly promptId: string; readonly complaint: VendorFault | null } {
  const { status, body } = response
  const promptId = textAt(body, 'prompt_id')
  if (status === 200 && promptId !== '') {
    // With one good branch the rest of the graph may be invalid, and it is queued all the same (5.2).
    return { promptId, complaint: nodeErrors(body).length === 0 ? null : refusalOf(body) }
  }
  throw status === 400 && isObject(body) ? refusalOf(body) : faultOfStatus('comfyui', response, 'submit', now)
}

/** Where in the queue it is. */
export function placeInQueue(body: object, promptId: string): 'pending' | 'running' | 'absent' {
  const [running, pending] = [at(body, 'queue_running'), at(body, 'queue_pending')]
  // Taken for an empty queue, a document of something else would end a render that runs.
  if (!Array.isArray(running) || !Array.isArray(pending)) {
    throw new VendorFault('unavailable', 'comfyui: the answer is no queue')
  }
  const holds = (items: readonly unknown[]): boolean => items.some((item) => textAt(item, 1) === promptId)
  return holds(running) ? 'running' : holds(pending) ? 'pending' : 'absent'
}

/** How a render ended that the server remembers. */
export function progressOf(
  entry: unknown,
  outputNode: string,
  urlOf: (film: Film) => { readonly url: string },
): Progress {
  const status = textAt(entry, 'status', 'status_str')
  if (status === 'error') return { state: 'failed', fault: failureIn(entry) }
  // Servers of before 2024 remember outputs without a status.
  if (status !== 'success' && status !== '') return underWay('comfyui', status, [])
  const films = filmsIn(at(entry, 'outputs'), outputNode)
  if (films.length > 0) return { state: 'finished', clips: films.map(urlOf) }
  return { state: 'failed', fault: new VendorFault('refused', 'comfyui: the workflow ended without a film.') }
}

export const wasInterrupted = (entry: unknown): boolean => messageOf(entry, 'execution_interrupted') !== null

const filmName = /\.(mp4|webm|mov|mkv)$/i

/** `images` by the core nodes, `gifs` by VideoHelperSuite: whatever list has a film in it (5.2). */
function filmsIn(outputs: unknown, outputNode: string): readonly Film[] {
  const nodes = isObject(outputs) ? Object.keys(outputs) : []
  const inOrder = [outputNode, ...nodes.filter((node) => node !== outputNode)]
  const byNode = inOrder.map((node) =>
    Object.values(isObject(at(outputs, node)) ? (at(outputs, node) as JsonObject) : {})
      .flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []))
      .map((item) => ({
        filename: textAt(item, 'filename'),
        subfolder: textAt(item, 'subfolder'),
        type: textAt(item, 'type') || 'output',
      }))
      .filter(({ filename }) => filmName.test(filename)),
  )
  const kept = byNode.map((films) => films.filter(({ type }) => type !== 'temp'))
  return [...kept, ...byNode].find((films) => films.length > 0) ?? []
}

/** An interrupt and an error have the same status; only the messages tell them apart (5.2). */
function failureIn(entry: unknown): VendorFault {
  if (wasInterrupted(entry)) {
    return new VendorFault('refused', 'comfyui: somebody stopped the render at the server.', {
      upstreamCode: 'execution_interrupted',
    })
  }
  const error = messageOf(entry, 'execution_error')
  const type = shortened(textAt(error, 'exception_type'))
  const detail = { upstreamCode: type === '' ? 'execution_error' : type }
  const words = shortened(textAt(error, 'exception_message').trim())
  const node = shortened(textAt(error, 'node_type'))
  const where = node === '' ? '' : ` at ${node}`
  // Spelled by Python with its module; that it ends so is the writer's knowledge, not measured (5.3.8).
  if (type.endsWith('OutOfMemoryError')) {
    const message = `comfyui: the server ran out of memory${where}. A shorter or smaller video may fit.`
    return new VendorFault('refused', message, detail)
  }
  const reason = words === '' ? 'no reason given' : words
  return new VendorFault(
    'refused',
    `comfyui: the workflow failed${where}: ${reason}${type === '' ? '' : ` (${type})`}.`,
    detail,
  )
}

/** The server's message of this kind, `[kind, facts]`; `null` when it said none. */
function messageOf(entry: unknown, kind: string): unknown {
  const messages = at(entry, 'status', 'messages')
  const found = Array.isArray(messages) ? messages.find((message) => textAt(message, 0) === kind) : undefined
  return found === undefined ? null : (at(found, 1) ?? {})
}

const operatorTypes: ReadonlySet<string> = new Set([
  'value_not_in_list',
  'missing_node_type',
  'invalid_prompt',
])

function refusalOf(body: unknown): VendorFault {
  const errors = nodeErrors(body)
  const [first] = errors
  const type = shortened(first?.type ?? textAt(body, 'error', 'type'))
  const general = [textAt(body, 'error', 'message'), textAt(body, 'error', 'details')]
  const words = (errors.length > 0 ? errors.map((error) => error.words) : general).filter(
    (word) => word !== '',
  )
  const remedy = operatorTypes.has(type)
    ? ' The operator has to install on that server what the workflow names.'
    : ''
  const reason = words.length === 0 ? 'no reason given' : shortened(words.join('; '))
  return new VendorFault('refused', `comfyui: ${reason} (${type}).${remedy}`, { upstreamCode: type })
}

/** In few words each: a server lists all its files when one is missing. */
function nodeErrors(body: unknown): readonly { readonly type: string; readonly words: string }[] {
  const nodes = at(body, 'node_errors')
  if (!isObject(nodes)) return []
  return Object.values(nodes).flatMap((node) => {
    const errors = at(node, 'errors')
    return (Array.isArray(errors) ? errors : [{}]).map((error) => {
      const input = textAt(error, 'extra_info', 'input_name')
      const value = textAt(error, 'extra_info', 'received_value')
      const about = input === '' ? textAt(error, 'details') : value === '' ? input : `${input}: ${value}`
      const message = textAt(error, 'message') || 'the node is invalid'
      return {
        type: textAt(error, 'type') || 'node_errors',
        words: `${textAt(node, 'class_type')}: ${message}${about === '' ? '' : ` (${shortened(about)})`}`,
      }
    })
  })
}

/** Throws VendorFault where something else answers than ComfyUI, which says nothing of any render. */
export function readDocument(response: VendorResponse, now: Date): object {
  if (response.status === 200 && isObject(response.body)) return response.body
  if (response.status !== 200) {
    const fault = faultOfStatus('comfyui', response, 'look', now)
    // ComfyUI refuses no look: whatever stands before it does, and that says nothing of the render.
    throw fault.kind === 'refused' ? new VendorFault('unavailable', fault.message, fault.detail) : fault
  }
  throw new VendorFault('unavailable', 'comfyui: the answer is not what ComfyUI answers')
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
