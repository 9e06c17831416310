import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, describe, expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { createGuardedFetch, type FetchPolicy, parseAllowList } from './guarded-fetch.ts'
import { listen } from './testing/loopback-server.ts'

const policy: FetchPolicy = {
  bytesMax: 1000,
  connectSeconds: 5,
  idleSeconds: 5,
  totalSeconds: 20,
  redirectsMax: 0,
  accept: '*/*',
}

const tool = 'openssl'
// The certificate is made on the spot: a private key has no place in a repository.
const directory = mkdtempSync(join(tmpdir(), 'reelay-tls-'))
const made = makeCertificate(directory)
const trusted = getCACertificates('default')
afterAll(() => {
  setDefaultCACertificates(trusted)
  rmSync(directory, { recursive: true })
})

describe.skipIf(made === null)('https', () => {
  const { certificate } = made ?? { certificate: '' }

  async function fetchBy(name: string, { key, certificate } = made ?? { key: '', certificate: '' }) {
    const server = await listen(
      createServer({ key, cert: certificate }, (_request, response) => response.end('safe')),
    )
    const list = parseAllowList('127.0.0.1')
    if (list.outcome === 'invalid') throw new Error(list.message)
    const fetch = createGuardedFetch({
      allow: list.allow,
      clock: systemClock,
      resolve: async () => ['127.0.0.1'],
    })
    return await fetch.download({ url: `https://${name}:${server.port}/` }, policy)
  }

  test('a certificate that nobody vouches for is refused before anything is sent', async () => {
    expect(await fetchBy('images.example')).toEqual({
      outcome: 'refused',
      reason: "the server's certificate is not valid",
      permanent: true,
      mayHaveArrived: false,
    })
  })

  test.each([
    ['for clients only', 'extendedKeyUsage=clientAuth'],
    ['with a critical extension that nobody knows', '1.2.3.4=critical,DER:0500'],
  ])('a certificate %s is refused like any other', async (_what, extension) => {
    expect(await fetchBy('images.example', makeCertificate(directory, extension) ?? undefined)).toMatchObject(
      {
        outcome: 'refused',
        reason: "the server's certificate is not valid",
      },
    )
  })

  test('the name of the URL is the name that the certificate must have, not the pinned address', async () => {
    setDefaultCACertificates([...trusted, certificate])
    expect(await fetchBy('images.example')).toMatchObject({ outcome: 'fetched', body: Buffer.from('safe') })
    expect(await fetchBy('images.example.')).toMatchObject({ outcome: 'fetched' })
    expect(await fetchBy('other.example')).toMatchObject({ reason: "the server's certificate is not valid" })
  })
})

function makeCertificate(
  directory: string,
  ...extensions: string[]
): { key: string; certificate: string } | null {
  const files = { key: join(directory, 'key.pem'), certificate: join(directory, 'certificate.pem') }
  const subject = ['-subj', '/CN=images.example', '-addext', 'subjectAltName=DNS:images.example']
  const added = extensions.flatMap((extension) => ['-addext', extension])
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  try {
    execFileSync(
      tool,
      ['req', ...kind, ...subject, ...added, '-keyout', files.key, '-out', files.certificate],
      {
        stdio: 'ignore',
      },
    )
  } catch (error) {
    // A machine without openssl skips these tests.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return { key: readFileSync(files.key, 'utf8'), certificate: readFileSync(files.certificate, 'utf8') }
}
