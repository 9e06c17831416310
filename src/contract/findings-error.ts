import { ApiError } from './api-error.ts'
import type { Finding } from './finding.ts'
import { told } from './text.ts'

/** A message is read by a human; what is left over he sees when these are mended. */
const listedMax = 5

/** The answer to a request with findings: the first decides the code, all are told. Throws when there are none. */
export function findingsError(findings: readonly Finding[]): ApiError {
  const [first] = findings
  if (first === undefined) throw new Error('A request without findings was to be refused.')
  const left = findings.length - listedMax
  const message = told((say) => {
    const messages = findings.slice(0, listedMax).map(({ message: { en, zh } }) => say(en, zh))
    const rest = left > 0 ? [say(`${left} more.`, `还有 ${left} 处问题。`)] : []
    return [...messages, ...rest].join(say(' Also: ', '另外：'))
  })
  return new ApiError(first.code, {}, { message })
}
