import { randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiClient, textOf } from '../../src/cli/api-client.ts'
import { openTransport } from '../../src/composition/open-transport.ts'
import { pngChunk, pngWith } from '../../src/intake/testing/test-images.ts'
import { runCommand } from '../support/command.ts'
import { hasFfmpeg, readFilm, similarity } from '../support/film.ts'
import { paintPicture } from '../support/picture-server.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'

let reelay: ReelayProcess
let place: Awaited<ReturnType<typeof temporaryDirectory>>
let dataDirectory: string

beforeAll(async () => {
  place = await temporaryDirectory('command-line')
  dataDirectory = join(place.path, 'data')
  // No allow list: what is uploaded here needs none.
  reelay = await startReelay({ dataDirectory, environment: { REELAY_LIMIT_DESCRIBE: '0' } })
  const cat = await paintPicture({ width: 1280, height: 720, hue: 30, ball: 0.4 }, 'png')
  await writeFile(join(place.path, 'cat.png'), cat)
  await writeFile(join(place.path, 'text.png'), 'I am a cat')
  const filler = (size: number) => pngWith(cat, pngChunk('prVt', randomBytes(size - cat.length - 12)))
  await writeFile(join(place.path, 'fitting.png'), filler(10 * 1024 ** 2))
  await writeFile(join(place.path, 'large.png'), filler(10 * 1024 ** 2 + 1))
})
afterAll(async () => {
  await reelay?.stop()
  await place?.remove()
})

const keyOf = ({ secretId, secretKey }: { secretId: string; secretKey: string }) => ({
  REELAY_SECRET_ID: secretId,
  REELAY_SECRET_KEY: secretKey,
})
const run = (words: readonly string[], environment: Record<string, string> = keyOf(reelay)) =>
  runCommand(words, {
    directory: place.path,
    environment: { REELAY_ENDPOINT: reelay.url, ...environment },
  })
const idIn = (text: string): string => /\d+-AigcVideo-[0-9a-f]{32}/.exec(text)?.[0] ?? ''

describe('reelay create', () => {
  test(
    'makes a film of a file beside it, in one command and without a public URL',
    { timeout: 120_000 },
    async () => {
      const words = ['create', '--image', './cat.png', '--prompt', 'the cat runs', '--model', 'Kling']
      const made = await run([...words, '--watch', '--output', 'film.mp4'])
      expect(made).toMatchObject({ code: 0, stdout: '' })
      expect(made.stderr).toMatch(
        /^uploading \.\/cat\.png \(\d+ KB\)\nTaskId .+\n(WAIT .+\n)?RUN .+\nDONE .+\nfilm\.mp4  1280x720  \d+ KB\n$/,
      )
      const path = join(place.path, 'film.mp4')
      expect(await readFilm(await readFile(path))).toMatchObject({ width: 1280, height: 720, frames: 120 })
      expect((await readdir(place.path)).filter((name) => name.endsWith('.part'))).toEqual([])
      if (hasFfmpeg) {
        expect(similarity(path, 'first', join(place.path, 'cat.png'))).toBeGreaterThanOrEqual(0.95)
      }
    },
  )

  test('works at once beside a server on the same data directory, with the key that is there', async () => {
    const local = {
      REELAY_DATA_DIR: dataDirectory,
      REELAY_PORT: new URL(reelay.url).port,
      REELAY_ENDPOINT: '',
    }
    const made = await run(['create', '--prompt', 'a lake', '--model', 'Kling'], local)
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toMatch(/^\d+-AigcVideo-[0-9a-f]{32}\n$/)
    // And takes its leave of the database without stopping it.
    expect((await run(['describe', made.stdout.trim()], local)).stdout).toMatch(/^(WAIT|RUN|DONE)/)
  })

  test.each([
    [
      'a text named .png',
      ['--image', 'text.png'],
      /^uploading .*\nreelay: InvalidParameterValue: text\.png: .*not a JPEG or PNG/,
    ],
    ['a file that is not there', ['--image', 'dog.png'], /dog\.png cannot be read: there is no such file/],
    ['a file over 10 MB', ['--image', 'large.png'], /large\.png has 10\.0 MB; an image may have 10 MB/],
    [
      'a value that the model has not',
      ['--prompt', 'x', '--model', 'Kling', '--duration', '7'],
      /Kling takes 5 or 10 seconds/,
    ],
    [
      'a folder that is not there',
      ['--prompt', 'x', '--output', 'no/film.mp4'],
      /the folder no is not there/,
    ],
    ['a text without quotes', ['--prompt', 'a', 'cat'], /"cat" belongs to no flag/],
    ['a flag with a slip in it', ['--promt', 'x'], /did you mean --prompt/],
  ])('refuses %s with what to do, and exit code 1', async (_what, words, message) => {
    const refused = await run(['create', ...words])
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) })
  })

  test('makes one task of one --session-id, although the file is uploaded anew each time', async () => {
    const words = ['create', '--image', 'cat.png', '--model', 'Kling', '--session-id', 'once']
    const first = await run(words)
    expect(first.stdout).toMatch(/^\d+-AigcVideo-/)
    expect((await run(words)).stdout).toBe(first.stdout)
    expect(await run([...words, '--prompt', 'another wish'])).toMatchObject({ code: 1 })
  })

  test('uploads a file of exactly 10 MB', async () => {
    const created = await run(['create', '--image', 'fitting.png', '--model', 'Kling', '--output', 'json'])
    expect(created.code).toBe(0)
    expect(JSON.parse(created.stdout)).toEqual({
      Response: { TaskId: expect.any(String), RequestId: expect.any(String) },
    })
  })
})

describe('a link to an upload', () => {
  test('shows the image in a browser', async () => {
    const link = await uploadedLink()
    const answer = await fetch(link)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(await sharp(await answer.arrayBuffer()).metadata()).toMatchObject({ width: 1280, height: 720 })
  })

  test('is refused at create by another account', async () => {
    const link = await uploadedLink()
    const administration = { REELAY_DATA_DIR: dataDirectory }
    expect(
      await runCommand(['accounts', 'create', 'second'], {
        directory: place.path,
        environment: administration,
      }),
    ).toMatchObject({ code: 0 })
    const made = await runCommand(['keys', 'create', '--account', 'second'], {
      directory: place.path,
      environment: administration,
    })
    const [, secretId = '', secretKey = ''] = /SecretId +(\S+)\nSecretKey +(\S+)/.exec(made.stdout) ?? []
    const refused = await run(['create', '--image', link, '--model', 'Kling'], keyOf({ secretId, secretKey }))
    expect(refused.stderr).toMatch(
      /^reelay: InvalidParameterValue: .*`ImageUrl` is not valid\. The image was uploaded by another account\. \(RequestId .*\)\n$/,
    )
    expect(refused.code).toBe(1)
  })

  async function uploadedLink(): Promise<string> {
    const client = createApiClient({ endpoint: reelay.url, key: reelay, transport: openTransport() })
    const image = await readFile(join(place.path, 'cat.png'))
    return textOf(await client.upload('UploadImage', 'Image', image), 'ImageUrl')
  }
})

describe('reelay describe and watch', () => {
  test('tell the state, and the answer of the API when it is asked for', { timeout: 60_000 }, async () => {
    const id = idIn(
      (await run(['create', '--prompt', 'a lake', '--model', 'Vidu', '--duration', '1'])).stdout,
    )
    const watched = await run(['watch', id, '--output', 'json'])
    expect(watched.code).toBe(0)
    expect(JSON.parse(watched.stdout)).toMatchObject({ Response: { Status: 'DONE', Message: '' } })
    const described = await run(['describe', id])
    expect(described.stdout).toMatch(/^DONE  1280x720\nhttp:\/\/127\.0\.0\.1:\d+\/media\/results\/.+\n$/)
  })

  test('end with 3 and the reason when the task failed', async () => {
    const image = `${reelay.url}/not-ours.png`
    const failed = await run(['create', '--image', image, '--model', 'Kling', '--watch'])
    expect(failed).toMatchObject({ code: 3, stdout: '' })
    expect(failed.stderr).toMatch(/FAIL .*\nImageUrl: the address is not public/)
  })

  test('of a task that is not there end with 1', async () => {
    expect(await run(['watch', '1-AigcVideo-0'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/ResourceNotFound\.TaskNotFound: .*RequestId/),
    })
  })
})

test('reelay models shows what each model can do, and of one every rule', async () => {
  const all = await run(['models'])
  expect(all.stdout).toMatch(/Kling \(Kuaishou Kling\)[^]*Vidu/)
  const kling = await run(['models', 'kling'])
  expect(kling.stdout).toMatch(/Duration +always +5 or 10 seconds \(default 5\)/)
  const json = JSON.parse((await run(['models', 'GV', '--output', 'json'])).stdout)
  expect(json).toMatchObject({ name: 'GV', capabilities: expect.any(Array), rules: expect.any(Array) })
  expect(await run(['models', 'klin'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('did you mean Kling'),
  })
})

test('help lists the commands, then the flags of one; a slip of the finger is told', async () => {
  expect((await run(['help'])).stdout).toMatch(/reelay create [^]*reelay watch /)
  for (const words of [
    ['help', 'create'],
    ['create', '--help'],
  ])
    expect((await run(words)).stdout).toMatch(/--image FILE\|URL +The first frame/)
  expect(await run(['crate'])).toMatchObject({
    code: 1,
    stderr: 'reelay: There is no command crate; did you mean create?\n',
  })
})
