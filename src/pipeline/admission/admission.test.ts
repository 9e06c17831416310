import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/postgres.ts'
import type { Lanes } from '../../tasks/lanes.ts'
import { createLog } from '../../telemetry/log.ts'
import { startAdmission } from './admission.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())

test('A lane to which nobody can be admitted keeps no other lane waiting', async () => {
  const visited: string[] = []
  const lanes: Lanes = {
    register: async () => undefined,
    waiting: async (vendors) => vendors,
    async admit(vendor) {
      visited.push(vendor)
      if (vendor === 'broken') throw new Error('a row that cannot be read')
      return 0
    },
  }
  const admission = await startAdmission({
    database: base.database,
    lanes,
    engine: { enqueue: async () => undefined },
    vendors: ['broken', 'well'],
    log: createLog('silent'),
  })
  await expect.poll(() => visited).toContain('well')
  await admission.stop()
})
