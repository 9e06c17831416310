import { animaticPrices } from './animatic/prices.ts'
import { comfyuiPrices } from './comfyui/prices.ts'
import { googlePrices } from './google/prices.ts'
import { hunyuanPrices } from './hunyuan/prices.ts'
import { klingPrices } from './kling/prices.ts'
import { minimaxPrices } from './minimax/prices.ts'
import { openaiPrices } from './openai/prices.ts'
import type { PriceList } from './price-table.ts'
import { tencentPrices } from './tencent/prices.ts'
import { viduPrices } from './vidu/prices.ts'

/** What every vendor asks, as far as it is published; also of vendors that Reelay does not speak to yet. */
export const priceLists: readonly PriceList[] = [
  animaticPrices,
  klingPrices,
  viduPrices,
  minimaxPrices,
  googlePrices,
  openaiPrices,
  hunyuanPrices,
  comfyuiPrices,
  tencentPrices,
]
