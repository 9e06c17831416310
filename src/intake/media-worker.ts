import { parentPort, workerData } from 'node:worker_threads'
import type { MediaOrder } from './media-inspection.ts'
import { readMedia } from './media-reading.ts'

// The program of the thread; whoever waits for its word ends it when that takes too long.
parentPort?.postMessage(await readMedia(workerData as MediaOrder))
