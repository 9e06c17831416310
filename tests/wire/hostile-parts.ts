import fc from 'fast-check'

// What `malformed.ts` puts together: texts, names and numbers that parsers stumble over.

const names =
  `ModelName ModelVersion Prompt NegativePrompt EnhancePrompt ImageUrl LastImageUrl ImageInfos Duration
  ExtraParameters StoreCosParam AdditionalParameters Operator TaskId Resolution AspectRatio CosBucketName ReferenceType
  Action Version Timestamp Nonce Signature SecretId __proto__ constructor prototype toString hasOwnProperty length 0 1 7 00 -1 99999999999`.split(
    /\s+/,
  )
const hostileTexts = [
  'Kling',
  'GV',
  'Vidu',
  'q2',
  '720P',
  '16:9',
  'https://example.com/a.png',
  'file:///etc/passwd',
  'http://[::',
  '',
  '\0',
  '\ud800',
  "'; drop table tasks; --",
  '../../../../etc/passwd',
  '${7*7}',
  '<script>',
  '\r\nSet-Cookie: a=b',
  '٣',
  'NaN',
  '1e999',
  '-0',
  '0x10',
  'null',
  'true',
  'a'.repeat(5000),
  '🎬'.repeat(2001),
]
const name = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 5 }))

export function jsonText(): fc.Arbitrary<string> {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(...hostileTexts, 5, 8, true, false, null, 1e308, -1, 0.1, 2 ** 53, [], {}),
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    ),
  }))
  return fc.dictionary(name, value, { maxKeys: 6 }).map((parameters) => JSON.stringify(parameters))
}

/** What no serialiser writes. */
export function rawJson(): fc.Arbitrary<string> {
  const depth = fc.integer({ min: 30, max: 5000 })
  return fc.oneof(
    depth.map((levels) => `{"Prompt":${'['.repeat(levels)}${']'.repeat(levels)}}`),
    depth.map((levels) => '{"a":'.repeat(levels)),
    fc
      .tuple(name, name)
      .map(([key, value]) => `{"Prompt":"a","Prompt":${JSON.stringify(value)},"${key}":1,"${key}":2}`),
    fc.integer({ min: 1, max: 400 }).map((digits) => `{"Prompt":"a","Duration":${'9'.repeat(digits)}}`),
    fc.integer({ min: 1, max: 9999 }).map((exponent) => `{"Prompt":"a","Duration":-1e${exponent}}`),
    fc.constantFrom(
      '{"Prompt":"\\u0000"}',
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
    ),
    fc.constantFrom(
      '',
      ' ',
      'null',
      '[]',
      '"x"',
      '5',
      '{',
      '}',
      '{"a"}',
      "{'a':1}",
      '{"a":1,}',
      '\ufeff{}',
      'NaN',
      '{}{}',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
}

export const boundary = fc.constantFrom(
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary="x"',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'x'.repeat(80)}`,
  'multipart/mixed; boundary=x',
  'multipart/form-data; boundary=x; boundary=y',
)
export const multipartPiece = fc.oneof(
  fc.constantFrom(
    '--x',
    '--x\r\n',
    '--x--',
    '\r\n',
    '\r\n\r\n',
    '--',
    'Content-Disposition: form-data; name="Prompt"',
    'a',
    'Content-Disposition: form-data; name="Prompt"\r\n\r\na\r\n--x\r\n',
    'Content-Disposition: form-data',
    '--x--\r\n',
    'Content-Disposition: form-data; name="__proto__.a"\r\n\r\na',
    'Content-Disposition: form-data; name="Prompt"; filename="../a"',
    'Content-Type: multipart/mixed; boundary=y',
    'Content-Transfer-Encoding: base64',
    'name="Prompt"',
    '\0',
  ),
  fc.string({ maxLength: 10 }),
)

export function flat(): fc.Arbitrary<Record<string, string>> {
  const part = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 3 }))
  const flatName = fc.oneof(
    fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('.').toWellFormed()),
    fc.integer({ min: 100, max: 5000 }).map((length) => 'n'.repeat(length)),
  )
  const text = fc
    .oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'grapheme' }))
    .map((value) => value.toWellFormed())
  return fc.dictionary(flatName, text, { maxKeys: 6 })
}

export const chunkSize = fc.oneof(
  fc.nat({ max: 40 }).map((size) => size.toString(16)),
  fc.constantFrom(
    '',
    '-1',
    '0',
    '00',
    'zz',
    '0x5',
    '5;a=b',
    `5;${'a'.repeat(20_000)}`,
    'ffffffffffffffffff',
    '5 ',
    ' 5',
    '5\n',
  ),
)
export const lyingLength = fc.oneof(
  fc.nat({ max: 200 }).map(String),
  fc.constantFrom(
    '',
    '-1',
    '+2',
    '0x2',
    '2.0',
    '2, 2',
    '2,3',
    '1e1',
    '99999999999',
    '18446744073709551616',
    ' 2 ',
    '2 2',
    'x',
  ),
)
export const method = fc.constantFrom(
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PATCH',
  'PROPFIND',
  'M-SEARCH',
  'QUERY',
  'PRI',
  'get',
  'Post',
  'BREW',
  '',
  'POST\t',
  'P'.repeat(3000),
  'GET\0',
  'é',
)
export const httpVersion = fc.constantFrom(
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/9.9',
  'http/1.1',
  'HTTP/1',
  'HTTP/1.1.1',
  '',
  'ICE/1.0',
)
export const target = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      '/',
      '*',
      '/?',
      '/??',
      '/#a',
      '//',
      '///a.example/',
      '/..',
      '/../../etc/passwd',
      '/%2e%2e%2f',
      '/%',
      '/%zz',
      '/%00',
      '/%ff%fe',
      'http://a.example/',
      'http://',
      'https://u:p@a.example:99999/?Action=x',
      'a.example:443',
      '',
      '/é',
      '/\0',
      '/ /',
      `/${'a'.repeat(40_000)}`,
      `/?${'a=b&'.repeat(12_000)}`,
      '/?Action',
      '/?=',
      '/?Action=%',
      '/?a=1&a=2',
      '/?__proto__=1',
    ),
    fc.stringMatching(/^\/[!-~]{0,30}$/),
  )
export const headerName = fc.oneof(
  fc.constantFrom(
    'host',
    'content-type',
    'authorization',
    'x-tc-action',
    'x-tc-version',
    'x-tc-timestamp',
    'x-tc-region',
    'x-tc-language',
    'x-tc-token',
    'x-tc-content-sha256',
    'x-tc-requestclient',
    'expect',
    'upgrade',
    'connection',
    'transfer-encoding',
    'te',
    'trailer',
    'content-encoding',
    'content-length',
    'cookie',
    'x-forwarded-for',
    'forwarded',
    'idempotency-key',
    'range',
    'accept',
    'origin',
    '__proto__',
    'constructor',
    '',
    ' ',
    'a b',
    'é',
    'x\0',
  ),
  fc.stringMatching(/^[!-~]{1,20}$/),
)
export const headerValue = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      'chunked',
      'gzip, chunked',
      'identity',
      '100-continue',
      '200-ok',
      'websocket',
      'h2c',
      'Upgrade',
      'close',
      'keep-alive',
      'SKIP',
      'TC3-HMAC-SHA256',
      'TC3-HMAC-SHA256 Credential=',
      'TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=, Signature=',
      'UNSIGNED-PAYLOAD',
      '9'.repeat(400),
      '-1',
      'zh-CN',
      'xx',
      'a\r\nInjected: yes',
      'a\nb',
      'a\rb',
      '\0',
      'é',
      '\x7f',
      ' folded\r\n more',
      'a'.repeat(20_000),
      'application/json; charset=utf-16',
      'multipart/form-data; boundary=',
      ';;;',
      'null',
    ),
    fc.string({ maxLength: 40 }),
  )
