import type { ObjectStore } from '../../src/storage/object-store.ts'
import type { CutTools } from './cut-database.ts'
import { befall } from './life.ts'

/** The store as one process sees it, cut before and after every write. */
export function cutStore(store: ObjectStore, { life, schedule }: CutTools): ObjectStore {
  const write = async <Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> => {
    await life.breathe()
    const cut = schedule.pass(name, 'write')
    if (cut?.moment === 'before') befall(life, cut)
    await life.breathe()
    const answer = await life.hear(work())
    if (cut?.moment === 'after') befall(life, cut)
    await life.breathe()
    return answer
  }
  return {
    ...store,
    put: (key, source, contentType) =>
      write(`put ${folderOf(key)}`, () => store.put(key, source, contentType)),
    delete: (key) => write(`delete ${folderOf(key)}`, () => store.delete(key)),
  }
}

const folderOf = (key: string): string => key.split('/')[0] ?? ''
