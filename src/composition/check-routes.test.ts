import { expect, test } from 'vitest'
import { checkRoutes } from './check-routes.ts'

test('routes name models of any edition, with or without a version', () => {
  checkRoutes({ Kling: 'animatic', 'GV 3.1': 'google', PixVerse: 'animatic' })
})

test('a route of a model that there is not is told, with the one that was probably meant', () => {
  expect(() => checkRoutes({ 'Klng 2.6': 'animatic', Kling: 'animatic' })).toThrow(
    /^routes: there is no model Klng\. Did you mean Kling\? Set it by REELAY_ROUTES\.$/,
  )
})
