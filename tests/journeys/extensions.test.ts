import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../support/command.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient, type SdkClient } from '../support/sdk-clients.ts'
import { verifyNotification } from '../support/standard-webhooks.ts'
import { watchTask } from '../support/watch-task.ts'

type Letter = { readonly headers: IncomingHttpHeaders; readonly body: string }
const letters: Letter[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    letters.push({ headers: request.headers, body })
    response.writeHead(204).end()
  })
})

let reelay: ReelayProcess
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let client: SdkClient
let hook: string

beforeAll(async () => {
  directory = await temporaryDirectory('extensions')
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(receiver.address() as AddressInfo).port}`
  hook = `http://${address}/hook?token=of-the-url`
  reelay = await startReelay({
    dataDirectory: join(directory.path, 'data'),
    environment: { REELAY_NET_ALLOW: address, REELAY_LIMIT_DESCRIBE: '0', REELAY_LOG_LEVEL: 'debug' },
  })
  client = mpsClient(reelay)
})
afterAll(async () => {
  await reelay?.stop()
  receiver.close()
  await directory?.remove()
})

const short = { ModelName: 'Vidu', Prompt: 'a lighthouse', Duration: 1 }

async function letterOf(taskId: string): Promise<Letter> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const letter = letters.find(({ headers }) => headers['webhook-id'] === taskId)
    if (letter) return letter
    await pause(50)
  }
  throw new Error(`no notification of ${taskId} came:\n${reelay.said()}`)
}

describe('with the official SDK', () => {
  test('the same SessionId is the same task, and another request under it is refused', async () => {
    const first = await client.create({ ...short, SessionId: 'order-1' })
    const again = await client.create({ SessionId: 'order-1', ...short })
    expect(again.TaskId).toBe(first.TaskId)
    expect(again.RequestId).not.toBe(first.RequestId)
    await expect(client.create({ ...short, Duration: 2, SessionId: 'order-1' })).rejects.toMatchObject({
      code: 'InvalidParameterValue',
      message: expect.stringContaining('SessionId'),
    })
  })

  test('a dry run says what would be sent, that it is free, and leaves its SessionId free', async () => {
    await expect(client.create({ ...short, SessionId: 'order-2', DryRun: true })).rejects.toMatchObject({
      code: 'DryRunOperation',
      message: expect.stringMatching(/animatic.*ModelName Vidu, ModelVersion q2, Duration 1.*Price: free/),
    })
    const { TaskId } = await client.create({ ...short, Prompt: 'another', SessionId: 'order-2' })
    expect(TaskId).toMatch(/-AigcVideo-/)
  })

  test('a notification comes with a good signature, in the words of Describe, with a link that works', async () => {
    const NotifyKey = 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0'
    const { TaskId, RequestId } = await client.create({
      ...short,
      SessionId: 'order-3',
      TaskNotifyConfig: { NotifyType: 'URL', NotifyUrl: hook, NotifyKey },
    })
    const done = await watchTask(client, TaskId)
    const { headers, body } = await letterOf(TaskId)
    const { type, data } = verifyNotification(NotifyKey, body, headers) as {
      type: string
      data: { VideoUrls: string[] }
    }
    const { Status, Resolution, Message } = done
    expect(type).toBe('aigc.video.task.finished')
    expect(data).toMatchObject({ TaskId, Status, Resolution, Message, SessionId: 'order-3', RequestId })
    expect((await fetch(data.VideoUrls[0]!)).status).toBe(200)
    expect(reelay.said()).not.toContain(NotifyKey.slice('whsec_'.length))
    expect(reelay.said()).not.toContain('of-the-url')
  })

  test('without a NotifyKey it is signed by a key that the caller derives from his SecretKey', async () => {
    const { TaskId } = await client.create({
      ...short,
      TaskNotifyConfig: { NotifyType: 'URL', NotifyUrl: hook },
    })
    const { headers, body } = await letterOf(TaskId)
    const derived = createHmac('sha256', reelay.secretKey).update('reelay notification').digest('base64')
    expect(verifyNotification(`whsec_${derived}`, body, headers)).toMatchObject({ data: { Status: 'DONE' } })
  })

  test('reelay notifications lists them without their secrets, and replays one', async () => {
    const run = (...words: string[]) =>
      runCommand(['notifications', ...words], {
        directory: directory.path,
        environment: { REELAY_DATA_DIR: join(directory.path, 'data') },
      })
    const [letter] = letters
    const taskId = String(letter?.headers['webhook-id'])
    const list = await run('list', '--output', 'json')
    expect(JSON.parse(list.stdout)).toContainEqual(
      expect.objectContaining({
        taskId,
        state: 'delivered',
        attempts: 1,
        lastAnswer: '204 from the receiver',
      }),
    )
    expect(list.stdout).not.toContain('of-the-url')
    expect(await run('replay', 'nothing')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing'),
    })

    letters.splice(0)
    expect(await run('replay', taskId)).toMatchObject({ code: 0 })
    expect((await letterOf(taskId)).body).toContain(taskId)
  })
})
