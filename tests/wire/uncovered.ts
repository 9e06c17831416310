/** A request taken apart as far as HTTP goes, by a reader of the tests' own. */
export type Parsed = {
  /** The white space before and in the request line. */
  readonly spacing: string
  readonly method: string
  readonly target: string
  readonly version: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** One character per byte. */
  readonly body: string
}

/** What the client of the seed left out of its signature, although it could have been in it (fixtures, index.json). */
export type Signer = { readonly signsPort: boolean; readonly signsPath: boolean }

/** A part of a request that a signature does not cover, and the reason. */
export type Uncovered = {
  readonly what: string
  readonly because: string
  /** The request without the part: two requests that differ in nothing else become the same. */
  readonly forget: (request: Parsed, signer: Signer) => Parsed
}

export function parse(bytes: Buffer): Parsed | null {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  const [lead = ''] = /^[\r\n]*/.exec(text) ?? []
  const [first = '', ...lines] = text.slice(lead.length, end).split('\r\n')
  const [, method, gap, target, secondGap = '', version = ''] =
    /^(\S+)( +)(\S+)(?:( +)(\S+))?$/.exec(first) ?? []
  const headers = lines.map((line) => /^([^:\s]+):([^\r\n]*)$/.exec(line))
  if (end === -1 || method === undefined || target === undefined) return null
  if (headers.includes(null)) return null
  const named = headers.map((header) => [header?.[1] ?? '', header?.[2] ?? ''] as const)
  const spacing = `${lead}${gap}${secondGap}`
  return { spacing, method, target, version, headers: named, body: text.slice(end + 4) }
}

/** The order matters: what comes later sees what the earlier ones have left. */
export const uncovered: readonly Uncovered[] = [
  {
    what: 'the version of HTTP',
    because:
      'it belongs to the connection, and may even be missing; no string to sign has it (contract 3.3, 3.4)',
    forget: (request) => ({ ...request, version: '' }),
  },
  {
    what: 'white space before and in the request line',
    because: 'servers are to be lenient with it (RFC 9112, 2.2 and 3)',
    forget: (request) => ({ ...request, spacing: '' }),
  },
  {
    what: 'the case of header names',
    because: 'HTTP has none; Go sends X-Tc-Action (contract 3.2)',
    forget: (request) => mapHeaders(request, (name, value) => [name.toLowerCase(), value]),
  },
  {
    what: 'white space around a header value',
    because: 'HTTP does not count it to the value, and the canonical form trims it (contract 3.3)',
    forget: (request) => mapHeaders(request, (name, value) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')]),
  },
  {
    what: 'white space between the items of an Authorization',
    because: 'it says how the signature was made and is not itself signed; the items are',
    forget: (request) =>
      mapHeaders(request, (name, value) =>
        name === 'authorization'
          ? [name, value.replace(/^TC3-HMAC-SHA256 +/, 'TC3-HMAC-SHA256 ').replaceAll(/, */g, ',')]
          : [name, value],
      ),
  },
  {
    what: 'bytes after the body',
    because: 'Content-Length ends it; they would be the next request on this connection',
    forget: (request) => ({ ...request, body: request.body.slice(0, lengthOf(request)) }),
  },
  {
    what: 'the body of an UNSIGNED-PAYLOAD request',
    because: 'the client asked for that (contract 3.5)',
    forget: (request) =>
      headerOf(request, 'x-tc-content-sha256') === 'UNSIGNED-PAYLOAD' ? { ...request, body: '' } : request,
  },
  {
    what: 'headers that are not signed',
    because:
      'TC3 signs those that SignedHeaders names and the timestamp, version 1 the host (contract 3.3, 3.4)',
    forget: (request) => ({
      ...request,
      headers: request.headers.filter(([name]) => coveredHeaders(request).has(name)),
    }),
  },
  {
    what: 'the case of a host or a media type',
    because: 'HTTP has none, and clients differ in what they sign (contract 3.3, consequence 2 of 3.6)',
    forget: (request) =>
      mapHeaders(request, (name, value) =>
        name === 'host' || name === 'content-type' || name === 'x-tc-action'
          ? [name, value.toLowerCase()]
          : [name, value],
      ),
  },
  {
    what: 'the port of the host, for clients that leave it out',
    because: 'both Node.js SDKs sign the host alone with TC3 (contract 3.6)',
    forget: (request, { signsPort }) =>
      signsPort
        ? request
        : mapHeaders(request, (name, value) => [name, name === 'host' ? value.replace(/:\d+$/, '') : value]),
  },
  {
    what: 'the path, for clients that sign /',
    because: 'Go, Java and .NET sign / whatever path their endpoint has (contract 3.6)',
    forget: (request, { signsPath }) =>
      signsPath ? request : { ...request, target: `/${request.target.replace(/^[^?]*/, '')}` },
  },
  {
    what: 'the query of a POST',
    because: 'its canonical form is documented as empty, and no parameter is read from it (contract 3.3)',
    forget: (request) =>
      request.method === 'POST' ? { ...request, target: request.target.replace(/\?.*$/, '') } : request,
  },
  {
    what: 'how version 1 writes its parameters',
    because: 'it signs them decoded and sorted: %2f is %2F, + is a space, && is & (contract 3.4)',
    forget: (request) => {
      if (isTc3(request)) return request
      const [path = '', ...query] = request.target.split('?')
      return { ...request, target: `${path}?${decoded(query.join('?'))}`, body: decoded(request.body) }
    },
  },
]

/** Everything that a signature covers, as text. */
export const coveredBy = (request: Parsed, signer: Signer, list = uncovered): string =>
  JSON.stringify(list.reduce((rest, { forget }) => forget(rest, signer), request))

const headerOf = ({ headers }: Parsed, wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim()

const isTc3 = (request: Parsed): boolean => headerOf(request, 'authorization') !== undefined

const lengthOf = (request: Parsed): number => Number(headerOf(request, 'content-length') ?? 0)

function coveredHeaders(request: Parsed): ReadonlySet<string> {
  if (!isTc3(request)) return new Set(['host'])
  const signed = /SignedHeaders=([^,]*)/.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? ''
  return new Set(['authorization', 'x-tc-timestamp', 'x-tc-content-sha256', ...signed.split(';')])
}

function mapHeaders(
  request: Parsed,
  change: (name: string, value: string) => readonly [string, string],
): Parsed {
  return { ...request, headers: request.headers.map(([name, value]) => change(name, value)) }
}

function decoded(encoded: string): string {
  const pairs = encoded.split('&').filter((pair) => pair !== '')
  return JSON.stringify(pairs.map((pair) => unescape(pair.replaceAll('+', ' '))))
}
