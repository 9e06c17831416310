import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { text, type Text } from '../contract/text.ts'
import type { Clock } from '../net/clock.ts'
import { isMissing } from './durable-file.ts'
import type { MediaLinks, ObjectStore, Uploads } from './object-store.ts'
import { createUploadCounts } from './upload-counts.ts'

export type UploadSettings = {
  readonly store: ObjectStore
  /** Of a lifetime of `keepHours`: an image lives as long as its newest link. */
  readonly links: MediaLinks
  readonly clock: Clock
  readonly keepHours: number
  /** Of all uploads of one account together. */
  readonly bytesMax: number
}

export function createUploads({ store, links, clock, keepHours, bytesMax }: UploadSettings): Uploads {
  const counts = createUploadCounts(store)
  const own = (
    url: string,
    appId: string,
  ): { readonly key: string; readonly objection: Text | null } | null => {
    const link = linkIn(url)
    if (link === null) return null
    const { key } = link
    const standing = links.verify(key, link.query, clock.now())
    if (standing === 'forged') return null
    if (link.appId !== appId) return { key, objection: foreign }
    return { key, objection: standing === 'expired' ? expired : null }
  }
  return {
    async keep(appId, { bytes, format }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const key = `${folderOf(appId)}/${sha256}.${format === 'jpeg' ? 'jpg' : 'png'}`
      const reservation = await counts.reserve(folderOf(appId), key, bytes.length, bytesMax)
      if (reservation === 'full') return { outcome: 'full', bytesMax, keepHours }
      const now = clock.now()
      try {
        // Also when it is there already: its time begins anew.
        await store.put(key, bytes, `image/${format}`)
      } catch (error) {
        reservation.giveBack()
        throw error
      }
      return {
        outcome: 'kept',
        url: links.sign(key, now),
        expiresAt: new Date(now.getTime() + keepHours * 3_600_000),
      }
    },
    objection: (url, appId) => own(url, appId)?.objection ?? null,
    async find(url, appId) {
      const link = own(url, appId)
      if (link === null) return null
      if (link.objection !== null) return { outcome: 'refused', reason: link.objection.en }
      const bytes = await read(store, link.key)
      return bytes === null
        ? { outcome: 'refused', reason: 'the uploaded image is no longer kept, upload it again' }
        : { outcome: 'found', bytes }
    },
  }
}

const foreign = text('the image was uploaded by another account', '该图片由其他账号上传')
const expired = text(
  'the link to the uploaded image has expired, upload it again',
  '上传图片的链接已过期，请重新上传',
)

const folderOf = (appId: bigint): string => `uploads/${appId}`

type Link = {
  readonly key: string
  readonly appId: string
  readonly query: Readonly<Record<string, string>>
}

/** A URL that has the form of our links; whether we signed it is still to be seen. */
function linkIn(given: string): Link | null {
  const url = URL.parse(given)
  const [, key, appId] =
    /\/media\/(uploads\/(\d{1,20})\/[0-9a-f]{64}\.(?:jpg|png))$/.exec(url?.pathname ?? '') ?? []
  if (url === null || key === undefined || appId === undefined) return null
  return { key, appId, query: Object.fromEntries(url.searchParams) }
}

async function read(store: ObjectStore, key: string): Promise<Uint8Array | null> {
  if ((await store.stat(key)) === null) return null
  try {
    return await buffer(await store.read(key))
  } catch (error) {
    // Swept between the two.
    if (isMissing(error)) return null
    throw error
  }
}
