import type { LaneBook, LaneSummary } from '../../tasks/lane-book.ts'
import { closestNames } from '../closest-names.ts'
import { type Command, UserError } from '../command.ts'
import { jsonOf, tableOf, timeText } from '../table.ts'
import { runVerb, type Verb, type VerbCall, wantsJson } from '../verbs.ts'

export const vendorsCommand: Command = {
  name: 'vendors',
  usage: 'vendors list | pause | resume <NAME>',
  doc: 'See how busy each vendor is and who waits for it; stop sending it tasks, and go on.',
  flags: { output: { type: 'string', value: 'json', doc: 'list: print the same as JSON.' } },
  run: (call) => runVerb(vendorsCommand, verbs, (server) => server.withLanes, call),
}

const verbs: Readonly<Record<string, Verb<LaneBook>>> = {
  list: { usage: '[--output json]', flags: ['output'], run: listVendors },
  pause: { usage: '<NAME>', flags: [], asks: 'Which vendor?', run: pauseVendor },
  resume: { usage: '<NAME>', flags: [], asks: 'Which vendor?', run: resumeVendor },
}

async function listVendors(lanes: LaneBook, { flags }: VerbCall): Promise<string> {
  const all = await lanes.list()
  if (wantsJson(flags)) return jsonOf(all)
  return tableOf(
    ['VENDOR', 'SLOTS', 'PER SECOND', 'IN FLIGHT', 'WAITING', 'OLDEST WAITING', 'PAUSED'],
    all.map(rowOf),
  )
}

const rowOf = (lane: LaneSummary): readonly string[] => [
  lane.vendor,
  lane.slots === lane.configuredSlots ? String(lane.slots) : `${lane.slots} of ${lane.configuredSlots}`,
  lane.requestsPerSecond === null ? '-' : String(lane.requestsPerSecond),
  String(lane.inFlight),
  String(lane.waiting),
  timeText(lane.oldestWaitingAt, '-'),
  pauseOf(lane),
]

function pauseOf({ stoppedAt, pausedUntil, because }: LaneSummary): string {
  if (stoppedAt !== null) return `by an operator since ${timeText(stoppedAt, '')}`
  if (pausedUntil !== null) return `until ${timeText(pausedUntil, '')}: ${because}`
  return because === '' ? '-' : `no longer; it had said: ${because}`
}

async function pauseVendor(lanes: LaneBook, { subject }: VerbCall): Promise<string> {
  if (!(await lanes.pause(subject))) throw await unknownVendor(lanes, subject)
  return `Nothing more is sent to ${subject}; what it has goes on. Go on with: reelay vendors resume ${subject}`
}

async function resumeVendor(lanes: LaneBook, { subject }: VerbCall): Promise<string> {
  if (!(await lanes.resume(subject))) throw await unknownVendor(lanes, subject)
  return `Tasks are sent to ${subject} again.`
}

async function unknownVendor(lanes: LaneBook, name: string): Promise<UserError> {
  const names = (await lanes.list()).map(({ vendor }) => vendor)
  const near = closestNames(name, names) || '. See them with: reelay vendors list'
  return new UserError(`There is no vendor ${JSON.stringify(name)} that a worker has served${near}`)
}
