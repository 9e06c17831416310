import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { AnsweredRequest } from '../../src/telemetry/observer.ts'
import { exchange } from './raw-exchange.ts'
import { tc3Request, wireBytes } from './signed-requests.ts'
import { idleTasks, startWireServer, type WireServer } from './wire-server.ts'

const heard: AnsweredRequest[] = []
const observer = { requestAnswered: (request: AnsweredRequest) => void heard.push(request) }
const create = () => wireBytes(tc3Request({ body: JSON.stringify({ Prompt: 'a lighthouse' }) }))
const told = () => heard.map(({ face, action, code }) => `${face} ${action} ${code}`)

let server: WireServer | undefined
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server?.close()
  heard.length = 0
})

test('every request is heard once, with its action, its code and the task that it made', async () => {
  server = await startWireServer({ observer })
  await exchange(server.port, create())
  await exchange(server.port, wireBytes(tc3Request({ body: '{"Prompt": 1}' })))
  expect(told()).toEqual(['mps CreateAigcVideoTask ', 'mps CreateAigcVideoTask InvalidParameter'])
  expect(heard[0]).toMatchObject({ taskId: '1250000001-AigcVideo-1' })
  expect(Math.abs((heard[0]?.beganAt ?? 0) - Date.now() / 1000)).toBeLessThan(60)
})

test('each request of a flood is heard, also those that the request log leaves out', async () => {
  const excess = { count: 9, limitPerSecond: 5 }
  server = await startWireServer({ observer, failures: { excessOf: () => excess, note: () => undefined } })
  for (let index = 0; index < 3; index++) await exchange(server.port, create())
  expect(server.notes).toEqual([])
  expect(told()).toEqual(Array.from({ length: 3 }, () => 'mps  RequestLimitExceeded.IPLimitExceeded'))
})

test('what was never a request is heard as a refused connection', async () => {
  server = await startWireServer({}, { observer })
  await exchange(server.port, Buffer.from('GET / HTTP/9.9 nonsense\r\n\r\n'))
  await exchange(server.port, Buffer.from('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n'))
  expect(told()).toEqual(['connection other InvalidRequest', 'connection other UnsupportedProtocol'])
})

test('connections beyond the bound are closed as they come, and counted', async () => {
  server = await startWireServer({}, { observer, connectionsMax: 2 })
  const open = async (): Promise<Socket> => {
    const socket = connect(server!.port, '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    return socket
  }
  await open()
  await open()
  const third = await open()
  await once(third, 'close')
  expect(told()).toEqual(['connection other TooManyConnections'])
})

test('while the database is away, only so many requests wait for it; the others are refused at once', async () => {
  const database = Promise.withResolvers<never>()
  let begun = 0
  const hang = (): Promise<never> => {
    begun++
    return database.promise
  }
  server = await startWireServer({ waitingMax: 2, tasks: { ...idleTasks, create: hang } })
  const waiting = [exchange(server.port, create()), exchange(server.port, create())]
  await expect.poll(() => begun).toBe(2)
  const refused = await exchange(server.port, create())
  expect(refused.body).toContain('"Code":"ServiceUnavailable"')
  expect(refused.body).toContain('too many requests waiting')
  expect(refused.headers.get('retry-after')).toBe('1')
  database.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED', syscall: 'connect' }))
  for (const { body } of await Promise.all(waiting)) expect(body).toContain('cannot reach its database')
})
