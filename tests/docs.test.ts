import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modelsPage } from '../src/catalog/models-page.ts'
import { settingsPage } from '../src/config/settings-page.ts'
import { actionsPage } from '../src/contract/actions-page.ts'
import { errorsPage } from '../src/contract/errors-page.ts'
import { vendorsPage } from '../src/composition/vendors-page.ts'
import { pricesPage } from '../src/vendors/prices-page.ts'
import { metricsPage } from '../src/telemetry/metrics-page.ts'

const onDisk = (name: string) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8')

test.each([
  ['actions.md', actionsPage()],
  ['errors.md', errorsPage()],
  ['metrics.md', metricsPage()],
  ['models.md', modelsPage()],
  ['prices.md', pricesPage()],
  ['settings.md', settingsPage()],
  ['vendors.md', vendorsPage()],
])('docs/%s says what the data says (else run: npm run generate)', (name, generated) => {
  expect(onDisk(name)).toBe(generated)
})
