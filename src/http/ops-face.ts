import type { Face } from './app.ts'
import { sendAnswer } from './send-answer.ts'

export type OpsParts = {
  /** What keeps this process from serving, one sentence each; empty when nothing does. */
  readonly problems: () => Promise<readonly string[]>
}

/** For orchestrators: /livez says that the process runs, /readyz that it can serve. Not part of the API. */
export function createOpsFace({ problems }: OpsParts): Face {
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
  }
}
