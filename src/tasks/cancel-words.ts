import { type Money, moneyText } from '../contract/money.ts'

/** What became of the job of a cancelled task, as far as its caller should know. */
export type CancelStory =
  | { readonly end: 'unsent' }
  | { readonly end: 'stopped'; readonly vendor: string }
  /** `because`: a sentence that says why it was not stopped. */
  | { readonly end: 'discarded'; readonly vendor: string; readonly because: string }
  /** The answer to the submit was lost. */
  | { readonly end: 'unclear'; readonly vendor: string }

export type Expected = {
  /** What the whole job costs by the price list; `null`: no list names it. */
  readonly estimate: Money | null
  /** Whether the vendor charges for what it stopped; absent: not known. */
  readonly chargesFailures?: boolean | undefined
}

/** The Message of a cancelled task: what happened to the job, and to the money. */
export function cancelMessage(story: CancelStory, expected: Expected): string {
  switch (story.end) {
    case 'unsent':
      return 'The task was cancelled before anything was sent to a vendor. It costs nothing.'
    case 'stopped':
      return `The task was cancelled, and ${story.vendor} has stopped its job. ${costOfStopped(story.vendor, expected)}`
    case 'discarded':
      return `The task was cancelled. ${story.because} Its video is discarded. ${costOfWhole(story.vendor, expected)}`
    case 'unclear':
      return (
        `The task was cancelled. The answer of ${story.vendor} to it was lost, and whether ${story.vendor} took the job is ` +
        `not known; if it did, its video is discarded. ${costOfUnclear(story.vendor, expected)}`
      )
  }
}

const nothing = 'It costs nothing.'

function costOfStopped(vendor: string, { estimate, chargesFailures }: Expected): string {
  if (estimate?.micros === 0n || chargesFailures === false) return nothing
  if (estimate === null) return `What ${vendor} charges for what it had done, if anything, is on its bill.`
  const most = `up to ${moneyText(estimate)} by its list`
  return chargesFailures === true
    ? `${vendor} charges for what it had done: ${most}.`
    : `${vendor} may charge for what it had done: ${most}.`
}

function costOfWhole(vendor: string, { estimate }: Expected): string {
  if (estimate === null) return `What ${vendor} charges for it is on its bill.`
  return estimate.micros === 0n ? nothing : `${vendor} charges for it: ${moneyText(estimate)} by its list.`
}

function costOfUnclear(vendor: string, { estimate }: Expected): string {
  if (estimate === null) return `It may have cost something: see the bill of ${vendor}.`
  return estimate.micros === 0n
    ? nothing
    : `It may have cost ${moneyText(estimate)}: see the bill of ${vendor}.`
}
