import type { Face } from './app.ts'
import { sendAnswer } from './send-answer.ts'

export type OpsParts = {
  /** What keeps this process from serving, one sentence each; empty when nothing does. */
  readonly problems: () => Promise<readonly string[]>
  /** The page that Prometheus reads. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>
}

/** For operators: /livez says that the process runs, /readyz that it can serve, /metrics how much. Not part of the API. */
export function createOpsFace(parts: OpsParts): Face {
  const [problems, metrics] = [shared(parts.problems), shared(parts.metrics)]
  return (app) => {
    app.get('/livez', (_request, reply) => sendAnswer(reply, { status: 'alive' }))
    app.get('/readyz', async (_request, reply) => {
      const found = await problems()
      const ready = found.length === 0
      return sendAnswer(reply.code(ready ? 200 : 503), {
        status: ready ? 'ready' : 'not ready',
        problems: found,
      })
    })
    app.get('/metrics', async (_request, reply) => {
      const { contentType, text } = await metrics()
      return reply.type(contentType).send(text)
    })
  }
}

/** Both ask the database, and nobody has to sign here: many who come at a time cost one look. */
function shared<Answer>(look: () => Promise<Answer>): () => Promise<Answer> {
  let underWay: Promise<Answer> | undefined
  return () => (underWay ??= look().finally(() => (underWay = undefined)))
}
