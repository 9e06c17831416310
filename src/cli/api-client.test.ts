import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startWireServer, exampleKey } from '../../tests/wire/wire-server.ts'
import { openTransport } from '../composition/open-transport.ts'
import { serveHttp } from '../net/testing/loopback-server.ts'
import { createApiClient } from './api-client.ts'
import { uploadFiles } from './upload-files.ts'

const clientOf = (endpoint: string) =>
  createApiClient({ endpoint, key: exampleKey, transport: openTransport(), pause: async () => undefined })

const answer = (response: object): string => JSON.stringify({ Response: { RequestId: 'r-1', ...response } })
const refusal = (Code: string, Message = 'no'): string => answer({ Error: { Code, Message } })

/** An endpoint that answers each request with the next of these, and the last one from then on. */
async function endpointOf(...answers: readonly (string | RequestListener)[]) {
  let asked = 0
  const server = await serveHttp((request, response) => {
    const next = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    request.resume()
    if (typeof next === 'function') next(request, response)
    else request.once('end', () => response.end(next))
  })
  return { client: clientOf(server.url), asked: () => asked, url: server.url }
}
const hangUp: RequestListener = (request) => void request.socket.destroy()

describe('a call', () => {
  test('is signed as the API wants it', async () => {
    const server = await startWireServer()
    onTestFinished(() => server.close())
    const client = clientOf(`http://${server.host}`)
    const created = await client.call('CreateAigcVideoTask', { Prompt: 'a cat, 猫' }, { repeatable: false })
    expect(created).toMatchObject({ TaskId: '1250000001-AigcVideo-1' })
    expect(server.creations[0]?.request).toEqual({ Prompt: 'a cat, 猫' })
  })

  test('that was refused says so in the words of the endpoint', async () => {
    const { client } = await endpointOf(refusal('InvalidParameterValue', 'The value `7` ...'))
    await expect(client.call('CreateAigcVideoTask', {}, { repeatable: false })).rejects.toMatchObject({
      name: 'ApiRefusal',
      code: 'InvalidParameterValue',
      message: 'The value `7` ...',
      requestId: 'r-1',
    })
  })

  test.each([
    ['a lost connection', hangUp],
    ['a page', '<html>502 Bad Gateway</html>'],
    ['a fault of the server', refusal('InternalError')],
    ['a limit', refusal('RequestLimitExceeded')],
  ])('that met %s is sent once more only when that is harmless', async (_what, trouble) => {
    const late: RequestListener = (_request, response) => response.writeHead(502).end('<html>')
    const first = trouble.toString().startsWith('<html>') ? late : trouble
    const once = await endpointOf(first, answer({ TaskId: 't' }))
    await expect(once.client.call('CreateAigcVideoTask', {}, { repeatable: false })).rejects.toThrow()
    expect(once.asked()).toBe(1)
    const again = await endpointOf(first, answer({ Status: 'RUN' }))
    expect(await again.client.call('Describe', {}, { repeatable: true })).toMatchObject({ Status: 'RUN' })
    expect(again.asked()).toBe(2)
  })

  test('is not repeated for ever, and not at all when the caller must mend it', async () => {
    const down = await endpointOf(hangUp)
    await expect(down.client.call('Describe', {}, { repeatable: true })).rejects.toMatchObject({
      name: 'ServerFault',
    })
    expect(down.asked()).toBe(5)
    const wrong = await endpointOf(refusal('ResourceNotFound.TaskNotFound'))
    await expect(wrong.client.call('Describe', {}, { repeatable: true })).rejects.toThrow('no')
    expect(wrong.asked()).toBe(1)
  })

  test('whose answer was lost says that a create may have happened', async () => {
    const { client } = await endpointOf(hangUp)
    await expect(client.call('CreateAigcVideoTask', {}, { repeatable: false })).rejects.toThrow(
      /Whether the task was created is not known.*--session-id/,
    )
  })

  test('to where nobody listens says what to start', async () => {
    const url = 'http://127.0.0.1:1'
    await expect(clientOf(url).call('Describe', {}, { repeatable: false })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/Cannot reach .*npm start.*--endpoint/),
    })
  })
})

test('a file for an endpoint that takes URLs only says so', async () => {
  const { client } = await endpointOf(refusal('InvalidAction'))
  const file = import.meta.filename
  await expect(uploadFiles(client, { ImageUrl: file }, () => undefined)).rejects.toThrow(
    /takes images by URL only.*extension of Reelay/,
  )
})

test('URLs are left as they are, and each file is uploaded once', async () => {
  const { client, asked } = await endpointOf(answer({ ImageUrl: 'http://r/media/1' }))
  const file = import.meta.filename
  const request = {
    ImageUrl: 'https://a.example/b.png',
    LastImageUrl: file,
    ImageInfos: [{ ImageUrl: file, ReferenceType: 'style' }, { ReferenceType: 'asset' }],
  }
  expect(await uploadFiles(client, request, () => undefined)).toEqual({
    ImageUrl: 'https://a.example/b.png',
    LastImageUrl: 'http://r/media/1',
    ImageInfos: [{ ImageUrl: 'http://r/media/1', ReferenceType: 'style' }, { ReferenceType: 'asset' }],
  })
  expect(asked()).toBe(1)
})
