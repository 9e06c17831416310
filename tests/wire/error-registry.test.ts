import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actions } from '../../src/contract/actions.ts'
import { errors } from '../../src/contract/errors.ts'

const file = new URL('../../../shared/fixtures/tencent/errors.json', import.meta.url)
const documented = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly common: readonly { readonly code: string }[]
  readonly business: Readonly<Record<string, readonly string[]>>
}

test('every documented error code is in the registry', () => {
  const codes = [...documented.common.map(({ code }) => code), ...Object.values(documented.business).flat()]
  expect(codes.length).toBeGreaterThan(45)
  expect(codes.filter((code) => !Object.hasOwn(errors, code))).toEqual([])
})

test('every code that an action names is in the registry', () => {
  const named = Object.values(actions).flatMap((table) =>
    Object.values(table).flatMap((action) => action.errors),
  )
  expect(named.filter((code) => !Object.hasOwn(errors, code))).toEqual([])
})
