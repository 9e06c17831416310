import type { Money } from '../../contract/money.ts'
import type { VendorWord } from '../../tasks/task-ledger.ts'
import { type Progress, VendorFault } from '../../vendors/vendor.ts'
import type { Sight } from './watched.ts'

/** What an answer about one task means. */
export type Verdict =
  | { readonly is: 'ended'; readonly sight: Sight }
  /** `unheardOf`: in a state that no document names. */
  | { readonly is: 'unfinished'; readonly unheardOf?: string }
  /** Nothing was learned; what is wrong may be put right before the render's time limit. */
  | { readonly is: 'unseen'; readonly reason: string; readonly retryAfterSeconds: number }
  /** About the vendor, not about the task: never a reason to give a task up. */
  | { readonly is: 'throttled'; readonly retryAfterSeconds: number | undefined }

/** @param answer `null`: the vendor answered about others, but not about this one. */
export function verdictOn(answer: Progress | VendorFault | null): Verdict {
  if (answer === null) return { is: 'unseen', reason: 'its answer leaves tickets out', retryAfterSeconds: 0 }
  if (answer instanceof VendorFault) return verdictOnFault(answer)
  switch (answer.state) {
    case 'waiting':
      return { is: 'unfinished' }
    case 'rendering':
      return answer.unheardOf === undefined
        ? { is: 'unfinished' }
        : { is: 'unfinished', unheardOf: answer.unheardOf }
    case 'finished':
      return {
        is: 'ended',
        sight: { outcome: 'finished', clips: answer.clips, vendorWord: wordOf('finished', answer.cost) },
      }
    case 'failed':
      return failed(answer.fault.message, answer.cost)
  }
}

function verdictOnFault({ kind, message, detail }: VendorFault): Verdict {
  switch (kind) {
    case 'refused':
    case 'moderated':
      return failed(message)
    case 'throttled':
      return { is: 'throttled', retryAfterSeconds: detail.retryAfterSeconds }
    case 'unavailable':
    case 'credentials':
    case 'unknown':
      return { is: 'unseen', reason: message, retryAfterSeconds: detail.retryAfterSeconds ?? 0 }
  }
}

const failed = (message: string, cost?: Money): Verdict => ({
  is: 'ended',
  sight: { outcome: 'failed', message, vendorWord: wordOf('failed', cost) },
})

const wordOf = (said: VendorWord['said'], cost: Money | undefined): VendorWord =>
  cost === undefined ? { said } : { said, cost }
