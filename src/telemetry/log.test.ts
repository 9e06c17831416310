import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { secretNames } from '../config/settings.ts'

/** What a process that says this leaves on its standard error. */
async function saidBy(fields: object): Promise<string> {
  const program = `
    import { createLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)}
    createLog('info', 'json', ${JSON.stringify(secretNames)}).info(${JSON.stringify(fields)}, 'said')
  `
  const words = ['--input-type=module', '--eval', program]
  return (await promisify(execFile)(process.execPath, words)).stderr
}

test('every secret setting is kept out of a line, however deep, and the rest is in it', async () => {
  expect(secretNames).toEqual(expect.arrayContaining(['secretKey', 'masterKey', 'databaseUrl']))
  const secrets = Object.fromEntries(secretNames.map((name) => [name, `hidden-${name}`]))
  const said = await saidBy({
    ...secrets,
    config: { settings: [secrets] },
    authorization: 'hidden-header',
    taskId: 'shown',
  })
  expect(said).not.toContain('hidden')
  expect(JSON.parse(said)).toMatchObject({
    taskId: 'shown',
    masterKey: '[secret]',
    config: { settings: [{ databaseUrl: '[secret]' }] },
    msg: 'said',
  })
})
