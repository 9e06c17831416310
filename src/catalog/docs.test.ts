import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actionsPage } from '../contract/actions-page.ts'
import { errorsPage } from '../contract/errors-page.ts'
import { modelsPage } from './models-page.ts'

const onDisk = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

test.each([
  ['actions.md', actionsPage()],
  ['errors.md', errorsPage()],
  ['models.md', modelsPage()],
])('docs/%s says what the data says (else run: node scripts/generate-docs.ts)', (name, generated) => {
  expect(onDisk(name)).toBe(generated)
})
