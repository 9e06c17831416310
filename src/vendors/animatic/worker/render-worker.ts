import os from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { EncodingFault } from '../encode/encoder.ts'
import { renderFilm } from './render-film.ts'
import { STOP, type RenderFailure, type RenderNews, type RenderOrder } from './render-order.ts'

// The program of a worker thread: one order, one film, then it is gone with all its memory.

/** "Nice": frames are drawn with what the requests leave over. */
const PRIORITY = 10

const port = parentPort
if (!port) throw new Error('render-worker.ts is the program of a worker thread')
// On Linux this is the priority of the calling thread and of the programs it starts; elsewhere it would be that of
// the whole process, requests included.
if (process.platform === 'linux') os.setPriority(PRIORITY)

const stop = new AbortController()
port.on('message', (word) => {
  if (word === STOP) stop.abort()
})
const tell = (news: RenderNews): void => port.postMessage(news)
try {
  const order = workerData as RenderOrder
  const { frameHash } = await renderFilm(order, stop.signal, (percent) => tell({ kind: 'progress', percent }))
  tell({ kind: 'done', frameHash })
} catch (cause) {
  tell({ kind: 'failed', ...failureOf(cause) })
}

function failureOf(cause: unknown): RenderFailure {
  if (stop.signal.aborted) return { fault: 'refused', reason: 'The render was cancelled.' }
  if (!(cause instanceof Error)) return { fault: 'refused', reason: 'The animatic could not be drawn.' }
  const because = cause.cause instanceof Error ? `\n${cause.cause.message}` : ''
  const detail = `${cause.stack ?? cause.message}${because}`
  if (cause instanceof EncodingFault) return { fault: 'unavailable', reason: cause.message, detail }
  return { fault: 'refused', reason: `The animatic could not be drawn: ${cause.message}`, detail }
}
