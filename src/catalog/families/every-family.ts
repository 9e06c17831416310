import type { Family } from '../grammar.ts'

/** What the pages say of the texts and of the first frame without naming a model. */
export const everyFamily = {
  ImageUrl: [{ allowed: true, source: 'seed' }],
  Prompt: [
    {
      when: { mode: ['text'] },
      codePoints: { from: 1, to: 2000 },
      because: 'without images the text is all there is to make a video from',
      source: 'seed',
    },
    { codePoints: { from: 0, to: 2000 }, source: 'seed' },
  ],
  NegativePrompt: [
    {
      codePoints: { from: 0, to: 2000 },
      because:
        'the page names no limit, so that of the prompt is taken; a model without such a field gets it folded into the prompt',
      source: 'reelay',
    },
  ],
  EnhancePrompt: [{ oneOf: [true, false], default: false, source: 'seed' }],
} as const satisfies Partial<Family['clauses']>
