import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import sharp from 'sharp'

/** Where a task can be held: the caller's image, the vendor's answer, its render, its film, the receiver's thanks. */
export const places = ['image', 'answer', 'render', 'film', 'thanks'] as const
export type Place = (typeof places)[number]

/** Everything outside of Reelay, on one port: the caller's pictures, a vendor that counts, and who is told. */
export type Upstream = {
  readonly url: string
  /** The client id of every job that was taken, and paid for. */
  readonly paid: readonly string[]
  /** The task of every notification that was taken with thanks, and of those that were not. */
  readonly told: readonly string[]
  readonly turnedAway: readonly string[]
  /** The tasks that stand at their place, by prompt. */
  readonly held: ReadonlySet<string>
  /** Whatever comes to the place waits there. */
  hold(...places: readonly Place[]): void
  release(): void
  close(): Promise<void>
}

export async function startUpstream(film: Uint8Array): Promise<Upstream> {
  const paid: string[] = []
  const told: string[] = []
  const turnedAway: string[] = []
  const closed = new Set<Place>()
  const held = new Set<string>()
  const waiting: (() => void)[] = []
  const picture = await sharp({
    create: { width: 1280, height: 720, channels: 3, background: 'teal' },
  })
    .png()
    .toBuffer()
  /** A prompt names the place that its task is held at. */
  const isHeld = (place: Place, prompt: string): boolean => {
    if (!closed.has(place) || !prompt.startsWith(place)) return false
    held.add(prompt)
    return true
  }
  const pass = async (place: Place, prompt: string): Promise<void> => {
    if (!isHeld(place, prompt)) return
    await new Promise<void>((resolve) => void waiting.push(resolve))
  }
  const jobs = new Map<string, { readonly clientId: string; readonly prompt: string }>()
  let url = ''

  const routes: Readonly<
    Record<string, (rest: string, request: IncomingMessage, response: ServerResponse) => unknown>
  > = {
    async pictures(rest, _request, response) {
      await pass('image', rest)
      response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
    },
    async jobs(id, request, response) {
      if (request.method === 'POST') {
        const job = (await json(request)) as { clientId: string; prompt: string }
        paid.push(job.clientId)
        jobs.set(String(paid.length), job)
        const made = String(paid.length)
        await pass('answer', job.prompt)
        return answer(response, { id: made })
      }
      const prompt = jobs.get(id)?.prompt ?? ''
      const isRendering = isHeld('render', prompt)
      answer(response, { film: isRendering ? null : `${url}/films/${prompt}` })
    },
    find(clientId, _request, response) {
      const found = [...jobs].find(([, job]) => job.clientId === clientId)
      answer(response, { job: found === undefined ? null : { id: found[0] } })
    },
    async films(prompt, _request, response) {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': film.byteLength })
      response.write(film.subarray(0, film.byteLength / 2))
      await pass('film', prompt)
      response.end(film.subarray(film.byteLength / 2))
    },
    notify(prompt, request, response) {
      const taskId = String(request.headers['webhook-id'])
      request.resume()
      const isTurnedAway = isHeld('thanks', prompt)
      ;(isTurnedAway ? turnedAway : told).push(taskId)
      response.writeHead(isTurnedAway ? 503 : 204).end()
    },
  }
  const server = createServer((request, response) => {
    const [, room = '', rest = ''] = (request.url ?? '').split('/')
    void Promise.resolve(routes[room]?.(decodeURIComponent(rest), request, response)).catch(() =>
      response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    paid,
    told,
    turnedAway,
    held,
    hold(...places) {
      for (const place of places) closed.add(place)
    },
    release() {
      closed.clear()
      held.clear()
      for (const goOn of waiting.splice(0)) goOn()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const answer = (response: ServerResponse, body: object): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
