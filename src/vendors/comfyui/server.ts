import type { JsonObject, StagedImage } from '../../catalog/job.ts'
import { at, faultOfStatus, textAt } from '../answer.ts'
import { type Link, type SharedLink, VendorFault, type VendorRequest } from '../vendor.ts'
import { placeInQueue, readDocument, readQueued, type Standing } from './wire.ts'

/** The calls of one ComfyUI server (vendors-veo-sora-hunyuan-comfyui.md 5.2). */
export type ComfyUiServer = {
  /**
   * Queues a graph under our id and returns the server's, which is the same but at old servers. A graph with an invalid
   * branch, which ComfyUI queues all the same, is taken back and refused.
   */
  queue(graph: JsonObject, promptId: string, link: Link): Promise<string>
  standing(promptId: string, link: SharedLink): Promise<Standing>
  /** Takes it out of the queue, or interrupts it when it runs. Silent when it does neither. */
  stop(promptId: string, link: SharedLink): Promise<void>
  /** Brings an image to the server and returns what a graph calls it. */
  upload(image: Pick<StagedImage, 'key' | 'sha256'>, mediaType: string, link: Link): Promise<string>
  /** Reads one of its documents. */
  get(path: string, link: SharedLink): Promise<object>
}

/** The queue comes with the graphs of all who wait, and a history with its own. */
const documentBytesMax = 32 * 1024 * 1024
/** Our own, on the server. */
export const folder = 'reelay'

/** @param headers go with every call. */
export function comfyUiServer(headers: Readonly<Record<string, string>>): ComfyUiServer {
  const ask = (link: SharedLink, request: Omit<VendorRequest, 'headers'>) =>
    link.send({ ...request, headers })
  const remembered = async (promptId: string, link: SharedLink): Promise<unknown> => {
    // `{}` is also said of what waits, runs, or was never heard of.
    const document = await server.get(`/history/${encodeURIComponent(promptId)}`, link)
    const entry = at(document, promptId)
    if (entry === undefined) return null
    if (typeof entry === 'object' && entry !== null) return entry
    throw new VendorFault('unavailable', 'comfyui: the answer is no history')
  }
  const tell = async (link: SharedLink, path: string, body: JsonObject): Promise<void> => {
    const response = await ask(link, { method: 'POST', path, body })
    if (response.status !== 200) throw faultOfStatus('comfyui', response, 'look', link.now())
  }

  const server: ComfyUiServer = {
    async get(path, link) {
      const response = await ask(link, { method: 'GET', path, answerBytesMax: documentBytesMax })
      return readDocument(response, link.now())
    },

    async queue(prompt, promptId, link) {
      const body = { prompt, prompt_id: promptId, client_id: promptId }
      const response = await ask(link, { method: 'POST', path: '/prompt', body })
      const queued = readQueued(response, link.now())
      if (queued.complaint === null) return queued.promptId
      await server.stop(queued.promptId, link).catch(passing)
      throw queued.complaint
    },

    /** In this order no render slips through between the answers while it goes from the queue to the history. */
    async standing(promptId, link) {
      const before = await remembered(promptId, link)
      if (before !== null) return { is: 'ended', entry: before }
      const place = placeInQueue(await server.get('/queue', link), promptId)
      if (place !== 'absent') return { is: place }
      const after = await remembered(promptId, link)
      return after === null ? { is: 'absent' } : { is: 'ended', entry: after }
    },

    async stop(promptId, link) {
      await tell(link, '/queue', { delete: [promptId] })
      // Servers of before `prompt_id` stop whatever runs: so only when it is ours that runs.
      const { is } = await server.standing(promptId, link)
      if (is === 'running') await tell(link, '/interrupt', { prompt_id: promptId })
    },

    /** Named by its bytes: a second upload finds the first. */
    async upload({ key, sha256 }, mediaType, link) {
      const name = `${sha256}.${mediaType.replace('image/', '')}`
      const file = { field: 'image', name, mediaType, bytes: await link.image(key) }
      const form = { fields: { subfolder: folder, type: 'input' }, files: [file] }
      const response = await ask(link, { method: 'POST', path: '/upload/image', form }).catch(notYetSent)
      const kept = textAt(response.body, 'name')
      if (response.status !== 200) throw faultOfStatus('comfyui', response, 'look', link.now())
      if (kept === '')
        throw new VendorFault('unavailable', 'comfyui: the server did not say where the image is')
      const subfolder = textAt(response.body, 'subfolder')
      return subfolder === '' ? kept : `${subfolder}/${kept}`
    },
  }
  return server
}

/** The refusal is the news; a queue that could not be cleared is not. */
function passing(error: unknown): void {
  if (!(error instanceof VendorFault)) throw error
}

/** Whether an image has arrived does not matter: the job was not sent yet, and may be tried again. */
function notYetSent(error: unknown): never {
  if (error instanceof VendorFault && error.kind === 'unknown') {
    throw new VendorFault('unavailable', error.message, { ...error.detail, cause: error })
  }
  throw error
}
