import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PictureServer, paintPicture, servePictures } from '../support/picture-server.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { internationalClient, mpsClient, type SdkClient } from '../support/sdk-clients.ts'
import { watchTask } from '../support/watch-task.ts'

let reelay: ReelayProcess
let web: PictureServer
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let client: SdkClient

beforeAll(async () => {
  directory = await temporaryDirectory('bad-input')
  const picture = await paintPicture({ width: 640, height: 360, hue: 90, ball: 0.5 }, 'jpeg')
  web = await servePictures({
    'cut.jpg': { body: picture.subarray(0, picture.length / 2) },
    'page.jpg': { body: Buffer.from('<html>sign in first</html>'), type: 'image/jpeg' },
    'good.jpg': { body: picture },
    'broken.jpg': { body: picture, status: 500 },
  })
  reelay = await startReelay({
    dataDirectory: join(directory.path, 'data'),
    environment: { REELAY_NET_ALLOW: web.address },
  })
  client = mpsClient(reelay)
})
afterAll(async () => {
  await reelay?.stop()
  await web?.stop()
  await directory?.remove()
})

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no error',
    (error: { code?: string }) => error.code ?? JSON.stringify(error),
  )

describe('a call that is refused', () => {
  test.each([mpsClient, internationalClient])(
    'with a wrong SecretKey has the code of a bad signature (%o)',
    async (open) => {
      const call = open({ ...reelay, secretKey: 'wrong' }).create({ Prompt: 'a cat' })
      expect(await codeOf(call)).toBe('AuthFailure.SignatureFailure')
    },
  )

  test.each([mpsClient, internationalClient])('with an unknown SecretId says so (%o)', async (open) => {
    const call = open({ ...reelay, secretId: 'AKIDnobody' }).create({ Prompt: 'a cat' })
    expect(await codeOf(call)).toBe('AuthFailure.SecretIdNotFound')
  })

  test.each([
    ['neither prompt nor image', {}, 'MissingParameter', 'Prompt'],
    ['an unknown family', { ModelName: 'Sora', Prompt: 'x' }, 'InvalidParameterValue', 'ModelName'],
    [
      'a duration that Kling has not',
      { ModelName: 'Kling', Prompt: 'x', Duration: 7 },
      'InvalidParameterValue',
      'Duration',
    ],
    [
      'a last frame without a first',
      { ModelName: 'GV', Prompt: 'x', LastImageUrl: 'https://a.example/b.png' },
      'MissingParameter',
      'ImageUrl',
    ],
    ['a member nobody knows', { Prompt: 'x', Colour: 'red' }, 'UnknownParameter', 'Colour'],
    ['a number as text', { ModelName: 'Kling', Prompt: 'x', Duration: '5' }, 'InvalidParameter', 'Duration'],
    ['2001 letters', { ModelName: 'Kling', Prompt: 'x'.repeat(2001) }, 'InvalidParameterValue', 'Prompt'],
  ])('for %s names code and parameter', async (_why, request, code, parameter) => {
    await expect(client.create(request)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(parameter),
    })
  })

  test('for a task that is not there says that it is not there', async () => {
    const call = client.describe({ TaskId: '1-AigcVideo-00000000000000000000000000000000' })
    expect(await codeOf(call)).toBe('ResourceNotFound.TaskNotFound')
  })

  test('without a signature is an answer in the protocol, with a RequestId', async () => {
    const answer = await fetch(reelay.url, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      Response: { Error: { Code: 'MissingParameter' }, RequestId: expect.any(String) },
    })
  })
})

describe('an image that cannot be used fails the task before any money is spent', () => {
  test.each([
    ['that is not there', 'missing.jpg', /^ImageUrl: 404 from the server/],
    ['whose server is broken', 'broken.jpg', /^ImageUrl: 500 from the server/],
    ['that is cut off', 'cut.jpg', /^ImageUrl: /],
    ['that is a web page', 'page.jpg', /^ImageUrl: it is a web page; send JPEG or PNG/],
  ])('%s', { timeout: 60_000 }, async (_why, name, message) => {
    const { TaskId } = await client.create({ ModelName: 'Kling', ImageUrl: web.url(name) })
    const failed = await watchTask(client, TaskId, 50)
    expect(failed).toMatchObject({ Status: 'FAIL', VideoUrls: [], Message: expect.stringMatching(message) })
  })

  test('in the private network is never asked for', async () => {
    const inside = await servePictures({})
    const { TaskId } = await client.create({ ModelName: 'Kling', ImageUrl: inside.url('secret.png') })
    const failed = await watchTask(client, TaskId)
    expect(failed.Message).toMatch(/^ImageUrl: the address is not public/)
    expect(inside.asked).toEqual([])
    await inside.stop()
  })

  test('among references, the one that is wrong is named', async () => {
    const { TaskId } = await client.create({
      ModelName: 'GV',
      Prompt: 'x',
      ImageInfos: [{ ImageUrl: web.url('good.jpg') }, { ImageUrl: web.url('missing.jpg') }],
    })
    expect((await watchTask(client, TaskId)).Message).toMatch(/^ImageInfos\.1\.ImageUrl: 404/)
  })
})
