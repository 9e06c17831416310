import type { IncomingMessage } from 'node:http'
import { ApiError } from '../contract/api-error.ts'
import { mediaTypeOf, type WireRequest } from '../protocol/wire-request.ts'

/** Contract 3.1. */
export const limits = {
  getBytes: 32 * 1024,
  v1PostBytes: 1024 * 1024,
  tc3PostBytes: 10 * 1024 * 1024,
  /** Our own `UploadImage`: an image of 10 MB in base64, and the JSON around it. */
  uploadBytes: 14 * 1024 * 1024,
} as const

/** The first room: takes the bytes in, within the limits. @throws ApiError */
export async function receive(message: IncomingMessage): Promise<WireRequest> {
  const { url = '' } = message
  const method = methodOf(message)
  if (method === 'GET' && url.length > limits.getBytes) {
    throw new ApiError('RequestSizeLimitExceeded', { limit: limits.getBytes })
  }
  // Proxies send the absolute form.
  const target = url.replace(/^https?:\/\/[^/?]*/i, '')
  const [path = '', ...query] = target.split('?')
  const head = {
    method,
    path: path || '/',
    query: query.join('?'),
    headers: headersOf(message),
    body: nothing,
  }
  return method === 'GET' ? head : { ...head, body: await readBody(message, head) }
}

const nothing = new Uint8Array()

function methodOf({ method }: IncomingMessage): WireRequest['method'] {
  if (method === 'GET' || method === 'POST') return method
  throw new ApiError('UnsupportedProtocol')
}

function headersOf(message: IncomingMessage): WireRequest['headers'] {
  const headers: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}

/**
 * How much of a body that is too large is read before it is refused: most clients do not look for an answer before they
 * are done sending. Who sends even more is answered in the middle of it.
 */
const discardedBytesMax = 64 * 1024 * 1024

async function readBody(message: IncomingMessage, head: WireRequest): Promise<Uint8Array> {
  const isTc3 = ['json', 'multipart'].includes(mediaTypeOf(head))
  const limit = isTc3 ? tc3Limit(head) : limits.v1PostBytes
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > discardedBytesMax) break
      if (size <= limit) chunks.push(chunk)
    }
  } catch (error) {
    const reason = 'the connection ended before the whole body had arrived'
    throw new ApiError('InvalidRequest', { reason }, { cause: error })
  }
  if (size <= limit) return Buffer.concat(chunks)
  // The real service says this of version 1 (contract 3.1).
  if (!isTc3) throw new ApiError('AuthFailure.SignatureFailure', {}, { variant: 'tooLarge' })
  throw new ApiError('RequestSizeLimitExceeded', { limit })
}

const tc3Limit = ({ headers }: WireRequest): number =>
  headers['x-tc-action'] === 'UploadImage' ? limits.uploadBytes : limits.tc3PostBytes
