import { describe, expect, test } from 'vitest'
import { createVendorRegistry } from './registry.ts'
import { routeFor } from './routes.ts'
import type { Vendor } from './vendor.ts'

const named = (name: string) => ({
  vendor: { name } as Vendor,
  concurrency: { perWorker: 1 },
  look: { firstSeconds: 1, longestSeconds: 1 },
  renderSecondsMax: 60,
})
const kling = { family: 'Kling', version: '2.6' }

describe('routes', () => {
  test('with no vendor key at all every family is drawn as an animatic', () => {
    expect(routeFor(kling, {}, createVendorRegistry([named('animatic')]))).toEqual({ vendor: 'animatic' })
  })

  test('a family goes to its own vendor when that has a key', () => {
    expect(routeFor(kling, {}, createVendorRegistry([named('animatic'), named('kling')]))).toEqual({
      vendor: 'kling',
    })
  })

  test('Hunyuan, whose weights are open, goes to a ComfyUI when Tencent has no key', () => {
    const job = { family: 'Hunyuan', version: null }
    const registry = createVendorRegistry([named('animatic'), named('comfyui')])
    expect(routeFor(job, {}, registry)).toEqual({ vendor: 'comfyui' })
    expect(routeFor(job, {}, createVendorRegistry([named('comfyui'), named('hunyuan')]))).toEqual({
      vendor: 'hunyuan',
    })
    expect(routeFor(kling, {}, registry)).toHaveProperty('missing', 'kling')
    expect(routeFor(kling, { Kling: 'comfyui' }, registry)).toEqual({ vendor: 'comfyui' })
  })

  test('once a vendor has a key, a family without one is refused, naming the key to set', () => {
    const registry = createVendorRegistry([named('animatic'), named('kling')])
    expect(routeFor({ family: 'Vidu', version: 'q2' }, {}, registry)).toEqual({
      missing: 'vidu',
      because: 'Vidu needs REELAY_VENDORS_VIDU_API_KEY, or a route to another vendor',
    })
  })

  test('the route of a version is stronger than the route of its family', () => {
    const registry = createVendorRegistry([named('animatic'), named('kling')])
    const routes = { Kling: 'kling', 'Kling 2.6': 'animatic' }
    expect(routeFor(kling, routes, registry)).toEqual({ vendor: 'animatic' })
    expect(routeFor({ ...kling, version: '2.1' }, routes, registry)).toEqual({ vendor: 'kling' })
  })

  test('a route to a vendor without a key is an answer, not a crash', () => {
    expect(routeFor(kling, { Kling: 'kling' }, createVendorRegistry([named('animatic')]))).toHaveProperty(
      'missing',
      'kling',
    )
  })

  test.each(['PixVerse', 'H2', 'Mingmou'])(
    '%s, which has no vendor here yet, is drawn or routed, and else told so',
    (family) => {
      const job = { family, version: null }
      const kept = createVendorRegistry([named('animatic'), named('kling')])
      expect(routeFor(job, {}, createVendorRegistry([named('animatic')]))).toEqual({ vendor: 'animatic' })
      expect(routeFor(job, { [family]: 'animatic' }, kept)).toEqual({ vendor: 'animatic' })
      expect(routeFor(job, {}, kept)).toEqual({
        missing: family,
        because: `Reelay does not speak to the vendor of ${family} yet; a route leads it elsewhere, for example REELAY_ROUTES=${family}=animatic for previews`,
      })
    },
  )
})
