import type { IncomingMessage } from 'node:http'
import { ApiError } from '../contract/api-error.ts'
import { mediaTypeOf, type WireHead } from '../protocol/wire-request.ts'

/** Contract 3.1. */
export const limits = {
  getBytes: 32 * 1024,
  v1PostBytes: 1024 * 1024,
  tc3PostBytes: 10 * 1024 * 1024,
  /** Our own `UploadImage`: an image of 10 MB in base64, and the JSON around it. */
  uploadBytes: 14 * 1024 * 1024,
} as const

/** The first room: the head of a request, and whether its body may be as large as it says. @throws ApiError */
export function enter(message: IncomingMessage): WireHead {
  const { url = '' } = message
  const method = methodOf(message)
  if (method === 'GET' && url.length > limits.getBytes) {
    throw new ApiError('RequestSizeLimitExceeded', { limit: limits.getBytes })
  }
  // Proxies send the absolute form.
  const target = url.replace(/^https?:\/\/[^/?]*/i, '')
  const [path = '', ...query] = target.split('?')
  const head = { method, path: path || '/', query: query.join('?'), headers: headersOf(message) }
  const announced = Number(head.headers['content-length'] ?? 0)
  if (method === 'POST' && announced > bodyBytesMaxOf(head)) throw tooLarge(head)
  return head
}

/** How large a body may be that comes with this head. */
export const bodyBytesMaxOf = (head: WireHead): number =>
  isTc3(head) ? tc3BytesMaxOf(head) : limits.v1PostBytes

/** The real service speaks of the signature when a version 1 body is too large (contract 3.1). */
export const tooLarge = (head: WireHead): ApiError =>
  isTc3(head)
    ? new ApiError('RequestSizeLimitExceeded', { limit: tc3BytesMaxOf(head) })
    : new ApiError('AuthFailure.SignatureFailure', {}, { variant: 'tooLarge' })

const isTc3 = (head: WireHead): boolean => ['json', 'multipart'].includes(mediaTypeOf(head))

const tc3BytesMaxOf = ({ headers }: WireHead): number =>
  headers['x-tc-action'] === 'UploadImage' ? limits.uploadBytes : limits.tc3PostBytes

function methodOf({ method }: IncomingMessage): WireHead['method'] {
  if (method === 'GET' || method === 'POST') return method
  throw new ApiError('UnsupportedProtocol')
}

function headersOf(message: IncomingMessage): WireHead['headers'] {
  const headers: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}
