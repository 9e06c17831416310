import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMultipart } from './multipart.ts'

const contentType = 'multipart/form-data; boundary=--------------------------0e648ad92a1d04cada50433a'
const boundary = '----------------------------0e648ad92a1d04cada50433a'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** As the form-data package of the Node.js SDK writes it (captured request 028). */
const written = (parameters: Readonly<Record<string, string>>): Uint8Array =>
  bytes(
    Object.entries(parameters)
      .map(
        ([name, value]) =>
          `${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      .join('') + `${boundary}--\r\n`,
  )

describe('a multipart body', () => {
  test('reads back what was written into it', () => {
    const value = fc
      .string({ unit: 'grapheme' })
      .filter((text) => text.isWellFormed() && !text.startsWith('\uFEFF'))
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[A-Za-z0-9.]{1,20}$/), value, { minKeys: 1 }),
        (parameters) => {
          const expected = Object.entries(parameters).map(([name, text]) => ({ name, value: text }))
          expect(parseMultipart(written(parameters), contentType)).toEqual(expected)
        },
      ),
    )
  })

  test('may hold line ends, dashes and empty values, a preamble, and parts with more headers', () => {
    const body = bytes(
      `preamble\r\n${boundary}\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; filename="n"; name="A"\r\n\r\n\r\n--x\r\n\r\n${boundary}\r\ncontent-disposition: form-data; name="B"\r\n\r\n\r\n${boundary}--`,
    )
    expect(parseMultipart(body, contentType)).toEqual([
      { name: 'A', value: '\r\n--x\r\n' },
      { name: 'B', value: '' },
    ])
  })

  test('may hold its boundary where no line begins', () => {
    expect(parseMultipart(written({ A: `a ${boundary} b` }), contentType)).toEqual([
      { name: 'A', value: `a ${boundary} b` },
    ])
  })

  test('is read at once however much of it looks like its boundary', { timeout: 10_000 }, () => {
    const value = '-'.repeat(50_000_000)
    const dashes = `${'-'.repeat(67)}x`
    const body = bytes(
      `--${dashes}\r\nContent-Disposition: form-data; name="A"\r\n\r\n${value}\r\n--${dashes}--`,
    )
    expect(parseMultipart(body, `multipart/form-data; boundary=${dashes}`)).toHaveLength(1)
  })

  test('keeps the bytes of a binary part, in base64, and refuses them anywhere else', () => {
    const part = Buffer.from(
      `${boundary}\r\nContent-Disposition: form-data; name="Image"; filename="a.png"\r\n\r\n`,
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
        const body = Buffer.concat([part, content, bytes(`\r\n${boundary}--\r\n`)])
        expect(parseMultipart(body, contentType, new Set(['Image']))).toEqual([
          { name: 'Image', value: Buffer.from(content).toString('base64') },
        ])
      }),
    )
    const body = Buffer.concat([part, Buffer.from([0x89, 0xff]), bytes(`\r\n${boundary}--\r\n`)])
    expect(() => parseMultipart(body, contentType, new Set(['Other']))).toThrow(
      expect.objectContaining({ code: 'InvalidParameter' }),
    )
  })

  test.each([
    ['no boundary in its type', written({ A: 'a' }), 'multipart/form-data'],
    ['another boundary', written({ A: 'a' }), 'multipart/form-data; boundary=other'],
    ['nothing in it', bytes(''), contentType],
    ['no end', bytes(`${boundary}\r\nContent-Disposition: form-data; name="A"\r\n\r\na`), contentType],
    ['a part without headers', bytes(`${boundary}\r\na\r\n${boundary}--`), contentType],
    ['an empty part', bytes(`${boundary}\r\n${boundary}--`), contentType],
    [
      'a part without a name',
      bytes(`${boundary}\r\nContent-Disposition: form-data\r\n\r\na\r\n${boundary}--`),
      contentType,
    ],
    [
      'a boundary of a megabyte',
      written({ A: 'a' }),
      `multipart/form-data; boundary=${'b'.repeat(1_000_000)}`,
    ],
  ])('with %s is an InvalidRequest', (_, body, type) => {
    expect(() => parseMultipart(body, type)).toThrow(expect.objectContaining({ code: 'InvalidRequest' }))
  })

  test('with a name twice or without end of parts is refused', () => {
    const part = `${boundary}\r\nContent-Disposition: form-data; name="A"\r\n\r\na\r\n`
    const refusal = expect.objectContaining({ code: 'InvalidParameter' })
    expect(() => parseMultipart(bytes(`${part}${part}${boundary}--`), contentType)).toThrow(refusal)
    expect(() => parseMultipart(bytes(`${part.repeat(1001)}${boundary}--`), contentType)).toThrow(refusal)
  })

  test('never makes anything but an ApiError of what it cannot read', () => {
    const pieces = fc.array(
      fc.constantFrom(
        boundary,
        '\r\n',
        '--',
        'Content-Disposition: form-data; name="A"',
        '\r\n\r\n',
        'x',
        '"',
      ),
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          parseMultipart(bytes(parts.join('')), contentType)
        } catch (error) {
          expect(error).toMatchObject({ name: 'ApiError' })
        }
      }),
    )
  })
})
