import { z } from 'zod'
import { type ComfyGraph, nodeClasses, readGraph } from './comfyui-graph.ts'
import { filmOf } from './film-of.ts'
import { type Answer, type Operation, type Received, type Simulator, startSimulator } from './simulator.ts'

/** A ComfyUI server, written from vendors-veo-sora-hunyuan-comfyui.md 5.2: one worker, a queue and a memory. */
export type ComfySimulator = Simulator & {
  /** Every prompt that was queued, also one whose id was queued before: nothing is de-duplicated. */
  readonly taken: readonly Prompt[]
  readonly fates: Fate[]
  /** Input files by `subfolder/name`. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Ends the process and starts it: files stay, the queue and the history do not. */
  restart(): void
}

export type State = 'pending' | 'running' | 'success' | 'error' | 'interrupted' | 'unheard-of'

export type Fate = {
  /** Where it stands at each question after its history; the last one stays. */
  readonly states?: readonly State[]
  readonly error?: { readonly exception_type: string; readonly exception_message: string }
  /** What the nodes gave, in place of a film by SaveVideo. */
  readonly outputs?: (filename: string) => object
  /** Node errors of a branch that is not needed: with them the prompt is queued all the same. */
  readonly nodeErrors?: object
}

export type Prompt = {
  readonly id: string
  readonly graph: ComfyGraph
  readonly fate: Fate
  readonly filename: string
  asked: number
  /** What somebody did to it, which counts more than its fate. */
  ended: 'interrupted' | 'deleted' | null
}

export type ComfySettings = {
  /** What the proxy in front wants to see with every call. */
  readonly authorization?: string
  /** Files of models that are not there. */
  readonly missingModels?: readonly string[]
  readonly missingNodes?: readonly string[]
  /** Lists of choices in the later spelling. */
  readonly saysCombo?: boolean
  /** Of before `prompt_id`: an interrupt stops whatever runs. */
  readonly interruptsAnything?: boolean
}

const asked = z.strictObject({
  prompt: z.unknown(),
  client_id: z.string().optional(),
  prompt_id: z.uuid().refine((id) => id === id.toLowerCase(), 'a canonical UUID is in lower case'),
})
const usualStates: readonly State[] = ['pending', 'running', 'success']

export async function simulateComfyUi(settings: ComfySettings = {}): Promise<ComfySimulator> {
  const prompts: Prompt[] = []
  const remembered = new Map<string, Prompt>()
  const fates: Fate[] = []
  const files = new Map<string, Buffer>()
  const made = new Map<string, ComfyGraph>()
  /** What was rendered before, by its graph: it is answered with the same file. */
  const cache = new Map<string, string>()

  const stateOf = ({ fate, asked, ended }: Prompt): State | 'deleted' => {
    const states = fate.states ?? usualStates
    return ended ?? states[Math.min(Math.max(asked - 1, 0), states.length - 1)] ?? 'pending'
  }
  const heldAs = (state: State) => [...remembered.values()].filter((prompt) => stateOf(prompt) === state)
  const queueItem = ({ id, graph }: Prompt, number: number) => [number, id, graph, {}, ['42']]

  function queue(read: z.output<typeof asked>, graph: ComfyGraph): Answer {
    const fate = fates.shift() ?? {}
    const known = cache.get(graph.identity)
    const filename = known ?? graph.fileName
    const cached = known === undefined ? fate : { ...fate, states: ['success' as const] }
    const prompt: Prompt = { id: read.prompt_id, graph, fate: cached, filename, asked: 0, ended: null }
    cache.set(graph.identity, filename)
    made.set(filename, graph)
    prompts.push(prompt)
    remembered.set(prompt.id, prompt)
    return { body: { prompt_id: prompt.id, number: prompts.length, node_errors: fate.nodeErrors ?? {} } }
  }

  const operations: readonly Operation[] = [
    {
      name: 'upload',
      method: 'POST',
      path: /^\/upload\/image$/,
      answer: async (received, complain) => keepFile(await formOf(received), files, complain),
    },
    {
      name: 'submit',
      method: 'POST',
      path: /^\/prompt$/,
      answer({ body }, complain) {
        const read = asked.safeParse(body)
        if (!read.success) {
          complain(z.prettifyError(read.error))
          return invalid('invalid_prompt_id', z.prettifyError(read.error))
        }
        const graph = readGraph(read.data.prompt, files)
        if ('graph' in graph) return queue(read.data, graph.graph)
        complain(JSON.stringify(graph.nodeErrors))
        return invalid('prompt_outputs_failed_validation', '', graph.nodeErrors)
      },
    },
    {
      name: 'history',
      method: 'GET',
      path: /^\/history\/[^/]+$/,
      answer({ path }) {
        const id = path.split('/')[2] ?? ''
        const prompt = remembered.get(id)
        if (prompt === undefined) return { body: {} }
        prompt.asked++
        const state = stateOf(prompt)
        const hasEnded = state === 'success' || state === 'error' || state === 'interrupted'
        return { body: hasEnded ? { [id]: ending(prompt, state) } : {} }
      },
    },
    {
      name: 'queue',
      method: 'GET',
      path: /^\/queue$/,
      answer: () => ({
        body: {
          queue_running: heldAs('running').map(queueItem),
          queue_pending: heldAs('pending').map(queueItem),
        },
      }),
    },
    {
      name: 'delete',
      method: 'POST',
      path: /^\/queue$/,
      answer({ body }, complain) {
        const read = z.strictObject({ delete: z.array(z.string()) }).safeParse(body)
        if (!read.success) complain('a queue takes delete')
        for (const prompt of heldAs('pending'))
          if (read.data?.delete.includes(prompt.id)) prompt.ended = 'deleted'
        return nothing
      },
    },
    {
      name: 'interrupt',
      method: 'POST',
      path: /^\/interrupt$/,
      answer({ body }) {
        const { prompt_id: id } = z.strictObject({ prompt_id: z.string() }).parse(body)
        for (const prompt of heldAs('running'))
          if (settings.interruptsAnything === true || prompt.id === id) prompt.ended = 'interrupted'
        return nothing
      },
    },
    {
      name: 'stats',
      method: 'GET',
      path: /^\/system_stats$/,
      answer: () => ({ body: { system: { os: 'posix', comfyui_version: '0.3.64' }, devices: [] } }),
    },
    {
      name: 'node',
      method: 'GET',
      path: /^\/object_info\/[A-Za-z0-9]+$/,
      answer: ({ path }) => ({ body: nodeInfo(path.split('/')[2] ?? '', settings) }),
    },
    {
      name: 'download',
      method: 'GET',
      path: /^\/view$/,
      async answer({ query }) {
        const graph = made.get(query.get('filename') ?? '')
        const isThere = query.get('subfolder') === 'reelay' && query.get('type') === 'output'
        if (graph === undefined || !isThere) return { status: 404, body: '' }
        return { body: await filmOf(graph.film) }
      },
    },
  ]
  const simulator = await startSimulator(operations.map((operation) => behindProxy(operation, settings)))
  return { ...simulator, fates, taken: prompts, files, restart: () => remembered.clear() }
}

/** Both say it whether or not anything happened. */
const nothing: Answer = { body: '' }

/** No call may do without what the proxy wants, and none may look like a page's. */
const behindProxy = (operation: Operation, { authorization }: ComfySettings): Operation => ({
  ...operation,
  answer(received, complain) {
    if (received.headers.origin !== undefined) {
      complain('an Origin header')
      return { status: 403, body: '' }
    }
    if (received.headers.authorization === authorization) return operation.answer(received, complain)
    return { status: 401, body: '<h1>401 Authorization Required</h1>' }
  },
})

const invalid = (type: string, details: string, nodeErrors: object = {}): Answer => ({
  status: 400,
  body: { error: { type, message: 'Prompt is invalid', details, extra_info: {} }, node_errors: nodeErrors },
})

function ending({ id, fate, filename, graph }: Prompt, state: 'success' | 'error' | 'interrupted'): object {
  const start = ['execution_start', { prompt_id: id }]
  const status = { status_str: state === 'success' ? 'success' : 'error', completed: state === 'success' }
  const last = {
    success: ['execution_success', { prompt_id: id }],
    interrupted: ['execution_interrupted', { prompt_id: id, node_id: '35', executed: [] }],
    error: [
      'execution_error',
      { prompt_id: id, node_id: '40', node_type: 'VAEDecode', traceback: ['/home/me/x.py'], ...fate.error },
    ],
  }[state]
  const film = { [graph.outputNode]: { images: [fileOf(filename)], animated: [true] } }
  return {
    prompt: [1, id, {}, {}, [graph.outputNode]],
    outputs: state === 'success' ? (fate.outputs?.(filename) ?? film) : {},
    status: { ...status, messages: [start, last] },
    meta: {},
  }
}

const fileOf = (filename: string) => ({ filename, subfolder: 'reelay', type: 'output' })

async function formOf({ headers, bytes }: Received): Promise<FormData> {
  const type = headers['content-type'] ?? ''
  return new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } }).formData()
}

/** Same name and bytes: the file that is there. Same name and other bytes: another name. */
async function keepFile(
  form: FormData,
  files: Map<string, Buffer>,
  complain: (what: string) => void,
): Promise<Answer> {
  const unknown = [...form.keys()].filter((key) => !['image', 'subfolder', 'type', 'overwrite'].includes(key))
  const image = form.get('image')
  if (unknown.length > 0 || image === null || typeof image === 'string') {
    complain(`an upload of ${[...form.keys()].join(', ')}`)
    return { status: 400, body: '' }
  }
  const bytes = Buffer.from(await image.arrayBuffer())
  const folder = form.get('subfolder')
  const subfolder = typeof folder === 'string' ? folder : ''
  const isFree = (name: string): boolean => files.get(`${subfolder}/${name}`)?.equals(bytes) ?? true
  const [stem = '', ending = ''] = image.name.split('.')
  let name = image.name
  for (let number = 1; !isFree(name); number++) name = `${stem} (${number}).${ending}`
  files.set(`${subfolder}/${name}`, bytes)
  return { body: { name, subfolder, type: 'input' } }
}

/** Of the nodes' inputs those that are chosen from the files that are there. */
const models: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  UNETLoader: {
    unet_name: [
      'hunyuanvideo1.5_720p_t2v_fp16.safetensors',
      'hunyuanvideo1.5_720p_i2v_fp16.safetensors',
      'wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors',
      'wan2.2_t2v_low_noise_14B_fp8_scaled.safetensors',
      'wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors',
      'wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors',
    ],
    weight_dtype: ['default'],
  },
  VAELoader: { vae_name: ['hunyuanvideo15_vae_fp16.safetensors', 'wan_2.1_vae.safetensors'] },
  CLIPLoader: { clip_name: ['umt5_xxl_fp8_e4m3fn_scaled.safetensors'] },
  DualCLIPLoader: {
    clip_name1: ['qwen_2.5_vl_7b_fp8_scaled.safetensors'],
    clip_name2: ['byt5_small_glyphxl_fp16.safetensors'],
  },
  CLIPVisionLoader: { clip_name: ['sigclip_vision_patch14_384.safetensors'] },
  LoadImage: { image: ['example.png'] },
}

function nodeInfo(name: string, { missingModels = [], missingNodes = [], saysCombo }: ComfySettings): object {
  if (missingNodes.includes(name) || !nodeClasses.includes(name)) return {}
  const required = Object.entries(models[name] ?? {}).map(([input, files]) => {
    const options = files.filter((file) => !missingModels.includes(file))
    return [input, saysCombo === true ? ['COMBO', { options }] : [options, {}]] as const
  })
  return { [name]: { input: { required: Object.fromEntries(required) }, name, output_node: false } }
}
