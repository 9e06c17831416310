/** How the scripted vendor treats a job, by the name that the job's prompt carries. */
export type VendorScript = {
  /** Which of the vendors of vendors.ts: what it can say of a call whose answer was lost. */
  readonly vendor: VendorName
  /** What the first submits come to; the last holds for all later ones. Absent: accepted. */
  readonly submits?: readonly Reply[]
  /** Absent: 20. `null`: it never finishes. */
  readonly renderSeconds?: number | null
  /** What the job comes to. Absent: a film. */
  readonly comesTo?:
    | 'film'
    | 'failure'
    | 'broken film'
    | 'broken film at first'
    | 'dead link'
    | 'dead link at first'
  /** What a run that nobody cuts ends with. */
  readonly ends: 'DONE' | 'FAIL'
  /** What a run that is cut may end with; absent: the same. */
  readonly mayEnd?: readonly ('DONE' | 'FAIL')[]
}

/**
 * blind: cannot be asked whether it took a job · searchable: says what it has, and nothing of what it has not ·
 * certain: what it does not know it never got · deduplicating: certain, and knows a client id again.
 */
export type VendorName = 'blind' | 'searchable' | 'certain' | 'deduplicating'

export type Reply = {
  /** A job is made, and paid. */
  readonly accepts: boolean
  /** `null`: the connection breaks instead of an answer. */
  readonly status: number | null
  readonly retryAfterSeconds?: number
}

const accepted: Reply = { accepts: true, status: 200 }
const lost: Reply = { accepts: true, status: null }
/** A proxy gave up waiting; the vendor behind it did not. */
const gatewayTimeout: Reply = { accepts: true, status: 504 }
const neverArrived: Reply = { accepts: false, status: null }
const no = (status: number, retryAfterSeconds?: number): Reply => ({
  accepts: false,
  status,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
})

const either = ['DONE', 'FAIL'] as const

export const vendorScripts = {
  normal: { vendor: 'certain', ends: 'DONE' },
  'normal, blind': { vendor: 'blind', ends: 'DONE', mayEnd: either },
  'normal, searchable': { vendor: 'searchable', ends: 'DONE', mayEnd: either },
  'normal, deduplicating': { vendor: 'deduplicating', ends: 'DONE' },
  refuses: { vendor: 'certain', submits: [no(400)], ends: 'FAIL' },
  moderates: { vendor: 'certain', submits: [no(451)], ends: 'FAIL' },
  'has no right key': { vendor: 'certain', submits: [no(401)], ends: 'FAIL' },
  throttles: { vendor: 'certain', submits: [no(429), no(429), accepted], ends: 'DONE' },
  'throttles and says until when': { vendor: 'certain', submits: [no(429, 7), accepted], ends: 'DONE' },
  'is down': { vendor: 'certain', submits: [no(503), accepted], ends: 'DONE' },
  'answer lost, blind': { vendor: 'blind', submits: [lost, accepted], ends: 'FAIL' },
  'answer lost, searchable': {
    vendor: 'searchable',
    submits: [lost, accepted],
    ends: 'DONE',
    mayEnd: either,
  },
  'answer lost, certain': { vendor: 'certain', submits: [lost, accepted], ends: 'DONE' },
  'answer lost, deduplicating': { vendor: 'deduplicating', submits: [lost, accepted], ends: 'DONE' },
  'gateway times out': { vendor: 'certain', submits: [gatewayTimeout, accepted], ends: 'DONE' },
  'call lost, certain': { vendor: 'certain', submits: [neverArrived, accepted], ends: 'DONE' },
  'call lost, searchable': { vendor: 'searchable', submits: [neverArrived, accepted], ends: 'FAIL' },
  'is stuck': { vendor: 'certain', renderSeconds: null, ends: 'FAIL' },
  'is slow': { vendor: 'certain', renderSeconds: 80, ends: 'DONE' },
  fails: { vendor: 'certain', comesTo: 'failure', ends: 'FAIL' },
  'broken film': { vendor: 'certain', comesTo: 'broken film', ends: 'FAIL' },
  'broken film at first': { vendor: 'certain', comesTo: 'broken film at first', ends: 'DONE' },
  'dead link': { vendor: 'certain', comesTo: 'dead link', ends: 'FAIL' },
  'dead link at first': { vendor: 'certain', comesTo: 'dead link at first', ends: 'DONE' },
} satisfies Record<string, VendorScript>

export type ScriptName = keyof typeof vendorScripts

export const scriptNames = Object.keys(vendorScripts) as ScriptName[]

export const scriptOf = (name: string): VendorScript => {
  if (!(name in vendorScripts)) throw new Error(`no such script: ${name}`)
  return vendorScripts[name as ScriptName]
}
