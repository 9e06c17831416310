import { z } from 'zod'
import { actions, type Action } from './actions.ts'
import { anchorOf, headingOf } from './edition-heading.ts'
import { defaultEdition, editionNames, editions, type EditionName } from './edition.ts'
import { errors } from './errors.ts'
import { extensionMembers, idempotencyHeader } from './extensions.ts'
import { membersOf, type Member } from './members.ts'

/** `docs/actions.md`: the reference of every action in every edition, written from the shapes. */
export function actionsPage(): string {
  return [
    '<!-- Written by scripts/generate-docs.ts. Change the data in src/contract, not this page. -->',
    '# Actions',
    'One URL, `POST /`, TencentCloud API 3.0 signature; every official SDK works unchanged.',
    'Unknown members are refused (`UnknownParameter`), wrong JSON types too (`InvalidParameter`); a member that is `null` counts as not sent. Every answer also carries `RequestId`, and every action can also answer the common error codes.',
    [
      ...editionNames.map((name) => `- [${headingOf(name)}](#${anchorOf(name)})`),
      '- [Extensions of CreateAigcVideoTask](#extensions-of-createaigcvideotask)',
    ].join('\n'),
    ...editionNames.flatMap(chapter),
    ...extensionsChapter(),
    '',
  ].join('\n\n')
}

function chapter(edition: EditionName): readonly string[] {
  const table: Readonly<Record<string, Action>> = actions[edition]
  return [
    `## ${headingOf(edition)}`,
    `${editions[edition].title}. \`REELAY_EDITION=${edition}\`${edition === defaultEdition ? ' is the default' : ''}.`,
    ...Object.entries(table).map(([name, action]) => {
      const same = editionNames.find((other) => Object.values<Action>(actions[other]).includes(action))
      return same === undefined || same === edition
        ? section(name, action)
        : `### ${name} (as in edition ${same})`
    }),
  ]
}

function extensionsChapter(): readonly string[] {
  const members = membersOf(z.strictObject(extensionMembers))
  return [
    '## Extensions of CreateAigcVideoTask',
    'What Tencent does not have: optional, in every edition, and explained in [extensions.md](extensions.md). With `REELAY_EXTENSIONS=false` these members are unknown and the header means nothing, as at Tencent.',
    membersTable(members),
    ...structures(members).map((part) => part.replace(/^#####/, '###')),
    `The header \`${idempotencyHeader}\` (1 to 255 printable ASCII characters) is another way to say SessionId; who sends both has to send the same.`,
    `Error codes: \`DryRunOperation\` answers a dry run, \`InvalidParameterValue\` a key that was used with another request, \`UnsupportedOperation\` a job that the vendor behind the family cannot do.`,
  ]
}

function section(name: string, action: Action): string {
  return [
    `### ${name}`,
    `${action.summary} Version \`${action.version}\`, ${action.ratePerSecond} calls per second and account.`,
    '#### Request',
    membersTable(membersOf(action.input)),
    ...structures(membersOf(action.input)),
    '#### Answer',
    Object.keys(action.output.shape).length === 0
      ? 'Nothing but `RequestId`.'
      : membersTable(membersOf(action.output)),
    '#### Error codes',
    action.errors.map((code) => `- \`${code}\`: ${errors[code].meaning}`).join('\n'),
    '#### Example',
    code({ ...json(action.example.request) }),
    code({
      Response: { ...json(action.example.response), RequestId: '643fb583-0032-44ac-bfa8-bef25e310998' },
    }),
    `Source: [${action.page.title}](${action.page.url}), ${action.page.date}.`,
  ].join('\n\n')
}

function structures(members: readonly Member[]): readonly string[] {
  return members
    .filter(({ members: inner }) => inner.length > 0)
    .flatMap(({ name, typeName, members: inner }) => [
      `##### ${name} (${typeName})`,
      membersTable(inner),
      ...structures(inner),
    ])
}

function membersTable(members: readonly Member[]): string {
  return [
    '| Member | Type | Required | Meaning | Example |',
    '|---|---|---|---|---|',
    ...members.map(
      ({ name, typeName, required, doc, example }) =>
        `| ${name} | ${typeName} | ${required ? 'yes' : 'no'} | ${cell(doc)} | \`${cell(JSON.stringify(example))}\` |`,
    ),
  ].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function code(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
}

function json(value: unknown): object {
  if (typeof value !== 'object' || value === null)
    throw new Error('An example of an action is not an object.')
  return value
}
