import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../tests/support/reelay-process.ts'
import { scriptVendor } from '../../tests/support/scripted-vendor.ts'
import type { Job } from '../catalog/job.ts'
import { openDoors } from '../composition/outgoing-doors.ts'
import { createIntake } from '../intake/intake.ts'
import { allowNothing } from '../net/guarded-fetch.ts'
import { serveHttp } from '../net/testing/loopback-server.ts'
import { createFilesystemStore } from '../storage/filesystem-store.ts'
import { createLog } from '../telemetry/log.ts'
import { type Clip, VendorFault } from '../vendors/vendor.ts'
import { downloadClip } from './clip-download.ts'
import type { PipelineTools } from './tools.ts'
import { openLink } from './vendor-link.ts'

let scratch: Awaited<ReturnType<typeof temporaryDirectory>>
beforeAll(async () => void (scratch = await temporaryDirectory('link')))
afterAll(() => scratch.remove())

const doors = openDoors(allowNothing, createLog('silent'))
const signal = new AbortController().signal

async function toolsWith(changes: Partial<PipelineTools> = {}): Promise<PipelineTools> {
  const store = await createFilesystemStore(join(scratch.path, 'objects'))
  const tools = { store, vendorFetch: doors.vendorFetch, scratchDirectory: join(scratch.path, 'clips') }
  return { ...tools, ...changes } as PipelineTools
}

const entryAt = (baseUrl: string) => ({
  vendor: scriptVendor({}),
  baseUrl,
  concurrency: { perWorker: 1 },
  look: { firstSeconds: 0, longestSeconds: 0 },
  renderSecondsMax: 60,
})

const place = { task: { id: 'task-1', ticket: null }, index: 0 }

describe('a vendor whose server is on a private address', () => {
  test('is called there, and its clips are fetched from there', async () => {
    const server = await serveHttp((request, response) => response.end(request.url))
    const tools = await toolsWith()
    const link = openLink(tools, entryAt(server.url), 'task-1', signal)
    expect(await link.send({ method: 'POST', path: '/jobs' })).toMatchObject({ status: 200, body: '/jobs' })
    const clip = await downloadClip(tools, { url: `${server.url}/a.mp4` }, place, entryAt(server.url), signal)
    expect(clip).toMatchObject({ outcome: 'here' })
    expect('path' in clip && (await readFile(clip.path, 'utf8'))).toBe('/a.mp4')
  })

  test('is no address for an image of a caller, nor for a clip of another vendor', async () => {
    const canary = await serveHttp((_request, response) => response.end('internal'))
    const tools = await toolsWith()
    const scratchDirectory = join(scratch.path, 'intake')
    const intake = createIntake({ fetch: doors.callerFetch, store: tools.store, scratchDirectory })
    const url = `${canary.url}/secret.png`
    const job = { images: [{ parameter: 'ImageUrl', role: 'first', url }] } as unknown as Job
    expect(await intake.stage(job, 'task-1', signal)).toEqual({
      outcome: 'refused',
      message: 'ImageUrl: the address is not public',
    })
    expect(await downloadClip(tools, { url }, place, entryAt('https://vendor.example'), signal)).toEqual({
      outcome: 'failed',
      message: 'The finished video could not be downloaded: the address is not public.',
      isPassing: false,
    })
    expect(canary.connections()).toBe(0)
  })
})

test('a vendor reads staged images whole, and videos as they come', async () => {
  const tools = await toolsWith()
  await tools.store.put('intake/task-1/a.png', Buffer.from('pixels'), 'image/png')
  const link = openLink(tools, entryAt('https://vendor.example'), 'task-1', signal)
  expect(Buffer.from(await link.image('intake/task-1/a.png')).toString()).toBe('pixels')
  expect((await buffer(await link.media('intake/task-1/a.png'))).toString()).toBe('pixels')
})

describe('what a vendor says', () => {
  const said = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const server = await serveHttp((_request, response) => response.end(body))
    const link = openLink(await toolsWith(), entryAt(server.url), 'task-1', signal)
    return (await link.send({ method: 'GET', path: '/', headers })).body
  }

  test('never has our key in it, though the server repeats the request', async () => {
    const headers = { authorization: 'Bearer sk-operators/key', 'x-goog-api-key': 'AIza-key' }
    expect(await said('<pre>authorization: Bearer sk-operators/key</pre>', headers)).toBe(
      '<pre>authorization: Bearer (secret)</pre>',
    )
    const escaped = String.raw`{"message": "your key sk-operators\/key or AIza-key is wrong"}`
    expect(await said(escaped, headers)).toEqual({ message: 'your key (secret) or (secret) is wrong' })
  })

  test('can be written into a row: no U+0000, no half of a character', async () => {
    expect(await said(String.raw`{"message": "a\u0000b\ud83d"}`)).toEqual({ message: 'a\ufffdb\ufffd' })
    expect(await said('a\0b')).toBe('a\ufffdb')
  })

  test('may be nested as deep as it likes', async () => {
    expect(typeof (await said('['.repeat(1_000_000)))).toBe('string')
    expect(typeof (await said('['.repeat(1_000_000) + ']'.repeat(1_000_000)))).toBe('string')
  })
})

test('the right to a private clip is shown when it is fetched, and never to another origin', async () => {
  const elsewhere = await serveHttp((request, response) =>
    response.end(String(request.headers.authorization)),
  )
  const server = await serveHttp((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: elsewhere.url }).end()
    else response.end(String(request.headers.authorization))
  })
  const vendorFetch = () => doors.vendorFetch(server.url)
  const tools = await toolsWith({ vendorFetch })
  const vendor = { ...scriptVendor({}), clipHeaders: () => Promise.resolve({ authorization: 'Bearer key' }) }
  const fetched = async (clip: Clip) => {
    const local = await downloadClip(tools, clip, place, { ...entryAt(server.url), vendor }, signal)
    return local.outcome === 'here' ? readFile(local.path, 'utf8') : local.message
  }
  expect(await fetched({ url: `${server.url}/a.mp4`, isPrivate: true })).toBe('Bearer key')
  expect(await fetched({ url: `${server.url}/a.mp4` })).toBe('undefined')
  expect(await fetched({ url: `${server.url}/away`, isPrivate: true })).toContain('not public')
  expect(elsewhere.connections()).toBe(0)
})

test('a clip inside an answer is written out, and a fault on the way is told', async () => {
  const tools = await toolsWith()
  const vendor = { ...scriptVendor({}), clipBytes: () => Promise.resolve(Buffer.from('film')) }
  const entry = { ...entryAt('https://vendor.example'), vendor }
  const withTicket = { ...place, task: { id: 'task-1', ticket: { id: 'x' } } }
  const local = await downloadClip(tools, { inAnswer: 0 }, withTicket, entry, signal)
  expect(local.outcome === 'here' && (await readFile(local.path, 'utf8'))).toBe('film')
  const broken = { ...vendor, clipBytes: () => Promise.reject(new VendorFault('unavailable', 'it is down')) }
  expect(
    await downloadClip(tools, { inAnswer: 0 }, withTicket, { ...entry, vendor: broken }, signal),
  ).toEqual({
    outcome: 'failed',
    message: 'The finished video could not be downloaded: it is down.',
    isPassing: true,
  })
})
