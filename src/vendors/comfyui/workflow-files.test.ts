import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject, Job } from '../../catalog/job.ts'
import { jobsOf, type NamedJob } from '../../../tests/support/vendor-jobs.ts'
import { createComfyUiVendor } from './vendor.ts'
import { loadWorkflows } from './workflow-files.ts'

const [{ job: klingJob }] = jobsOf('Kling', '2026-01-08').filter(
  ({ title }) => title === '2.6 text 720P',
) as [NamedJob]
const model = JSON.parse(
  readFileSync(new URL('./workflows/wan22-frames.json', import.meta.url), 'utf8'),
) as JsonObject & { slots: JsonObject; graph: JsonObject }
/** From a text: without the slots for images. */
const { image: _image, last_image: _last, ...textSlots } = model.slots
const textWorkflow = { ...model, slots: textSlots }

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'reelay-workflows-'))))
afterEach(() => rmSync(directory, { recursive: true }))

const write = (name: string, content: JsonObject | string): void =>
  writeFileSync(
    join(directory, `${name}.json`),
    typeof content === 'string' ? content : JSON.stringify(content),
  )
/** Which workflow renders the job, with those of the operator. */
function chosenFor(changes: Partial<Job>): unknown {
  const { workflows, problems } = loadWorkflows(directory)
  expect(problems).toEqual([])
  const vendor = createComfyUiVendor({ baseUrl: 'http://unused', headers: {}, workflows })
  const inputs = { images: [], videos: [], audios: [] }
  return vendor.compose({ ...klingJob, ...changes }, inputs)['workflow']
}

describe("an operator's workflow", () => {
  test('that names a version comes before one of its family, and that before one for all', () => {
    write('any', { ...textWorkflow, serves: ['*'] })
    write('kling', { ...textWorkflow, serves: ['Kling'] })
    write('kling-26', { ...textWorkflow, serves: ['Vidu', 'Kling 2.6'] })
    expect(chosenFor({})).toBe('kling-26')
    expect(chosenFor({ version: '2.5' })).toBe('kling')
    expect(chosenFor({ family: 'GV' })).toBe('any')
  })

  test('comes before ours, and of two the one that can do the job', () => {
    write('a-720', { ...textWorkflow, serves: ['*'] })
    write('b-1080', { ...textWorkflow, serves: ['*'], pixels: { '1080P': 2_073_600 } })
    write('c-sound', { ...textWorkflow, serves: ['*'], sound: true })
    expect(chosenFor({})).toBe('a-720')
    expect(chosenFor({ resolution: '1080P' })).toBe('b-1080')
    expect(chosenFor({ audio: true })).toBe('c-sound')
  })

  test('takes the place of ours of the same name', () => {
    write('wan22-text', { ...textWorkflow, secondsMax: 10 })
    expect(chosenFor({ durationSeconds: 10 })).toBe('wan22-text')
  })

  test('without a slot for what to avoid gets it in the prompt, and the timeline says so', () => {
    const { negative: _negative, ...slots } = textSlots
    write('plain', { ...textWorkflow, serves: ['Kling'], slots })
    const { workflows } = loadWorkflows(directory)
    const vendor = createComfyUiVendor({ baseUrl: 'http://unused', headers: {}, workflows })
    const job = { ...klingJob, prompt: 'a cat', negativePrompt: 'rain' }
    const call = vendor.compose(job, { images: [], videos: [], audios: [] })
    expect(JSON.stringify(call)).toContain('a cat\\nAvoid: rain')
    expect(vendor.remarks?.(job)).toEqual([
      'Workflow plain.',
      'The vendor has no field for NegativePrompt: it stands at the end of the prompt.',
    ])
  })

  test.each<[title: string, content: JsonObject | string, problem: string]>([
    ['no JSON', '{', 'it is not JSON'],
    ['a list', '[]', 'it is not an object'],
    ['the editor’s format', { nodes: [], links: [] }, 'use "Export (API)"'],
    ['a graph alone', model.graph, 'put it under "graph"'],
    ['an unknown member', { ...model, serve: [] }, 'Unrecognized key: "serve"'],
    ['no seed', { ...model, slots: { ...model.slots, seed: [] } }, 'slots.seed'],
    ['no resolution', { ...model, pixels: {} }, 'pixels: names no resolution'],
    [
      'a node that is not there',
      { ...model, slots: { ...model.slots, prompt: { node: '99', input: 'text' } } },
      'slots.prompt: the graph has no node 99',
    ],
    [
      'an input that is not there',
      { ...model, slots: { ...model.slots, prompt: { node: '20', input: 'words' } } },
      'slots.prompt: node 20 has no input words; it has clip, text',
    ],
    [
      'an input that another node feeds',
      { ...model, slots: { ...model.slots, prompt: { node: '20', input: 'clip' } } },
      'slots.prompt: input clip of node 20 is fed by another node',
    ],
    [
      'a number where a text goes',
      { ...model, slots: { ...model.slots, prefix: { node: '41', input: 'fps' } } },
      'slots.prefix: input fps of node 41 is a number, not a string',
    ],
    [
      'no such output',
      { ...model, slots: { ...model.slots, output_node: '7' } },
      'slots.output_node: the graph has no node 7',
    ],
    [
      'a last frame without a first',
      { ...model, slots: { ...textSlots, last_image: { node: '17', input: 'image' } } },
      'a last frame needs a slot for the first one',
    ],
    [
      'a parameter of a name that is ours',
      { ...model, parameters: { seed: { node: '30', input: 'steps', from: 9, to: 1 } } },
      'parameters.seed: from is above to',
    ],
  ])('with %s is told with its file', (_title, content, problem) => {
    write('mine', content)
    const { problems } = loadWorkflows(directory)
    expect(problems.join('\n')).toContain(problem)
    for (const each of problems) expect(each).toMatch(new RegExp(`^${join(directory, 'mine.json')}: .*\\.$`))
  })

  test('is looked for where the operator says: a directory that is empty or away is told', () => {
    expect(loadWorkflows(directory).problems).toEqual([`${directory}: there is no workflow (*.json) in it.`])
    expect(loadWorkflows(join(directory, 'away')).problems).toEqual([expect.stringContaining('ENOENT')])
  })
})
