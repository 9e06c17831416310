import fc from 'fast-check'
import {
  jsonText,
  rawJson,
  boundary,
  multipartPiece,
  flat,
  chunkSize,
  lyingLength,
  method,
  httpVersion,
  target,
  headerName,
  headerValue,
} from './hostile-parts.ts'
import { encodePairs, tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'

/** Bytes that somebody could send, by what is wrong with them. Most are signed, so that they reach the rooms behind. */
export const malformed: Readonly<Record<string, () => fc.Arbitrary<Uint8Array>>> = {
  'cut off anywhere': () =>
    fc
      .tuple(good(), fc.nat({ max: 2000 }))
      .map(([bytes, length]) => bytes.subarray(0, length % bytes.length)),
  'with other bytes in it': () =>
    fc
      .tuple(
        good(),
        fc.array(fc.tuple(fc.nat({ max: 2000 }), fc.integer({ min: 0, max: 255 })), { minLength: 1 }),
      )
      .map(([bytes, changes]) => {
        const changed = Buffer.from(bytes)
        for (const [at, byte] of changes) changed[at % changed.length] = byte
        return changed
      }),
  'signed JSON of any kind': () =>
    fc
      .tuple(action, fc.oneof(jsonText(), rawJson()))
      .map(([name, body]) => wireBytes(tc3Request({ action: name, body }))),
  'signed bytes that are no text': () =>
    fc
      .tuple(action, fc.constantFrom('application/json', formType), fc.uint8Array({ maxLength: 200 }))
      .map(([name, contentType, body]) => wireBytes(tc3Request({ action: name, contentType, body }))),
  'signed multipart that is none': () =>
    fc
      .tuple(boundary, fc.array(multipartPiece, { maxLength: 12 }))
      .map(([type, pieces]) => wireBytes(tc3Request({ contentType: type, body: pieces.join('') }))),
  'flat parameters of any kind': () =>
    fc.tuple(action, flat(), fc.constantFrom('tc3', 'GET', 'POST')).map(([name, own, way]) => {
      if (way !== 'tc3') return v1Bytes({ ...own, Action: name }, way === 'GET' ? 'GET' : 'POST')
      const query = encodePairs(Object.entries(own).map(([key, value]) => ({ name: key, value })))
      return wireBytes(tc3Request({ action: name, method: 'GET', query }))
    }),
  'thousands of parameters': () =>
    fc
      .tuple(fc.integer({ min: 900, max: 3000 }), fc.constantFrom('ImageInfos.', 'a', '__proto__.'))
      .map(([count, name]) =>
        v1Bytes(
          Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, ''])),
          'POST',
        ),
      ),
  'chunks that do not add up': () =>
    fc.array(fc.tuple(chunkSize, fc.string({ maxLength: 20 })), { maxLength: 5 }).map((chunks) => {
      const { headers } = tc3Request({ body: '{}', headers: { 'transfer-encoding': 'chunked' } })
      const body = chunks.map(([size, text]) => `${size}\r\n${text}\r\n`).join('')
      return raw('POST / HTTP/1.1', headers, body)
    }),
  'a length that lies': () =>
    fc.tuple(lyingLength, fc.string({ maxLength: 60 })).map(([length, body]) => {
      const { headers } = tc3Request({ body })
      return raw('POST / HTTP/1.1', { ...headers, 'content-length': length }, body)
    }),
  'an unusual first line': () =>
    fc.tuple(method, target(), httpVersion).map(([verb, path, version]) => {
      const { headers } = tc3Request({ body: '{}' })
      return raw(`${verb} ${path} ${version}`, { ...headers, 'content-length': '2' }, '{}')
    }),
  'headers that say too much': () =>
    fc
      .tuple(fc.array(fc.tuple(headerName, headerValue()), { maxLength: 8 }), fc.boolean())
      .map(([lines, first]) => {
        const { headers } = tc3Request({ body: '{}' })
        const own = Object.entries({ ...headers, 'content-length': '2' })
        const all = first ? [...lines, ...own] : [...own, ...lines]
        return raw('POST / HTTP/1.1', all, '{}')
      }),
  'thousands of headers': () =>
    fc.tuple(fc.integer({ min: 500, max: 3000 }), headerName).map(([count, name]) => {
      const lines = Array.from({ length: count }, (_, index) => [`${name}-${index}`, 'x'] as const)
      return raw('GET / HTTP/1.1', [['host', 'a'], ...lines], '')
    }),
  'no request at all': () => fc.uint8Array({ maxLength: 200 }),
}

const formType = 'application/x-www-form-urlencoded'
const action = fc.constantFrom('CreateAigcVideoTask', 'DescribeAigcVideoTask', 'constructor', '__proto__', '')

const good = (): fc.Arbitrary<Buffer> =>
  fc.constantFrom(
    wireBytes(
      tc3Request({ body: '{"Prompt":"a lighthouse","ImageInfos":[{"ImageUrl":"https://a.example/1.png"}]}' }),
    ),
    wireBytes(tc3Request({ method: 'GET', query: 'Prompt=a%20lighthouse&Duration=5' })),
    v1Bytes({ Prompt: 'a lighthouse, 灯塔' }),
    v1Bytes({ Prompt: 'a lighthouse, 灯塔', 'ExtraParameters.Resolution': '720P' }, 'POST'),
  )

type Headers = Readonly<Record<string, string | undefined>> | readonly (readonly [string, string])[]

function raw(firstLine: string, headers: Headers, body: string): Buffer {
  const pairs: readonly (readonly [string, string | undefined])[] = Array.isArray(headers)
    ? headers
    : Object.entries(headers)
  const lines = pairs.map(([key, value]) => `${key}: ${value ?? ''}\r\n`)
  // One byte per character in the head, as HTTP has it.
  return Buffer.concat([Buffer.from(`${firstLine}\r\n${lines.join('')}\r\n`, 'latin1'), Buffer.from(body)])
}
