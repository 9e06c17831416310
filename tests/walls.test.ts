import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** The walls that a linter's import rules cannot see (ARCHITECTURE.md, "The walls"). */
const source = fileURLToPath(new URL('../src/', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }))

const offenders = (pattern: RegExp, allowed: RegExp): string[] =>
  files.filter(({ path, text }) => !allowed.test(path) && pattern.test(text)).map(({ path }) => path)

describe('the walls', () => {
  test('no SQL outside database/ and tasks/sql/', () => {
    const sql =
      /`\s*(select\s|insert into\s|update\s+\w+\s+set\s|delete from\s|with\s+\w+\s+as\s*\(|create table\s)/
    expect(offenders(sql, /^(database|tasks\/sql)\//)).toEqual([])
  })

  test('nobody but the durable engine and the database knows DBOS', () => {
    expect(offenders(/@dbos-inc|\bdbos\./, /^(pipeline\/durable-engine\.ts|database\/)/)).toEqual([])
  })

  test('nobody but net/ opens an outgoing connection', () => {
    const opening = /from 'node:(http|https|http2|tls|dgram)'|\bundici\b/
    expect(offenders(opening, /^(net\/|http\/|simulators\/|pipeline\/durable-engine\.ts)/)).toEqual([])
    expect(offenders(/(^|[^.\w])fetch\(|\bglobalThis\.fetch\b/m, /^net\//)).toEqual([])
  })

  test('no file is longer than 400 lines', () => {
    expect(files.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path)).toEqual([])
  })

  test('there are no drawers for whatever does not fit', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|misc|types|index)(\.ts|\/)/
    expect(files.filter(({ path }) => drawers.test(path)).map(({ path }) => path)).toEqual([])
  })
})
