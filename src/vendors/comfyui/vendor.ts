import { createHash } from 'node:crypto'
import { textAt } from '../answer.ts'
import { foldingRemarks } from '../negative-prompt.ts'
import { type Link, type Vendor, VendorFault } from '../vendor.ts'
import { chooseWorkflow } from './choose-workflow.ts'
import { type Call, composeCall, type Value, withValues } from './compose-graph.ts'
import { classesOf, readinessOf } from './readiness.ts'
import { comfyUiServer, type ComfyUiServer, folder } from './server.ts'
import { type Film, progressOf, wasInterrupted } from './wire.ts'
import type { Graph, Workflow } from './workflow.ts'

export type ComfyUiSettings = {
  /** One server: its queue and its memory are its own, so nothing may spread calls over several. */
  readonly baseUrl: string
  /** What a proxy in front demands; ComfyUI itself knows no credentials. */
  readonly headers: Readonly<Record<string, string>>
  readonly workflows: readonly Workflow[]
}

/**
 * Open weights on a ComfyUI of one's own (vendors-veo-sora-hunyuan-comfyui.md 5). What stands is asked of its history and
 * its queue alone: its socket stalls while jobs succeed (issues 15240, 9393, 3128), so nothing may depend on it.
 */
export function createComfyUiVendor({ baseUrl, headers, workflows }: ComfyUiSettings): Vendor {
  const server = comfyUiServer(headers)
  return {
    name: 'comfyui',

    refuses(job) {
      const choice = chooseWorkflow(job, workflows)
      return 'refusal' in choice ? choice.refusal : null
    },

    remarks(job) {
      const choice = chooseWorkflow(job, workflows)
      if ('refusal' in choice) return []
      const { name, slots } = choice.workflow
      return [`Workflow ${name}.`, ...(slots.negative === undefined ? foldingRemarks(job) : [])]
    },

    compose(job, { images }) {
      const choice = chooseWorkflow(job, workflows)
      if ('refusal' in choice) throw new VendorFault('refused', `${choice.refusal}.`)
      return composeCall(job, choice.workflow, images)
    },

    async submit(call, link) {
      const { outputNode, seedAt = [], prefixAt, graph } = call as Call
      const promptId = promptIdOf(link)
      // An identical graph is answered from the cache, with the file of the task before (5.2).
      const prompt = withValues(graph, [
        [seedAt, seedOf(link)],
        [prefixAt, `${folder}/${promptId}`],
        ...(await uploadImages(graph, server, link)),
      ])
      return { promptId: await server.queue(prompt, promptId, link), outputNode }
    },

    async check(ticket, link) {
      const stands = await server.standing(textAt(ticket, 'promptId'), link)
      switch (stands.is) {
        case 'pending':
          return { state: 'waiting' }
        case 'running':
          return { state: 'rendering' }
        case 'ended':
          return progressOf(stands.entry, textAt(ticket, 'outputNode'), (film) => ({
            url: `${baseUrl}${viewPath(film)}`,
            ...(Object.keys(headers).length === 0 ? {} : { isPrivate: true }),
          }))
        case 'absent':
          return { state: 'failed', fault: forgotten() }
      }
    },

    /**
     * By an id that is ours, so it is exact. `null` is said of what never arrived and also of what a restarted server has
     * forgotten: either way nothing of it runs there, and on machines of one's own a second run is paid to nobody.
     */
    async find(call, link) {
      const promptId = promptIdOf(link)
      const { is } = await server.standing(promptId, link)
      return is === 'absent' ? null : { promptId, outputNode: textAt(call, 'outputNode') }
    },

    clipHeaders: () => Promise.resolve(headers),

    async probe(link) {
      const version = textAt(await server.get('/system_stats', link), 'system', 'comfyui_version')
      if (version === '')
        throw new VendorFault('unavailable', 'comfyui: the server names no version of ComfyUI')
      const infos = new Map<string, object>()
      for (const name of classesOf(workflows))
        infos.set(name, await server.get(`/object_info/${encodeURIComponent(name)}`, link))
      return `it is ComfyUI ${version}; ${readinessOf(workflows, (name) => infos.get(name))}`
    },

    /** An interrupt is heeded between two steps: seconds later, which is soon enough for a film that nobody fetches. */
    async cancel(ticket, link) {
      const promptId = textAt(ticket, 'promptId')
      const stands = await server.standing(promptId, link)
      if (stands.is === 'absent') return
      if (stands.is !== 'ended') return server.stop(promptId, link)
      if (!wasInterrupted(stands.entry))
        throw new VendorFault('refused', 'comfyui: the render has ended already')
    },
  }
}

/** Every image of the graph, brought to the server: the name that it has there, at its place. */
async function uploadImages(graph: Graph, server: ComfyUiServer, link: Link): Promise<readonly Value[]> {
  const values: Value[] = []
  for (const [node, { inputs }] of Object.entries(graph))
    for (const [input, value] of Object.entries(inputs)) {
      const image = { key: textAt(value, 'stagedImage'), sha256: textAt(value, 'sha256') }
      if (image.key === '') continue
      values.push([[{ node, input }], await server.upload(image, textAt(value, 'mediaType'), link)])
    }
  return values
}

const forgotten = (): VendorFault =>
  new VendorFault(
    'refused',
    'comfyui: the server no longer knows this render: it was restarted, or somebody emptied its queue. ' +
      'Its film is lost; please create the task anew.',
    { upstreamCode: 'lost' },
  )

/** A lower-case UUID (version 8) of the task, as newer servers demand: the same for every try. */
function promptIdOf({ clientId }: Pick<Link, 'clientId'>): string {
  const hex = createHash('sha256').update(`reelay ${clientId}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** 48 bits of the task's name: no two tasks share one, and every try of a task has the same. */
const seedOf = ({ clientId }: Pick<Link, 'clientId'>): number =>
  createHash('sha256').update(`seed ${clientId}`).digest().readUIntBE(0, 6)

const viewPath = ({ filename, subfolder, type }: Film): string =>
  `/view?${new URLSearchParams({ filename, subfolder, type }).toString()}`
