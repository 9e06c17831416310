import { createRequire } from 'node:module'

/** What a journey needs of a Tencent Cloud SDK, whichever it is. */
export type SdkClient = {
  readonly name: string
  create(request: object): Promise<{ TaskId: string; RequestId: string }>
  describe(request: object): Promise<{
    Status: string
    VideoUrls: string[]
    Resolution: string
    Message: string
    RequestId: string
  }>
  manage(request: object): Promise<{ RequestId: string }>
}

export type Endpoint = {
  readonly host: string
  readonly secretId: string
  readonly secretKey: string
  /** Of a temporary key. */
  readonly token?: string
}

const require = createRequire(import.meta.url)

/** The domestic SDK, set up as its README says, with endpoint and protocol overridden (tencent-contract.md 3.6). */
export function mpsClient({ host, secretId, secretKey, token }: Endpoint): SdkClient {
  const { mps } = require('tencentcloud-sdk-nodejs-mps')
  const client = new mps.v20190612.Client({
    credential: { secretId, secretKey, token },
    region: '',
    profile: { httpProfile: { endpoint: host, protocol: 'http://' } },
  })
  return {
    name: 'tencentcloud-sdk-nodejs-mps',
    create: (request) => client.CreateAigcVideoTask(request),
    describe: (request) => client.DescribeAigcVideoTask(request),
    manage: (request) => client.ManageTask(request),
  }
}

/** The international SDK: callbacks, models, and HmacSHA256 of the first signature version by default. */
export function internationalClient({ host, secretId, secretKey, token }: Endpoint): SdkClient {
  const tencentcloud = require('tencentcloud-sdk-nodejs-intl-en')
  const { Credential, ClientProfile, HttpProfile } = tencentcloud.common
  const profile = new ClientProfile()
  profile.httpProfile = new HttpProfile()
  profile.httpProfile.endpoint = host
  profile.httpProfile.protocol = 'http://'
  const { Client, Models } = tencentcloud.mps.v20190612
  const client = new Client(new Credential(secretId, secretKey, token), '', profile)
  const call = (action: string, request: object) =>
    new Promise<never>((resolve, reject) => {
      const model = new Models[`${action}Request`]()
      model.from_json_string(JSON.stringify(request))
      client[action](model, (error: unknown, response: never) => {
        if (error) reject(error)
        else resolve(response)
      })
    })
  return {
    name: 'tencentcloud-sdk-nodejs-intl-en',
    create: (request) => call('CreateAigcVideoTask', request),
    describe: (request) => call('DescribeAigcVideoTask', request),
    manage: (request) => call('ManageTask', request),
  }
}
