import type { JsonObject, JsonValue } from '../../catalog/job.ts'
import { textAt } from '../answer.ts'
import { fillSlots, type ImageEncoding } from '../image-slot.ts'
import { foldingRemarks } from '../negative-prompt.ts'
import {
  type Progress,
  type SharedLink,
  type Ticket,
  type Vendor,
  VendorFault,
  type VendorRequest,
  type VendorResponse,
} from '../vendor.ts'
import { accessToken, type KeyPair } from './access-token.ts'
import { legacyApi } from './legacy-api.ts'
import { newApi } from './new-api.ts'
import type { Api } from './api.ts'
import { choose, folds } from './refusal.ts'

export type KlingSettings = {
  /** An API key opens both APIs; an AccessKey the legacy one only. */
  readonly credentials: { readonly apiKey: string } | KeyPair
  readonly retiredModels: boolean
}

/** Bare base64, without the prefix that others demand (0.10); for the new API that is not stated and taken over. */
const bareBase64: ImageEncoding = (base64) => base64

const apis: Readonly<Record<string, Api>> = { new: newApi, legacy: legacyApi }

/**
 * Kling has two generations of its API that differ in path, body, spelling and credentials (vendors-kling-vidu-hailuo.md 3).
 * A composed call says which one it is for; both carry our client id, by which a lost submit is found. No cancel in either.
 */
export function createKlingVendor({ credentials, retiredModels }: KlingSettings): Vendor {
  const abilities = { hasApiKey: 'apiKey' in credentials, retiredModels }
  const ask = (link: SharedLink, request: Omit<VendorRequest, 'headers'>) => {
    const token = 'apiKey' in credentials ? credentials.apiKey : accessToken(credentials, link.now())
    return link.send({ ...request, headers: { authorization: `Bearer ${token}` } })
  }

  const look = async (ticket: Ticket, link: SharedLink): Promise<Progress> => {
    const api = apiOf(ticket)
    const response = await ask(link, { method: 'GET', path: api.lookPath(ticket) })
    return api.readProgress(response, ticket, link.now())
  }
  const lookOrFault = (ticket: Ticket, link: SharedLink): Promise<Progress | VendorFault> =>
    look(ticket, link).catch((error: unknown) => {
      if (error instanceof VendorFault) return error
      throw error
    })

  return {
    name: 'kling',

    refuses(job) {
      const choice = choose(job, abilities)
      return 'refusal' in choice ? choice.refusal : null
    },

    remarks(job) {
      const choice = choose(job, abilities)
      return 'model' in choice && folds(choice.model, choice.api) ? foldingRemarks(job) : []
    },

    compose(job, { images }) {
      const choice = choose(job, abilities)
      if ('refusal' in choice) throw new VendorFault('refused', `${choice.refusal}.`)
      const { path, body } = apiOf({ api: choice.api }).compose(job, choice.model, images)
      return { api: choice.api, path, body, watermark: job.watermark === true }
    },

    async submit(call, link) {
      const api = apiOf(call)
      const named = api.withTaskMembers(objectAt(call, 'body'), link)
      const body = (await fillSlots(named, bareBase64, link)) as JsonObject
      const response = await ask(link, { method: 'POST', path: textAt(call, 'path'), body })
      return ticketFor(call, api.readTaskId(response, link.now()))
    },

    check: look,

    async checkMany(tickets, link) {
      const answers = new Map<Ticket, Progress | VendorFault | null>()
      const together = tickets.filter((ticket) => apiOf(ticket).many !== undefined)
      const [first] = together
      const many = first === undefined ? undefined : apiOf(first).many
      if (many !== undefined) {
        const response = await ask(link, { method: 'GET', path: many.path(together) })
        const read = many.read(response, together, link.now())
        together.forEach((ticket, index) => answers.set(ticket, read[index] ?? null))
      }
      // The legacy API shows one task at a time.
      for (const ticket of tickets)
        if (!answers.has(ticket)) answers.set(ticket, await lookOrFault(ticket, link))
      return tickets.map((ticket) => answers.get(ticket) ?? null)
    },

    async find(call, link) {
      const api = apiOf(call)
      const response = await ask(link, {
        method: 'GET',
        path: api.findPath(textAt(call, 'path'), link.clientId),
      })
      const taskId = api.readFound(response, link.clientId, link.now())
      return taskId === null ? null : ticketFor(call, taskId)
    },

    probe: (link) => probe(abilities.hasApiKey, (path) => ask(link, { method: 'GET', path }), link.now()),
  }
}

type Look = (path: string) => Promise<VendorResponse>

/** A task that there is not is left out of the new API's answer (3.4); the legacy one says that it knows none. */
async function probe(hasApiKey: boolean, look: Look, now: Date): Promise<string> {
  const [api, path] = hasApiKey
    ? [newApi, newApi.lookPath({ taskId: '0' })]
    : [legacyApi, legacyApi.findPath('/v1/videos/text2video', 'reelay-doctor')]
  api.readFound(await look(path), 'reelay-doctor', now)
  return hasApiKey ? 'it takes the API key' : 'it takes the AccessKey, on the legacy paths'
}

const apiOf = (from: JsonObject): Api => {
  const api = apis[textAt(from, 'api')]
  if (api === undefined) throw new Error(`Kling has no API ${textAt(from, 'api')}`)
  return api
}

/** A render is looked at by the path that it was sent to (3.5). */
const ticketFor = ({ api, path, watermark }: JsonObject, taskId: string): JsonObject => ({
  api: api ?? null,
  path: path ?? null,
  watermark: watermark ?? false,
  taskId,
})

function objectAt(call: JsonObject, name: string): JsonObject {
  const value: JsonValue | undefined = call[name]
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`the call has no ${name}`)
  return value as JsonObject
}
