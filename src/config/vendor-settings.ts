import { z } from 'zod'
import { address, setting, text } from './setting.ts'

/** How hard a vendor may be worked; what each sells differs by account, so the defaults are careful. */
const tasksAtOnce = z.coerce.number('It has to be a number').int().min(1).max(100_000)
const perSecond = z.coerce.number('It has to be a number').positive().max(1000)

/**
 * The vendors' keys and addresses (DESIGN 7). A vendor without its key is not there; with no vendor key at all,
 * everything is drawn as an animatic. The addresses are those of vendors-kling-vidu-hailuo.md and
 * vendors-veo-sora-hunyuan-comfyui.md, November 2026.
 */
export const vendorSettings = {
  'vendors.minimax.apiKey': setting(
    'REELAY_VENDORS_MINIMAX_API_KEY',
    text.optional(),
    'The API key of platform.minimax.io.',
    { secret: true },
  ),
  'vendors.minimax.baseUrl': setting(
    'REELAY_VENDORS_MINIMAX_BASE_URL',
    address.default('https://api.minimax.io'),
    "MiniMax's server; keys of the mainland console belong to https://api.minimaxi.com.",
  ),
  'vendors.minimax.concurrency': setting(
    'REELAY_VENDORS_MINIMAX_CONCURRENCY',
    tasksAtOnce.default(5),
    'Tasks at MiniMax at a time, over all processes.',
  ),
  'vendors.minimax.requestsPerSecond': setting(
    'REELAY_VENDORS_MINIMAX_REQUESTS_PER_SECOND',
    perSecond.optional(),
    'New tasks sent to MiniMax per second at most; absent: as they come.',
  ),
} as const
