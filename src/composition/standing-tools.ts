import type { WorkerSession } from '../database/member.ts'
import type { GuardedFetch } from '../net/guarded-fetch.ts'
import type { ObjectStore } from '../storage/object-store.ts'

type Standing = Pick<WorkerSession, 'standing'>

/**
 * A door that a worker goes through only while it certainly is one: a process that was frozen between writing its
 * intention down and sending, and whose task is somebody else's meanwhile, sends nothing.
 */
export const standingDoor = (door: GuardedFetch, session: Standing): GuardedFetch => ({
  async download(request, policy) {
    await session.standing(request.signal)
    return door.download(request, policy)
  },
  async downloadTo(request, policy, receive) {
    await session.standing(request.signal)
    return door.downloadTo(request, policy, receive)
  },
  async exchange(request, policy) {
    await session.standing(request.signal)
    return door.exchange(request, policy)
  },
})

/** The same for what is put into the store: it may be another worker's finished film by now. */
export const standingStore = (store: ObjectStore, session: Standing): ObjectStore => ({
  ...store,
  async put(key, source, contentType) {
    await session.standing()
    return store.put(key, source, contentType)
  },
})
