import { expect, test, vi } from 'vitest'
import { scriptVendor } from '../../tests/support/scripted-vendor.ts'
import { createVendorRegistry } from '../vendors/registry.ts'
import { checkRoutes, checkRouteVendors } from './check-routes.ts'

test('routes name models of any edition, with or without a version', () => {
  checkRoutes({ Kling: 'animatic', 'GV 3.1': 'google', PixVerse: 'animatic' })
})

test('a route of a model that there is not is told, with the one that was probably meant', () => {
  expect(() => checkRoutes({ 'Klng 2.6': 'animatic', Kling: 'animatic' })).toThrow(
    /^routes: there is no model Klng\. Did you mean Kling\? Set it by REELAY_ROUTES\.$/,
  )
})

const vendors = createVendorRegistry([
  {
    vendor: scriptVendor({}, 'animatic'),
    concurrency: { perWorker: 1 },
    look: { firstSeconds: 1, longestSeconds: 1 },
    renderSecondsMax: 60,
  },
])

test('a route to a vendor that there is not, or to none, stops the start', () => {
  const check = (routes: Record<string, string>) => () =>
    checkRouteVendors(routes, vendors, { warn: vi.fn() })
  expect(check({ Kling: 'klng' })).toThrow('routes: there is no vendor klng. Did you mean kling?')
  expect(check({ Kling: '' })).toThrow('routes: Kling names no vendor, as in Kling=animatic.')
})

test('a route to a vendor that is not set up is told at the start', () => {
  const warn = vi.fn()
  checkRouteVendors({ Kling: 'kling', GV: 'animatic' }, vendors, { warn })
  expect(warn.mock.calls).toEqual([[{ model: 'Kling', vendor: 'kling' }, expect.any(String)]])
})
