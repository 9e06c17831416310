import { describe, expect, test } from 'vitest'
import type { Job, JsonObject } from '../../catalog/job.ts'
import { jobsOf } from '../../../tests/support/vendor-jobs.ts'
import { at } from '../answer.ts'
import { createComfyUiVendor } from './vendor.ts'
import { loadWorkflows } from './workflow-files.ts'

const { workflows } = loadWorkflows(undefined)
const vendor = createComfyUiVendor({ baseUrl: 'http://unused', headers: {}, workflows })
const noInputs = { images: [], videos: [], audios: [] }
const jobs = jobsOf('Hunyuan', '2026-01-08')
const [{ job: textJob }] = jobs as [(typeof jobs)[number]]

const compose = (changes: Partial<Job>): JsonObject => vendor.compose({ ...textJob, ...changes }, noInputs)
/** What a node of the composed graph gets. */
const inputOf = (changes: Partial<Job>, node: string, input: string): unknown =>
  at(compose(changes), 'graph', node, 'inputs', input)

describe('a job', () => {
  test.each([
    [{ mode: 'references' as const }, 'no workflow renders Hunyuan from reference images'],
    [{ resolution: '1080P' }, 'the workflow hunyuan15-text renders 720P, not 1080P'],
    [{ durationSeconds: 8 }, 'the workflow hunyuan15-text renders up to 5 seconds, not 8'],
    [{ audio: true }, 'EnableAudio: the films of the workflow hunyuan15-text are silent'],
    [{ watermark: true }, 'LogoAdd: ComfyUI adds no watermark'],
    [{ sceneType: 'lip_sync' }, 'a workflow of ComfyUI knows no lip_sync'],
    [{ additionalParameters: { constructor: 1 } }, 'takes workflow, steps, cfg, seed, not constructor'],
    [{ additionalParameters: { seed: 0.5 } }, 'seed has to be a whole number from 0 to'],
    [{ additionalParameters: { steps: 1000 } }, 'steps has to be a whole number from 1 to 100'],
    [{ additionalParameters: { cfg: '6' } }, 'cfg has to be a number from 1 to 20'],
    [
      { additionalParameters: { workflow: '../x' } },
      'has to be one of hunyuan15-text, wan22-text for Hunyuan from a text alone, not "../x"',
    ],
  ])('that no workflow can do is refused with the reason: %o', (changes: Partial<Job>, reason) => {
    const job = { ...textJob, ...changes }
    expect(vendor.refuses?.(job)).toContain(reason)
    expect(() => vendor.compose(job, noInputs)).toThrow(reason)
  })

  test('chooses its workflow, its seed and what the workflow lets it choose', () => {
    const chosen = { additionalParameters: { workflow: 'wan22-text', seed: 7 } }
    expect(compose(chosen)).toMatchObject({ workflow: 'wan22-text' })
    expect(compose(chosen)).not.toHaveProperty('seedAt')
    expect(inputOf(chosen, '30', 'noise_seed')).toBe(7)
    const tuned = { additionalParameters: { steps: 30, cfg: 4.5 } }
    expect(inputOf(tuned, '32', 'steps')).toBe(30)
    expect(inputOf(tuned, '31', 'cfg')).toBe(4.5)
  })

  test('adds what to avoid to what the workflow avoids by itself', () => {
    const avoiding = (workflow: string) =>
      inputOf({ negativePrompt: 'rain', additionalParameters: { workflow } }, '21', 'text')
    expect(avoiding('wan22-text')).toMatch(/倒着走, rain$/)
    expect(avoiding('hunyuan15-text')).toBe('rain')
    expect(inputOf({ additionalParameters: { workflow: 'wan22-text' } }, '21', 'text')).toMatch(/倒着走$/)
  })

  test('puts a prompt into its slot whatever it looks like, and changes no workflow by that', () => {
    const prompt = '"}, "9": {"class_type": "@PROMPT"} \\u0000 \n'
    expect(inputOf({ prompt }, '20', 'text')).toBe(prompt)
    expect(workflows.map(({ graph }) => graph['20']?.inputs['text'])).toEqual(workflows.map(() => ''))
  })

  test.each([
    ['16:9', [1280, 720]],
    ['9:16', [720, 1280]],
    ['1:1', [960, 960]],
    ['4:3', [1104, 832]],
    ['3:4', [832, 1104]],
  ])('of shape %s has as many pixels as any other', (aspectRatio, size) => {
    expect([inputOf({ aspectRatio }, '22', 'width'), inputOf({ aspectRatio }, '22', 'height')]).toEqual(size)
  })

  test.each([
    ['hunyuan15-text', 5, 121],
    ['wan22-text', 5, 81],
    ['wan22-text', 1, 17],
    ['wan22-text', 3, 49],
  ])('of %s that takes %i seconds has %i frames', (workflow, durationSeconds, length) => {
    expect(inputOf({ durationSeconds, additionalParameters: { workflow } }, '22', 'length')).toBe(length)
  })
})
