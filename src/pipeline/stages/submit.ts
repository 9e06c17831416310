import type { JsonObject, Job } from '../../catalog/job.ts'
import { moneyText } from '../../contract/money.ts'
import type { Expectation, Progression } from '../../tasks/task-ledger.ts'
import type { Task } from '../../tasks/task.ts'
import type { VendorEntry } from '../../vendors/registry.ts'
import type { Ticket } from '../../vendors/vendor.ts'
import { VendorFault } from '../../vendors/vendor.ts'
import type { StepAnswer } from '../engine.ts'
import { enhancePrompt } from '../prompt-enhancement.ts'
import { noLongerConfigured, vendorOf } from '../tools.ts'
import { openLink } from '../vendor-link.ts'
import { fail, onward } from './ending.ts'
import type { StageCall } from './stage-call.ts'

/**
 * A call whose answer was lost is looked up for this long before it may be sent again or given up: longer than a
 * frozen process sleeps (engine.md 6: shorter pauses paid twice).
 */
const quarantineSeconds = 120
const lookUpPauseSeconds = 5
/**
 * From the intent on, a call is over by then: it has left and was answered, or it never leaves. A process that freezes
 * right before it sends must not send when it goes on, for by then the call may have been looked up and sent anew.
 */
const sendingSecondsMax = 100

/** A task that has its slot waits so long for a vendor that says "not now", and then fails with the truth. */
const putOffHoursMax = 4

/** Hands the job to the vendor: the only stage that costs money, and so the only one that is told so carefully. */
export async function submitToVendor(stage: StageCall): Promise<StepAnswer> {
  const { task, claim, tools, signal } = stage
  const entry = vendorOf(tools, task.vendor)
  if (entry === null) {
    return fail(claim, tools, 'submit', noLongerConfigured(task.vendor))
  }
  const composed = compose(stage, entry)
  if ('refusal' in composed) return fail(claim, tools, 'submit', composed.refusal)
  const sending: Sending = { ...stage, ...composed, entry, putOffs: new Set() }
  const deadline = new Date((task.admittedAt ?? tools.now()).getTime() + putOffHoursMax * 3_600_000)
  for (;;) {
    const lost = await recoverLostCall(sending)
    if (lost === 'accepted') return onward
    if (lost === 'unclear') return fail(claim, tools, 'submit', lostForGood(entry))
    const entrance = await tools.gate.enter(task.vendor, deadline, signal)
    if (entrance.outcome === 'closed')
      return fail(claim, tools, 'submit', neverTaken(entry, entrance.because))
    const outcome = await sendOnce(sending)
    if (outcome.kind !== 'put-off') await tools.gate.answered(task.vendor, outcome.kind === 'accepted')
    if (outcome.kind === 'accepted') return onward
    if (outcome.kind === 'refused') return fail(claim, tools, 'submit', outcome.message)
    // `put-off`: the gate knows until when. `unknown`: the next round begins by looking the call up.
  }
}

const lostForGood = ({ vendor: { name } }: VendorEntry): string =>
  `The answer of ${name} to this task was lost, and ${name} cannot say whether it took the job. It was not sent ` +
  'again, so that nothing is paid twice. Please create the task anew if you still want it.'

const neverTaken = ({ vendor: { name } }: VendorEntry, because: string): string =>
  `${name} has taken no more jobs for ${putOffHoursMax} hours (${because}). This one was never taken and costs nothing. ` +
  'Please create the task anew later.'

type Composed = {
  readonly call: JsonObject
  /** What people should see of it on the timeline. */
  readonly note: JsonObject
}
export type Sending = StageCall &
  Composed & {
    readonly entry: VendorEntry
    /** The reasons that the timeline has told already. */
    readonly putOffs?: Set<string>
  }

/** The same task always composes the same call, also after a crash. */
export function compose(
  { task }: { readonly task: Pick<Task, 'job' | 'inputs'> },
  { vendor }: VendorEntry,
): Composed | { readonly refusal: string } {
  const inputs = task.inputs ?? { images: [], videos: [], audios: [] }
  const prompt = promptFor(task.job, vendor)
  const remarks = vendor.remarks?.(task.job) ?? []
  const note = {
    ...(prompt === task.job.prompt ? {} : { enhancedPrompt: prompt }),
    ...(remarks.length === 0 ? {} : { remarks }),
  }
  try {
    return { call: vendor.compose({ ...task.job, prompt }, inputs), note }
  } catch (error) {
    if (error instanceof VendorFault) return { refusal: error.message }
    throw error
  }
}

/** The words that are added must not cost the job its place: a vendor that takes 200 characters took it as it was. */
function promptFor(job: Job, vendor: VendorEntry['vendor']): string {
  if (vendor.enhancesPrompts === true) return job.prompt
  const enhanced = enhancePrompt(job)
  return (vendor.refuses?.({ ...job, prompt: enhanced }) ?? null) === null ? enhanced : job.prompt
}

const progression = (
  { entry, note }: Sending,
  attempt: number,
  kind: string,
  detail: JsonObject = {},
): Progression => ({
  stage: 'submit',
  event: { stage: 'submit', kind, detail: { vendor: entry.vendor.name, attempt, ...note, ...detail } },
})

type Sent =
  | { readonly kind: 'accepted' | 'unknown' | 'put-off' }
  | { readonly kind: 'refused'; readonly message: string }

/** Commits the intent, sends, and settles what came back. */
async function sendOnce(sending: Sending): Promise<Sent> {
  const limit = new AbortController()
  const late = new VendorFault('unknown', `the call took longer than ${sendingSecondsMax} s`)
  // It runs before the intent is written, so that it ends before the quarantine does, whoever counts.
  const timer = setTimeout(() => limit.abort(late), sendingSecondsMax * 1000)
  try {
    return await sendWithin(sending, AbortSignal.any([sending.halt, limit.signal]))
  } finally {
    clearTimeout(timer)
  }
}

async function sendWithin(sending: Sending, signal: AbortSignal): Promise<Sent> {
  const { claim, tools, task, entry, call } = sending
  const expectation = expectationOf(entry, task.job)
  const attempt = await tools.ledger.intend(claim, expectation)
  if (attempt === null) {
    // A call may be in the air; unless the task is no longer ours, which this would throw.
    await tools.ledger.read(claim)
    return { kind: 'unknown' }
  }
  // The answer is in our hands, and perhaps nobody can ask for it again: a database that is away is waited for.
  const settle = (outcome: 'accepted' | 'refused' | 'unknown', reason: string, what: Progression) =>
    tools.persist(() => tools.ledger.settle(claim, attempt, outcome, reason, what))
  const sentAt = performance.now()
  const latency = () => ({ latencyMilliseconds: Math.round(performance.now() - sentAt) })
  try {
    // A cancel does not cut it off: what was paid for has to be known.
    const ticket = await entry.vendor.submit(call, openLink(tools, entry, task.id, signal))
    const detail = { ...latency(), ...estimateNote(expectation) }
    await settle('accepted', '', { ...progression(sending, attempt, 'accepted', detail), ticket })
    return { kind: 'accepted' }
  } catch (error) {
    if (!(error instanceof VendorFault)) throw error
    const { kind, message } = error
    const detail = { fault: kind, message, ...latency() }
    switch (kind) {
      case 'unknown':
        await settle(
          'unknown',
          message,
          progression(sending, attempt, 'unknown', { ...detail, ...estimateNote(expectation) }),
        )
        return { kind: 'unknown' }
      case 'throttled':
      case 'unavailable': {
        await Promise.all([
          tools.gate.putOff(task.vendor, message, error.detail.retryAfterSeconds),
          settle('refused', message, putOff(sending, attempt, error, detail)),
        ])
        return { kind: 'put-off' }
      }
      case 'refused':
      case 'moderated':
      case 'credentials':
        if (kind === 'credentials') warnOfKey(sending, message)
        await settle('refused', message, progression(sending, attempt, 'refused', detail))
        return { kind: 'refused', message }
    }
  }
}

/** Nothing that a caller could mend: the operator has to hear of it. */
function warnOfKey({ tools, task, entry }: Sending, reason: string): void {
  const vendor = entry.vendor.name
  tools.log.warn({ taskId: task.id, vendor, reason }, 'a vendor does not take our key: see `reelay doctor`')
}

/** Told once per reason: a vendor may say it very often. */
function putOff(sending: Sending, attempt: number, fault: VendorFault, detail: JsonObject): Progression {
  const reason = `${fault.kind} ${fault.detail.upstreamCode ?? ''}`
  if (sending.putOffs?.has(reason) === true) return { stage: 'submit' }
  sending.putOffs?.add(reason)
  return progression(sending, attempt, 'put-off', detail)
}

const expectationOf = ({ price, chargesFailures }: VendorEntry, job: Job): Expectation => ({
  estimate: price?.(job)?.money ?? null,
  chargesFailures: chargesFailures ?? null,
})

const estimateNote = ({ estimate }: Expectation): JsonObject =>
  estimate === null ? {} : { estimate: moneyText(estimate) }

/**
 * Before anything is sent: is there a call of ours in the air, from a crash or a lost answer? `clear` means that
 * sending is safe, `accepted` that the ticket is in the row, `unclear` that nobody will ever know.
 */
export async function recoverLostCall(sending: Sending): Promise<'clear' | 'accepted' | 'unclear'> {
  const { claim, tools, signal } = sending
  for (;;) {
    const open = await tools.ledger.openSpend(claim.taskId)
    if (open === null) return 'clear'
    if (open.outcome === 'accepted') return 'accepted'
    const found = await lookUp(sending)
    if (found !== null && found !== 'unclear') {
      const what = { ...progression(sending, open.attempt, 'found'), ticket: found }
      await tools.ledger.settle(claim, open.attempt, 'accepted', 'found', what)
      return 'accepted'
    }
    if (open.ageSeconds >= quarantineSeconds) {
      if (found === null) {
        const what = progression(sending, open.attempt, 'never-arrived')
        await tools.ledger.settle(claim, open.attempt, 'refused', 'never arrived', what)
        return 'clear'
      }
      return 'unclear'
    }
    await tools.pause(lookUpPauseSeconds, signal)
  }
}

type Asking = Pick<Sending, 'tools' | 'entry' | 'call' | 'signal'> & { readonly task: Pick<Task, 'id'> }

/** `null`: the vendor knows for certain that it never arrived. */
export async function lookUp({
  tools,
  task,
  entry,
  call,
  signal,
}: Asking): Promise<Ticket | null | 'unclear'> {
  if (!entry.vendor.find) return 'unclear'
  try {
    return await entry.vendor.find(call, openLink(tools, entry, task.id, signal))
  } catch (error) {
    if (!(error instanceof VendorFault)) throw error
    tools.log.warn(
      { taskId: task.id, fault: error.kind, reason: error.message },
      'cannot look a lost submit up',
    )
    return 'unclear'
  }
}
