import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Progress, Ticket, Vendor } from '../../src/vendors/vendor.ts'

/** A vendor whose tickets say when their render ends, `<milliseconds since 1970>-<name>`: it has nothing to remember. */
export async function serveRenders(): Promise<void> {
  let calls = 0
  const stateOf = (id: string) => (Date.now() >= Number.parseInt(id, 10) ? 'finished' : 'rendering')
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const url = request.url ?? ''
    if (url === '/calls') return calls
    if (url === '/callbacks') {
      const { endsAt, callbackUrl } = JSON.parse(await text(request)) as {
        endsAt: number
        callbackUrl: string
      }
      // Who does not hear it has to look.
      const tell = () => void fetch(callbackUrl, { method: 'POST', body: '{}' }).catch(() => undefined)
      setTimeout(tell, Math.max(0, endsAt - Date.now()))
      return {}
    }
    calls++
    if (request.method === 'GET') return stateOf(url.slice('/jobs/'.length))
    return (JSON.parse(await text(request)) as { ids: string[] }).ids.map(stateOf)
  }
  const server = createServer((request, response) => {
    void answer(request).then((said) => response.end(JSON.stringify(said)))
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  })
  process.once('SIGTERM', () => process.exit(0))
}

/** Its translator. */
export function renderingVendor(baseUrl: string, takesBatches: boolean): Vendor {
  const progressOf = (said: unknown): Progress =>
    said === 'finished'
      ? { state: 'finished', clips: [{ url: `${baseUrl}/clip.mp4` }] }
      : { state: 'rendering' }
  const idOf = ({ id }: Ticket): string => (typeof id === 'string' ? id : '')
  return {
    name: 'rendering',
    compose: () => ({}),
    submit: async () => ({}),
    async check(ticket, link) {
      return progressOf((await link.send({ method: 'GET', path: `/jobs/${idOf(ticket)}` })).body)
    },
    ...(takesBatches
      ? {
          async checkMany(tickets, link) {
            const { body } = await link.send({
              method: 'POST',
              path: '/jobs',
              body: { ids: tickets.map(idOf) },
            })
            return Array.isArray(body) ? body.map(progressOf) : []
          },
        }
      : {}),
  }
}
