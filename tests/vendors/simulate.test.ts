import { describe, expect, test } from 'vitest'
import { openVendors } from '../../src/composition/open-vendors.ts'
import { loadConfig } from '../../src/config/load.ts'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { offers } from '../../src/simulators/offers.ts'
import { runCommand } from '../support/command.ts'
import { linkTo } from './linked.ts'

describe('reelay simulate', () => {
  test.each(Object.entries(offers))(
    '%s: Reelay opens it by the lines that are printed',
    async (name, start) => {
      const { simulator, environment } = await start(0)
      try {
        const entries = openVendors(loadConfig({ flags: {}, environment }).config, nodeDigest)
        expect(entries.map(({ vendor }) => vendor.name)).toEqual([name])
        const [{ vendor, baseUrl = '' }] = entries as [(typeof entries)[number]]
        await vendor.probe?.(linkTo(vendor, baseUrl))
        expect(simulator.asked.length).toBeGreaterThan(0)
        expect(simulator.complaints).toEqual([])
      } finally {
        await simulator.close()
      }
    },
  )

  test('says which vendors there are, and which was meant', async () => {
    const run = (words: readonly string[]) => runCommand(words, { directory: '/', environment: {} })
    expect(await run(['simulate', 'klng'])).toMatchObject({
      code: 1,
      stderr: 'reelay: klng: did you mean kling?\n',
    })
    expect((await run(['simulate'])).stderr).toContain('one of kling, vidu, minimax, google')
  })
})
