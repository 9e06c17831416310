import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

export type ReceivedSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly KeyValue[]
  readonly links: readonly { readonly traceId: string }[]
  /** `service.instance.id` of who sent it. */
  readonly instance: string
}

type KeyValue = { readonly key: string; readonly value: { readonly stringValue?: string } }

type ExportRequest = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] }
    readonly scopeSpans: readonly { readonly spans: readonly Omit<ReceivedSpan, 'instance'>[] }[]
  }[]
}

/** What a collector is to Reelay: OTLP over HTTP on loopback, in JSON. */
export async function startTraceReceiver(answerStatus: () => number = () => 200) {
  const spans: ReceivedSpan[] = []
  const headers: unknown[] = []
  const server = createServer((request, response) => void receive(request, response))
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { resourceSpans } = (await json(request)) as ExportRequest
    const status = answerStatus()
    headers.push({ url: request.url, ...request.headers })
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    if (status !== 200) return
    for (const { resource, scopeSpans } of resourceSpans) {
      const instance = valueOf(resource.attributes, 'service.instance.id')
      spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, instance }))))
    }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    headers,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const valueOf = (attributes: readonly KeyValue[], name: string): string =>
  attributes.find(({ key }) => key === name)?.value.stringValue ?? ''
