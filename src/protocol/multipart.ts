import { ApiError } from '../contract/api-error.ts'
import { text } from '../contract/text.ts'
import { encodeBase64 } from './base64.ts'
import { decodeText, pairsMax, uniquePairs, type Pair } from './form-pairs.ts'

/**
 * Reads a multipart/form-data body (RFC 7578) into pairs, as the Node.js SDK writes it: one part per parameter, names
 * flat as in a query, no nested multiparts, no transfer encodings. The parts named in `binary` may hold any bytes and
 * come back in base64, which is how JSON carries them; all others are text, whether they say that they are files or not.
 * @throws ApiError InvalidRequest for a wrong form, InvalidParameter for what is in the parts.
 */
export function parseMultipart(
  body: Uint8Array,
  contentType: string,
  binary: ReadonlySet<string> = new Set(),
): readonly Pair[] {
  // A delimiter counts only at the beginning of a line. To look for it with the line end before it takes linear time
  // whatever the boundary is, because a boundary has no line end in it.
  const delimiter = encode(`--${boundaryOf(contentType)}`)
  const lineAndDelimiter = encode(`\r\n--${boundaryOf(contentType)}`)
  let position = startsWith(body, delimiter, 0) ? 0 : indexOf(body, lineAndDelimiter, 0) + lineEnd.length
  if (!startsWith(body, delimiter, position))
    throw malformed('it does not begin with its boundary', '未以分隔符开头')
  const pairs: Pair[] = []
  for (;;) {
    position += delimiter.length
    if (startsWith(body, closing, position)) return uniquePairs(pairs)
    if (!startsWith(body, lineEnd, position))
      throw malformed('a boundary is not followed by a line end', '分隔符后没有换行')
    position += lineEnd.length
    // From the line end before the part: one that is empty has no other.
    const end = indexOf(body, lineAndDelimiter, position - lineEnd.length)
    if (end === -1) throw malformed('it does not end with its boundary', '未以分隔符结尾')
    if (pairs.length === pairsMax)
      throw new ApiError('InvalidParameter', { limit: pairsMax }, { variant: 'tooMany' })
    pairs.push(parsePart(body.subarray(position, Math.max(position, end)), binary))
    position = end + lineEnd.length
  }
}

function parsePart(part: Uint8Array, binary: ReadonlySet<string>): Pair {
  // A part without any header begins with the empty line itself.
  const split = indexOf(part, headersEnd, 0)
  if (split === -1) throw malformed('a part has no headers', '某一部分没有头部')
  const headers = decodeText(part.subarray(0, split))
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(headers)?.[1] ?? ''
  const name = /(?:^|[;\s])name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) throw malformed('a part has no name', '某一部分没有名称')
  const content = part.subarray(split + headersEnd.length)
  return { name, value: binary.has(name) ? encodeBase64(content) : decodeText(content) }
}

function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  // RFC 2046: at most 70 characters.
  if (boundary === undefined || boundary.length > 70)
    throw malformed('the Content-Type names no usable boundary', 'Content-Type 中没有可用的分隔符')
  return boundary
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const lineEnd = encode('\r\n')
const headersEnd = encode('\r\n\r\n')
const closing = encode('--')

function startsWith(bytes: Uint8Array, wanted: Uint8Array, position: number): boolean {
  return wanted.every((byte, index) => bytes[position + index] === byte)
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, wanted, at)) return at
  }
  return -1
}

const malformed = (en: string, zh: string): ApiError =>
  new ApiError('InvalidRequest', {
    reason: text(`the multipart body is malformed, ${en}`, `multipart 请求体格式错误，${zh}`),
  })
