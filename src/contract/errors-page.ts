import { actions, type Action } from './actions.ts'
import type { ErrorEntry } from './error-entry.ts'
import type { Text } from './text.ts'
import { advices, errorHandling } from './error-handling.ts'
import { errors, type ErrorCode } from './errors.ts'

/** `docs/errors.md`: every code of the registry, what it means and what to do, written from the data. */
export function errorsPage(): string {
  const codes = (Object.keys(errors) as ErrorCode[]).toSorted()
  const answered = codes.filter((code) => errorHandling[code] !== undefined)
  const documented = codes.filter((code) => errorHandling[code] === undefined)
  return [
    '<!-- Written by scripts/generate-docs.ts. Change the data in src/contract, not this page. -->',
    '# Errors',
    'Every answer has HTTP status 200, the Content-Type `application/json`, and a `RequestId`; a refusal has an `Error` in it. That holds for what is not even HTTP, too.',
    code({
      Response: {
        Error: { Code: 'InvalidAction', Message: errors.InvalidAction.message.en },
        RequestId: '643fb583-0032-44ac-bfa8-bef25e310998',
      },
    }),
    'Branch on the code; some clients test only the part before the dot. The texts are for people, in English or, with `X-TC-Language: zh-CN`, in Chinese. What the catalog says about a parameter is longer than the texts below: it begins with one of them, then tells what is allowed, and why.',
    'Who operates the server finds every request by its `RequestId`: `reelay requests --errors`. With `REELAY_EXPLAIN_SIGNATURE=true` a signature that does not match is explained there: what the server signed, and which usual mistake makes the signature that was sent. Keys are not shown; prompts, links and tokens are shown by their length only.',
    '## What to do',
    Object.entries(advices)
      .map(([name, meaning]) => `- **${name}**: ${meaning}`)
      .join('\n'),
    '## Codes that this server answers',
    'The rooms are those of [ARCHITECTURE.md](../ARCHITECTURE.md), in which a request is refused.',
    ...answered.map(section),
    '## Codes that are documented, and that this server does not answer',
    [
      '| Code | Meaning |',
      '|---|---|',
      ...documented.map((name) => `| \`${name}\` | ${errors[name].meaning} |`),
    ].join('\n'),
    '',
  ].join('\n\n')
}

function section(name: ErrorCode): string {
  const { meaning, message, variants }: ErrorEntry = errors[name]
  const { rooms = [], advice = 'mend' } = errorHandling[name] ?? {}
  const named = actionsNaming(name)
  return [
    `### ${name}`,
    [meaning, `Room: ${rooms.join(', ')}.`, `What to do: **${advice}**.`, ...named].join(' '),
    [message, ...Object.values(variants)].map(textLines).join('\n'),
  ].join('\n\n')
}

const textLines = ({ en, zh }: Text): string => `- ${en}\n  ${zh}`

/** The actions whose own page names the code. */
function actionsNaming(code: ErrorCode): readonly string[] {
  const tables = Object.values(actions).flatMap((table) => Object.entries<Action>(table))
  const names = new Set(
    tables.filter(([, action]) => action.errors.includes(code)).map(([name]) => `\`${name}\``),
  )
  return names.size === 0 ? [] : [`Named by ${[...names].join(', ')}.`]
}

const code = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
