import type { Uploads } from '../storage/object-store.ts'

/** What an image that was uploaded here comes to, in the terms of a download. */
export type OwnUpload =
  | { readonly outcome: 'fetched'; readonly body: Uint8Array }
  | { readonly outcome: 'refused'; readonly permanent: true; readonly reason: string }

/**
 * Takes an image that the task's account uploaded straight from the store: no request, and so no allow list. `null`
 * when the URL is not such a link. The account is the first part of the TaskId.
 */
export async function readOwnUpload(
  uploads: Uploads | undefined,
  url: string,
  taskId: string,
): Promise<OwnUpload | null> {
  const [appId = ''] = taskId.split('-', 1)
  const found = await uploads?.find(url, appId)
  if (found === undefined || found === null) return null
  return found.outcome === 'found'
    ? { outcome: 'fetched', body: found.bytes }
    : { outcome: 'refused', permanent: true, reason: found.reason }
}
