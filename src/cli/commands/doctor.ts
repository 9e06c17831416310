import { checkNode } from '../../composition/doctor/check-node.ts'
import { type Finding, problem } from '../../composition/doctor/finding.ts'
import { type Command, commandLog, UserError } from '../command.ts'
import { loadServer } from '../load-server.ts'
import { jsonOf, tableOf } from '../table.ts'
import { wantsJson } from '../verbs.ts'

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor [--output json]',
  doc: 'Check machine, database, vendors and routes, and say what to do. Spends nothing; 1 when something is wrong.',
  flags: { output: { type: 'string', value: 'json', doc: 'For programs; absent: a line for each finding.' } },
  async run({ loaded, flags, positionals: [surplus] }) {
    if (surplus !== undefined)
      throw new UserError(`${JSON.stringify(surplus)} is one word too many: reelay doctor`)
    const asJson = wantsJson(flags)
    const { examineReelay } = await loadServer()
    return tell(await examineReelay(loaded, commandLog(loaded)), asJson)
  },
  unconfigured({ problems }, flags) {
    const told = problems.map((what) => problem('configuration', what, 'Reelay does not start.'))
    return tell([checkNode(), ...told], wantsJson(flags))
  },
}

function tell(findings: readonly Finding[], asJson: boolean): number {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length
  const [problems, warnings] = [count('problem'), count('warning')]
  process.stdout.write(`${asJson ? jsonOf(findings) : `${lines(findings)}\n\n${sum(problems, warnings)}`}\n`)
  return problems === 0 ? 0 : 1
}

const lines = (findings: readonly Finding[]): string =>
  tableOf(
    ['STATE', 'CHECK', 'FINDING'],
    findings.map(({ state, check, what, advice }) => [
      state,
      check,
      advice === undefined ? what : `${/[.?]$/.test(what) ? what : `${what}.`} ${advice}`,
    ]),
  )

function sum(problems: number, warnings: number): string {
  const counted = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`
  return problems + warnings === 0
    ? 'All is well.'
    : `${counted(problems, 'problem')}, ${counted(warnings, 'warning')}.`
}
