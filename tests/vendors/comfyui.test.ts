import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { familiesOf } from '../../src/catalog/editions.ts'
import type { Job } from '../../src/catalog/job.ts'
import { editionNames } from '../../src/contract/edition.ts'
import { textAt } from '../../src/vendors/answer.ts'
import { createComfyUiVendor } from '../../src/vendors/comfyui/vendor.ts'
import { loadWorkflows } from '../../src/vendors/comfyui/workflow-files.ts'
import type { Link, Progress, Ticket, Vendor } from '../../src/vendors/vendor.ts'
import { jobsOf, type NamedJob } from '../support/vendor-jobs.ts'
import { type ComfySettings, type ComfySimulator, simulateComfyUi } from '../../src/simulators/comfyui.ts'
import { callsOf, faultOf, linkTo, pictureBytes } from './linked.ts'

const { workflows } = loadWorkflows(undefined)
const authorization = 'Bearer the-word-of-the-proxy'
const noInputs = { images: [], videos: [], audios: [] }
/** Whatever the contract allows of any family; a route may lead all of it here. */
const jobs = editionNames.flatMap((edition) =>
  familiesOf[edition].flatMap(({ name }) =>
    jobsOf(name, edition).map((named) => ({ ...named, title: `${edition} ${name} ${named.title}` })),
  ),
)
const jobOf = (title: string): NamedJob => {
  const found = jobs.find((job) => job.title === title)
  if (found === undefined) throw new Error(`no job ${title}`)
  return found
}
const { job: textJob } = jobOf('2026-01-08 Hunyuan unversioned text 720P')
/** One for each workflow. */
const samples = [
  '2026-01-08 Hunyuan unversioned text 720P',
  '2026-01-08 Hunyuan unversioned image 720P',
  '2026-01-08 Kling 2.6 text 720P',
  '2026-01-08 Kling 2.6 image 720P',
  '2026-01-08 Vidu q2-pro frames 720P',
].map(jobOf)

let simulator: ComfySimulator
let vendor: Vendor
let link: Link
async function start(settings: ComfySettings = {}): Promise<void> {
  simulator = await simulateComfyUi(settings)
  vendor = vendorWith(settings.authorization === undefined ? {} : { Authorization: settings.authorization })
  link = linkTo(vendor, simulator.url, '1-AigcVideo-1')
}
const vendorWith = (headers: Readonly<Record<string, string>>): Vendor =>
  createComfyUiVendor({ baseUrl: simulator.url, headers, workflows })
beforeEach(() => start())
afterEach(async () => {
  await simulator.close()
  expect(simulator.complaints).toEqual([])
})

const submit = (changes: Partial<Job> = {}, through: Link = link): Promise<Ticket> =>
  vendor.submit(vendor.compose({ ...textJob, ...changes }, noInputs), through)

async function watch(ticket: Ticket): Promise<Progress> {
  for (;;) {
    const progress = await vendor.check(ticket, link)
    if (progress.state === 'finished' || progress.state === 'failed') return progress
  }
}

describe('what the golden files show:', () => {
  test('the exact call of every workflow', async () => {
    const named = samples.map((sample) => ({ ...sample, title: workflowOf(sample) }))
    expect(named.map(({ title }) => title).toSorted()).toEqual(workflows.map(({ name }) => name))
    // A link of the graph is one line, as the formatter leaves it.
    const calls = callsOf(vendor, named).replaceAll(/\[\s+("\d+"),\s+(\d+)\s+\]/g, '[$1, $2]')
    await expect(calls).toMatchFileSnapshot('../../src/vendors/comfyui/fixtures/calls.json')
  })

  test('which workflow renders a job of which family, version and mode, or why none does', async () => {
    const choices = Object.fromEntries(
      jobs.map((named) => [named.title, vendor.refuses?.(named.job) ?? workflowOf(named)]),
    )
    const text = `${JSON.stringify(choices, null, 2)}\n`
    await expect(text).toMatchFileSnapshot('../../src/vendors/comfyui/fixtures/choices.json')
  })
})

const workflowOf = ({ job, inputs }: NamedJob): string => textAt(vendor.compose(job, inputs), 'workflow')

describe.each(samples)('$title', ({ job, inputs }) => {
  test('is rendered, and can be found', async () => {
    const call = vendor.compose(job, inputs)
    const ticket = await vendor.submit(call, link)
    expect(await vendor.find?.(call, link)).toEqual(ticket)
    const [prompt] = simulator.taken
    const query = new URLSearchParams({
      filename: prompt?.filename ?? '',
      subfolder: 'reelay',
      type: 'output',
    })
    expect(await watch(ticket)).toEqual({
      state: 'finished',
      clips: [{ url: `${simulator.url}/view?${query.toString()}` }],
    })
    expect([...simulator.files.values()]).toEqual(inputs.images.map(({ key }) => pictureBytes(key)))
    const { width, height, seconds } = prompt?.graph.film ?? { width: 0, height: 0, seconds: 0 }
    expect([width, height]).toEqual([1280, 720])
    expect(seconds).toBeCloseTo(job.durationSeconds, 0)
  })
})

describe('a submit', () => {
  test('of an equal job is no equal graph: no task gets the film of another', async () => {
    await submit()
    await submit({}, linkTo(vendor, simulator.url, '1-AigcVideo-2'))
    const [one, other] = simulator.taken
    expect(one?.filename).not.toBe(other?.filename)
    expect(one?.graph.nodes['33']).not.toEqual(other?.graph.nodes['33'])
    expect(one?.id).not.toBe(other?.id)
  })

  test('sent twice for one task is the same to the last byte', async () => {
    await submit()
    await submit()
    const [one, other] = simulator.taken
    expect(other).toMatchObject({ id: one?.id, filename: one?.filename })
  })

  test('with the same image uploads it to the same file', async () => {
    const { job, inputs } = jobOf('2026-01-08 Hunyuan unversioned image 720P')
    for (const task of ['a', 'b'])
      await vendor.submit(vendor.compose(job, inputs), linkTo(vendor, simulator.url, task))
    expect([...simulator.files.keys()]).toEqual([`reelay/${'0'.repeat(64)}.png`])
  })

  const complaint = (type: string, errors: readonly object[] = []) => ({
    error: { type, message: 'words', details: '', extra_info: {} },
    node_errors:
      errors.length === 0 ? {} : { 12: { errors, dependent_outputs: [], class_type: 'UNETLoader' } },
  })
  const missing = {
    type: 'value_not_in_list',
    message: 'words',
    details: `of ${'other.safetensors '.repeat(100)}`,
    extra_info: { input_name: 'unet_name', received_value: 'wan.safetensors' },
  }
  test.each([
    ['an invalid graph', 400, complaint('prompt_outputs_failed_validation'), 'refused'],
    ['a model that is not there', 400, complaint('x', [missing]), 'refused'],
    ['no words', 400, { error: { type: 'words' } }, 'refused'],
    ['a proxy that wants more', 401, '<h1>words</h1>', 'credentials'],
    ['a page of another place', 403, 'words', 'credentials'],
    ['a proxy with a limit', 429, 'words', 'throttled'],
    ['a body that is too large', 413, 'words', 'refused'],
    // They may have been taken.
    ['a broken server', 500, 'words', 'unknown'],
    ['a page', 502, '<h1>words</h1>', 'unknown'],
    ['a page with status 200', 200, '<h1>words</h1>', 'unknown'],
    ['no id', 200, { words: 1 }, 'unknown'],
  ])('that meets %s is a fault of the right kind', async (_title, status, body, kind) => {
    simulator.plan('submit', { instead: { status, body } })
    const fault = await faultOf(submit())
    expect(fault.kind).toBe(kind)
    expect(fault.message).toContain('words')
  })

  test('that lacks a model says which, and who can mend it', async () => {
    simulator.plan('submit', { instead: { status: 400, body: complaint('x', [missing]) } })
    const { message, detail } = await faultOf(submit())
    expect(message).toBe(
      'comfyui: UNETLoader: words (unet_name: wan.safetensors) (value_not_in_list). The operator has to install on that server what the workflow names.',
    )
    expect(detail).toEqual({ upstreamCode: 'value_not_in_list' })
  })

  test.each(['pending', 'running'] as const)(
    'that is queued with errors in a branch is refused, and taken back while it is %s',
    async (state) => {
      const nodeErrors = { 9: { errors: [missing], dependent_outputs: [], class_type: 'VAELoader' } }
      simulator.fates.push({ nodeErrors, states: [state] })
      expect(await faultOf(submit())).toMatchObject({ kind: 'refused' })
      expect(simulator.taken[0]?.ended).toBe(state === 'pending' ? 'deleted' : 'interrupted')
    },
  )

  test('whose image does not arrive was never sent, and may be tried again', async () => {
    const { job, inputs } = jobOf('2026-01-08 Hunyuan unversioned image 720P')
    const call = vendor.compose(job, inputs)
    simulator.plan('upload', { lost: true }, { instead: { status: 500, body: 'words' } })
    for (let tries = 0; tries < 2; tries++)
      expect((await faultOf(vendor.submit(call, link))).kind).toBe('unavailable')
    expect(simulator.asked).not.toContain('submit')
    expect(await watch(await vendor.submit(call, link))).toMatchObject({ state: 'finished' })
  })

  test.each([
    ['waits', ['pending']],
    ['runs', ['running']],
    ['has ended', ['success']],
    ['ends between the questions', ['unheard-of', 'success']],
  ] as const)('whose answer was lost is found while it %s', async (_title, states) => {
    const call = vendor.compose(textJob, noInputs)
    expect(await vendor.find?.(call, link)).toBeNull()
    simulator.fates.push({ states })
    simulator.plan('submit', { lost: true })
    expect((await faultOf(vendor.submit(call, link))).kind).toBe('unknown')
    expect(await vendor.find?.(call, link)).toEqual({ promptId: simulator.taken[0]?.id, outputNode: '42' })
  })

  test('whose server forgot everything may be sent again: nothing of it runs, and nobody is paid', async () => {
    const call = vendor.compose(textJob, noInputs)
    simulator.plan('submit', { lost: true })
    await faultOf(vendor.submit(call, link))
    simulator.restart()
    expect(await vendor.find?.(call, link)).toBeNull()
  })
})

describe('a look', () => {
  const one = async (): Promise<Progress> => vendor.check(await submit(), link)

  test.each([
    ['pending', { state: 'waiting' }],
    ['running', { state: 'rendering' }],
  ] as const)('at a render that is %s says so', async (state, progress) => {
    simulator.fates.push({ states: [state] })
    expect(await one()).toEqual(progress)
  })

  test.each([
    [
      { exception_type: 'torch.cuda.OutOfMemoryError', exception_message: 'CUDA out of memory. Tried' },
      'comfyui: the server ran out of memory at VAEDecode. A shorter or smaller video may fit.',
    ],
    [
      {
        exception_type: 'safetensors._safetensors_rust.SafetensorError',
        exception_message: 'header too small\n',
      },
      'comfyui: the workflow failed at VAEDecode: header too small (safetensors._safetensors_rust.SafetensorError).',
    ],
  ])('at a failed render says why: %o', async (error, message) => {
    simulator.fates.push({ states: ['error'], error })
    expect(await one()).toMatchObject({ state: 'failed', fault: { kind: 'refused', message } })
  })

  test('tells a render that somebody stopped from one that failed', async () => {
    simulator.fates.push({ states: ['interrupted'] })
    const message = 'comfyui: somebody stopped the render at the server.'
    expect(await one()).toMatchObject({ state: 'failed', fault: { message } })
  })

  test('at a render of which a restarted server knows nothing says that it is lost', async () => {
    const ticket = await submit()
    expect(await vendor.check(ticket, link)).toEqual({ state: 'waiting' })
    simulator.restart()
    expect(await vendor.check(ticket, link)).toMatchObject({
      state: 'failed',
      fault: { kind: 'refused', message: expect.stringContaining('it was restarted') },
    })
  })

  const of = (filename: string, type = 'output') => ({ filename, subfolder: 's p', type })
  test.each([
    ['VideoHelperSuite', { 42: { gifs: [of('v.webm')] } }, 'filename=v.webm&subfolder=s+p&type=output'],
    ['another node than the named one', { 7: { images: [of('v.MP4')] } }, 'v.MP4'],
    [
      'the named node before another',
      { 7: { images: [of('x.mp4')] }, 42: { images: [of('v.mp4')] } },
      '=v.mp4',
    ],
    ['no preview where there is more', { 42: { a: [of('t.mp4', 'temp')], b: [of('v.mp4')] } }, '=v.mp4'],
    ['a preview where there is no more', { 42: { images: [of('t.mp4', 'temp')] } }, 'type=temp'],
    ['a name that would lead elsewhere', { 42: { images: [of('../&type=x/é.mp4')] } }, '..%2F%26type%3Dx%2F'],
  ])('finds the film of %s', async (_title, outputs, words) => {
    simulator.fates.push({ states: ['success'], outputs: () => outputs })
    const progress = await one()
    if (progress.state !== 'finished') throw new Error(progress.state)
    expect(progress.clips).toEqual([{ url: expect.stringContaining(words) }])
  })

  test.each([
    [{}],
    [{ 42: { images: [of('still.png')] } }],
    [{ 42: { gifs: [of('a.gif')], text: ['words.mp4'] } }],
    [{ 42: null, 7: 'x.mp4' }],
  ])('at a success without a film is at a failure: %j', async (outputs) => {
    simulator.fates.push({ states: ['success'], outputs: () => outputs })
    const message = 'comfyui: the workflow ended without a film.'
    expect(await one()).toMatchObject({ state: 'failed', fault: { message } })
  })

  test.each([
    ['history', 502, '<h1>Bad gateway</h1>'],
    ['history', 404, 'not found'],
    ['history', 200, ''],
    ['history', 200, '<h1>Log in</h1>'],
    ['queue', 200, '[]'],
    ['queue', 200, { queue_running: [] }],
  ])('that meets something else at %s (%i %j) learns nothing of the render', async (name, status, body) => {
    const ticket = await submit()
    simulator.plan(name, { instead: { status, body } })
    expect((await faultOf(vendor.check(ticket, link))).kind).toBe('unavailable')
  })
})

describe('a cancel', () => {
  test.each([
    ['pending', ['pending'], 'deleted'],
    ['running', ['running'], 'interrupted'],
  ] as const)('stops a render that is %s', async (_title, states, ended) => {
    simulator.fates.push({ states })
    await vendor.cancel?.(await submit(), link)
    expect(simulator.taken[0]?.ended).toBe(ended)
  })

  test('stops a render that begins before it is taken out of the queue', async () => {
    simulator.fates.push({ states: ['pending', 'running'] })
    simulator.plan('delete', { instead: { body: '' } })
    await vendor.cancel?.(await submit(), link)
    expect(simulator.taken[0]?.ended).toBe('interrupted')
  })

  test("stops nobody else's render at a server that would", async () => {
    await simulator.close()
    await start({ interruptsAnything: true })
    simulator.fates.push({ states: ['running'] }, { states: ['pending'] })
    await submit({}, linkTo(vendor, simulator.url, 'another'))
    const ticket = await submit()
    // Its question for the first moves it on, as any does.
    await vendor.cancel?.(ticket, link)
    expect(simulator.taken.map(({ ended }) => ended)).toEqual([null, 'deleted'])
  })

  test('is too late for a render that has ended, and nothing to do for one that was stopped or lost', async () => {
    simulator.fates.push({ states: ['success'] })
    const ticket = await submit()
    expect(await faultOf(vendor.cancel?.(ticket, link) ?? Promise.resolve())).toMatchObject({
      kind: 'refused',
    })
    simulator.restart()
    await vendor.cancel?.(ticket, link)
    simulator.fates.push({ states: ['interrupted'] })
    await vendor.cancel?.(await submit({ prompt: 'another' }), link)
    expect(simulator.asked).not.toContain('interrupt')
  })
})

test('what a proxy in front demands goes with every call, and with the film', async () => {
  await simulator.close()
  await start({ authorization })
  const { job, inputs } = jobOf('2026-01-08 Hunyuan unversioned image 720P')
  const progress = await watch(await vendor.submit(vendor.compose(job, inputs), link))
  expect(progress).toMatchObject({ state: 'finished', clips: [{ isPrivate: true }] })
  expect(await vendor.clipHeaders?.(link)).toEqual({ Authorization: authorization })
  simulator.fates.push({ states: ['running'] })
  await vendor.cancel?.(await submit(), link)
  const without = vendorWith({})
  const fault = await faultOf(without.submit(without.compose(textJob, noInputs), link))
  expect(fault).toMatchObject({ kind: 'credentials', message: expect.stringContaining('401') })
  expect(fault.message).not.toContain(authorization)
})

describe('a probe', () => {
  const ready = 'ready: hunyuan15-image, hunyuan15-text, wan22-frames, wan22-image, wan22-text'
  const lost = 'wan_2.1_vae.safetensors'
  test.each<[title: string, settings: ComfySettings, words: string]>([
    ['that all is there', {}, ready],
    ['that all is there, in the later spelling', { saysCombo: true }, ready],
    [
      'which file a workflow lacks',
      { saysCombo: true, missingModels: [lost] },
      `ready: hunyuan15-image, hunyuan15-text; wan22-frames lacks ${lost} (vae_name of VAELoader)`,
    ],
    [
      'which node no workflow can do without',
      { missingNodes: ['SaveVideo'] },
      'no workflow is ready; hunyuan15-image lacks the node SaveVideo',
    ],
  ])('says %s', async (_title, settings, words) => {
    await simulator.close()
    await start(settings)
    expect(await vendor.probe?.(link)).toContain(`it is ComfyUI 0.3.64; ${words}`)
    expect(simulator.asked).not.toContain('submit')
  })

  test('of a server that is none, or a proxy that wants more, says so', async () => {
    simulator.plan('stats', { instead: { body: '<h1>Welcome</h1>' } }, { instead: { body: {} } })
    for (let tries = 0; tries < 2; tries++)
      expect((await faultOf(vendor.probe?.(link) ?? Promise.resolve())).kind).toBe('unavailable')
    simulator.plan('stats', { instead: { status: 401, body: 'no' } })
    expect((await faultOf(vendor.probe?.(link) ?? Promise.resolve())).kind).toBe('credentials')
  })
})
