import { expect, test } from 'vitest'
import { allowNothing, type FetchPolicy } from '../net/guarded-fetch.ts'
import { serveHttp } from '../net/testing/loopback-server.ts'
import { createLog } from '../telemetry/log.ts'
import { openDoors } from './outgoing-doors.ts'

const policy: FetchPolicy = {
  bytesMax: 1000,
  connectSeconds: 5,
  idleSeconds: 5,
  totalSeconds: 20,
  redirectsMax: 3,
  accept: '*/*',
}
const doors = openDoors(allowNothing, createLog('silent'))

test("a vendor's private server is open to calls to this vendor, and to nobody else", async () => {
  const server = await serveHttp((_request, response) => response.end('clip'))
  const url = `${server.url}/clip.mp4`
  for (const baseUrl of [server.url, `http://localhost:${server.port}/v1`]) {
    const host = new URL(baseUrl).origin
    const called = await doors.vendorFetch(baseUrl).exchange({ method: 'GET', url: `${host}/v1` }, policy)
    expect(called).toMatchObject({ outcome: 'fetched' })
    const clip = await doors.vendorFetch(baseUrl).download({ url: `${host}/clip.mp4` }, policy)
    expect(clip).toMatchObject({ outcome: 'fetched', body: Buffer.from('clip') })
  }
  const opened = server.connections()
  for (const fetch of [
    doors.callerFetch,
    doors.vendorFetch(undefined),
    doors.vendorFetch('https://api.vendor.example'),
    doors.vendorFetch(`http://127.0.0.1:${server.port === 1 ? 2 : 1}`),
  ])
    expect(await fetch.download({ url }, policy)).toMatchObject({ reason: 'the address is not public' })
  expect(server.connections()).toBe(opened)
})

test("a vendor's server cannot send us on to another private one", async () => {
  const canary = await serveHttp((_request, response) => response.end('internal'))
  const server = await serveHttp((_request, response) =>
    response.writeHead(302, { location: canary.url }).end(),
  )
  expect(await doors.vendorFetch(server.url).download({ url: server.url }, policy)).toMatchObject({
    reason: 'after a redirect: the address is not public',
  })
  expect(canary.connections()).toBe(0)
})
