import { readFile } from 'node:fs/promises'
import { differencesTo } from '../src/contract/drift.ts'
import { editionNames } from '../src/contract/edition.ts'
import { readOfficialTable } from '../src/contract/official-table.ts'

/**
 * `npm run contract-drift FILE`: what an `api.json` of Tencent's own CLI says otherwise than our contract, for each
 * edition. Exits with 1 when something is not expected (`src/contract/expected-drift.ts`), with 2 for a wrong file.
 */
const [file] = process.argv.slice(2)
if (file === undefined) fail('Which table? npm run contract-drift -- tccli/services/mps/v20190612/api.json')
const table = readOfficialTable(JSON.parse(await readFile(file, 'utf8')))
if (table === null) fail(`${file} is no api.json of the Tencent Cloud CLI.`)

let unexpected = 0
for (const edition of editionNames) {
  process.stdout.write(`edition ${edition}\n`)
  const differences = differencesTo(table, edition)
  for (const { place, what, expected } of differences) {
    if (expected === undefined) unexpected += 1
    process.stdout.write(
      `  ${expected === undefined ? '!' : ' '} ${place}: ${what}${expected ? ` (${expected})` : ''}\n`,
    )
  }
  if (differences.length === 0) process.stdout.write('    no difference\n')
}
process.stdout.write(unexpected === 0 ? 'Nothing unexpected.\n' : `${unexpected} unexpected.\n`)
process.exitCode = unexpected === 0 ? 0 : 1

function fail(text: string): never {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}
