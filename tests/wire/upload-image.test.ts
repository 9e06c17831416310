import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MpsParts } from '../../src/http/mps-face.ts'
import { createImageCheck } from '../../src/intake/image-check.ts'
import { pngChunk, pngWith } from '../../src/intake/testing/test-images.ts'
import { exchange } from './raw-exchange.ts'
import { encodePairs, tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

const expiresAt = new Date('2026-01-10T15:00:00.123Z')
let full = false
const uploads: MpsParts['uploads'] = {
  async keep(appId, { bytes, format }) {
    if (full) return { outcome: 'full', bytesMax: 1024 ** 3, keepHours: 72 }
    return { outcome: 'kept', url: `http://r/${appId}/${sha256(bytes)}.${format}`, expiresAt }
  },
}

let server: WireServer
let official: WireServer
beforeAll(async () => {
  server = await startWireServer({ uploads, checkImage })
  official = await startWireServer({ extensions: false })
})
afterAll(async () => {
  await server.close()
  await official.close()
})

const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c40' } })
  .png()
  .toBuffer()
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const checkImage = createImageCheck()
const checked = await checkImage(png)
const kept = {
  // What is kept is the image as vendors would get it, without metadata.
  ImageUrl: `http://r/1250000001/${sha256(checked.outcome === 'prepared' ? checked.image.bytes : png)}.png`,
  ExpiresAt: '2026-01-10T15:00:00Z',
  Width: 40,
  Height: 30,
  RequestId: expect.any(String),
}

const boundary = 'the-boundary'
/** As curl --form and the SDKs write a file. */
const multipart = (bytes: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="Image"; filename="cat.png"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])

async function send(body: string | Uint8Array, contentType = 'application/json', to = server) {
  const answer = await exchange(
    to.port,
    wireBytes(tc3Request({ host: to.host, action: 'UploadImage', body, contentType })),
  )
  return JSON.parse(answer.body).Response
}
const sendJson = (request: object) => send(JSON.stringify(request))
const sendFile = (bytes: Uint8Array) => send(multipart(bytes), `multipart/form-data; boundary=${boundary}`)

describe('UploadImage', () => {
  test('takes base64 in JSON, bytes in multipart/form-data, and base64 in the text forms, to the same end', async () => {
    const Image = png.toString('base64')
    expect(await sendJson({ Image })).toEqual(kept)
    expect(await sendFile(png)).toEqual(kept)
    const get = tc3Request({
      method: 'GET',
      action: 'UploadImage',
      query: encodePairs([{ name: 'Image', value: Image }]),
    })
    expect(JSON.parse((await exchange(server.port, wireBytes(get))).body).Response).toEqual(kept)
    const v1 = await exchange(server.port, v1Bytes({ Action: 'UploadImage', Image }, 'POST'))
    expect(JSON.parse(v1.body).Response).toEqual(kept)
  })

  test('takes a file of exactly 10 MB in both forms, and no byte more', async () => {
    const limit = 10 * 1024 * 1024
    // An unknown chunk that no compression makes smaller; what is kept is the image without it.
    const fitting = pngWith(png, pngChunk('prVt', randomBytes(limit - png.length - 12)))
    expect(fitting).toHaveLength(limit)
    expect(await sendFile(fitting)).toEqual(kept)
    expect(await sendJson({ Image: fitting.toString('base64') })).toEqual(kept)
    expect(await sendFile(Buffer.concat([fitting, Buffer.alloc(1)]))).toMatchObject({
      Error: {
        Code: 'InvalidParameterValue',
        Message: expect.stringContaining('`Image` is not valid: larger than 10 MB'),
      },
    })
    expect(await sendFile(Buffer.alloc(15 * 1024 * 1024))).toMatchObject({
      Error: { Code: 'RequestSizeLimitExceeded' },
    })
  })

  test.each([
    ['a text named .png', Buffer.from('I am a cat'), 'not a JPEG or PNG image'],
    ['a page', Buffer.from('<html>sign in</html>'), 'it is a web page; send JPEG or PNG'],
    ['half an image', png.subarray(0, png.length / 2), 'cut off'],
    ['nothing', Buffer.alloc(0), 'the file is empty'],
  ])('refuses %s, and says what it is', async (_what, bytes, reason) => {
    expect(await sendFile(bytes)).toMatchObject({
      Error: { Code: 'InvalidParameterValue', Message: expect.stringContaining(reason) },
    })
  })

  test.each([
    [
      'that is not base64',
      { Image: 'data:image/png;base64,AAAA' },
      'InvalidParameter',
      /base64: no line breaks/,
    ],
    ['that is a number', { Image: 7 }, 'InvalidParameter', /`Image`.*base64/],
    ['that is not there', {}, 'MissingParameter', /`Image`/],
    ['of another name', { Imag: 'AAAA' }, 'MissingParameter', /Did you mean `Image`/],
  ])('refuses an image %s', async (_what, request, code, message) => {
    expect(await sendJson(request)).toMatchObject({
      Error: { Code: code, Message: expect.stringMatching(message) },
    })
  })

  test('says what to do when an account has uploaded as much as it may', async () => {
    full = true
    expect(await sendFile(png)).toMatchObject({
      Error: {
        Code: 'LimitExceeded',
        Message: expect.stringMatching(/1024 MB.*72 hours.*REELAY_UPLOAD_MEGABYTES_MAX/),
      },
    })
    full = false
  })

  test('is unknown where only the official contract is served', async () => {
    const answer = await send(JSON.stringify({ Image: 'AAAA' }), 'application/json', official)
    expect(answer).toMatchObject({ Error: { Code: 'InvalidAction' } })
  })

  test('breaks nothing inside', () => {
    expect([...server.failures, ...official.failures]).toEqual([])
  })
})

test('a create has no more room than before', async () => {
  const body = JSON.stringify({ Prompt: 'x'.repeat(11 * 1024 * 1024) })
  const answer = await exchange(server.port, wireBytes(tc3Request({ body })))
  expect(JSON.parse(answer.body).Response).toMatchObject({ Error: { Code: 'RequestSizeLimitExceeded' } })
})
