import { expect, test, vi } from 'vitest'
import { createLog } from '../log.ts'
import type { Span } from './span.ts'
import { createSpanExporter } from './span-exporter.ts'

const spanOf = (name: string) => ({ name }) as Span
const log = createLog('silent')
const bounds = { waitingMax: 5, batchMax: 2, delaySeconds: 3600, log }

test('spans leave in batches, as soon as one is full, and the rest at the end', async () => {
  const batches: string[][] = []
  const exporter = createSpanExporter({
    ...bounds,
    async send(spans) {
      batches.push(spans.map(({ name }) => name))
      return 'sent'
    },
  })
  for (const name of ['a', 'b', 'c']) exporter.add(spanOf(name))
  await vi.waitFor(() => expect(batches).toEqual([['a', 'b']]))
  await exporter.close()
  expect(batches).toEqual([['a', 'b'], ['c']])
})

test('while the receiver is away only so many wait, the oldest of them; the others are dropped', async () => {
  let away = true
  const sent: string[] = []
  const exporter = createSpanExporter({
    ...bounds,
    async send(spans) {
      if (away) return 'later'
      sent.push(...spans.map(({ name }) => name))
      return 'sent'
    },
  })
  for (const name of 'abcdefghij') exporter.add(spanOf(name))
  await exporter.close()
  expect(sent).toEqual([])
  away = false
  await exporter.close()
  expect(sent).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a batch that the receiver does not take is not sent again', async () => {
  const batches: string[][] = []
  const exporter = createSpanExporter({
    ...bounds,
    async send(spans) {
      batches.push(spans.map(({ name }) => name))
      return batches.length === 1 ? 'refused' : 'sent'
    },
  })
  for (const name of ['a', 'b', 'c']) exporter.add(spanOf(name))
  await exporter.close()
  expect(batches).toEqual([['a', 'b'], ['c']])
})

test('a receiver that never answers does not keep the process from its end', async () => {
  const exporter = createSpanExporter({ ...bounds, send: () => new Promise(() => undefined) })
  exporter.add(spanOf('a'))
  await exporter.close()
})
