import { isIP } from 'node:net'
import type { Config } from '../../config/settings.ts'
import { systemClock } from '../../net/clock.ts'
import { allowNothing, alsoAllowing, createGuardedFetch } from '../../net/guarded-fetch.ts'
import { isPublicAddress } from '../../net/public-address.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

const policy = {
  bytesMax: 64 * 1024,
  connectSeconds: 5,
  idleSeconds: 5,
  totalSeconds: 10,
  redirectsMax: 0,
  accept: '*/*',
}

/** Whether a Reelay runs where this configuration would have it, and what callers and vendors are told to come to. */
export async function checkAddresses(config: Config): Promise<readonly Finding[]> {
  const { host, port, publicUrl } = config
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const own = `http://${isEverywhere ? '127.0.0.1' : isIP(host) === 6 ? `[${host}]` : host}:${port}`
  const running = port === 0 ? 'not there' : await livenessOf(own)
  return [
    serverFinding(own, running),
    await publicFinding(publicUrl, isEverywhere, own, running === 'Reelay'),
  ]
}

type Liveness = 'Reelay' | 'not there' | 'something else'

async function livenessOf(base: string): Promise<Liveness> {
  const url = `${base}/livez`
  const door = createGuardedFetch({ allow: alsoAllowing(allowNothing, url), clock: systemClock })
  const answer = await door.exchange({ method: 'GET', url }, policy)
  if (answer.outcome === 'refused') return answer.mayHaveArrived ? 'something else' : 'not there'
  return answer.status === 200 ? 'Reelay' : 'something else'
}

function serverFinding(own: string, running: Liveness): Finding {
  switch (running) {
    case 'Reelay':
      return ok('server', `runs at ${own}`)
    case 'not there':
      return ok('server', `does not run at ${own} now; start it with npm start`)
    case 'something else':
      return problem('server', `something else answers at ${own}`, 'Set REELAY_PORT to another port.')
  }
}

async function publicFinding(
  publicUrl: string | undefined,
  isEverywhere: boolean,
  own: string,
  isRunning: boolean,
): Promise<Finding> {
  const check = 'public address'
  if (publicUrl === undefined) {
    const what = `REELAY_PUBLIC_URL is not set: links to results begin with ${own}, and vendors cannot call back (they are looked at)`
    return isEverywhere
      ? warning(check, what, 'Callers on other machines need it: set it to the address that they use.')
      : ok(check, what)
  }
  const { hostname, protocol } = new URL(publicUrl)
  if (isLocal(hostname)) {
    const what = `${publicUrl} is a local address: results can be fetched from near, and no vendor can call back`
    return warning(check, what, 'Nothing to do where callers are near too: vendors are looked at anyway.')
  }
  if (isRunning && (await livenessOf(publicUrl)) !== 'Reelay') {
    const advice = 'Does the proxy in front pass everything on, and does this machine reach its own address?'
    return warning(check, `${publicUrl}/livez does not answer from here`, advice)
  }
  const seen = isRunning ? 'answers from here' : 'not tried, as no Reelay runs here'
  return protocol === 'https:'
    ? ok(check, `${publicUrl} (${seen})`)
    : warning(
        check,
        `${publicUrl} is not encrypted`,
        'Put TLS in front: links and callbacks carry signatures.',
      )
}

function isLocal(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return !isPublicAddress(bare)
  return bare === 'localhost' || !bare.includes('.') || /\.(local|localhost|internal|lan)$/.test(bare)
}
