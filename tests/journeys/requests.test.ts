import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../support/command.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient } from '../support/sdk-clients.ts'

let server: ReelayProcess
let directory: Awaited<ReturnType<typeof temporaryDirectory>>

beforeAll(async () => {
  directory = await temporaryDirectory('requests')
  server = await startReelay({
    dataDirectory: join(directory.path, 'data'),
    environment: { REELAY_ROLE: 'api', REELAY_EXPLAIN_SIGNATURE: 'true' },
  })
})
afterAll(async () => {
  await server?.stop()
  await directory?.remove()
})

const requests = async (...words: readonly string[]) => {
  const { code, stdout, stderr } = await runCommand(['requests', ...words], {
    directory: directory.path,
    environment: { REELAY_DATA_DIR: 'data', REELAY_LOG_LEVEL: 'warn' },
  })
  return { code, stdout, stderr }
}

test('an operator finds out why the requests of a caller fail', async () => {
  const { host, secretId, secretKey } = server
  const { RequestId } = await mpsClient({ host, secretId, secretKey }).create({ Prompt: 'a lighthouse' })
  const copied = mpsClient({ host, secretId, secretKey: `${secretKey}\n` })
  await expect(copied.create({ Prompt: 'a lighthouse' })).rejects.toMatchObject({
    code: 'AuthFailure.SignatureFailure',
  })

  await expect
    .poll(async () => (await requests('--errors')).stdout, { timeout: 30_000 })
    .toContain('AuthFailure.SignatureFailure')
  const { stdout: failures } = await requests('--errors')
  expect(failures).toContain('The SecretKey on the client has a space or a line end before or after it.')
  expect(failures).toMatch(
    /^ {4}Canonical request:\n {4}POST\n {4}\/\n\n {4}content-type:application\/json\n/m,
  )
  expect(failures).not.toContain(RequestId)

  const { stdout: all } = await requests()
  expect(all).toMatch(
    new RegExp(`^\\S+Z +CreateAigcVideoTask +ok +\\d+ +127\\.0\\.0\\.1 +SDK_NODEJS\\S+ +${RequestId}$`, 'm'),
  )
  expect(all).not.toContain('lighthouse')
  expect(server.said()).not.toContain('lighthouse')

  const [newest] = JSON.parse((await requests('--limit', '1', '--output', 'json')).stdout)
  expect(newest).toMatchObject({ code: 'AuthFailure.SignatureFailure', secretId, appId: null })
  expect((await requests('--account', '1250000001')).stdout).toContain(RequestId)
})

test.each([
  ['--limit', '0', '--limit is how many requests to show, at least 1, not "0".'],
  ['--output', 'xml', '--output is table or json, not "xml".'],
])('%s %s is told what it may be', async (flag, value, sentence) => {
  expect(await requests(flag, value)).toMatchObject({ code: 1, stderr: `reelay: ${sentence}\n` })
})
