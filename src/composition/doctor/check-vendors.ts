import type { AllowList } from '../../net/guarded-fetch.ts'
import { openSharedLink } from '../../pipeline/vendor-link.ts'
import type { Log } from '../../telemetry/log.ts'
import type { VendorEntry } from '../../vendors/registry.ts'
import { type FaultKind, type SharedLink, VendorFault } from '../../vendors/vendor.ts'
import { openDoors } from '../outgoing-doors.ts'
import { clockFinding, type Finding, ok, problem, warning, wordsOf } from './finding.ts'

const probeSecondsMax = 20

/** Asks every vendor with a key, all at once, through the door that its calls go through. */
export async function checkVendors(
  entries: readonly VendorEntry[],
  allow: AllowList,
  log: Log,
): Promise<readonly Finding[]> {
  if (entries.length === 0) {
    return [ok('vendors', 'none has a key: every task is drawn here, as an animatic preview')]
  }
  const { vendorFetch } = openDoors(allow, log)
  const findings = await Promise.all(
    entries.map(async (entry) => {
      const tools = { vendorFetch, now: () => new Date(), store: noStore }
      const link = openSharedLink(tools, entry, AbortSignal.timeout(probeSecondsMax * 1000))
      return checkVendor(entry, link)
    }),
  )
  return findings.flat()
}

/** A probe sends no images. */
const noStore = {
  read: () => Promise.reject(new Error('a probe reads nothing of the store')),
} as unknown as Parameters<typeof openSharedLink>[0]['store']

async function checkVendor(entry: VendorEntry, link: SharedLink): Promise<readonly Finding[]> {
  const { vendor, baseUrl = '' } = entry
  const check = `vendor ${vendor.name}`
  if (vendor.probe === undefined) {
    return [ok(check, `has what it needs; not asked: there is nothing free to ask of it${hardness(entry)}`)]
  }
  const clocks: Finding[] = []
  const listening: SharedLink = {
    ...link,
    async send(request) {
      const askedAt = new Date()
      const response = await link.send(request)
      const date = new Date(response.headers.get('date') ?? Number.NaN)
      if (!Number.isNaN(date.getTime())) {
        // The header counts whole seconds.
        const clock = clockFinding('clock', vendor.name, date, [askedAt, new Date()], 1)
        if (clock !== null && clocks.length === 0) clocks.push(clock)
      }
      return response
    },
  }
  const beganAt = performance.now()
  try {
    const said = await vendor.probe(listening)
    const milliseconds = Math.round(performance.now() - beganAt)
    return [ok(check, `${baseUrl}: ${said} (${milliseconds} ms${hardness(entry)})`), ...clocks]
  } catch (error) {
    return [complaint(check, vendor.name, baseUrl, error), ...clocks]
  }
}

function hardness({ concurrency, requestsPerSecond }: VendorEntry): string {
  const tasks = 'total' in concurrency ? concurrency.total : concurrency.perWorker
  const pace = requestsPerSecond === undefined ? '' : `, ${requestsPerSecond} new ones per second`
  return `; ${tasks} task${tasks === 1 ? '' : 's'} at a time${pace}`
}

function complaint(check: string, name: string, baseUrl: string, error: unknown): Finding {
  if (!(error instanceof VendorFault)) {
    const what = `${baseUrl}: no answer (${wordsOf(error)})`
    return problem(check, what, advices(name).unavailable)
  }
  const what = `${baseUrl}: ${error.message}`
  const advice = advices(name)[error.kind]
  return error.kind === 'throttled' ? warning(check, what, advice) : problem(check, what, advice)
}

/** By what the vendor complained of. */
function advices(name: string): Readonly<Record<FaultKind, string>> {
  const prefix = `REELAY_VENDORS_${name.toUpperCase()}`
  const away = `Is ${prefix}_BASE_URL right, and does this machine reach it? Ask its status page, too.`
  return {
    credentials: `Check the key (${prefix}_*): whether it is whole, in force, and belongs to this server.`,
    refused: `Is ${prefix}_BASE_URL the address of this vendor's API?`,
    moderated: away,
    throttled: 'Nothing to do: it is busy, and Reelay waits for it.',
    unavailable: away,
    unknown: away,
  }
}
