import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openTransport } from '../composition/open-transport.ts'
import { serveHttp } from '../net/testing/loopback-server.ts'
import { checkPlace, placeOf, saveFilm } from './save-film.ts'

async function open(listener: RequestListener) {
  const directory = mkdtempSync(join(tmpdir(), 'reelay-film-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const { url } = await serveHttp(listener)
  return {
    path: join(directory, 'film.mp4'),
    names: () => readdir(directory),
    save: (signal = new AbortController().signal) =>
      saveFilm(openTransport(), `${url}/0.mp4`, join(directory, 'film.mp4'), signal),
  }
}
const film = Buffer.alloc(100_000, 7)

describe('a film', () => {
  test('is saved whole, in place of what was there', async () => {
    const { path, names, save } = await open((_request, response) => response.end(film))
    await writeFile(path, 'an older film')
    expect(await save()).toEqual({ sizeBytes: film.length })
    expect(await readFile(path)).toEqual(film)
    expect(await names()).toEqual(['film.mp4'])
  })

  test.each<[string, RequestListener]>([
    [
      'whose connection breaks off',
      (request, response) => {
        response.writeHead(200, { 'content-length': film.length })
        response.write(film.subarray(0, 50_000), () => request.socket.destroy())
      },
    ],
    ['that is not there', (_request, response) => response.writeHead(404).end('gone')],
  ])('%s leaves no file behind, and the old one as it was', async (_what, listener) => {
    const { path, names, save } = await open(listener)
    await writeFile(path, 'an older film')
    await expect(save()).rejects.toMatchObject({
      name: 'ServerFault',
      message: expect.stringMatching(/It is at http/),
    })
    expect(await readFile(path, 'utf8')).toBe('an older film')
    expect(await names()).toEqual(['film.mp4'])
  })

  test('that is interrupted leaves no file behind', async () => {
    const stop = new AbortController()
    const { names, save } = await open((_request, response) => {
      response.writeHead(200, { 'content-length': film.length })
      response.write(film.subarray(0, 50_000), () => stop.abort())
    })
    await expect(save(stop.signal)).rejects.toThrow()
    expect(await names()).toEqual([])
  })
})

test('further films of a task stand beside the first', () => {
  expect([0, 1, 2].map((index) => placeOf('a/film.mp4', index))).toEqual([
    'a/film.mp4',
    join('a', 'film-2.mp4'),
    join('a', 'film-3.mp4'),
  ])
})

test('a place that cannot be written to is refused', async () => {
  await expect(checkPlace(tmpdir())).rejects.toThrow(/it is a folder\. Name a file in it: .+film\.mp4$/)
  await expect(checkPlace('/nowhere/film.mp4')).rejects.toThrow(/the folder \/nowhere is not there/)
})
