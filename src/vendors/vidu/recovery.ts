import type { JsonObject } from '../../catalog/job.ts'
import { at, textAt } from '../answer.ts'
import { type Link, VendorFault } from '../vendor.ts'

const windowHours = 24
const pageSize = 100
const pagesMax = 20
/** Tasks that look like ours and are asked for their payload. */
const candidatesMax = 50

/**
 * Finds a task whose submit was not answered. The list does not show our `payload`, so whatever was asked for the same is
 * asked for it (vendors-kling-vidu-hailuo.md 4.6). A task that is found is ours for certain. One that is not found proves
 * nothing: whether the list is complete at once is not documented, so this never says that the job did not arrive.
 */
export async function findTask(
  sent: JsonObject,
  link: Link,
  ask: (path: string) => Promise<unknown>,
): Promise<string> {
  let candidates = 0
  for (let page = 0; page < pagesMax; page++) {
    const tasks = at(await ask(`/ent/v2/tasks?${query(link.now(), page)}`), 'tasks')
    if (!Array.isArray(tasks)) break
    for (const task of tasks) {
      if (!isAlike(task, sent) || candidates >= candidatesMax) continue
      candidates++
      const id = textAt(task, 'id')
      const shown = await ask(`/ent/v2/tasks/${encodeURIComponent(id)}/creations`)
      if (textAt(shown, 'payload') === link.clientId) return id
    }
    if (tasks.length < pageSize) break
  }
  throw new VendorFault('unknown', 'vidu: no task of the last day carries our name')
}

const isAlike = (task: unknown, sent: JsonObject): boolean =>
  textAt(task, 'model') === sent['model'] &&
  textAt(task, 'prompt') === (sent['prompt'] ?? '') &&
  textAt(task, 'duration') === textAt(sent, 'duration')

const query = (now: Date, page: number): URLSearchParams =>
  new URLSearchParams({
    'created_at.from': new Date(now.getTime() - windowHours * 3_600_000).toISOString(),
    'created_at.to': now.toISOString(),
    'pager.page': String(page),
    'pager.pagesz': String(pageSize),
  })
