import type { Job } from '../catalog/job.ts'
import type { VendorRegistry } from './registry.ts'

/** From the configuration: `Kling` or `Kling 2.6` to the name of a vendor. The longer key wins. */
export type Routes = Readonly<Record<string, string>>

export type Route =
  | { readonly vendor: string }
  /** No vendor serves this job; `because` tells the operator what to set. */
  | { readonly missing: string; readonly because: string }

type Native = {
  readonly vendor: string
  /** Who else has the same model, for a server where that one alone is set up. */
  readonly otherwise?: string
  readonly key: string
}

/** Which vendor a family goes to when no route says otherwise, and the key that brings it to life. */
const nativeVendors: Readonly<Record<string, Native>> = {
  GV: { vendor: 'google', key: 'REELAY_VENDORS_GOOGLE_API_KEY' },
  Kling: { vendor: 'kling', key: 'REELAY_VENDORS_KLING_API_KEY' },
  Hailuo: { vendor: 'minimax', key: 'REELAY_VENDORS_MINIMAX_API_KEY' },
  Vidu: { vendor: 'vidu', key: 'REELAY_VENDORS_VIDU_API_KEY' },
  OS: { vendor: 'openai', key: 'REELAY_VENDORS_OPENAI_BASE_URL' },
  Hunyuan: {
    vendor: 'hunyuan',
    // Its weights are open.
    otherwise: 'comfyui',
    key: 'REELAY_VENDORS_HUNYUAN_API_KEY, REELAY_VENDORS_COMFYUI_BASE_URL',
  },
}

/** Families of edition 2026-08 whose own vendors Reelay does not speak to yet. */
const withoutVendor: ReadonlySet<string> = new Set(['PixVerse', 'H2', 'Mingmou'])

/**
 * Chooses the vendor for a job. With no vendor key at all everything is drawn as an animatic; as soon as one vendor
 * has a key, the animatic serves only where a route names it, so that nobody mistakes a preview for a paid result.
 */
export function routeFor(
  job: Pick<Job, 'family' | 'version'>,
  routes: Routes,
  registry: VendorRegistry,
): Route {
  const asked = routes[`${job.family} ${job.version}`] ?? routes[job.family]
  if (asked !== undefined) {
    if (registry.has(asked)) return { vendor: asked }
    return {
      missing: asked,
      because: `the route of ${job.family} names the vendor ${asked}, which has no key or address here`,
    }
  }
  const native = nativeVendors[job.family]
  for (const vendor of [native?.vendor, native?.otherwise])
    if (vendor !== undefined && registry.has(vendor)) return { vendor }
  const onlyAnimatic = [...registry.keys()].every((name) => name === 'animatic')
  if (onlyAnimatic && registry.has('animatic')) return { vendor: 'animatic' }
  return {
    missing: native?.vendor ?? job.family,
    because: native
      ? `${job.family} needs ${native.key}, or a route to another vendor`
      : routeNeeded(job.family),
  }
}

function routeNeeded(family: string): string {
  return withoutVendor.has(family)
    ? `Reelay does not speak to the vendor of ${family} yet; a route leads it elsewhere, for example REELAY_ROUTES=${family}=animatic for previews`
    : `no route leads from ${family} to a vendor`
}
