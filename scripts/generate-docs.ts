import { writeFile } from 'node:fs/promises'
import { modelsPage } from '../src/catalog/models-page.ts'
import { settingsPage } from '../src/config/settings-page.ts'
import { actionsPage } from '../src/contract/actions-page.ts'
import { errorsPage } from '../src/contract/errors-page.ts'
import { vendorsPage } from '../src/composition/vendors-page.ts'
import { pricesPage } from '../src/vendors/prices-page.ts'
import { metricsPage } from '../src/telemetry/metrics-page.ts'

/** Writes the reference pages from the data; `tests/docs.test.ts` fails when they are out of step. */
const pages = {
  'actions.md': actionsPage(),
  'errors.md': errorsPage(),
  'metrics.md': metricsPage(),
  'models.md': modelsPage(),
  'prices.md': pricesPage(),
  'settings.md': settingsPage(),
  'vendors.md': vendorsPage(),
}

for (const [name, text] of Object.entries(pages)) {
  await writeFile(new URL(`../docs/${name}`, import.meta.url), text)
  process.stdout.write(`docs/${name} written\n`)
}
