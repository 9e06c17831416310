import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openTransport, type Transport } from '../composition/open-transport.ts'
import type { Config } from '../config/settings.ts'
import type { SigningKey } from '../protocol/sign-request.ts'
import { createLog } from '../telemetry/log.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { UserError } from './command.ts'
import { loadServer } from './load-server.ts'

export type OpenClient = { readonly client: ApiClient; readonly transport: Transport }

/** A client of the endpoint that the settings name, with the key that goes with it. */
export async function openClient(config: Config): Promise<OpenClient> {
  const transport = openTransport()
  const endpoint = endpointOf(config)
  const key = await keyFor(config, endpoint)
  return { client: createApiClient({ endpoint, key, transport }), transport }
}

/** The named one, else where the local server listens. */
function endpointOf({ endpoint, host, port }: Config): string {
  if (endpoint !== undefined) return endpoint
  if (port === 0) {
    throw new UserError(
      'Which endpoint? REELAY_PORT is 0, so the server chose its port: name it with --endpoint http://127.0.0.1:<port>.',
    )
  }
  // A server that listens everywhere is asked here.
  const name = ({ '0.0.0.0': '127.0.0.1', '::': '::1' } as Record<string, string>)[host] ?? host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** The configured key, Tencent's usual variables, or the key of the Reelay that runs on this data directory. */
async function keyFor(config: Config, endpoint: string): Promise<SigningKey> {
  const { secretId, secretKey } = config
  if (secretId !== undefined && secretKey !== undefined) return { secretId, secretKey }
  const usual = usualKey(process.env)
  if (usual !== null) return usual
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname)
  const local = isHere ? await localKey(config) : null
  if (local !== null) return local
  throw new UserError(
    'No key to sign with. Set REELAY_SECRET_ID and REELAY_SECRET_KEY (or TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY); without them the key of a Reelay that runs on this data directory is used.',
  )
}

/** As Tencent's own tools take it from the environment. */
function usualKey(environment: NodeJS.ProcessEnv): SigningKey | null {
  const {
    TENCENTCLOUD_SECRET_ID: secretId = '',
    TENCENTCLOUD_SECRET_KEY: secretKey = '',
    TENCENTCLOUD_TOKEN: token = '',
  } = environment
  if (secretId === '' || secretKey === '') return null
  return { secretId, secretKey, ...(token === '' ? {} : { token }) }
}

/** The first active key of the first account; whoever may read the data directory may read it there anyway. */
async function localKey(config: Config): Promise<SigningKey | null> {
  const running = config.databaseUrl !== undefined || existsSync(join(config.dataDirectory, 'postgres'))
  if (!running) return null
  const { withAccounts } = await loadServer()
  return await withAccounts(config, createLog('silent'), async (administration, accounts) => {
    const [first] = await administration.listAccounts()
    const usable = (await administration.listKeys()).find(
      ({ account, kind, state }) => account === first?.name && kind === 'permanent' && state === 'active',
    )
    return usable === undefined ? null : await accounts.keyOf(usable.secretId)
  })
}
