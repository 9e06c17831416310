import { withRequestHistory } from '../../main.ts'
import type { KeptRequest } from '../../telemetry/request-log.ts'
import { type Command, commandLog, UserError } from '../command.ts'
import { jsonOf, onOneLine, tableOf, timeText } from '../table.ts'
import { wantsJson } from '../verbs.ts'

export const requestsCommand: Command = {
  name: 'requests',
  usage: 'requests [--errors] [--limit N]',
  doc: 'Look at the newest requests, and why they failed.',
  flags: {
    limit: { type: 'string', value: 'N', doc: 'How many at most; 50 when absent.' },
    errors: { type: 'boolean', doc: 'Only those that failed.' },
    account: { type: 'string', value: 'NAME|APPID', doc: 'Only those of one account.' },
    output: { type: 'string', value: 'table|json', doc: 'For people or for programs.' },
  },
  async run({ loaded, positionals: [surplus], flags }) {
    if (surplus !== undefined) throw new UserError(`${JSON.stringify(surplus)} is one word too many.`)
    const json = wantsJson(flags)
    const countMax = countOf(flags['limit'] ?? '50')
    const account = typeof flags['account'] === 'string' ? flags['account'] : ''
    const failuresOnly = flags['errors'] === true
    const found = await withRequestHistory(loaded.config, commandLog(loaded), (history) =>
      history.list({ countMax, account, failuresOnly }),
    )
    process.stdout.write(`${json ? jsonOf(found.map(forPrograms)) : forPeople(found)}\n`)
    return 0
  },
}

function countOf(limit: unknown): number {
  if (/^[1-9]\d{0,6}$/.test(String(limit))) return Number(limit)
  throw new UserError(`--limit is how many requests to show, at least 1, not ${JSON.stringify(limit)}.`)
}

const forPrograms = ({ accountId: _internal, ...request }: KeptRequest) => request

/** A line for each request, and below it why it failed. */
function forPeople(requests: readonly KeptRequest[]): string {
  if (requests.length === 0) return 'There are no such requests.'
  const table = tableOf(
    ['TIME', 'ACTION', 'CODE', 'MS', 'ADDRESS', 'CLIENT', 'REQUESTID'],
    requests.map((request) => [
      timeText(request.at, ''),
      request.action || '-',
      request.code || 'ok',
      String(request.latencyMilliseconds),
      request.address,
      shortened(request.client) || '-',
      request.requestId,
    ]),
  )
  const [headings = '', ...lines] = table.split('\n')
  return [headings, ...lines.flatMap((line, index) => [line, ...reasonOf(requests[index])])].join('\n')
}

/** The explanation of a signature has empty lines that count. */
function reasonOf(request: KeptRequest | undefined): string[] {
  const { message = '', explanation = '' } = request ?? {}
  const lines = [message, ...explanation.split('\n')]
  return explanation === '' && message === '' ? [] : lines.map((line) => `    ${onOneLine(line)}`.trimEnd())
}

const clientCharactersMax = 32

const shortened = (text: string): string =>
  text.length > clientCharactersMax ? `${text.slice(0, clientCharactersMax - 1)}…` : text
