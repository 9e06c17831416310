import { createHash } from 'node:crypto'
import { catalogFacts } from '../catalog/catalog-facts.ts'
import type { Face } from './app.ts'

/**
 * What the console asks for beside the API itself. Public facts only, so nobody signs: everything about accounts and
 * tasks the console gets through the actions, like any caller.
 */
export function createConsoleFace(): Face {
  // Bytes without a charset in their type, as everywhere (`send-answer.ts`). They change with the program only.
  const catalog = Buffer.from(JSON.stringify(catalogFacts()))
  const tag = `"${createHash('sha256').update(catalog).digest('base64url')}"`
  return (app) => {
    app.get('/console/api/catalog', (request, reply) => {
      // Kept by whoever wants to, asked about each time: a new version shows at once.
      reply.headers({ etag: tag, 'cache-control': 'public, no-cache', 'x-content-type-options': 'nosniff' })
      const known = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim())
      if (known.some((each) => each === '*' || each.replace(/^W\//, '') === tag))
        return reply.code(304).send()
      return reply.header('content-type', 'application/json').send(catalog)
    })
  }
}
