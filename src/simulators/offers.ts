import { simulateGoogle } from './google.ts'
import { simulateHunyuan } from './hunyuan.ts'
import { simulateKling } from './kling.ts'
import { simulateMinimax } from './minimax.ts'
import { simulateOpenAiVideos } from './openai.ts'
import type { Simulator } from './simulator.ts'
import { simulateTencent } from './tencent.ts'
import { simulateVidu } from './vidu.ts'

/** A vendor's simulator as it is served to users. */
export type Offer = {
  readonly simulator: Simulator
  /** What Reelay is given to use it in place of the vendor. */
  readonly environment: Readonly<Record<string, string>>
  /** Lets the next task fail. */
  fail(): void
}

const key = 'simulated-key'
const secretId = 'AKIDsimulated'
const secretKey = 'simulated-secret'
const words = 'the simulator was told to fail'

/** By the vendor's name. */
export const offers: Readonly<Record<string, (port: number) => Promise<Offer>>> = {
  async kling(port) {
    const simulator = await simulateKling({ apiKey: key, accessKey: secretId, secretKey }, port)
    const environment = settings('KLING', { API_KEY: key, BASE_URL: simulator.url })
    return { simulator, environment, fail: () => void simulator.fates.push({ states: ['failed'], words }) }
  },
  async vidu(port) {
    const simulator = await simulateVidu(key, port)
    const environment = settings('VIDU', { API_KEY: key, BASE_URL: simulator.url })
    const fate = { states: ['failed'], errorCode: 'CreationPolicyViolation' }
    return { simulator, environment, fail: () => void simulator.fates.push(fate) }
  },
  async minimax(port) {
    const simulator = await simulateMinimax(key, port)
    const environment = settings('MINIMAX', { API_KEY: key, BASE_URL: simulator.url })
    const fate = { states: ['Fail'], failure: { code: 1027, words } }
    return { simulator, environment, fail: () => void simulator.fates.push(fate) }
  },
  async google(port) {
    const place = '/v1/projects/simulated/locations/us-central1/publishers/google/models'
    const simulator = await simulateGoogle(place, port)
    const environment = settings('GOOGLE', {
      SERVICE_ACCOUNT: JSON.stringify(simulator.serviceAccount),
      PROJECT: 'simulated',
      LOCATION: 'us-central1',
      BASE_URL: simulator.url,
    })
    const fate = { error: { code: 13, message: words } }
    return { simulator, environment, fail: () => void simulator.fates.push(fate) }
  },
  async openai(port) {
    const simulator = await simulateOpenAiVideos(key, port)
    const environment = settings('OPENAI', { API_KEY: key, BASE_URL: simulator.url })
    const fate = { states: ['failed'], error: { code: 'failed', message: words } }
    return { simulator, environment, fail: () => void simulator.fates.push(fate) }
  },
  async hunyuan(port) {
    const product = { secretId, secretKey, service: 'vclm', version: '2024-05-23', region: 'ap-guangzhou' }
    const simulator = await simulateHunyuan(product, key, port)
    const environment = settings('HUNYUAN', {
      SECRET_ID: secretId,
      SECRET_KEY: secretKey,
      BASE_URL: simulator.url,
    })
    return { simulator, environment, fail: () => void simulator.fates.push({ states: ['FAIL'], words }) }
  },
  async tencent(port) {
    const product = { secretId, secretKey, service: 'mps', version: '2019-06-12' }
    const simulator = await simulateTencent(product, port)
    const environment = settings('TENCENT', {
      SECRET_ID: secretId,
      SECRET_KEY: secretKey,
      BASE_URL: simulator.url,
    })
    return { simulator, environment, fail: () => void simulator.fates.push({ states: ['FAIL'], words }) }
  },
}

const settings = (vendor: string, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`REELAY_VENDORS_${vendor}_${name}`, value]),
  )
