import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { filmOf } from './film-of.ts'
import * as legacy from './kling-legacy.ts'
import * as modern from './kling-new.ts'
import { type Answer, type Operation, type Received, type Simulator, startSimulator } from './simulator.ts'

/** Both of Kling's APIs, written from vendors-kling-vidu-hailuo.md 3. */
export type KlingSimulator = Simulator & {
  /** Every task that was made, and so paid for. */
  readonly taken: readonly KlingTask[]
  /** What the next tasks come to; success when nothing is said. */
  readonly fates: Fate[]
}

export type Fate = {
  /** What the looks answer, in the spelling of the new API; the last one stays. */
  readonly states?: readonly string[]
  readonly words?: string
}

export type KlingTask = {
  readonly id: string
  readonly externalId: string | undefined
  readonly path: string
  readonly body: unknown
  readonly film: { readonly seconds: number; readonly resolution: string }
  readonly fate: Fate
  looks: number
}

export type KlingKeys = { readonly apiKey: string; readonly accessKey: string; readonly secretKey: string }

/** What a submit asks for, as one of the two APIs spells it; or what is wrong with it. */
export type Reading =
  | { readonly externalId: string | undefined; readonly film: KlingTask['film'] }
  | { readonly wrong: string }

const usualStates = ['submitted', 'processing', 'succeeded']

export async function simulateKling(keys: KlingKeys, port = 0): Promise<KlingSimulator> {
  const tasks: KlingTask[] = []
  const fates: Fate[] = []
  let address = ''

  const submit =
    (read: (received: Received) => Reading, shape: (task: KlingTask) => object): Operation['answer'] =>
    (received, complain) => {
      const reading = read(received)
      if ('wrong' in reading) {
        complain(reading.wrong)
        return refusal(400, 1201, reading.wrong)
      }
      const task: KlingTask = {
        ...reading,
        id: `${850000000000000000n + BigInt(tasks.length)}`,
        path: received.path,
        body: received.body,
        fate: fates.shift() ?? {},
        looks: 0,
      }
      tasks.push(task)
      return success(shape(task))
    }
  const stateOf = (task: KlingTask): string => {
    const states = task.fate.states ?? usualStates
    return states[Math.min(task.looks++, states.length - 1)] ?? ''
  }
  const filmUrl = (task: KlingTask, mark = '') => `${address}/films/${task.id}${mark}.mp4`

  const operations: readonly Operation[] = [
    {
      name: 'submit',
      method: 'POST',
      path: /^\/(text-to-video|image-to-video|omni-video)\/[a-z0-9.-]+$/,
      answer: onlyKey(keys, submit(modern.read, modern.created)),
    },
    {
      name: 'query',
      method: 'GET',
      path: /^\/tasks$/,
      answer: onlyKey(keys, ({ query }) => {
        const ids = query.get('task_ids')?.split(',')
        const names = query.get('external_task_ids')?.split(',')
        if ((ids === undefined) === (names === undefined)) return refusal(400, 1200, 'one of the two')
        const asked = tasks.filter(({ id, externalId }) =>
          ids === undefined ? externalId !== undefined && names?.includes(externalId) : ids.includes(id),
        )
        // An unknown id simply does not appear.
        return success(asked.map((task) => modern.shown(task, stateOf(task), filmUrl)))
      }),
    },
    {
      name: 'submit-legacy',
      method: 'POST',
      path: /^\/v1\/videos\/(text2video|image2video|omni-video)$/,
      answer: anyKey(keys, submit(legacy.read, legacy.created)),
    },
    {
      name: 'query-legacy',
      method: 'GET',
      path: /^\/v1\/videos\/(text2video|image2video|omni-video)\/[^/]+$/,
      answer: anyKey(keys, ({ path }) => {
        const [product, name] = splitLast(path)
        const task = tasks.find(
          ({ id, externalId, path: sentTo }) => sentTo === product && (id === name || externalId === name),
        )
        if (task === undefined) return refusal(404, 1203, 'task not found')
        return success(legacy.shown(task, stateOf(task), filmUrl))
      }),
    },
    {
      name: 'download',
      method: 'GET',
      path: /^\/films\/\d+(-marked)?\.mp4$/,
      async answer({ path, headers }, complain) {
        if (headers.authorization !== undefined) complain('the key was sent to the file server')
        const task = tasks.find(({ id }) => path.includes(id))
        if (task === undefined) return { status: 404, body: 'gone' }
        const height = { '720p': 720, '1080p': 1080, '4k': 2160 }[task.film.resolution] ?? 720
        return { body: await filmOf({ seconds: task.film.seconds, width: (height * 16) / 9, height }) }
      },
    },
  ]
  const simulator = await startSimulator(operations, port)
  address = simulator.url
  return { ...simulator, fates, taken: tasks }
}

const success = (data: object): Answer => ({ body: { code: 0, message: 'SUCCEED', request_id: 'r-1', data } })

const refusal = (status: number, code: number, message: string): Answer => ({
  status,
  body: { code, message, request_id: 'r-1' },
})

/** The new paths take an API key only (3.2). */
const onlyKey =
  ({ apiKey }: KlingKeys, answer: Operation['answer']): Operation['answer'] =>
  (received, complain) =>
    received.headers.authorization === `Bearer ${apiKey}`
      ? answer(received, complain)
      : refusal(401, 1002, 'Authorization invalid: AK/SK is not supported here')

/** The legacy paths take that and a token signed with the SecretKey. */
const anyKey =
  (keys: KlingKeys, answer: Operation['answer']): Operation['answer'] =>
  (received, complain) => {
    const token = received.headers.authorization?.replace(/^Bearer /, '') ?? ''
    if (token === keys.apiKey) return answer(received, complain)
    const code = whyInvalid(token, keys)
    return code === null ? answer(received, complain) : refusal(401, code, 'token refused')
  }

const claims = z.strictObject({ iss: z.string(), exp: z.int(), nbf: z.int() })

function whyInvalid(token: string, { accessKey, secretKey }: KlingKeys): number | null {
  const [head = '', body = '', signature] = token.split('.')
  const expected = createHmac('sha256', secretKey).update(`${head}.${body}`).digest('base64url')
  if (signature !== expected) return 1002
  const read = claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  if (!read.success || read.data.iss !== accessKey) return 1002
  const now = Date.now() / 1000
  if (read.data.nbf > now) return 1003
  return read.data.exp < now ? 1004 : null
}

function splitLast(path: string): readonly [string, string] {
  const at = path.lastIndexOf('/')
  return [path.slice(0, at), decodeURIComponent(path.slice(at + 1))]
}
