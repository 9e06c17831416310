import type { Log } from '../telemetry/log.ts'
import { keepSession } from './kept-session.ts'
import type { Target } from './pool.ts'
import { holdExecutorLock } from './sql/hold-executor-lock.ts'

/**
 * Holds the lock that says "this process lives" until released. While a lost connection is opened anew others may take
 * our tasks over, which the ownership version makes harmless. Resolves once the lock is held for the first time.
 */
export async function keepExecutorLock(
  target: Target & { readonly log: Log },
  executorId: string,
): Promise<{ release(): Promise<void> }> {
  const release = await keepSession({
    ...target,
    purpose: 'reelay worker',
    async prepare(client) {
      const { rows } = await client.query<{ held: boolean }>(holdExecutorLock.text, [executorId])
      // Not held: by our own dead connection still, which the server has not noticed yet.
      return rows[0]?.held === true ? 'ready' : 'not yet'
    },
  })
  return { release }
}
