import { shown } from './explain.ts'
import { type SettingKey, settingOf, settings } from './settings.ts'

/** `docs/settings.md`: every setting with its default and its meaning, written from the table. */
export function settingsPage(): string {
  return [
    '<!-- Written by scripts/generate-docs.ts. Change the data in src/config/settings.ts, not this page. -->',
    '# Settings',
    'A setting comes from a flag, the environment, the file or its default, in this order. The flag of `limit.create` is `--limit-create`; in the file, `reelay.config.json` or the one that `REELAY_CONFIG` names, it is `{ "limit": { "create": 20 } }`. A variable with `_FILE` behind its name holds the path of a file with the value. Unknown settings are refused, with the one that was probably meant. `reelay config --explain` prints what holds, and where it came from.',
    [
      '| Environment | In the file | Default | Meaning |',
      '|---|---|---|---|',
      ...(Object.keys(settings) as SettingKey[]).map(row),
    ].join('\n'),
    '',
  ].join('\n\n')
}

function row(key: SettingKey): string {
  const { env, schema, doc, secret } = settingOf(key)
  const standard: unknown = schema.safeParse(undefined).data
  const cell = standard === undefined || isEmpty(standard) ? '' : `\`${shown(standard)}\``
  const kept = secret ? ' Never printed.' : ''
  return `| \`${env}\` | \`${key}\` | ${cell} | ${doc.replaceAll('|', '\\|')}${kept} |`
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0
