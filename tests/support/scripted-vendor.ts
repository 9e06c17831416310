import type { JsonObject } from '../../src/catalog/job.ts'
import type { Progress, Ticket, Vendor } from '../../src/vendors/vendor.ts'

/** A vendor that does what the test says and counts what it was paid for. */
export type ScriptedVendor = Vendor & {
  /** Every paid submit, by client id. */
  readonly paid: string[]
  /** How often it was asked to stop a job. */
  readonly cancels: () => number
  readonly looks: () => number
}

export type Script = {
  /** Called after the job was accepted (and paid): a throw here is a lost answer. */
  readonly afterAccepting?: (times: number) => void
  /** Called before anything happens: a throw here is a refusal. */
  readonly beforeAccepting?: (times: number) => void
  readonly progress?: (looks: number) => Progress
  /** How long a prompt it takes; absent: any. */
  readonly promptLengthMax?: number
  /** Whether a lost submit can be looked up by client id. */
  readonly canFind?: boolean
  /** How a cancel goes; absent: there is none. */
  readonly cancel?: (times: number) => void
}

export function scriptVendor(script: Script, name = 'scripted'): ScriptedVendor {
  const paid: string[] = []
  let tries = 0
  let looks = 0
  let cancels = 0
  const ticketOf = (clientId: string): Ticket => ({ id: `job-of-${clientId}` })
  const vendor: Vendor = {
    name,
    refuses: ({ prompt }) =>
      prompt.length > (script.promptLengthMax ?? Infinity) ? 'Prompt: too long' : null,
    compose: (job): JsonObject => ({ prompt: job.prompt, seconds: job.durationSeconds }),
    async submit(_call, link) {
      tries++
      script.beforeAccepting?.(tries)
      paid.push(link.clientId)
      script.afterAccepting?.(paid.length)
      return ticketOf(link.clientId)
    },
    async check() {
      looks++
      return script.progress?.(looks) ?? { state: 'waiting' }
    },
    ...(script.canFind === true
      ? { find: async (_call, link) => (paid.includes(link.clientId) ? ticketOf(link.clientId) : null) }
      : {}),
    ...(script.cancel === undefined ? {} : { cancel: async () => script.cancel?.(++cancels) }),
  }
  return { ...vendor, paid, looks: () => looks, cancels: () => cancels }
}
