import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { actions } from '../../src/contract/actions.ts'
import { errorHandling } from '../../src/contract/error-handling.ts'
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

/** The source that answers: the registry itself and the lists of the actions' pages only name codes. */
const source = fileURLToPath(new URL('../../src/', import.meta.url))
const answering = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .filter((path) => !/^(contract\/(.*errors?(-.*)?|actions)\.ts|cli\/|vendors\/|snippets\/)/.test(path))
  .map((path) => readFileSync(`${source}${path}`, 'utf8'))
  .join('\n')
const isAnswered = (code: string) => answering.includes(`'${code}'`)

test('docs/errors.md tells of every code that the source answers in which room it is answered', () => {
  const told = Object.keys(errorHandling)
  expect(Object.keys(errors).filter((code) => isAnswered(code) && !told.includes(code))).toEqual([])
  expect(told.filter((code) => !isAnswered(code))).toEqual([])
})
