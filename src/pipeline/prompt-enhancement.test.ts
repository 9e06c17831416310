import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enhancePrompt } from './prompt-enhancement.ts'

const enhanced = (prompt: string): string => enhancePrompt({ enhancePrompt: true, prompt })

describe('EnhancePrompt', () => {
  test('false leaves the prompt exactly as it is', () => {
    fc.assert(
      fc.property(fc.string(), (prompt) => {
        expect(enhancePrompt({ enhancePrompt: false, prompt })).toBe(prompt)
      }),
    )
  })

  test('true keeps every word of the caller and fills in what he left open', () => {
    expect(enhanced('A cat on a wall.')).toBe(
      'A cat on a wall. The camera moves slowly and steadily and keeps the subject in view, soft natural light with clear depth, cinematic composition, fine detail, natural motion.',
    )
  })

  test('true adds nothing about what the caller has said himself', () => {
    expect(enhanced('A cat, zoom in, at night')).toBe(
      'A cat, zoom in, at night. Cinematic composition, fine detail, natural motion.',
    )
    expect(enhanced('cinematic zoom through neon light')).toBe('cinematic zoom through neon light')
  })

  test('true answers a Chinese prompt in Chinese', () => {
    expect(enhanced('一只猫，夜晚')).toBe(
      '一只猫，夜晚。镜头平稳缓慢地移动，主体始终在画面中，电影感构图，细节丰富，动作自然。',
    )
  })

  test('never makes a prompt too long', () => {
    const long = 'x'.repeat(1990)
    expect(enhanced(long)).toBe(long)
  })
})
