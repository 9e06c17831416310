import { ConfigProblems } from '../config/load.ts'
import { type Config, type SettingKey, settingOf } from '../config/settings.ts'
import type { Digest } from '../protocol/digest.ts'
import { comfyuiPrices } from '../vendors/comfyui/prices.ts'
import { createComfyUiVendor } from '../vendors/comfyui/vendor.ts'
import { loadWorkflows } from '../vendors/comfyui/workflow-files.ts'
import { googlePrices } from '../vendors/google/prices.ts'
import { createGoogleVendor } from '../vendors/google/vendor.ts'
import { hunyuanPrices } from '../vendors/hunyuan/prices.ts'
import { createTokenHubVendor } from '../vendors/hunyuan/tokenhub.ts'
import { createVclmVendor } from '../vendors/hunyuan/vclm.ts'
import { klingPrices } from '../vendors/kling/prices.ts'
import { createKlingVendor } from '../vendors/kling/vendor.ts'
import { minimaxPrices } from '../vendors/minimax/prices.ts'
import { createMinimaxVendor } from '../vendors/minimax/vendor.ts'
import { openaiPrices } from '../vendors/openai/prices.ts'
import { createOpenAiVideosVendor } from '../vendors/openai/vendor.ts'
import { type PriceList, pricing } from '../vendors/price-table.ts'
import type { LookManners, VendorEntry } from '../vendors/registry.ts'
import { tencentPrices } from '../vendors/tencent/prices.ts'
import { createTencentVendor } from '../vendors/tencent/vendor.ts'
import type { Vendor } from '../vendors/vendor.ts'
import { viduPrices } from '../vendors/vidu/prices.ts'
import { createViduVendor } from '../vendors/vidu/vendor.ts'
import { unknownFamilies } from './check-routes.ts'

/** Every vendor outside that the configuration has a key for. @throws ConfigProblems for a key that is not whole. */
export function openVendors(config: Config, digest: Digest): readonly VendorEntry[] {
  const problems: string[] = []
  const opened = [
    openKling(config, problems),
    openVidu(config),
    openMinimax(config),
    openGoogle(config, problems),
    openOpenAi(config),
    openHunyuan(config, digest, problems),
    openComfyUi(config, problems),
    openTencent(config, digest, problems),
  ]
  if (problems.length > 0) throw new ConfigProblems(problems)
  return opened.filter((entry) => entry !== null)
}

type Name = 'kling' | 'vidu' | 'minimax' | 'google' | 'openai' | 'hunyuan' | 'comfyui' | 'tencent'

/** Renders of minutes: looked at every 10 to 20 seconds while nothing is known of a model (vendors-*.md). */
const usualLook: LookManners = { firstSeconds: 10, longestSeconds: 20 }

function entryOf(
  config: Config,
  name: Name,
  vendor: Vendor,
  baseUrl: string,
  prices: PriceList,
  { look = usualLook, renderHoursMax = 2 }: { look?: LookManners; renderHoursMax?: number } = {},
): VendorEntry {
  const requestsPerSecond = config[`vendors.${name}.requestsPerSecond`]
  return {
    vendor,
    baseUrl,
    concurrency: { total: config[`vendors.${name}.concurrency`] },
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    look,
    renderSecondsMax: renderHoursMax * 3600,
    ...pricing(prices, config.prices[name]),
  }
}

/** Two halves of one key. */
function pairOf(config: Config, id: SettingKey, key: SettingKey, problems: string[]) {
  const [first, second] = [config[id], config[key]]
  if ((first === undefined) !== (second === undefined)) {
    const [one, other] = [settingOf(id).env, settingOf(key).env]
    problems.push(`${id} and ${key} belong together: set both ${one} and ${other}, or neither.`)
  }
  return typeof first === 'string' && typeof second === 'string' ? ([first, second] as const) : null
}

function openKling(config: Config, problems: string[]): VendorEntry | null {
  const apiKey = config['vendors.kling.apiKey']
  const pair = pairOf(config, 'vendors.kling.accessKey', 'vendors.kling.secretKey', problems)
  if (apiKey === undefined && pair === null) return null
  const credentials =
    apiKey === undefined ? { accessKey: pair?.[0] ?? '', secretKey: pair?.[1] ?? '' } : { apiKey }
  const vendor = createKlingVendor({ credentials, retiredModels: config['vendors.kling.retiredModels'] })
  // The server's limit is not published; 50 is what others chose (vendors-kling-vidu-hailuo.md 3.9).
  const look = { ...usualLook, batchSizeMax: 50 }
  return entryOf(config, 'kling', vendor, config['vendors.kling.baseUrl'], klingPrices, { look })
}

function openVidu(config: Config): VendorEntry | null {
  const apiKey = config['vendors.vidu.apiKey']
  if (apiKey === undefined) return null
  const vendor = createViduVendor({ apiKey })
  // Off-peak renders come within two days (4.2).
  return entryOf(config, 'vidu', vendor, config['vendors.vidu.baseUrl'], viduPrices, { renderHoursMax: 50 })
}

function openMinimax(config: Config): VendorEntry | null {
  const apiKey = config['vendors.minimax.apiKey']
  if (apiKey === undefined) return null
  const vendor = createMinimaxVendor({ apiKey })
  return entryOf(config, 'minimax', vendor, config['vendors.minimax.baseUrl'], minimaxPrices)
}

function openGoogle(config: Config, problems: string[]): VendorEntry | null {
  const apiKey = config['vendors.google.apiKey']
  const credentials = config['vendors.google.serviceAccount'] ?? (apiKey === undefined ? null : { apiKey })
  if (credentials === null) return null
  const project = config['vendors.google.project']
  if (project === undefined) {
    problems.push('Google needs the project that Vertex AI is used in: set REELAY_VENDORS_GOOGLE_PROJECT.')
    return null
  }
  const location = config['vendors.google.location']
  const storageUri = config['vendors.google.storageUri']
  const server = location === 'global' ? 'aiplatform' : `${location}-aiplatform`
  const baseUrl = config['vendors.google.baseUrl'] ?? `https://${server}.googleapis.com`
  const vendor = createGoogleVendor({ credentials, project, location, storageUri })
  return entryOf(config, 'google', vendor, baseUrl, googlePrices)
}

function openOpenAi(config: Config): VendorEntry | null {
  const baseUrl = config['vendors.openai.baseUrl']
  if (baseUrl === undefined) return null
  const vendor = createOpenAiVideosVendor({
    apiKey: config['vendors.openai.apiKey'],
    baseUrl,
    model: config['vendors.openai.model'],
    textAs: config['vendors.openai.textAs'],
  })
  return entryOf(config, 'openai', vendor, baseUrl, openaiPrices)
}

function openHunyuan(config: Config, digest: Digest, problems: string[]): VendorEntry | null {
  const apiKey = config['vendors.hunyuan.apiKey']
  const pair = pairOf(config, 'vendors.hunyuan.secretId', 'vendors.hunyuan.secretKey', problems)
  const named = config['vendors.hunyuan.baseUrl']
  if (apiKey !== undefined) {
    const vendor = createTokenHubVendor({ apiKey, queryPath: config['vendors.hunyuan.queryPath'] })
    return entryOf(config, 'hunyuan', vendor, named ?? 'https://tokenhub.tencentmaas.com', hunyuanPrices)
  }
  if (pair === null) return null
  const [secretId, secretKey] = pair
  const baseUrl = named ?? 'https://vclm.tencentcloudapi.com'
  const vendor = createVclmVendor({
    digest,
    key: { secretId, secretKey },
    host: new URL(baseUrl).host,
    region: config['vendors.hunyuan.region'],
  })
  return entryOf(config, 'hunyuan', vendor, baseUrl, hunyuanPrices)
}

/** Queues and remembers in memory, so it is looked at often; a large model on a small card takes hours (5.2, 5.3.7). */
const ownServerLook: LookManners = { firstSeconds: 4, longestSeconds: 5 }

function openComfyUi(config: Config, problems: string[]): VendorEntry | null {
  const baseUrl = config['vendors.comfyui.baseUrl']
  if (baseUrl === undefined) return null
  const loaded = loadWorkflows(config['vendors.comfyui.workflows'])
  problems.push(...loaded.problems)
  const { workflows } = loaded
  for (const { name, serves } of workflows) {
    const families = serves.filter((served) => served !== '*')
    problems.push(...unknownFamilies(families).map((problem) => `The workflow ${name} serves: ${problem}`))
  }
  const vendor = createComfyUiVendor({ baseUrl, headers: config['vendors.comfyui.headers'], workflows })
  const manners = { look: ownServerLook, renderHoursMax: 6 }
  return entryOf(config, 'comfyui', vendor, baseUrl, comfyuiPrices, manners)
}

function openTencent(config: Config, digest: Digest, problems: string[]): VendorEntry | null {
  const pair = pairOf(config, 'vendors.tencent.secretId', 'vendors.tencent.secretKey', problems)
  if (pair === null) return null
  const [secretId, secretKey] = pair
  const baseUrl = config['vendors.tencent.baseUrl']
  const vendor = createTencentVendor({ digest, key: { secretId, secretKey }, host: new URL(baseUrl).host })
  return entryOf(config, 'tencent', vendor, baseUrl, tencentPrices, { renderHoursMax: 50 })
}
