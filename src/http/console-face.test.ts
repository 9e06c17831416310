import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilitiesOf } from '../catalog/capability-matrix.ts'
import type { CatalogFacts } from '../catalog/catalog-facts.ts'
import { editionNames } from '../contract/edition.ts'
import { createApp } from './app.ts'
import { createConsoleFace } from './console-face.ts'

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }
const app = createApp({ faces: [createConsoleFace()], log })
let url: string
beforeAll(async () => {
  url = `${await app.listen('127.0.0.1', 0)}/console/api/catalog`
})
afterAll(() => app.close())

describe('the catalog of the console', () => {
  test('has every edition with every capability and every rule, without a signature', async () => {
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).toBe('application/json')
    const { editions } = (await answer.json()) as CatalogFacts
    expect(editions.map(({ name }) => name)).toEqual(editionNames)
    for (const { name, families } of editions) {
      expect(families.flatMap(({ capabilities }) => capabilities)).toEqual(
        JSON.parse(JSON.stringify(capabilitiesOf(name))),
      )
      for (const { rules } of families) expect(rules.length).toBeGreaterThan(10)
    }
  })

  test('is not sent again to who has it', async () => {
    const tag = (await fetch(url)).headers.get('etag') ?? ''
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await fetch(url, { headers: { 'if-none-match': known } })
      expect(answer.status).toBe(304)
      expect(answer.headers.get('etag')).toBe(tag)
    }
    const other = await fetch(url, { headers: { 'if-none-match': '"other"' } })
    expect(other.status).toBe(200)
    expect(other.headers.get('cache-control')).toBe('public, no-cache')
  })
})
