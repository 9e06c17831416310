import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../net/clock.ts'
import type { MediaLinks, ObjectStore, StoredObject } from '../storage/object-store.ts'
import type { Face } from './app.ts'
import { parseByteRange } from './byte-range.ts'

export type MediaParts = {
  readonly store: ObjectStore
  readonly links: MediaLinks
  readonly clock: Clock
}

/**
 * Stored results under signed links, `GET` and `HEAD /media/<key>`: with ranges, so that players can seek and downloads
 * can go on where they broke off, and with entity tags. The link is the whole permission; nothing can be listed.
 */
export function createMediaFace(parts: MediaParts): Face {
  return (app) => {
    app.route<MediaRoute>({
      method: ['GET', 'HEAD'],
      url: '/media/*',
      handler: (request, reply) => serveObject(parts, request, reply),
    })
  }
}

type MediaRoute = { Params: { readonly '*': string }; Querystring: Readonly<Record<string, unknown>> }

/** Results never change, so what a browser has it may keep; shared caches get nothing, for the link is the permission. */
const cacheControl = 'private, max-age=3600'

async function serveObject(
  { store, links, clock }: MediaParts,
  request: FastifyRequest<MediaRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = request.params['*']
  const standing = links.verify(key, request.query, clock.now())
  if (standing !== 'valid') return refuse(reply, 403, standing === 'expired' ? expiredText(key) : forgedText)
  const object = await store.stat(key)
  if (object === null) return refuse(reply, 404, goneText)

  const tag = `"${object.sha256}"`
  reply.headers({ etag: tag, 'cache-control': cacheControl, 'accept-ranges': 'bytes' })
  if (matches(request.headers['if-none-match'], tag)) return reply.code(304).send()

  reply.headers({
    'content-type': object.contentType,
    'content-disposition': disposition(object.key),
    'x-content-type-options': 'nosniff',
  })
  if (request.method === 'HEAD') return reply.header('content-length', object.sizeBytes).send()
  return await sendBytes(store, object, rangeHeader(request, tag), reply)
}

async function sendBytes(
  store: ObjectStore,
  { key, sizeBytes }: StoredObject,
  header: string | undefined,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const range = parseByteRange(header, sizeBytes)
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${sizeBytes}`).removeHeader('content-disposition')
    return refuse(reply, 416, `This file has ${sizeBytes} bytes; the range asks for others.\n`)
  }
  if (range === 'whole') {
    return reply.header('content-length', sizeBytes).send(await store.read(key))
  }
  reply.code(206).headers({
    'content-range': `bytes ${range.start}-${range.end}/${sizeBytes}`,
    'content-length': range.end - range.start + 1,
  })
  return reply.send(await store.read(key, range))
}

/** A range for another version of the file (If-Range) would patch the wrong bytes together: it gets the whole. */
function rangeHeader({ headers }: FastifyRequest<MediaRoute>, tag: string): string | undefined {
  const condition = headers['if-range']
  return condition === undefined || condition === tag ? headers.range : undefined
}

function matches(header: string | undefined, tag: string): boolean {
  const known = (header ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''))
  return known.some((entry) => entry === tag || entry === '*')
}

/** Shown in the browser, saved under the last name of its key (RFC 6266). */
function disposition(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1)
  const plain = name.replace(/[^\w .,()+=@~-]/g, '_')
  const exact = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  return plain === name
    ? `inline; filename="${plain}"`
    : `inline; filename="${plain}"; filename*=UTF-8''${exact}`
}

const expiredText = (key: string): string =>
  key.startsWith('uploads/')
    ? 'This link has expired. Upload the image again: UploadImage answers with a fresh one.\n'
    : 'This link has expired. Ask DescribeAigcVideoTask for the task again: it answers with a fresh one.\n'
const forgedText =
  'This link is not complete or was changed. Use it exactly as Reelay gave it, with everything after "?".\n'
const goneText = 'This file is no longer stored. Create the task anew if you still need it.\n'

function refuse(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .send(text)
}
