import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccessKey } from '../../src/accounts/accounts.ts'
import { createAddressRules } from '../../src/accounts/address-rules.ts'
import { exchange } from './raw-exchange.ts'
import { tc3Request, wireBytes, type Tc3Request } from './signed-requests.ts'
import { exampleKey, startWireServer, type WireServer } from './wire-server.ts'

/** What the accounts hand out for the example key's SecretId. */
let key: AccessKey = exampleKey
let asked: (number | undefined)[] = []
let server: WireServer

beforeEach(async () => {
  key = exampleKey
  asked = []
  server = await startWireServer({
    accounts: { keyOf: async () => key, noteUse: () => undefined },
    limiter: {
      async admit(_accountId, _action, ownLimitPerSecond) {
        asked.push(ownLimitPerSecond)
        return { admitted: true }
      },
    },
  })
})
afterEach(() => server.close())

type Answer = { readonly Response: { readonly Error?: { readonly Code: string; readonly Message: string } } }

async function errorOf(wish: Tc3Request = {}) {
  const { body } = await exchange(server.port, wireBytes(tc3Request({ body: '{"Prompt":"x"}', ...wish })))
  return (JSON.parse(body) as Answer).Response.Error
}

describe('the address of a caller', () => {
  test('that is denied is told so, with the address and the way to change it', async () => {
    key = { ...exampleKey, addresses: createAddressRules([], ['127.0.0.0/8']) }
    expect(await errorOf()).toEqual({
      Code: 'IpInBlacklist',
      Message:
        'Requests from `127.0.0.1` are blocked for this account. The operator can change that: `reelay accounts addresses 1250000001 --deny ...`.',
    })
  })

  test('that is not on the list of the allowed is told so, in the language of the caller', async () => {
    key = { ...exampleKey, addresses: createAddressRules(['10.0.0.0/8'], []) }
    expect(await errorOf()).toEqual({
      Code: 'IpNotInWhitelist',
      Message:
        'Requests from `127.0.0.1` are not allowed for this account. The operator can change that: `reelay accounts addresses 1250000001 --allow ...`.',
    })
    expect((await errorOf({ headers: { 'x-tc-language': 'zh-CN' } }))?.Message).toContain(
      '该账号不允许来自 `127.0.0.1` 的请求。',
    )
  })

  test('is not what a stranger says in X-Forwarded-For', async () => {
    key = { ...exampleKey, addresses: createAddressRules(['10.0.0.0/8'], []) }
    const error = await errorOf({ headers: { 'x-forwarded-for': '10.1.2.3' } })
    expect(error?.Message).toContain('`127.0.0.1`')
  })

  test('is looked at before the action, and only of who has proved to be the account', async () => {
    key = { ...exampleKey, addresses: createAddressRules(['10.0.0.0/8'], []) }
    expect((await errorOf({ action: 'NoSuchThing' }))?.Code).toBe('IpNotInWhitelist')
    key = { ...key, secretKey: 'another' }
    expect((await errorOf())?.Code).toBe('AuthFailure.SignatureFailure')
  })

  test('may be any where the account has no lists', async () => {
    expect(await errorOf()).toBeUndefined()
  })
})

test('a call is held to the limit of its own account and action', async () => {
  key = { ...exampleKey, perSecond: { CreateAigcVideoTask: 3 } }
  expect(await errorOf()).toBeUndefined()
  await errorOf({ action: 'DescribeAigcVideoTask', body: '{"TaskId":"x"}' })
  expect(asked).toEqual([3, undefined])
})

test('a secret of before is refused as soon as there is a new one, however often it was used', async () => {
  for (let use = 0; use < 3; use++) expect(await errorOf()).toBeUndefined()
  key = { ...exampleKey, secretKey: 'the new one' }
  expect((await errorOf())?.Code).toBe('AuthFailure.SignatureFailure')
})

test('one key may sign for many services a day', async () => {
  const services = Array.from({ length: 20 }, (_, number) => `service-${number % 10}`)
  for (const service of services) expect(await errorOf({ service })).toBeUndefined()
})

test.each(['SKIP', 'skip', 'Bearer x'])('an Authorization of %j is refused', async (authorization) => {
  const { headers, ...request } = tc3Request({ body: '{"Prompt":"x"}' })
  const bytes = wireBytes({ ...request, headers: { ...headers, authorization } })
  const answer = JSON.parse((await exchange(server.port, bytes)).body) as Answer
  expect(answer.Response.Error?.Code).toBe('AuthFailure.InvalidAuthorization')
})
