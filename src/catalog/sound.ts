import type { JsonObject } from './job.ts'

/**
 * The names under which the vendors' own APIs switch sound, looked for in AdditionalParameters because this edition
 * has no member for it: Kling `sound` on|off and `audio` native|off (Kling reference, 2026-09-20), Vidu `audio`
 * (Vidu reference, 2026-04-21), Veo `generateAudio` (Google Gen AI SDK 2.32.0); `generate_audio` is how resellers
 * spell the last.
 */
export const soundKeys = ['sound', 'audio', 'generate_audio', 'generateAudio'] as const

const switches: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['native', true],
  ['true', true],
  ['off', false],
  ['false', false],
])

/** What the vendor keys ask of the sound; `undefined` when none is there or its value is not a switch. */
export function soundAsked(
  additionalParameters: JsonObject,
): { readonly key: string; readonly value: boolean } | undefined {
  for (const key of soundKeys) {
    const value = Object.hasOwn(additionalParameters, key) ? additionalParameters[key] : undefined
    if (typeof value !== 'boolean' && typeof value !== 'string') continue
    const meaning = switches.get(String(value).toLowerCase())
    if (meaning !== undefined) return { key, value: meaning }
  }
  return undefined
}
