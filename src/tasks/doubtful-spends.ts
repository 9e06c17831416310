import type { JsonObject } from '../catalog/job.ts'
import type { Database } from '../database/database.ts'
import { claimDoubtfulSpends } from './sql/claim-doubtful-spends.ts'
import { clearDoubt } from './sql/clear-doubt.ts'
import { columnsOf, inputsOf, type VendorWord } from './task-ledger.ts'
import type { Task } from './task.ts'

/** A call of a task that has ended, of which nobody knows whether the vendor took it. */
export type DoubtfulSpend = {
  readonly task: Pick<Task, 'id' | 'vendor' | 'job' | 'inputs'>
  readonly attempt: number
}

/** Calls whose outcome was not known in time, and may become known later. */
export interface DoubtfulSpends {
  /** Those that are due for another look, at vendors of these names, for this worker alone for a while. */
  claim(vendors: readonly string[], countMax: number): Promise<readonly DoubtfulSpend[]>
  /** Corrects the ledger and tells the timeline. `false` when somebody was faster. */
  clear(spend: DoubtfulSpend, finding: Finding): Promise<boolean>
}

export type Finding = {
  readonly outcome: 'accepted' | 'refused'
  readonly vendorWord?: VendorWord | undefined
  /** For people. */
  readonly detail: JsonObject
}

/** What has not shown by then never will: vendors list their jobs for days, but a look costs a request. */
const hoursMax = 24

export const createDoubtfulSpends = (database: Database): DoubtfulSpends => ({
  async claim(vendors, countMax) {
    const rows = await database.query(claimDoubtfulSpends, [vendors, countMax, hoursMax])
    return rows.map(({ id, vendor, job, attempt, ...staged }) => ({
      task: { id, vendor, job, inputs: inputsOf(staged) },
      attempt,
    }))
  },
  async clear({ task, attempt }, { outcome, vendorWord, detail }) {
    const cleared = await database.query(clearDoubt, [
      task.id,
      attempt,
      outcome,
      vendorWord?.said,
      ...columnsOf(vendorWord?.cost),
      outcome === 'accepted' ? 'found-late' : 'never-arrived',
      JSON.stringify(detail),
    ])
    return cleared.length > 0
  },
})
