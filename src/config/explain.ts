import type { LoadedConfig } from './load.ts'
import { type SettingKey, settingOf, settings } from './settings.ts'

/** Every setting with its value, its origin and its meaning; secrets only as "set" or "not set". */
export function explainConfig({ config, origins }: LoadedConfig): string {
  const rows = (Object.keys(settings) as SettingKey[]).map((key) => {
    const { env, doc, secret } = settingOf(key)
    const value: unknown = config[key]
    return { key, env, doc, origin: origins[key], value: secret ? hidden(value) : shown(value) }
  })
  const width = (column: 'key' | 'value' | 'origin') => Math.max(...rows.map((row) => row[column].length))
  const [keyWidth, valueWidth, originWidth] = [width('key'), width('value'), width('origin')]
  return rows
    .map((row) =>
      [
        row.key.padEnd(keyWidth),
        row.value.padEnd(valueWidth),
        row.origin.padEnd(originWidth),
        `${row.env}: ${row.doc}`,
      ].join('  '),
    )
    .join('\n')
}

const hidden = (value: unknown): string => (value === undefined ? '(not set)' : '(set)')
/** A value as people write it. */
export const shown = (value: unknown): string => {
  if (value === undefined) return '(not set)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
