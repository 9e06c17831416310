import type { Job } from '../catalog/job.ts'

/** The contract's limit for a prompt (seed page, 2026-01-08). */
const promptCodePointsMax = 2000

type Addition = { readonly said: RegExp; readonly english: string; readonly chinese: string }

/** What a director would add, unless the caller has said something about it himself. */
const additions: readonly Addition[] = [
  {
    said: /\b(camera|zoom|pan|tilt|dolly|orbit|tracking|handheld|push[- ]?in|pull[- ]?(back|out)|static shot|crane)|镜头|推近|拉远|摇|环绕|跟拍|固定/i,
    english: 'The camera moves slowly and steadily and keeps the subject in view',
    chinese: '镜头平稳缓慢地移动，主体始终在画面中',
  },
  {
    said: /\b(light|lit|sun|shadow|glow|neon|dusk|dawn|night|golden hour|backlit)|光|阳|影|霓虹|黄昏|夜|清晨/i,
    english: 'soft natural light with clear depth',
    chinese: '柔和的自然光，层次分明',
  },
  {
    said: /\b(cinematic|style|film|anime|cartoon|photoreal|realistic|watercolou?r|3d|documentary)|风格|电影|动漫|写实|水彩|纪录/i,
    english: 'cinematic composition, fine detail, natural motion',
    chinese: '电影感构图，细节丰富，动作自然',
  },
]

/**
 * The built-in answer to `EnhancePrompt: true` for vendors without a switch of their own: what the caller wrote stays
 * as it is, and what he left open is filled in. The same prompt always gives the same words.
 */
export function enhancePrompt({
  enhancePrompt: wanted,
  prompt,
}: Pick<Job, 'enhancePrompt' | 'prompt'>): string {
  if (!wanted || prompt.trim() === '') return prompt
  const isChinese = /\p{Script=Han}/u.test(prompt)
  const missing = additions
    .filter(({ said }) => !said.test(prompt))
    .map(({ english, chinese }) => (isChinese ? chinese : english))
  if (missing.length === 0) return prompt
  const stem = prompt.trim().replace(/[.。!！,，;；\s]+$/u, '')
  const enhanced = isChinese
    ? `${stem}。${missing.join('，')}。`
    : `${stem}. ${capitalised(missing.join(', '))}.`
  return codePoints(enhanced) <= promptCodePointsMax ? enhanced : prompt
}

const codePoints = (text: string): number => Array.from(text).length
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
